"""The possible rules side by side: a column for each weekday and phase, a row for each of its dates. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from staffdev.intervision.rules.recurrence import occurrences
from staffdev.intervision.slots.rules.grid import BYTES, CELLS, Grid
from staffdev.intervision.slots.rules.shapes import Wanted
from staffdev.intervision.vocabulary import Pattern

WEEK = 7
LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Column:
    """The dates of one rule: a weekday in its phase, or the n-th weekday of a month."""

    dates: tuple[date, ...]
    weekday: int
    nth: int | None = None


def columns_of(wanted: Wanted) -> tuple[Column, ...]:
    """Every rule that is asked for, in the order of its first date."""
    if wanted.pattern is None:
        found = _days(wanted)
    elif wanted.pattern is Pattern.WEEKLY:
        found = _weekly(wanted)
    else:
        found = _monthly(wanted)
    return tuple(sorted(found, key=lambda column: column.dates[0]))


def last_day(wanted: Wanted) -> date:
    """The last day on which one of the rules can have a date."""
    if wanted.pattern is None:
        return wanted.last_on
    if wanted.pattern is Pattern.WEEKLY:
        return wanted.first_on + timedelta(days=WEEK * wanted.every * wanted.times - 1)
    return wanted.first_on + timedelta(days=LONGEST_MONTH * (wanted.every * wanted.times + 1))


def _days(wanted: Wanted) -> list[Column]:
    days = range(wanted.first_on.toordinal(), wanted.last_on.toordinal() + 1)
    dates = [date.fromordinal(day) for day in days]
    return [Column((day,), day.isoweekday()) for day in dates if day.isoweekday() in wanted.weekdays]


def _weekly(wanted: Wanted) -> list[Column]:
    last, found = last_day(wanted), []
    for phase in range(WEEK * wanted.every):
        first = wanted.first_on + timedelta(days=phase)
        if first.isoweekday() in wanted.weekdays:
            dates = occurrences(Pattern.WEEKLY, wanted.every, first.isoweekday(), None, first, last)
            found.append(Column(dates[: wanted.times], first.isoweekday()))
    return found


def _monthly(wanted: Wanted) -> list[Column]:
    last, found = last_day(wanted), []
    for weekday in sorted(wanted.weekdays):
        for nth in wanted.nths:
            monthly = occurrences(Pattern.MONTHLY, 1, weekday, nth, wanted.first_on, last)
            for phase in range(wanted.every):
                dates = monthly[phase :: wanted.every][: wanted.times]
                found.append(Column(dates, weekday, nth))
    return found


class Rows:
    """Cuts the dates of all columns out of a mask of the wall: row r has the r-th date of each, 96 bits a column."""

    def __init__(self, columns: tuple[Column, ...], grid: Grid) -> None:
        self.width = len(columns) * CELLS
        self.everything = (1 << self.width) - 1
        self.length = grid.days * BYTES
        number = len(columns[0].dates) if columns else 0
        self.pieces = [_joined([grid.index(column.dates[row]) for column in columns]) for row in range(number)]

    def of(self, wall: int) -> list[int]:
        """The rows of that mask."""
        if not wall:
            return [0] * len(self.pieces)
        raw = wall.to_bytes(self.length, "little")
        return [int.from_bytes(b"".join([raw[a:b] for a, b in row]), "little") for row in self.pieces]


def _joined(days: list[int]) -> list[tuple[int, int]]:
    """Slices of bytes for these days in their order; neighbours in one piece."""
    pieces: list[tuple[int, int]] = []
    for day in days:
        start = day * BYTES
        if pieces and pieces[-1][1] == start:
            pieces[-1] = (pieces[-1][0], start + BYTES)
        else:
            pieces.append((start, start + BYTES))
    return pieces
