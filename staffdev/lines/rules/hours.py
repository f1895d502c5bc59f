"""When a line can be called on a day: its published week, exceptions and public holidays. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, Protocol

from staffdev import weekly
from staffdev.rulebook.dates import Span, public_holidays
from staffdev.weekly import Stretch, clock_of


class Interval(NamedTuple):
    """Minutes of a day from `start` up to `end`, both between 0 and 1440."""

    start: int
    end: int

    @property
    def minutes(self) -> int:
        return self.end - self.start


class Source(StrEnum):
    """What decides a day's hours."""

    PUBLISHED = "published"
    EXCEPTION = "exception"
    HOLIDAY = "holiday"
    NOT_PUBLISHED = "not_published"
    OUTSIDE = "outside"  # before the line's first day or after its last one


@dataclass(frozen=True, slots=True)
class OpenDay:
    """The hours of one line on one day, and what decides them."""

    day: date
    intervals: tuple[Interval, ...]
    source: Source

    @property
    def minutes(self) -> int:
        """How long the line can be called."""
        return sum(one.minutes for one in self.intervals)

    def is_open_at(self, minute: int) -> bool:
        """Whether it can be called at that minute of the day."""
        return any(one.start <= minute < one.end for one in self.intervals)


class Held(Protocol):
    """Anything that holds from–to, both days included; without a last day it goes on."""

    @property
    def from_on(self) -> date: ...
    @property
    def until_on(self) -> date | None: ...


class InForce(Held, Protocol):
    """Published hours: a week that holds from–to."""

    @property
    def week(self) -> str: ...


class OtherHours(Held, Protocol):
    """Hours of particular days."""

    @property
    def hours(self) -> str: ...


class TheLine(Held, Protocol):
    """A line, its days, and whether it works on public holidays."""

    @property
    def works_on_holidays(self) -> bool: ...


def holds_on(fact: Held, day: date) -> bool:
    """Whether it holds that day."""
    return fact.from_on <= day and (fact.until_on is None or day <= fact.until_on)


def united(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """The same minutes with what overlaps or adjoins made one."""
    return tuple(Interval(one.start, one.end) for one in weekly.united(Stretch(1, *one) for one in intervals))


@lru_cache(maxsize=1024)
def week_of(text: str) -> Mapping[int, tuple[Interval, ...]]:
    """The hours of each weekday (1 is Monday) that has any; what overlaps counts once."""
    found: dict[int, list[Interval]] = {}
    for one in weekly.united(weekly.read(text)):
        found.setdefault(one.weekday, []).append(Interval(one.start, one.end))
    return {weekday: tuple(intervals) for weekday, intervals in found.items()}


def minutes_by_weekday(text: str) -> dict[int, int]:
    """How long the line works on each weekday, Monday to Sunday; 0 where it does not."""
    week = week_of(text)
    return {weekday: sum(one.minutes for one in week.get(weekday, ())) for weekday in range(1, 8)}


def day_hours(text: str) -> tuple[Interval, ...]:
    """The times of one day from "10:00-13:00 17:00-20:00"; none from an empty text."""
    stretches = weekly.read(" ".join(f"1 {one}" for one in text.split()))
    return united(Interval(one.start, one.end) for one in stretches)


def published_on(day: date, published: Iterable[InForce]) -> tuple[Interval, ...] | None:
    """The hours published for that day, None where nothing is in force; several in force are united."""
    weeks = [week_of(one.week) for one in published if holds_on(one, day)]
    if not weeks:
        return None
    return united(interval for week in weeks for interval in week.get(day.isoweekday(), ()))


def hours_on(day: date, line: TheLine, published: Iterable[InForce], exceptions: Iterable[OtherHours] = ()) -> OpenDay:
    """When the line can be called that day: an exception decides before a holiday, and a holiday before the week."""
    if not holds_on(line, day):
        return OpenDay(day, (), Source.OUTSIDE)
    exceptional = [day_hours(one.hours) for one in exceptions if holds_on(one, day)]
    if exceptional:
        return OpenDay(day, united(one for hours in exceptional for one in hours), Source.EXCEPTION)
    if not line.works_on_holidays and day in public_holidays(day.year):
        return OpenDay(day, (), Source.HOLIDAY)
    found = published_on(day, published)
    return OpenDay(day, found or (), Source.NOT_PUBLISHED if found is None else Source.PUBLISHED)


def days_of(span: Span) -> Iterable[date]:
    """Every day of a bounded span, in order."""
    return (span.first + timedelta(days=number) for number in range(span.days))


def overlaps(intervals: Iterable[Interval], other: Interval) -> bool:
    """Whether any of them has a minute in common with `other`."""
    return any(one.start < other.end and other.start < one.end for one in intervals)


def said(intervals: Iterable[Interval]) -> str:
    """`17:00-20:00 21:00-24:00`: the notation of one day."""
    return " ".join(f"{clock_of(one.start)}-{clock_of(one.end)}" for one in intervals)
