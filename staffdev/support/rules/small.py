"""Which small numbers stay hidden, and which larger ones with them, so that nobody can be made out (P13). Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


def small(people: int, least: int) -> bool:
    """Whether so few people stand behind a number that it is not told; none at all tells of everybody."""
    return people < least


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown: the number of each group, None where it is hidden; and of all together, None likewise."""

    groups: Mapping[str, int | None]
    total: int | None


def shown(groups: Mapping[str, Collection[int]], least: int) -> Shown:
    """How often each group's activities were used; the people behind each number are given, as often as they came.

    A group of fewer than `least` people is hidden. Because the total would give a single hidden number away, the next
    smallest group is hidden with it, until at least two are and together at least `least` people stand behind them;
    where that cannot be, the total is hidden.
    """
    hidden = [name for name, people in groups.items() if small(len(set(people)), least)]
    rest = sorted((name for name in groups if name not in hidden), key=lambda name: (len(groups[name]), name))
    while hidden and rest and not _is_safe(hidden, groups, least):
        hidden.append(rest.pop(0))
    everybody = {person for people in groups.values() for person in people}
    hides_total = small(len(everybody), least) or bool(hidden and not _is_safe(hidden, groups, least))
    return Shown(
        {name: None if name in hidden else len(people) for name, people in groups.items()},
        None if hides_total else sum(len(people) for people in groups.values()),
    )


def _is_safe(hidden: Collection[str], groups: Mapping[str, Collection[int]], least: int) -> bool:
    together = {person for name in hidden for person in groups[name]}
    return len(hidden) > 1 and len(together) >= least
