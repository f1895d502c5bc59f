"""The next step of a verdict: its words, and the form that does it. The one place that knows the addresses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from staffdev.access import Actor, Role
from staffdev.compliance.steps import DONE_BY
from staffdev.i18n import N_
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.model import Evidence, Finding
from staffdev.translations import gettext

WORDS: Mapping[Step, str] = {
    Step.ACCREDIT_OR_ATTEST_PROGRAMME: N_("Record the accreditation, or attest the programme"),
    Step.ADOPT_PLAN: N_("Adopt the professional-development plan"),
    Step.ADOPT_SELECTION_CRITERIA: N_("Record the selection criteria"),
    Step.APPOINT_ACTING_COORDINATOR: N_("Appoint an acting coordinator"),
    Step.APPOINT_COORDINATOR: N_("Appoint a coordinator"),
    Step.ATTACH_BOARD_DECISION: N_("Add the decision of the board"),
    Step.COMPLETE_INDUCTION: N_("Record the induction"),
    Step.COMPLETE_SELECTION_CHECKLIST: N_("Fill in the selection checklist"),
    Step.CORRECT_APPOINTMENT: N_("Correct the appointment"),
    Step.ENGAGE_PROFESSIONAL: N_("Engage a professional worker"),
    Step.END_TASK: N_("End the task"),
    Step.ENROL_IN_BASIC_TRAINING: N_("Enter her for basic training"),
    Step.ENROL_IN_TRAINING: N_("Find a training for the missing topics"),
    Step.FIND_SUCCESSOR: N_("Find a successor in time"),
    Step.LOG_TRAINING: N_("Log a training"),
    Step.OFFER_SUPPORT: N_("Offer support to everybody"),
    Step.OFFER_STRESS_RELIEF: N_("Offer something for stress relief"),
    Step.OFFER_TRAINING: N_("Offer a training"),
    Step.PLAN_INTERVISION: N_("Plan an intervision with her"),
    Step.PUBLISH_HOURS: N_("Record the hours as published"),
    Step.RECORD_ACCREDITATION: N_("Record the accreditation"),
    Step.RECORD_DUTY_ROSTER: N_("Record who is on duty"),
    Step.RECORD_LICENCE: N_("Record the licence"),
    Step.RECORD_LINE: N_("Enter the line"),
    Step.RECORD_MANDATE: N_("Record the responsible person's mandate"),
    Step.RECORD_TASKS: N_("Record her tasks"),
    Step.RENEW_LICENCE: N_("Record the renewed licence"),
    Step.REQUEST_CONSULTATION: N_("Ask a more experienced colleague for a consultation"),
    Step.SEE_PARTS: N_("See the duties it is made of"),
    Step.TAKE_OFF_DUTY: N_("Take her off duty"),
    Step.VERIFY_BASIC_TRAINING: N_("Verify the basic training"),
    Step.VERIFY_TRAINING: N_("Verify the hours"),
}
WHO: Mapping[Role, str] = {
    Role.CONSULTANT: N_("She does this herself."),
    Role.COORDINATOR: N_("The coordinator does this."),
    Role.RESPONSIBLE_PERSON: N_("The responsible person does this."),
}
STEADY: Mapping[Step, str] = {
    Step.ADOPT_PLAN: "/plans",
    Step.ADOPT_SELECTION_CRITERIA: "/organisation/selection-criteria/new",
    Step.APPOINT_ACTING_COORDINATOR: "/appointments/new",
    Step.APPOINT_COORDINATOR: "/appointments/new",
    Step.ATTACH_BOARD_DECISION: "/offices",
    Step.CORRECT_APPOINTMENT: "/offices",
    Step.ENGAGE_PROFESSIONAL: "/people/new",
    Step.ENROL_IN_BASIC_TRAINING: "/courses",
    Step.ENROL_IN_TRAINING: "/courses",
    Step.OFFER_SUPPORT: "/plans",
    Step.OFFER_STRESS_RELIEF: "/stress-relief/new",
    Step.OFFER_TRAINING: "/courses/new",
    Step.PLAN_INTERVISION: "/intervision",
    Step.RECORD_LINE: "/lines/new",
    Step.RECORD_MANDATE: "/mandates/new",
}


@dataclass(frozen=True, slots=True)
class NextStep:
    """What helps next. Without `href` somebody else does it: `who` says who."""

    words: str
    href: str = ""
    who: str = ""


def next_step(finding: Finding, actor: Actor, own_code: str | None = None) -> NextStep | None:
    """The step as `actor` sees it; `own_code` is the code of her person, None where she is none."""
    if finding.verdict.next_step is None:
        return None
    step = Step(finding.verdict.next_step)
    words, by = gettext(WORDS[step]), DONE_BY[step]
    if step is Step.LOG_TRAINING:
        return _log(finding, actor, own_code, words)
    if step is Step.REQUEST_CONSULTATION:
        return _consult(finding, actor, own_code, words)
    if actor.is_any(by) or (by is Role.COORDINATOR and actor.is_any(Role.RESPONSIBLE_PERSON)):
        return NextStep(words, address(step, finding))
    return NextStep(words, who=gettext(WHO[by]))


def _log(finding: Finding, actor: Actor, own_code: str | None, words: str) -> NextStep:
    """Everybody logs her own; whoever leads finds what is missing on the person's training page."""
    if finding.person == own_code:
        return NextStep(words, "/my-training/new")
    if actor.is_any(Role.COORDINATOR, Role.RESPONSIBLE_PERSON):
        return NextStep(gettext("See her training"), f"/people/{finding.person}/training")
    return NextStep(words, who=gettext(WHO[Role.CONSULTANT]))


