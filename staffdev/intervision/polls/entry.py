"""What may be asked in a poll, and what may be answered. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from staffdev.errors import Advice, Invalid
from staffdev.forms import Posted, RefusedValueError, clean, parse, read_clock, read_day
from staffdev.i18n import N_
from staffdev.intervision.polls.forms import PollForm
from staffdev.intervision.rules.instants import skipped
from staffdev.intervision.vocabulary import Grade

ROWS = range(1, 7)
FEWEST = 2
FARTHEST = timedelta(days=366)
DAYS_OF_WEEK = range(1, 8)


class Option(NamedTuple):
    """One time that is offered: on a day, or on a weekday."""

    held_on: date | None
    weekday: int | None
    starts_at: time


def read_poll(posted: Posted, today: date) -> tuple[PollForm, list[Option]]:
    """The poll and its options; Invalid with every advice at once."""
    problems: dict[str, Advice] = {}
    form = None
    try:
        form = parse(PollForm, posted)
    except Invalid as invalid:
        problems.update(invalid.problems)
    options = _options(posted, today, problems)
    if form and not problems:
        problems.update(answer_by_problems(form.answer_by, options, today))
    if form is None or problems:
        raise Invalid(problems)
    return form, options


def answer_by_problems(answer_by: date, options: Iterable[Option], today: date) -> Mapping[str, Advice]:
    """There is time to answer, and the answers come before the first day that is offered."""
    if answer_by < today:
        return {"answer_by": N_("This day is over. Enter a day from today on.")}
    if answer_by > today + FARTHEST:
        return {"answer_by": N_("Enter a day within a year.")}
    first = min((one.held_on for one in options if one.held_on), default=None)
    if first and answer_by >= first:
        return {"answer_by": N_("They have to answer before the first day that is offered.")}
    return {}


def read_answers(posted: Posted, options: Iterable[Any]) -> dict[int, Grade]:
    """Her answer to each option by its row id; Invalid names those she left open."""
    found, problems = {}, {}
    for option in options:
        name = f"grade-{option.code}"
        given = str(posted.get(name) or "")
        if given in set(Grade):
            found[option.id] = Grade(given)
        else:
            problems[name] = N_("Choose one of the three answers.")
    if problems:
        raise Invalid(problems)
    return found


def typed_options(asked: Sequence[str]) -> dict[str, str]:
    """Options as an address brings them, "2026-12-01 18:00" or "3 18:00", as the form posts them."""
    typed: dict[str, str] = {}
    for row, text in zip(ROWS, asked, strict=False):
        when, _, clock = text.partition(" ")
        name = "day" if "-" in when else "weekday"
        typed |= {f"{name}-{row}": when, f"time-{row}": clock}
    return typed


def _options(posted: Posted, today: date, problems: dict[str, Advice]) -> list[Option]:
    is_weekly = posted.get("is_weekly") == "yes"
    found: list[Option] = []
    for row in ROWS:
        try:
            option = _weekly(posted, row) if is_weekly else _dated(posted, row, today)
        except Invalid as invalid:
            problems.update(invalid.problems)
            continue
        if option in found:
            problems[f"time-{row}"] = N_("This time stands in the list already.")
        elif option:
            found.append(option)
    if len(found) < FEWEST and not problems:
        problems["weekday-1" if is_weekly else "day-1"] = N_("Offer at least two times.")
    return found


def _dated(posted: Posted, row: int, today: date) -> Option | None:
    typed, clock = (clean(str(posted.get(f"{name}-{row}") or "")) for name in ("day", "time"))
    if not typed and not clock:
        return None
    day = _read(read_day, typed, f"day-{row}", N_("Enter the day."))
    if day <= today or day > today + FARTHEST:
        raise Invalid({f"day-{row}": N_("Enter a day from tomorrow on, within a year.")})
    starts_at = _read(read_clock, clock, f"time-{row}", N_("Enter when it begins."))
    if advice := skipped(day, starts_at):
        raise Invalid({f"time-{row}": advice})
    return Option(day, None, starts_at)


def _weekly(posted: Posted, row: int) -> Option | None:
    weekday, clock = (clean(str(posted.get(f"{name}-{row}") or "")) for name in ("weekday", "time"))
    if not weekday and not clock:
        return None
    if weekday not in {str(day) for day in DAYS_OF_WEEK}:
        raise Invalid({f"weekday-{row}": N_("Choose a day of the week.")})
    return Option(None, int(weekday), _read(read_clock, clock, f"time-{row}", N_("Enter when it begins.")))


def _read(read: Any, typed: str, name: str, missing: Advice) -> Any:
    if not typed:
        raise Invalid({name: missing})
    try:
        return read(typed)
    except RefusedValueError as refused:
        raise Invalid({name: refused.advice}) from None
