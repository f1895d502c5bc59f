"""What may be entered about a plan beside what is recorded. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from staffdev.errors import Advice, Invalid
from staffdev.forms import Posted, clean
from staffdev.i18n import N_, S_
from staffdev.plans.rules.competences import HIGHEST, LOWEST
from staffdev.plans.vocabulary import Competence, PlanItemKind
from staffdev.rulebook.dates import year_span

WHY_CORRECTED = N_("The plan is adopted. Write why it is corrected, in a few words.")


def year_problems(year: int, years: Iterable[int], today: date) -> Mapping[str, Advice]:
    """One plan a year, and none further ahead than the next."""
    if year > today.year + 1:
        return {"year": S_("The next plan to draft is that of %(year)s.", year=today.year + 1)}
    if year in years:
        return {"year": S_("There is a plan for %(year)s already. Open it and change it there.", year=year)}
    return {}


def correction_problems(plan: Any, because: str | None) -> Mapping[str, Advice]:
    """An adopted plan is corrected with a reason."""
    return {"because": WHY_CORRECTED} if plan.adopted_on and not because else {}


def adoption_problems(
    plan: Any, adopted_on: date, mandates: Iterable[Any], person: int, today: date
) -> dict[str, Advice]:
    """Adopted once, not in the future, by who is the responsible person on that day."""
    if adopted_on > today:
        return {"adopted_on": N_("The day of the decision is in the future. Enter it once the decision is made.")}
    if adopted_on < date(plan.year - 1, 1, 1):
        return {"adopted_on": S_("This is too early for the plan of %(year)s.", year=plan.year)}
    if not any(one.person == person and _holds(one, adopted_on) for one in mandates):
        return {
            "adopted_on": N_("You were not the responsible person on that day. Offices are recorded under Offices.")
        }
    return {}


def _holds(office: Any, day: date) -> bool:
    return bool(office.from_on <= day <= (office.until_on or date.max))


def item_problems(
    kind: PlanItemKind, topics: str, minutes: int | None, due_on: date | None, year: int
) -> dict[str, Advice]:
    """Topics and length belong to trainings; the day lies in the year of the plan."""
    problems: dict[str, Advice] = {}
    if kind is not PlanItemKind.TRAINING and topics:
        problems["topics"] = N_("Topics belong to a training. Choose training, or untick them.")
    if kind is PlanItemKind.ORGANISATIONAL and minutes:
        problems["minutes"] = N_("Only trainings and supervision have a length. Leave it empty.")
    return problems | due_problems(due_on, year)


def due_problems(due_on: date | None, year: int) -> dict[str, Advice]:
    """The day lies in the year of the plan."""
    if due_on and due_on not in year_span(year):
        return {"due_on": S_("Enter a day of %(year)s, or leave it empty.", year=year)}
    return {}


def outcome_problems(item: Any, done_on: date | None, year: int, today: date) -> dict[str, Advice]:
    """What is done was done by today and not before the year of the plan; trainings are read from the ledger."""
    if done_on is None:
        return {}
    if item.kind != PlanItemKind.ORGANISATIONAL:
        return {"done_on": N_("Trainings are counted from the ledger of hours. Log the training there.")}
    return done_problems(done_on, year, today)


def done_problems(done_on: date | None, year: int, today: date) -> dict[str, Advice]:
    """Not in the future, and not before the year of the plan."""
    if done_on and done_on > today:
        return {"done_on": N_("This day is in the future. Enter it once it is done.")}
    if done_on and done_on.year < year:
        return {"done_on": S_("This is before %(year)s, the year of the plan.", year=year)}
    return {}


def read_rating(posted: Posted, *, all_of_them: bool) -> dict[str, int]:
    """The ratings that were chosen; Invalid names those missing where all are needed, and what is no rating."""
    found: dict[str, int] = {}
    problems: dict[str, Advice] = {}
    for one in Competence:
        given = posted.get(f"rating-{one.value}")
        typed = clean(given) if isinstance(given, str) else ""
        if typed.isascii() and typed.isdecimal() and LOWEST <= int(typed[:3]) <= HIGHEST:
            found[one] = int(typed)
        elif typed or all_of_them:
            problems[f"rating-{one.value}"] = N_("Choose a number from 1 to 5.")
    if not found and not problems:
        problems[""] = N_("Rate at least one competence, or come back later.")
    if problems:
        raise Invalid(problems)
    return found
