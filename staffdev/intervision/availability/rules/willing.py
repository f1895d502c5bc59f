"""How willingly she comes at a time: her week, then her exceptions, then her calendars. Pure.

Nothing recorded is not no: such a time is UNKNOWN. Whoever looks for a slot counts it as if need be and names it as
unknown; only what she said herself, or a calendar of hers, is a no.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from staffdev.intervision.availability.rules.weeks import joined, painted
from staffdev.intervision.rules.instants import instant
from staffdev.intervision.vocabulary import Grade
from staffdev.weekly import DAY_MINUTES, Stretch, minute_of

UNKNOWN = ""
WORST_FIRST = (Grade.NO, UNKNOWN, Grade.IF_NEED_BE, Grade.GLAD)


@dataclass(frozen=True, slots=True)
class Week:
    """Her week while it holds; both days included. What it does not name is no."""

    from_on: date
    until_on: date | None
    times: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class OtherDays:
    """Days that are not as usual, whole or from–to in minutes of the day."""

    from_on: date
    until_on: date
    start: int
    end: int
    grade: str


@dataclass(frozen=True, slots=True)
class Busy:
    """A time at which she is busy elsewhere; a soft one may move."""

    starts_at: datetime
    ends_at: datetime
    is_soft: bool


@dataclass(frozen=True, slots=True)
class Hers:
    """All that is known of when she can come; `exceptions` in the order in which they were recorded."""

    weeks: Sequence[Week] = ()
    exceptions: Sequence[OtherDays] = ()
    busy: Sequence[Busy] = ()


@dataclass(frozen=True, slots=True)
class At:
    """One time: how willingly by her own word (UNKNOWN where there is none), and whether a calendar stands there.

    `grade` is what holds in the end: a calendar makes it no, a soft one takes the gladness away.
    """

    word: str
    is_busy: bool = False
    is_softly_busy: bool = False

    @property
    def grade(self) -> str:
        if self.is_busy:
            return Grade.NO
        return Grade.IF_NEED_BE if self.is_softly_busy and self.word == Grade.GLAD else self.word


def day_of(hers: Hers, day: date) -> tuple[Stretch, ...]:
    """The whole day, from midnight to midnight, by her own word; UNKNOWN where nothing is recorded."""
    weekday = day.isoweekday()
    said = [Stretch(weekday, 0, DAY_MINUTES, UNKNOWN)]
    if week := next((one for one in hers.weeks if _holds(one, day)), None):
        said = [Stretch(weekday, 0, DAY_MINUTES, Grade.NO)]
        for one in week.times:
            said = painted(said, one) if one.weekday == weekday else said
    for other in hers.exceptions:
        if other.from_on <= day <= other.until_on:
            said = painted(said, Stretch(weekday, other.start, other.end, other.grade))
    return tuple(joined(said))


def at(hers: Hers, day: date, starts_at: time, minutes: int) -> At:
    """What is known of that time; the least willing part of it counts."""
    start = minute_of(starts_at)
    word = worst(piece.word for piece in _pieces(hers, day, start, start + minutes))
    first = instant(day, starts_at)
    last = first + timedelta(minutes=minutes)
    clashes = [one for one in hers.busy if one.starts_at < last and first < one.ends_at]
    return At(word, any(not one.is_soft for one in clashes), any(one.is_soft for one in clashes))


def on_weekday(hers: Hers, weekday: int, starts_at: time, minutes: int, *, as_of: date) -> str:
    """How willingly she comes every week at that time, by the week that holds on `as_of` alone."""
    day = as_of + timedelta(days=(weekday - as_of.isoweekday()) % 7)
    weeks = [Week(date.min, None, one.times) for one in hers.weeks if _holds(one, as_of)]
    return at(Hers(weeks=weeks), day, starts_at, minutes).grade


def worst(grades: Iterable[str]) -> str:
    """The least willing of these."""
    return min(grades, key=WORST_FIRST.index, default=UNKNOWN)


def _pieces(hers: Hers, day: date, start: int, end: int) -> Iterator[Stretch]:
    """What the time touches, on the next day too where it passes midnight."""
    while start < end:
        for one in day_of(hers, day):
            if one.start < end and start < one.end:
                yield one
        day, start, end = day + timedelta(days=1), 0, end - DAY_MINUTES


def _holds(week: Week, day: date) -> bool:
    return week.from_on <= day <= (week.until_on or date.max)
