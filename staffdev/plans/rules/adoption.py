"""RS-SOS-26.1: the plan of the year is adopted, and every active consultant had some support. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec import structs

from staffdev.plans.rules.shapes import Plan
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.dates import year_span
from staffdev.rulebook.model import Evidence, Reason, Status, Verdict
from staffdev.rulebook.question import OUT_OF_SCOPE, Question


@dataclass(frozen=True, slots=True)
class Consultant:
    """Somebody active in the period, and what supports her so far, the earliest first."""

    person: str
    support: Sequence[Evidence]


def support_of_all(plans: Iterable[Plan], consultants: Collection[Consultant], question: Question) -> Verdict:
    """Met once both are there; without a plan after 31 March a risk, and after the year not met for ever."""
    if not consultants:
        return OUT_OF_SCOPE
    years = range(max(question.period.first, question.in_force_from).year, question.period.last.year + 1)
    by_year = {plan.year: plan for plan in plans}
    judged = [_plan(by_year.get(year), year, question.as_of) for year in years]
    left = [one for one in consultants if not one.support]
    figures = {"consultants": len(consultants), "consultants_supported": len(consultants) - len(left)}
    counted = (*(one for one in judged if one.why is None), *_support(consultants))
    without = tuple(
        Evidence("consultant", one.person, detail={"person": one.person}, why=Why.NO_SUPPORT) for one in left
    )
    not_counted = (*(one for one in judged if one.why), *without)
    status, reasons = _status(judged, years, question, is_anybody_left=bool(left))
    if status is Status.NOT_MET and not counted:
        reasons = reasons or (Reason.NO_DATA,)
    step, by = _step(judged, question, status, is_anybody_left=bool(left))
    return Verdict(status, reasons, figures, counted, not_counted, step, by)


def _plan(plan: Plan | None, year: int, as_of: date) -> Evidence:
    """The plan of that year, with why it does not count: none, a draft, or adopted when the year was over."""
    detail: dict[str, object] = {"year": year}
    if plan is None:
        return Evidence("plan", str(year), detail=detail, why=Why.NO_PLAN)
    if plan.adopted_on is None or plan.adopted_on > as_of:
        return Evidence("plan", plan.code, plan.adopted_on, detail=detail, why=Why.NOT_ADOPTED)
    why = Why.TOO_LATE if plan.adopted_on > year_span(year).last else None
    return Evidence("plan", plan.code, plan.adopted_on, detail=detail, why=why)


def _support(consultants: Iterable[Consultant]) -> tuple[Evidence, ...]:
    """One thing that supports each, with her name; what was offered to all stands once, and names nobody."""
    return tuple({one.support[0].code: _hers(one) for one in consultants if one.support}.values())


def _hers(one: Consultant) -> Evidence:
    found = one.support[0]
    if found.kind == "relief_offer":
        return found
    return structs.replace(found, detail={**found.detail, "supported": one.person})


def _status(
    plans: Sequence[Evidence], years: Iterable[int], question: Question, *, is_anybody_left: bool
) -> tuple[Status, tuple[Reason, ...]]:
    missing = [(plan, year) for plan, year in zip(plans, years, strict=True) if plan.why]
    if any(question.as_of > year_span(year).last for _, year in missing):
        late = any(plan.why == Why.TOO_LATE for plan, _ in missing)
        return Status.NOT_MET, (Reason.LATE,) if late else ()
    if is_anybody_left and question.is_over:
        return Status.NOT_MET, ()
    if not missing and not is_anybody_left:
        return Status.MET, ()
    if any(question.as_of > adopt_by(question, year) for _, year in missing):
        return Status.AT_RISK, ()
    return Status.NOT_YET_APPLICABLE, (Reason.PERIOD_OPEN,)


def adopt_by(question: Question, year: int) -> date:
    """The last day on which nobody asks where the plan of that year is."""
    return question.readings.day_of("plan.adopt_by", year)


def _step(
    plans: Sequence[Evidence], question: Question, status: Status, *, is_anybody_left: bool
) -> tuple[Step | None, date | None]:
    """Adopt the plan, else support whoever had none; nothing helps a year that is over."""
    if status in {Status.MET, Status.NOT_MET}:
        return None, None
    if any(plan.why for plan in plans):
        by = adopt_by(question, question.period.last.year)
        return Step.ADOPT_PLAN, question.period.last if question.as_of > by else by
    return (Step.OFFER_SUPPORT, question.period.last) if is_anybody_left else (None, None)
