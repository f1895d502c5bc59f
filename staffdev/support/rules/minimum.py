"""RS-SOS-26.2: whether one person had the least support in a year, by the settled readings 12-14 and 16. Pure."""

from collections.abc import Iterator
from datetime import date

from staffdev.rulebook.codes import Step
from staffdev.rulebook.dates import Span, year_span
from staffdev.rulebook.interpretations import Interpretations
from staffdev.rulebook.model import Evidence, Reason, Status, Verdict
from staffdev.rulebook.question import OUT_OF_SCOPE, Question
from staffdev.support.rules.counted import CONSULTATION, INTERVISION, RELIEF, Support
from staffdev.training.rules.required import Active
from staffdev.training.rules.verification import COULD_BE_VERIFIED

STEPS = {
    CONSULTATION: Step.REQUEST_CONSULTATION,
    INTERVISION: Step.PLAN_INTERVISION,
    RELIEF: Step.OFFER_STRESS_RELIEF,
}


def risk_from(period: Span, readings: Interpretations) -> date:
    """From when what is missing is a risk: 1 October, or as long before another period's end (settled reading 12)."""
    remaining = year_span(period.last.year).last - readings.day_of("support.risk_from", period.last.year)
    return max(period.first, period.last - remaining)


def judge(found: Support, active: Active, question: Question) -> Verdict:
    """Met once the three are there; short after the year not met, from 1 October at risk (12-14, 16)."""
    readings = question.readings
    if active.total < max(1, readings.count("support.min_active_days")):
        return _too_few_days(found, active, question)
    status, reasons = _status(found, active, question)
    is_met = status is Status.MET
    step = None if is_met else _step(found, is_over=question.is_over)
    return Verdict(
        status,
        reasons,
        _figures(found, active, readings),
        *_evidence(found),
        step,
        None if is_met or question.is_over else question.period.last,
    )


def _too_few_days(found: Support, active: Active, question: Question) -> Verdict:
    """Not judged; what there was all the same stays to be seen."""
    least = question.readings.count("support.min_active_days")
    days = sum(span.days for span in active.engaged)
    if not days:
        return OUT_OF_SCOPE
    why = Reason.ON_LEAVE if days >= least else Reason.OUT_OF_SCOPE
    figures = {"active_days": active.total, "active_days_least": least}
    return Verdict(Status.NOT_YET_APPLICABLE, (why,), figures, *_evidence(found))


def _status(found: Support, active: Active, question: Question) -> tuple[Status, tuple[Reason, ...]]:
    if not found.missing:
        return Status.MET, ()
    unverified = (Reason.UNVERIFIED,) if _is_waiting(found) else ()
    if question.is_over:
        return Status.NOT_MET, unverified or _no_data(found)
    if active.is_on_leave:
        return Status.NOT_YET_APPLICABLE, (Reason.ON_LEAVE,)
    if question.as_of >= risk_from(question.period, question.readings):
        return Status.AT_RISK, unverified
    return Status.NOT_YET_APPLICABLE, (Reason.PERIOD_OPEN,)


def _is_waiting(found: Support) -> bool:
    return any(one.why in COULD_BE_VERIFIED for name in found.missing for one in found.parts[name].refused)


def _no_data(found: Support) -> tuple[Reason, ...]:
    return () if any(part.counted or part.refused for part in found.parts.values()) else (Reason.NO_DATA,)


def _step(found: Support, *, is_over: bool) -> Step | None:
    """What is short and would be there once verified is verified first; a year that is over cannot be made up for."""
    if all(found.parts[name].could_reach for name in found.missing):
        return Step.VERIFY_TRAINING
    if is_over:
        return None
    short = next(name for name in found.missing if not found.parts[name].could_reach)
    return STEPS[short]


def _figures(found: Support, active: Active, readings: Interpretations) -> dict[str, int]:
    """What there is of each and how much is asked for; goals stand beside it and decide nothing."""
    consultation, intervision, relief = found.parts.values()
    figures = {
        "consultations": len(consultation.counted),
        "consultations_least": consultation.least,
        "intervisions": len(intervision.counted),
        "intervisions_least": intervision.least,
        "relief_offers": len(relief.counted),
        "relief_offers_least": relief.least,
        "active_days": active.total,
        "intervisions_goal": readings.count("support.goal.intervision_per_year"),
    }
    if found.expected:
        figures["attendance_percent"] = found.attended * 100 // found.expected
        figures["attendance_percent_goal"] = readings.count("support.goal.attendance_percent")
    return figures


def _evidence(found: Support) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """What counted and what did not."""
    counted = _in_order(one for part in found.parts.values() for one in part.counted)
    return tuple(counted), tuple(_in_order(one for part in found.parts.values() for one in part.refused))


def _in_order(facts: Iterator[Evidence]) -> list[Evidence]:
    return sorted(facts, key=lambda one: (one.kind, one.day or date.min, one.code))
