"""Days, instants and lengths as RFC 5545 writes them (§3.3.4 to 3.3.6)."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

from staffdev.clock import BELGRADE
from staffdev.ics.reading import limits
from staffdev.ics.reading.blocks import Line
from staffdev.ics.reading.zones import Zones

Moment = date | datetime  # a whole day, or a time on the clock of its zone
_MOMENT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?")
_LENGTH = re.compile(r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?")  # the T is missing in P5400S
_DIGITS = 9


class YearError(ValueError):
    """A year far from any calendar of people who live."""

    def __init__(self, year: int) -> None:
        self.year = year
        super().__init__(str(year))


@dataclass(frozen=True, slots=True)
class Length:
    """A length: days on the calendar, then exact time; over a clock change these differ."""

    days: int = 0
    exact: timedelta = timedelta()

    def after(self, start: Moment) -> datetime:
        """The instant at which something ends that starts then, in UTC."""
        return instant_of(start + timedelta(days=self.days)) + self.exact

    @property
    def most(self) -> timedelta:
        return timedelta(days=self.days) + self.exact


def is_timed(moment: Moment) -> bool:
    return isinstance(moment, datetime)


def day_of(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def instant_of(moment: Moment) -> datetime:
    """In UTC; a day starts at midnight in Belgrade, and a time that the clocks skip is meant as before the change."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC)
    return datetime(moment.year, moment.month, moment.day, tzinfo=BELGRADE).astimezone(UTC)


def read_moments(line: Line, zones: Zones) -> tuple[Moment, ...]:
    """All the values of a line; ValueError where one cannot be read, LookupError where its zone is not known."""
    zone = zones.named(name) if (name := line.parameter("TZID")) else BELGRADE
    return tuple(read_moment(text, zone) for text in line.value.split(","))


def read_moment(text: str, zone: tzinfo) -> Moment:
    """20261012, 20261012T180000 on the clock of `zone`, or 20261012T160000Z."""
    match = _MOMENT.fullmatch(text.strip().upper())
    if not match:
        raise ValueError(text[:20])
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    if year not in limits.YEARS:
        raise YearError(year)
    if match[4] is None:
        return date(year, month, day)
    second = min(int(match[6]), 59)  # a leap second is the last one of its minute
    return datetime(year, month, day, int(match[4]), int(match[5]), second, tzinfo=UTC if match[7] else zone)


def read_length(text: str) -> Length:
    """PT1H30M, P1D, and Android's P5400S; ValueError for anything else, and for more than a year."""
    match = _LENGTH.fullmatch(text.strip().upper())
    if not match or not any(match.groups()[1:]) or any(len(part or "") > _DIGITS for part in match.groups()):
        raise ValueError(text[:20])
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    if match[1] == "-":
        raise ValueError(text[:20])
    return Length(weeks * 7 + days, timedelta(hours=hours, minutes=minutes, seconds=seconds))
