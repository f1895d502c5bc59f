"""Which days a page of the calendar shows, where its neighbours are, and what a holiday is called. Pure."""

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from staffdev.i18n import N_
from staffdev.rulebook.dates import DAY, Span, add_months, orthodox_easter, public_holidays

WEEK = timedelta(days=7)
AGENDA = timedelta(days=59)
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)
OTHER = N_("Day off for the holiday")
FIXED = {
    (1, 1): N_("New Year"),
    (1, 2): N_("New Year"),
    (1, 7): N_("Orthodox Christmas"),
    (2, 15): N_("Statehood Day"),
    (2, 16): N_("Statehood Day"),
    (5, 1): N_("Labour Day"),
    (5, 2): N_("Labour Day"),
    (11, 11): N_("Armistice Day"),
}
EASTER = {-2: N_("Good Friday"), -1: N_("Holy Saturday"), 0: N_("Easter"), 1: N_("Easter Monday")}


class View(StrEnum):
    """How much of the calendar is shown at once."""

    MONTH = "month"
    WEEK = "week"
    AGENDA = "agenda"


def view_asked(text: str) -> View:
    """The view somebody asked for in the address, the month where that makes no sense."""
    return View(text) if text in set(View) else View.MONTH


def day_asked(text: str, today: date) -> date:
    """The day somebody asked for in the address, today where that makes no sense."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if EARLIEST <= day <= LATEST else today


def span_of(view: View, on: date) -> Span:
    """The days of the page: whole weeks from Monday on, or the next sixty days."""
    if view is View.AGENDA:
        return Span(on, on + AGENDA)
    if view is View.WEEK:
        return Span(_monday(on), _monday(on) + WEEK - DAY)
    last = add_months(on.replace(day=1), 1) - DAY
    return Span(_monday(on.replace(day=1)), _monday(last) + WEEK - DAY)


def neighbours(view: View, on: date) -> tuple[date | None, date | None]:
    """The day by which the page before this one and the one after it are asked for, None at the ends of time."""
    steps = {View.MONTH: 0, View.WEEK: 7, View.AGENDA: 60}
    if view is View.MONTH:
        before, after = add_months(on.replace(day=1), -1), add_months(on.replace(day=1), 1)
    else:
        before, after = on - timedelta(days=steps[view]), on + timedelta(days=steps[view])
    return before if before >= EARLIEST else None, after if after <= LATEST else None


def weeks_of(span: Span) -> Sequence[tuple[date, ...]]:
    """The days of a page of whole weeks, a row each."""
    count = span.days // 7
    return [tuple(span.first + timedelta(days=7 * row + n) for n in range(7)) for row in range(count)]


def holiday(day: date) -> str:
    """What the public holiday on that day is called, to be translated; empty where there is none."""
    if day not in public_holidays(day.year):
        return ""
    offset = (day - orthodox_easter(day.year)).days
    return FIXED.get((day.month, day.day)) or EASTER.get(offset) or OTHER


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
