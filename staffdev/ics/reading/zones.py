"""Time zones of a calendar: by name, as Windows calls them, or as the file describes them itself."""

import re
import warnings
from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime, timedelta, tzinfo

from staffdev.ics.reading import limits
from staffdev.ics.reading.blocks import Block
from staffdev.ics.reading.recurrence import Steps, days_of_rule, read_rule

_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(\d\d)?")
_CLOCK = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?")
_BEFORE_ALL = datetime.min  # noqa: DTZ901 - compared with times on the wall clock


class Zones:
    """The zones of one calendar. Known names mean what they mean everywhere, whatever the file says of them."""

    def __init__(self, described: Iterable[Block], years: tuple[int, int], steps: Steps) -> None:
        self._described = {line.value.strip(): block for block in described if (line := block.first("TZID"))}
        self._years = years
        self._steps = steps
        self._known: dict[str, tzinfo | None] = {}

    def named(self, name: str) -> tzinfo:
        """The zone; LookupError where nobody knows it."""
        if name not in self._known:
            self._known[name] = _by_name(name) or self._as_described(name)
        if (zone := self._known[name]) is None:
            raise LookupError(name[: limits.ZONE_NAME])
        return zone

    def _as_described(self, name: str) -> tzinfo | None:
        block = self._described.get(name)
        if block is None:
            return None
        try:
            return DescribedZone(block, self._years, self._steps)
        except ValueError:
            return None


class DescribedZone(tzinfo):
    """A VTIMEZONE: from each change on, the clock differs from UTC by what the file says."""

    def __init__(self, block: Block, years: tuple[int, int], steps: Steps) -> None:
        if not 0 < len(block.inner) <= limits.ZONES:
            raise ValueError(len(block.inner))
        changes = {
            change: _offset(part.value("TZOFFSETTO")) for part in block.inner for change in _changes(part, years, steps)
        }
        first = min(block.inner, key=_starts)
        ordered = [(_BEFORE_ALL, _offset(first.value("TZOFFSETFROM"))), *sorted(changes.items())]
        self._changes = [change for change, _ in ordered]
        self._offsets = [offset for _, offset in ordered]

    def utcoffset(self, when: datetime | None) -> timedelta:
        wall = when.replace(tzinfo=None) if when else _BEFORE_ALL
        return self._offsets[bisect_right(self._changes, wall) - 1]

    def dst(self, _when: datetime | None) -> None:
        return None

    def tzname(self, _when: datetime | None) -> None:
        return None


def _by_name(name: str) -> tzinfo | None:
    if not 0 < len(name) <= limits.ZONE_NAME:
        return None
    from icalendar.timezone import tzp  # few requests read a calendar; a start does without

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # names with a vendor's prefix are guessed, rightly
        try:
            return tzp.timezone(name)
        except (ValueError, OSError):
            return None


def _changes(part: Block, years: tuple[int, int], steps: Steps) -> Iterable[datetime]:
    """On the wall clock before each change, in the years asked for; the first one always counts."""
    start = _starts(part)
    yield start
    for line in part.lines.get("RDATE", ())[: limits.ZONES]:
        yield from (_clock(text) for text in line.value.split(",")[: limits.ZONES])
    for line in part.lines.get("RRULE", ())[:1]:
        rule = read_rule(line.value)
        if rule.frequency != "YEARLY":
            raise ValueError(rule.frequency)
        window = date(max(years[0], start.year), 1, 1), date(max(years[1], start.year), 12, 31)
        for day in days_of_rule(rule, start.date(), window, steps):
            change = datetime.combine(day, start.time())
            if not rule.until or change.date() <= rule.until_day:
                yield change


def _starts(part: Block) -> datetime:
    return _clock(part.value("DTSTART"))


def _clock(text: str) -> datetime:
    match = _CLOCK.fullmatch(text.strip())
    if not match:
        raise ValueError(text[:20])
    year, month, day, hour, minute, second = (int(number) for number in match.groups())
    return datetime(max(year, 1), month, day, hour, minute, second)  # noqa: DTZ001 - the clock of a zone in the making


def _offset(text: str) -> timedelta:
    match = _OFFSET.fullmatch(text)
    if not match:
        raise ValueError(text[:20])
    sign = -1 if match[1] == "-" else 1
    found = sign * timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=int(match[4] or 0))
    if abs(found) >= timedelta(days=1):
        raise ValueError(text[:20])
    return found
