"""Who is on duty when: shifts as they fall on days, who covers an open line, and where somebody is missing. Pure."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Generic, NamedTuple, Protocol, TypeVar

from staffdev.lines.rules.hours import Interval, OpenDay, Source, overlaps
from staffdev.rulebook.dates import DAY, Span
from staffdev.rulebook.facts import BELGRADE
from staffdev.weekly import DAY_MINUTES, minute_of

NIGHT_FROM, NIGHT_UNTIL = 22 * 60, 6 * 60  # night work in the Labour Act (Art. 62)
WEEK_DAYS = 7
EXTRAORDINARY = frozenset({Source.HOLIDAY, Source.EXCEPTION})


class ShiftLike(Protocol):
    """A shift, whether a stored row or one that is being entered."""

    @property
    def weekday(self) -> int: ...
    @property
    def starts_at(self) -> time: ...
    @property
    def ends_at(self) -> time: ...
    @property
    def every_weeks(self) -> int: ...
    @property
    def from_on(self) -> date: ...
    @property
    def until_on(self) -> date | None: ...


AShift = TypeVar("AShift", bound=ShiftLike)


class Pattern(NamedTuple):
    """When somebody is on duty, before it is anybody's: the columns of a shift that say when."""

    weekday: int
    starts_at: time
    ends_at: time
    every_weeks: int
    from_on: date
    until_on: date | None


class Piece(NamedTuple):
    """The part of a shift that lies on one day."""

    day: date
    interval: Interval


def days_of_shift(shift: ShiftLike, asked: Span) -> Iterator[date]:
    """The days in `asked` on which the shift begins: every so many weeks from its first weekday on."""
    first = shift.from_on + timedelta(days=(shift.weekday - shift.from_on.isoweekday()) % WEEK_DAYS)
    last = min(asked.last, shift.until_on or asked.last)
    step = WEEK_DAYS * shift.every_weeks
    behind = max(0, (asked.first - first).days)
    day = first + timedelta(days=-(-behind // step) * step)
    while day <= last:
        yield day
        day += timedelta(days=step)


def pieces_of(shift: ShiftLike, day: date) -> Iterator[Piece]:
    """The shift that begins on `day`, split at midnight."""
    start, end = minute_of(shift.starts_at), minute_of(shift.ends_at)
    if end > start:
        yield Piece(day, Interval(start, end))
        return
    yield Piece(day, Interval(start, DAY_MINUTES))
    if end:
        yield Piece(day + DAY, Interval(0, end))


def begins(shift: ShiftLike, day: date) -> datetime:
    """The instant at which the shift of that day begins, in UTC: clocks change twice a year."""
    return datetime.combine(day, shift.starts_at, BELGRADE).astimezone(UTC)


def ends(shift: ShiftLike, day: date) -> datetime:
    """The instant at which the shift that begins on that day ends, in UTC."""
    last = day if shift.ends_at > shift.starts_at else day + DAY
    return datetime.combine(last, shift.ends_at, BELGRADE).astimezone(UTC)


def is_at_night(shift: ShiftLike) -> bool:
    """Whether any of it lies between 22 and 6 o'clock."""
    start, end = minute_of(shift.starts_at), minute_of(shift.ends_at)
    return end <= start or start < NIGHT_UNTIL or end > NIGHT_FROM


@dataclass(frozen=True, slots=True)
class Turn(Generic[AShift]):
    """What lies on one day of a shift that began on `began_on`, the same day or the one before."""

    shift: AShift
    began_on: date
    interval: Interval


def is_needed(shift: ShiftLike, open_day: OpenDay) -> bool:
    """Whether the line works while she is on duty; one that comes again lets a holiday or an exception pass."""
    if open_day.source in EXTRAORDINARY and shift.from_on != shift.until_on:
        return True
    return any(overlaps(open_day.intervals, one.interval) for one in pieces_of(shift, open_day.day))


def is_closed_for(open_day: OpenDay, interval: Interval) -> bool:
    """Whether a holiday or an exception closes the line all that time: whoever has a shift then is free."""
    return open_day.source in EXTRAORDINARY and not overlaps(open_day.intervals, interval)


def is_freed(shift: ShiftLike, day: date, open_on: Callable[[date], OpenDay]) -> bool:
    """Whether nothing is left of the shift that begins that day."""
    return all(is_closed_for(open_on(one.day), one.interval) for one in pieces_of(shift, day))


class Missing(NamedTuple):
    """A time of an open line when `there` are on duty and more are needed."""

    interval: Interval
    there: int


def turns(shifts: Iterable[AShift], asked: Span) -> dict[date, list[Turn[AShift]]]:
    """Who is on duty on each day asked, in the order of the clock; a night is in two parts."""
    found: dict[date, list[Turn[AShift]]] = defaultdict(list)
    around = Span(asked.first - DAY, asked.last)
    for shift in shifts:
        for began_on in days_of_shift(shift, around):
            for day, interval in pieces_of(shift, began_on):
                if day in asked:
                    found[day].append(Turn(shift, began_on, interval))
    return {day: sorted(found[day], key=lambda one: one.interval) for day in sorted(found)}


def missing_on(open_day: OpenDay, covered: Iterable[Interval], needed: int) -> list[Missing]:
    """When fewer than `needed` are on duty although the line is open; `covered` has one interval for each turn."""
    there = list(covered)
    edges = sorted({edge for one in (*open_day.intervals, *there) for edge in one})
    found: list[Missing] = []
    for start, end in pairwise(edges):
        if not open_day.is_open_at(start):
            continue
        many = sum(one.start <= start < one.end for one in there)
        if many >= needed:
            continue
        if found and found[-1].interval.end == start and found[-1].there == many:
            found[-1] = Missing(Interval(found[-1].interval.start, end), many)
        else:
            found.append(Missing(Interval(start, end), many))
    return found
