"""What stands against a shift before it is saved: her other shifts, rest, leave, her engagement, the roster. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Generic, NamedTuple, Protocol

from staffdev.lines.rules.duty import AShift, begins, days_of_shift, ends, is_at_night
from staffdev.lines.rules.hours import Held, holds_on
from staffdev.rulebook.dates import Span

LOOKED_AHEAD = timedelta(days=2 * 366)  # an open end is looked at for so long
AROUND = 3  # days: no rest is longer


class Clash(StrEnum):
    """What stands against it; the first two cannot be saved."""

    SAME_TIME = "same_time"
    NOT_ENGAGED = "not_engaged"
    AWAY = "away"
    NOT_ENTERED = "not_entered"
    OBSERVES = "observes"
    NO_REST = "no_rest"
    OUTSIDE_HOURS = "outside_hours"
    ENDS_EARLIER = "ends_earlier"


REFUSED = frozenset({Clash.SAME_TIME, Clash.NOT_ENGAGED})


class DutyEntry(Held, Protocol):
    """That she is entered for duty on the telephone."""

    @property
    def is_observer(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Resting(Generic[AShift]):
    """A shift, and how many minutes its line leaves her alone after a night."""

    shift: AShift
    rest_minutes: int


@dataclass(frozen=True, slots=True)
class Hers(Generic[AShift]):
    """What is recorded of her beside the shift: days, and her other shifts on any line."""

    engagements: Sequence[Held] = ()
    leaves: Sequence[Held] = ()
    duties: Sequence[DutyEntry] = ()
    shifts: Sequence[Resting[AShift]] = ()


@dataclass(frozen=True, slots=True)
class Conflict(Generic[AShift]):
    """One thing that stands against the shift: on which of its days, and which other shift it is."""

    clash: Clash
    days: tuple[date, ...]
    other: AShift | None = None

    @property
    def is_refused(self) -> bool:
        """Whether it cannot be saved like this."""
        return self.clash in REFUSED


class _Lasts(NamedTuple):
    begins: datetime
    ends: datetime


def looked_at(shift: Held) -> Span:
    """The days that are looked at: all of them, or about two years of what has no end."""
    end = shift.from_on + LOOKED_AHEAD
    return Span(shift.from_on, min(shift.until_on or end, end))


def conflicts(
    new: Resting[AShift], hers: Hers[AShift], is_needed: Callable[[AShift, date], bool]
) -> list[Conflict[AShift]]:
    """Everything that stands against `new`, what cannot be saved first; `is_needed` says whether the line works then.

    Whoever is not engaged on some of the days may be entered for the others: the shift has to end with them.
    """
    span = looked_at(new.shift)
    days = tuple(days_of_shift(new.shift, span))
    engaged = tuple(day for day in days if _any_holds(hers.engagements, day))
    clashes = {
        Clash.NOT_ENGAGED: () if engaged else days,
        Clash.ENDS_EARLIER: tuple(day for day in days if day not in set(engaged)) if engaged else (),
        Clash.AWAY: tuple(day for day in days if _any_holds(hers.leaves, day)),
        **_of_the_roster(engaged, hers.duties),
        Clash.OUTSIDE_HOURS: tuple(day for day in days if not is_needed(new.shift, day)),
    }
    found: list[Conflict[AShift]] = [Conflict(clash, hit) for clash, hit in clashes.items() if hit]
    found += _beside_others(new, hers.shifts, days)
    order = list(Clash)
    return sorted(found, key=lambda one: (order.index(one.clash), one.days))


def _any_holds(facts: Iterable[Held], day: date) -> bool:
    return any(holds_on(one, day) for one in facts)


def _of_the_roster(days: Sequence[date], duties: Iterable[DutyEntry]) -> Mapping[Clash, tuple[date, ...]]:
    """The days on which she is not entered for duty on the telephone, or only observes there."""
    entered = list(duties)
    alone = [one for one in entered if not one.is_observer]
    absent = tuple(day for day in days if not _any_holds(entered, day))
    observing = tuple(day for day in days if _any_holds(entered, day) and not _any_holds(alone, day))
    return {Clash.NOT_ENTERED: absent, Clash.OBSERVES: observing}


def _beside_others(
    new: Resting[AShift], others: Iterable[Resting[AShift]], days: Sequence[date]
) -> Iterator[Conflict[AShift]]:
    """Her other shifts at the same time, and nights without the rest that follows them."""
    if not days:
        return
    around = Span(days[0] - timedelta(days=AROUND), days[-1] + timedelta(days=AROUND))
    for other in others:
        hit: dict[Clash, list[date]] = defaultdict(list)
        theirs = {day: _lasts(other, day) for day in days_of_shift(other.shift, around)}
        for day in days:
            near = (theirs.get(day + timedelta(days=offset)) for offset in range(-AROUND, AROUND + 1))
            if clash := _clash(new, _lasts(new, day), other, [one for one in near if one]):
                hit[clash].append(day)
        for clash, found in hit.items():
            yield Conflict(clash, tuple(found), other.shift)


def _clash(new: Resting[AShift], hers: _Lasts, other: Resting[AShift], near: Sequence[_Lasts]) -> Clash | None:
    if any(hers.begins < one.ends and one.begins < hers.ends for one in near):
        return Clash.SAME_TIME
    rests = (_is_short(new, hers, one) or _is_short(other, one, hers) for one in near)
    return Clash.NO_REST if any(rests) else None


def _is_short(night: Resting[AShift], lasts: _Lasts, later: _Lasts) -> bool:
    """Whether too little time lies between a night and what comes after it; what adjoins is one stretch of work."""
    if not is_at_night(night.shift) or later.begins <= lasts.ends:
        return False
    return later.begins - lasts.ends < timedelta(minutes=night.rest_minutes)


def _lasts(resting: Resting[AShift], day: date) -> _Lasts:
    return _Lasts(begins(resting.shift, day), ends(resting.shift, day))
