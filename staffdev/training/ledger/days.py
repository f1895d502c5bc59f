"""The days of one training on a form: a row each, more on demand, and several days typed into one row. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from staffdev.errors import Advice, Invalid
from staffdev.forms import Posted, RefusedValueError, clean, read_minutes
from staffdev.i18n import N_
from staffdev.sheets import words
from staffdev.sheets.problems import Unreadable

MOST = 14
LONGEST_DAY = 24 * 60
STEP, ADD = "step", "add"
SEVERAL = N_("These are several days. The hours are divided evenly below: check each day, then save.")
ROW = ("day", "hours")


@dataclass(frozen=True, slots=True)
class DayRow:
    """One row as it was typed: its number on the form, the day and the length."""

    number: int
    day: str = ""
    hours: str = ""

    @property
    def is_blank(self) -> bool:
        return not self.day and not self.hours


@dataclass(frozen=True, slots=True)
class HeldDay:
    """One day of a training and its length in minutes."""

    held_on: date
    minutes: int


def typed_rows(posted: Posted) -> list[DayRow]:
    """The rows as they were typed, at least one; a further one where "Add another day" was pressed."""
    rows = [
        DayRow(number, *(clean(str(posted.get(f"{name}-{number}") or ""))[:200] for name in ROW))
        for number in range(MOST)
    ]
    filled = [row for row in rows if not row.is_blank]
    kept = [DayRow(number, row.day, row.hours) for number, row in enumerate(filled)] or [DayRow(0)]
    if posted.get(STEP) == ADD and filled and len(kept) < MOST:
        kept.append(DayRow(len(kept)))
    return kept


def spread(rows: Sequence[DayRow]) -> list[DayRow] | None:
    """A row each where one row holds several days, the length divided evenly among them; None where none does."""
    return _several(rows[0]) if len(rows) == 1 else None


def read_days(rows: Sequence[DayRow], today: date) -> list[HeldDay]:
    """The days in their order; Invalid with advice for every row."""
    problems: dict[str, Advice] = {}
    held: list[HeldDay] = []
    for row in rows:
        if found := _read(row, today, problems):
            if any(found.held_on == other.held_on for other in held):
                problems[f"day-{row.number}"] = N_("This day is entered twice. Put its hours together in one row.")
            held.append(found)
    if problems:
        raise Invalid(problems)
    return sorted(held, key=lambda one: one.held_on)


def _read(row: DayRow, today: date, problems: dict[str, Advice]) -> HeldDay | None:
    day, minutes = None, None
    try:
        day = words.parse_day(row.day)
    except Unreadable as unreadable:
        problems[f"day-{row.number}"] = unreadable.advice
    if day and day > today:
        problems[f"day-{row.number}"] = N_("This day is in the future. Enter the training once it was held.")
    try:
        minutes = read_minutes(row.hours)
    except RefusedValueError as refused:
        problems[f"hours-{row.number}"] = refused.advice
    if minutes and minutes > LONGEST_DAY:
        problems[f"hours-{row.number}"] = N_("This is more than a day has. Enter each day with its own hours.")
    return HeldDay(day, minutes) if day and minutes else None


def _several(row: DayRow) -> list[DayRow] | None:
    """None where the row holds one day, or none, or no length; a length in parts („4+4”) gives each day its own."""
    try:
        found = words.parse_days(row.day)
        length = words.parse_minutes(row.hours)
    except Unreadable:
        return None
    days = _all_of(found)
    if not 1 < len(days) <= MOST:
        return None
    shares = length.parts if len(length.parts) == len(days) else _evenly(length.minutes, len(days))
    return [
        DayRow(number, f"{day.day}.{day.month}.{day.year}.", f"{share} min" if share % 60 else f"{share // 60} h")
        for number, (day, share) in enumerate(zip(days, shares, strict=True))
    ]


def _all_of(found: words.Days) -> list[date]:
    """Of a range every day from the first to the last."""
    if not found.is_range:
        return list(found.days)
    first, last = found.days[0], found.days[-1]
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def _evenly(minutes: int, parts: int) -> list[int]:
    whole, rest = divmod(minutes, parts)
    return [whole + 1] * rest + [whole] * (parts - rest)


def too_many(rows: Sequence[DayRow]) -> bool:
    """Is there no room for a further day?"""
    return len(rows) >= MOST
