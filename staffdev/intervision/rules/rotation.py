"""Whose turn it is to facilitate: fewest times lately, then longest ago; whoever is away is passed over. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

LATELY = timedelta(days=365)
NEVER = date.min


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may facilitate from–to; `away` are the days on which she cannot come."""

    person: int
    spans: tuple[tuple[date, date], ...]
    away: frozenset[date] = frozenset()

    def can_on(self, day: date) -> bool:
        """Is it a day on which she belongs to the group and comes?"""
        return day not in self.away and any(first <= day <= last for first, last in self.spans)


def propose(
    days: Sequence[date], candidates: Sequence[Candidate], led: Mapping[int, Collection[date]]
) -> tuple[int | None, ...]:
    """Who leads on each of `days`, in their order; None where nobody can.

    `led` are the days, past and agreed, on which each person (row id) leads already. Where two are equal, the earlier
    of `candidates` comes first, so that the same question has the same answer.
    """
    turns = {one.person: sorted(led.get(one.person, ())) for one in candidates}
    proposed: dict[int, int | None] = {}
    for place in sorted(range(len(days)), key=lambda number: days[number]):
        chosen = _next(days[place], candidates, turns)
        proposed[place] = chosen
        if chosen is not None:
            turns[chosen] = sorted([*turns[chosen], days[place]])
    return tuple(proposed[place] for place in range(len(days)))


def times_lately(day: date, led: Iterable[date]) -> int:
    """How often she leads in the year up to `day`."""
    return sum(1 for one in led if day - LATELY < one <= day)


def _next(day: date, candidates: Sequence[Candidate], turns: Mapping[int, Sequence[date]]) -> int | None:
    able = [one for one in candidates if one.can_on(day)]
    if not able:
        return None

    def fairness(one: Candidate) -> tuple[int, date]:
        before = [turn for turn in turns[one.person] if turn <= day]
        return times_lately(day, before), max(before, default=NEVER)

    return min(able, key=fairness).person
