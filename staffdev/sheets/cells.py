"""The values a written sheet may hold."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

MINUTES_OF_AN_HOUR = 60


@dataclass(frozen=True, slots=True)
class Hours:
    """A length in whole minutes, shown as hours and minutes (2:30) and added up by a spreadsheet."""

    minutes: int


Cell = str | int | Decimal | date | time | Hours | None
"""A cell to write; a `date` may be a datetime, which is written without a zone, to the minute."""


def csv_text(cell: int | Decimal | date | time | Hours | None) -> str:
    """The value as Serbian Excel reads it: 1,5 · 15.2.2025. · 18:30 · 2:30."""
    match cell:
        case None:
            return ""
        case Hours(minutes):
            sign, rest = ("-" if minutes < 0 else ""), abs(minutes)
            return f"{sign}{rest // MINUTES_OF_AN_HOUR}:{rest % MINUTES_OF_AN_HOUR:02}"
        case date():
            return day_text(cell) + (f" {cell:%H:%M}" if isinstance(cell, datetime) else "")
        case time():
            return f"{cell:%H:%M}"
        case Decimal():
            return f"{cell:f}".replace(".", ",")
        case _:
            return str(cell)


def day_text(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}."
