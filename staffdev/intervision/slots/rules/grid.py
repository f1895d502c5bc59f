"""The days of a search as bits: 96 quarter hours of the wall a day, and the same days as quarter hours that pass.

Bit 96·d + q is the quarter hour q on the wall of day d. On the instants' side nights have the length they have: what
the spring change skips is not there, and what the autumn change repeats is there twice.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from staffdev.intervision.rules.instants import BELGRADE
from staffdev.weekly import QUARTER

CELLS = 96  # of a day
BYTES = CELLS // 8
FULL = (1 << CELLS) - 1
SPAN = timedelta(minutes=QUARTER)
DAY = timedelta(days=1)


class Jump(NamedTuple):
    """The wall at `cell`, counted from the first midnight, is followed by `cell + skipped`; negative in autumn."""

    cell: int
    skipped: int


class Grid:
    """So many civil days from `first_on` on, and the way between their walls and their instants."""

    def __init__(self, first_on: date, days: int) -> None:
        self.first_on, self.days = first_on, days
        self.first = first_on.toordinal()
        self.cells = days * CELLS
        self.everything = (1 << self.cells) - 1
        self.begins = midnight(first_on)
        self.jumps = jumps(first_on, days)
        self.instants = self.cells - sum(jump.skipped for jump in self.jumps)

    def index(self, day: date) -> int:
        """Which day of the grid it is; below 0 or past the end where it is outside."""
        return day.toordinal() - self.first

    def day(self, index: int) -> date:
        return date.fromordinal(self.first + index)

    def wall_of_days(self, days: Iterable[int]) -> int:
        """One number from the 96 bits of each day."""
        return int.from_bytes(b"".join([day.to_bytes(BYTES, "little") for day in days]), "little")

    def whole(self, days: Iterable[int]) -> int:
        """All of these days, as far as the grid has them."""
        chosen = set(days)
        return self.wall_of_days([FULL if day in chosen else 0 for day in range(self.days)])

    def to_instants(self, wall: int) -> int:
        """The quarter hours that pass while the wall shows these."""
        shift = 0
        for cell, skipped in self.jumps:
            place = cell - shift
            wall = wall & (1 << place) - 1 | wall >> (place + skipped) << place
            shift += skipped
        return wall

    def to_wall(self, instants: int) -> int:
        """What the wall shows; of an hour that comes twice the first, and nothing in an hour that is skipped."""
        for cell, skipped in self.jumps:
            later = instants >> cell << (cell + skipped) if skipped > 0 else instants >> (cell - skipped) << cell
            instants = instants & (1 << cell) - 1 | later
        return instants & self.everything

    def between(self, starts_at: datetime, ends_at: datetime) -> int:
        """The quarter hours that a time touches, cut off at the ends of the grid."""
        first = max(0, (starts_at - self.begins) // SPAN)
        last = min(self.instants, -((self.begins - ends_at) // SPAN))
        return ((1 << last - first) - 1) << first if last > first else 0

    def instant(self, day: int, cell: int) -> datetime:
        """When the wall of that day shows that quarter hour, the first time."""
        wall = datetime.combine(self.day(day), datetime.min.time()) + SPAN * cell
        return wall.replace(tzinfo=BELGRADE).astimezone(UTC)


def midnight(day: date) -> datetime:
    """When the day begins, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=BELGRADE).astimezone(UTC)


@lru_cache(maxsize=64)
def jumps(first_on: date, days: int) -> tuple[Jump, ...]:
    """Where the clocks change in these days."""
    found = []
    for index in range(days):
        day = date.fromordinal(first_on.toordinal() + index)
        skipped = CELLS - (midnight(day + DAY) - midnight(day)) // SPAN
        if skipped:
            found.append(Jump(index * CELLS + _change_on(day), skipped))
    return tuple(found)


def _change_on(day: date) -> int:
    """The quarter hour that the wall would have shown next when the clocks were changed that day."""
    begins = midnight(day)
    usual = begins.astimezone(BELGRADE).utcoffset()
    passed = 0
    while (begins + SPAN * passed).astimezone(BELGRADE).utcoffset() == usual:
        passed += 1
    return passed
