"""RS-SOS-18.1: a new professional is inducted within 90 days; the term is policy, the duty is law since 2015. Pure."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from staffdev.people.rules.shapes import Engagement
from staffdev.people.vocabulary import ContractKind, EngagementRole
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.model import Evidence, Reason, Status, Verdict
from staffdev.rulebook.question import OUT_OF_SCOPE, Question
from staffdev.training.rules.shapes import Induction


def owing_induction(engagements: Iterable[Engagement], question: Question) -> tuple[Engagement, ...]:
    """Her engagements as a professional, begun on or after the day the duty binds, that go on in the days asked."""
    window = question.window
    volunteers = question.readings.flag("volunteers_included")
    if window is None:
        return ()
    hers = (
        one
        for one in engagements
        if one.role is EngagementRole.PROFESSIONAL and one.from_on >= question.in_force_from and one.touches(window)
    )
    owing = (one for one in hers if volunteers or one.contract is not ContractKind.VOLUNTEER)
    return tuple(sorted(owing, key=lambda one: (one.from_on, one.code)))


def induction(engagement: Engagement, inductions: Collection[Induction], question: Question) -> Verdict:
    """Met within the term; the day she starts is day 0, and what is late stays not met (settled readings 15, 25)."""
    term = question.readings.count("induction_days")
    due = engagement.from_on + timedelta(days=term)
    done = min(
        (one for one in inductions if one.completed_on <= question.day),
        key=lambda one: (one.completed_on, one.code),
        default=None,
    )
    figures = {"term_days": term, "elapsed_days": max(0, (question.day - engagement.from_on).days)}
    started = Evidence("engagement", engagement.code, engagement.from_on, detail={"due": due})
    if done is None:
        return _open(engagement, due, started, figures, question)
    figures["days_taken"] = max(0, (done.completed_on - engagement.from_on).days)
    if done.completed_on <= due:
        return Verdict(Status.MET, (), figures, (_evidence(done), started))
    return Verdict(Status.NOT_MET, (Reason.LATE,), figures, (started,), (_evidence(done, Why.TOO_LATE),))


def _open(engagement: Engagement, due: date, started: Evidence, figures: dict[str, int], question: Question) -> Verdict:
    if engagement.until_on and engagement.until_on <= min(due, question.day):
        return OUT_OF_SCOPE  # she left before the term ran out
    step = Step.COMPLETE_INDUCTION
    if question.day > due:
        return Verdict(Status.NOT_MET, (Reason.NO_DATA,), figures, (started,), (), step, due)
    if question.day > due - timedelta(days=question.readings.count("induction_warn_days")):
        return Verdict(Status.AT_RISK, (), figures, (started,), (), step, due)
    return Verdict(Status.NOT_YET_APPLICABLE, (Reason.PERIOD_OPEN,), figures, (started,), (), step, due)


def _evidence(done: Induction, why: Why | None = None) -> Evidence:
    return Evidence("induction", done.code, done.completed_on, why=why)