def _consult(finding: Finding, actor: Actor, own_code: str | None, words: str) -> NextStep:
    """Everybody asks for herself; whoever leads may arrange it for her."""
    if finding.person == own_code:
        return NextStep(words, "/consultations/new")
    if actor.is_any(Role.COORDINATOR, Role.RESPONSIBLE_PERSON):
        return NextStep(gettext("Arrange a consultation for her"), f"/consultations/new?person={finding.person}")
    return NextStep(words, who=gettext(WHO[Role.CONSULTANT]))


def address(step: Step, finding: Finding) -> str:
    """Where the form is that does the step."""
    return STEADY.get(step) or _ADDRESSES[step](finding)


def _person(finding: Finding, *why: Why) -> str:
    """Whom the step is about: her of the finding, else the first person of a fact that did not count."""
    facts = [one for one in finding.verdict.not_counted if not why or one.why in why] or list(_facts(finding))
    named = (str(one.detail["person"]) for one in facts if one.detail.get("person"))
    return finding.person or next(named, "")


def _facts(finding: Finding) -> tuple[Evidence, ...]:
    return finding.verdict.not_counted + finding.verdict.counted


def _hers(finding: Finding, tail: str, *why: Why) -> str:
    person = _person(finding, *why)
    return f"/people/{person}/{tail}" if person else "/people"


def _end_task(finding: Finding) -> str:
    beyond = next((one for one in finding.verdict.not_counted if one.why == Why.NOT_AN_ASSOCIATE_TASK), None)
    return _hers(finding, f"tasks/{beyond.code}/edit") if beyond else f"/people/{finding.person}"


def _programme(finding: Finding, tail: str) -> str:
    """Of the finding's own programme, or of the course whose accreditation does not cover it."""
    named = (str(one.detail["programme"]) for one in _facts(finding) if one.detail.get("programme"))
    code = finding.subject if finding.person is None else next(named, None)
    return f"/programmes/{code}{tail}" if code else "/programmes"


def _worst_part(finding: Finding) -> str:
    """The duty that keeps a roll-up from being met."""
    worst = sorted(finding.verdict.not_counted, key=lambda one: one.why != Why.PART_NOT_MET)
    return f"/compliance/obligations/{worst[0].code}" if worst else "/compliance"


def _checklist(finding: Finding) -> str:
    return _hers(finding, "checklists/new", Why.NO_CHECKLIST)


def _hours(finding: Finding) -> str:
    """The line's own form, where the verdict is about one line."""
    return f"/lines/{finding.subject}/published-hours/new" if finding.subject else "/lines"


def _successor(finding: Finding) -> str:
    return "/appointments/new" if finding.obligation == "RS-SOS-16.1" else "/people/new"


_ADDRESSES: Mapping[Step, Callable[[Finding], str]] = {
    Step.ACCREDIT_OR_ATTEST_PROGRAMME: lambda finding: _programme(finding, ""),
    Step.COMPLETE_INDUCTION: lambda finding: _hers(finding, "inductions/new"),
    Step.COMPLETE_SELECTION_CHECKLIST: _checklist,
    Step.END_TASK: _end_task,
    Step.FIND_SUCCESSOR: _successor,
    Step.LOG_TRAINING: lambda _finding: "/my-training/new",
    Step.PUBLISH_HOURS: _hours,
    Step.RECORD_ACCREDITATION: lambda finding: _programme(finding, "/accreditations/new"),
    Step.RECORD_DUTY_ROSTER: lambda finding: _hers(finding, "duty/new"),
    Step.RECORD_LICENCE: lambda finding: _hers(finding, "licences/new", Why.NO_LICENCE, Why.LICENCE_NOT_VALID),
    Step.REQUEST_CONSULTATION: lambda _finding: "/consultations/new",
    Step.SEE_PARTS: _worst_part,
    Step.RECORD_TASKS: lambda finding: _hers(finding, "tasks/new"),
    Step.RENEW_LICENCE: lambda finding: _hers(finding, "licences/new", Why.LICENCE_NOT_VALID),
    Step.TAKE_OFF_DUTY: lambda finding: _hers(finding, "duty", Why.UNTRAINED, Why.TRAINEE_NOT_OBSERVER),
    Step.VERIFY_BASIC_TRAINING: lambda _finding: "/basic-trainings",
    Step.VERIFY_TRAINING: lambda _finding: "/training-records?state=logged",
}
