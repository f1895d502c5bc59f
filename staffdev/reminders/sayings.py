"""What a reminder says, in the reader's language: made from its code and particulars when it is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev.reminders.rules import OVERDUE
from staffdev.rulebook.loader import load
from staffdev.translations import gettext, ngettext, wording

Saying = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One reminder as it is shown; without `href` there is nothing to open any more."""

    words: str
    href: str
    due_on: date | None
    is_overdue: bool


def line(row: Mapping[str, Any], own_code: str) -> Line:
    """The reminder for the one who reads it."""
    saying = row["saying"]
    say = _SAYINGS.get(str(saying.get("code")), _unknown)
    words, href = say(saying, own_code)
    return Line(words, href, row["due_on"], row["stage"] == OVERDUE)


def _title(saying: Saying) -> str:
    duty = load().obligations.get(str(saying.get("obligation")))
    return wording(duty.title) if duty else str(saying.get("obligation"))


def _own_duty(saying: Saying, own_code: str) -> tuple[str, str]:
    return gettext("Yours: %(what)s") % {"what": _title(saying)}, f"/people/{own_code}/compliance"


def _duty(saying: Saying, _: str) -> tuple[str, str]:
    said = gettext("Of the service: %(what)s") % {"what": _title(saying)}
    return said, f"/compliance/obligations/{saying.get('obligation')}"


def _of_people(saying: Saying, _: str) -> tuple[str, str]:
    n = int(saying.get("n", 0))
    said = ngettext("%(what)s: %(n)s person", "%(what)s: %(n)s people", n) % {"what": _title(saying), "n": n}
    return said, f"/compliance/obligations/{saying.get('obligation')}"


def _licence(saying: Saying, own_code: str) -> tuple[str, str]:
    is_own = saying.get("person") == own_code
    said = gettext("Your licence %(number)s ends") if is_own else gettext("A colleague's licence %(number)s ends")
    return said % {"number": saying.get("number", "")}, f"/people/{saying.get('person')}"


def _mandate(saying: Saying, _: str) -> tuple[str, str]:
    said = gettext("The mandate of the responsible person ends: %(name)s")
    return said % {"name": saying.get("name", "")}, "/offices"


def _appointment(saying: Saying, _: str) -> tuple[str, str]:
    said = gettext("The appointment of the coordinator ends: %(name)s")
    return said % {"name": saying.get("name", "")}, "/offices"


def _plan_item(saying: Saying, _: str) -> tuple[str, str]:
    said = gettext("In the yearly plan: %(title)s")
    return said % {"title": saying.get("title", "")}, f"/plans/{saying.get('year')}"


def _goal(saying: Saying, own_code: str) -> tuple[str, str]:
    said = gettext("A goal of yours in the plan of %(year)s")
    return said % {"year": saying.get("year", "")}, f"/people/{own_code}/development?year={saying.get('year')}"


def _agreed(_saying: Saying, _: str) -> tuple[str, str]:
    return gettext("What you took on in intervision"), "/intervision/agreed-actions"


def _unanswered(saying: Saying, _: str) -> tuple[str, str]:
    said = gettext("Are you coming? Intervision “%(title)s”")
    return said % {"title": saying.get("title", "")}, f"/intervision/sessions/{saying.get('session')}"


def _poll(saying: Saying, _: str) -> tuple[str, str]:
    said = gettext("When can you come? A poll of “%(title)s” waits for your answer")
    return said % {"title": saying.get("title", "")}, f"/intervision/polls/{saying.get('poll')}"


def _unknown(_saying: Saying, _: str) -> tuple[str, str]:
    return gettext("Something with a day; a newer version wrote it."), "/"


_SAYINGS: Mapping[str, Callable[[Saying, str], tuple[str, str]]] = {
    "own_duty": _own_duty,
    "duty": _duty,
    "duty_of_people": _of_people,
    "licence": _licence,
    "mandate": _mandate,
    "appointment": _appointment,
    "plan_item": _plan_item,
    "goal": _goal,
    "agreed": _agreed,
    "unanswered": _unanswered,
    "poll": _poll,
}
