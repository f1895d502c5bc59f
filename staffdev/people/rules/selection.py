"""RS-SOS-15.1: prescribed criteria for choosing staff, and a checklist for every hire since. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from staffdev.organisations.rules import SelectionCriteria, criteria_in_force
from staffdev.people.rules.shapes import Engagement, SelectionChecklist
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.dates import merged
from staffdev.rulebook.model import Evidence, Reason, Status, Verdict
from staffdev.rulebook.question import OUT_OF_SCOPE, PERIOD_OPEN, Question


@dataclass(frozen=True, slots=True)
class Hire:
    """The day somebody came, and the checklist of that hire, None while there is none."""

    engagement: Engagement
    checklist: SelectionChecklist | None


def selection_criteria(criteria: Collection[SelectionCriteria], hires: Iterable[Hire], question: Question) -> Verdict:
    """Met with criteria in force and every hire since checked; a missing checklist is a risk, no criteria not met."""
    if question.judged is None:
        return PERIOD_OPEN
    in_force = criteria_in_force(criteria, question.day)
    hired = tuple(hires)
    missing = tuple(_evidence(one) for one in hired if one.checklist is None)
    figures = {"hires": len(hired), "hires_without_checklist": len(missing)}
    if in_force is None:
        reasons = () if criteria else (Reason.NO_DATA,)
        return Verdict(Status.NOT_MET, reasons, figures, (), missing, Step.ADOPT_SELECTION_CRITERIA)
    document = Evidence("selection_criteria", in_force.code, in_force.from_on, detail={"title": in_force.title})
    counted = (document, *(_evidence(one) for one in hired if one.checklist))
    if missing:
        step = Step.COMPLETE_SELECTION_CHECKLIST
        return Verdict(Status.AT_RISK, (Reason.NO_DATA,), figures, counted, missing, step)
    return Verdict(Status.MET, (), figures, counted)


def hire_checked(hires: Collection[Hire]) -> Verdict:
    """One person's hires: met when each was checked; who came before the criteria is out of scope."""
    if not hires:
        return OUT_OF_SCOPE
    counted = tuple(_evidence(one) for one in hires if one.checklist)
    missing = tuple(_evidence(one) for one in hires if one.checklist is None)
    figures = {"hires": len(hires), "hires_without_checklist": len(missing)}
    if missing:
        step = Step.COMPLETE_SELECTION_CHECKLIST
        return Verdict(Status.AT_RISK, (Reason.NO_DATA,), figures, counted, missing, step)
    return Verdict(Status.MET, (), figures, counted)


def _evidence(hire: Hire) -> Evidence:
    engagement = hire.engagement
    detail: dict[str, object] = {"person": engagement.person}
    if hire.checklist is None:
        return Evidence("engagement", engagement.code, engagement.from_on, detail=detail, why=Why.NO_CHECKLIST)
    detail |= {"engagement": engagement.code, "is_met": hire.checklist.is_met}
    return Evidence("selection_checklist", hire.checklist.code, hire.checklist.completed_on, detail=detail)


def hires_to_check(
    engagements: Collection[Engagement],
    checklists: Mapping[str, SelectionChecklist],
    criteria: Collection[SelectionCriteria],
    question: Question,
) -> tuple[Hire, ...]:
    """One person's engagements that needed a checklist: new, under criteria in force, and she still works.

    A contract that was renewed goes on: it needs no checklist of its own, and does not spare her the first one.
    """
    window = question.window
    first = min((one.from_on for one in engagements), default=None)
    if window is None or first is None:
        return ()
    if first < question.in_force_from and question.readings.flag("criteria.earlier_hires_exempt"):
        return ()
    stays = {stay.first for stay in merged(one.span for one in engagements) if stay.shared_with(window)}
    hires = (one for one in engagements if one.from_on in stays)
    chosen = [one for one in hires if criteria_in_force(criteria, one.from_on)]
    return tuple(Hire(one, _known(checklists.get(one.code), question)) for one in chosen)


def _known(checklist: SelectionChecklist | None, question: Question) -> SelectionChecklist | None:
    return checklist if checklist and checklist.completed_on <= question.as_of else None
