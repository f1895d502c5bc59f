"""From what was ticked and typed about a week to the week itself, and back to the form. Pure."""

from collections.abc import Mapping
from typing import Any

from staffdev.errors import Advice, Invalid
from staffdev.forms import Posted, parse
from staffdev.i18n import N_
from staffdev.intervision.availability.forms import WeekForm
from staffdev.intervision.availability.rules.lines import Unclear, read_lines
from staffdev.intervision.availability.rules.weeks import (
    AS_USUAL,
    PARTS,
    WEEK,
    WORKING_DAYS,
    Rows,
    is_too_long,
    week_of,
)
from staffdev.intervision.vocabulary import Grade
from staffdev.weekly import Stretch

NOBODY_COMES = N_("You can come at no time of this week. If that is so, tick the box at the end.")


def read_week(posted: Posted) -> tuple[WeekForm, tuple[Stretch, ...]]:
    """Until when it holds, and the week itself; Invalid with every advice at once."""
    problems: dict[str, Advice] = {}
    form: WeekForm | None = None
    week: tuple[Stretch, ...] = ()
    try:
        form = parse(WeekForm, posted)
    except Invalid as invalid:
        problems.update(invalid.problems)
    try:
        usual, days = ticked(posted)
        week = week_of(Rows(usual, days, read_lines(str(posted.get("times") or ""))))
    except Unclear as unclear:
        problems.setdefault("times", unclear.advice)
    if form is None or problems:
        raise Invalid(problems)
    if not week and not form.is_never:
        raise Invalid({"usual-morning": NOBODY_COMES})
    if is_too_long(week):
        raise Invalid({"times": N_("These are too many separate times. Leave out the shortest ones.")})
    return form, week


def ticked(posted: Posted) -> tuple[Mapping[str, str], Mapping[int, Mapping[str, str]]]:
    """The grades of a working day's parts, and of each day's; what nobody offers counts as not ticked."""
    usual = {part.name: _grade(posted, f"usual-{part.name}", Grade.NO) for part in PARTS}
    days = {
        weekday: {
            part.name: _grade(posted, f"day{weekday}-{part.name}", AS_USUAL if weekday in WORKING_DAYS else Grade.NO)
            for part in PARTS
        }
        for weekday in WEEK
    }
    return usual, days


def typed_rows(rows: Rows) -> dict[str, Any]:
    """Stored rows as the form posts them."""
    found = {f"usual-{name}": grade for name, grade in rows.usual.items()}
    for weekday, parts in rows.days.items():
        found |= {f"day{weekday}-{name}": grade for name, grade in parts.items()}
    return found


def is_as_usual(posted: Posted, weekday: int) -> bool:
    """Is that working day like the others, in what was ticked?"""
    return all(not posted.get(f"day{weekday}-{part.name}") for part in PARTS)


def _grade(posted: Posted, name: str, default: str) -> str:
    given = str(posted.get(name) or "")
    return given if given in set(Grade) else str(default)
