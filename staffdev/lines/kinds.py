"""The dated facts about a line that have a form of their own: its published weeks and the exceptions."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from staffdev import weekly
from staffdev.audit.events import Event
from staffdev.dated import Period
from staffdev.errors import Advice
from staffdev.forms import Form
from staffdev.i18n import N_
from staffdev.lines import entry
from staffdev.lines.forms import DAYS, ExceptionForm, PublishedHoursForm
from staffdev.lines.rules.hours import said, week_of
from staffdev.lines.tables import HoursException, PublishedHours
from staffdev.lines.times import typed_times
from staffdev.translations import day_typed

AROUND_THE_CLOCK = " ".join(f"{number} 00:00-24:00" for number in range(1, 8))


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFact:
    """One kind: `slug` stands in addresses, `name` in templates; a form becomes columns, and a row what is typed."""

    name: str
    slug: str
    table: Any
    form: type[Form]
    title: str
    new: str
    correct: str
    recorded: Event
    corrected: Event
    withdrawn: Event
    problems: Callable[[Any, Iterable[Period]], Mapping[str, Advice]]
    columns: Callable[[Any], dict[str, Any]]
    typed: Callable[[Any], dict[str, str]]


def _hours_columns(form: PublishedHoursForm) -> dict[str, Any]:
    return {"week": form.week, "from_on": form.from_on, "until_on": form.until_on}


def _hours_typed(row: Any) -> dict[str, str]:
    """Days as they are; around the clock as the one tick it is."""
    if weekly.write(weekly.united(weekly.read(row.week))) == AROUND_THE_CLOCK:
        days = {"around_the_clock": "yes"}
    else:
        days = {DAYS[number - 1]: typed_times(said(hours)) for number, hours in week_of(row.week).items()}
    return {**days, "from_on": day_typed(row.from_on), "until_on": day_typed(row.until_on)}


def _exception_columns(form: ExceptionForm) -> dict[str, Any]:
    days = {"from_on": form.from_on, "until_on": form.until_on or form.from_on}
    return {"hours": form.hours, "reason": form.reason, **days}


def _exception_typed(row: Any) -> dict[str, str]:
    return {
        "from_on": day_typed(row.from_on),
        "until_on": day_typed(row.until_on),
        "is_closed": "" if row.hours else "yes",
        "hours": typed_times(row.hours),
        "reason": row.reason or "",
    }


PUBLISHED_HOURS = LineFact(
    name="published_hours",
    slug="published-hours",
    table=PublishedHours,
    form=PublishedHoursForm,
    title=N_("Published hours"),
    new=N_("Enter published hours"),
    correct=N_("Correct or end the published hours"),
    recorded=Event.LINES_HOURS_RECORD,
    corrected=Event.LINES_HOURS_CORRECT,
    withdrawn=Event.LINES_HOURS_WITHDRAW,
    problems=entry.hours_problems,
    columns=_hours_columns,
    typed=_hours_typed,
)
EXCEPTION = LineFact(
    name="exception",
    slug="exceptions",
    table=HoursException,
    form=ExceptionForm,
    title=N_("Exceptions"),
    new=N_("Enter an exception"),
    correct=N_("Correct the exception"),
    recorded=Event.LINES_EXCEPTION_RECORD,
    corrected=Event.LINES_EXCEPTION_CORRECT,
    withdrawn=Event.LINES_EXCEPTION_WITHDRAW,
    problems=entry.exception_problems,
    columns=_exception_columns,
    typed=_exception_typed,
)
KINDS = {kind.slug: kind for kind in (PUBLISHED_HOURS, EXCEPTION)}
