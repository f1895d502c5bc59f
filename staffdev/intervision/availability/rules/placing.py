"""How a new week takes its place among those she has: the earlier one ends, or makes room. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from staffdev.dated import Period

DAY = timedelta(days=1)


class Days(NamedTuple):
    """From a day to a day, both included; without a last day it goes on."""

    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Placing:
    """Until when the new week holds, and of each older one that shares a day with it, the days that are left to it."""

    until_on: date | None
    left: Sequence[tuple[Any, tuple[Days, ...]]] = field(default=())


def placing(new: Period, others: Iterable[Period]) -> Placing:
    """The new week wins on its days. One without a last day ends where a later one that is entered already begins."""
    held = list(others)
    until_on = new.until_on or _day_before_the_next(new.from_on, held)
    days = Days(new.from_on, until_on)
    touched = [(one, what_is_left(one, days)) for one in held if _share_a_day(one, days)]
    return Placing(until_on, tuple(touched))


def what_is_left(old: Period, new: Period) -> tuple[Days, ...]:
    """The days of `old` that `new` does not take: none, those before, those after, or both."""
    left = []
    if old.from_on < new.from_on:
        left.append(Days(old.from_on, new.from_on - DAY))
    if new.until_on and new.until_on < (old.until_on or date.max):
        left.append(Days(new.until_on + DAY, old.until_on))
    return tuple(left)


def _day_before_the_next(day: date, others: Iterable[Period]) -> date | None:
    following = min((one.from_on for one in others if one.from_on > day), default=None)
    return following - DAY if following else None


def _share_a_day(old: Period, new: Period) -> bool:
    return old.from_on <= (new.until_on or date.max) and new.from_on <= (old.until_on or date.max)
