"""RS-SOS-2.6: only trained consultants are on duty, on any channel; others may only observe. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from staffdev.people.rules.presence import CONSULTANTS
from staffdev.people.rules.shapes import DutyAssignment, Engagement
from staffdev.people.vocabulary import EngagementRole
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.dates import Span
from staffdev.rulebook.model import Evidence, Reason, Status, Verdict
from staffdev.rulebook.question import PERIOD_OPEN, Question


@dataclass(frozen=True, slots=True)
class TrainedSince:
    """The first day of training on her record: as verified, and with what still waits for verification."""

    verified: date | None = None
    recorded: date | None = None


UNTRAINED = TrainedSince()


def trained_on_duty(
    duties: Iterable[DutyAssignment],
    engagements: Mapping[str, Collection[Engagement]],
    trained: Mapping[str, TrainedSince],
    question: Question,
) -> Verdict:
    """Not met while anybody is on duty without training on her record, or a trainee other than as an observer."""
    window = question.window
    if window is None:
        return PERIOD_OPEN
    on_duty = sorted((one for one in duties if one.touches(window) and _is_judged(one, question)), key=_in_order)
    judged = [
        _evidence(one, window, engagements.get(one.person, ()), trained.get(one.person, UNTRAINED)) for one in on_duty
    ]
    counted = tuple(one for one in judged if one.why is None)
    wrong = tuple(one for one in judged if one.why is not None)
    people = len({one.person for one in on_duty})
    figures = {"on_duty": people, "untrained": len({one.detail["person"] for one in wrong})}
    if not on_duty:
        reasons = (Reason.NO_DATA,)
        return Verdict(Status.NOT_YET_APPLICABLE, reasons, figures, next_step=Step.RECORD_DUTY_ROSTER)
    if not wrong:
        return Verdict(Status.MET, (), figures, counted)
    if all(one.why == Why.UNVERIFIED for one in wrong):
        return Verdict(Status.AT_RISK, (Reason.UNVERIFIED,), figures, counted, wrong, Step.VERIFY_BASIC_TRAINING)
    return Verdict(Status.NOT_MET, _unverified(wrong), figures, counted, wrong, Step.TAKE_OFF_DUTY)


def _is_judged(duty: DutyAssignment, question: Question) -> bool:
    return not (duty.is_observer and question.readings.flag("duty.observers_allowed"))


def _in_order(duty: DutyAssignment) -> tuple[str, date, str]:
    return duty.person, duty.from_on, duty.code


def _unverified(wrong: Iterable[Evidence]) -> tuple[Reason, ...]:
    return (Reason.UNVERIFIED,) if any(one.why == Why.UNVERIFIED for one in wrong) else ()


def _evidence(duty: DutyAssignment, window: Span, engagements: Iterable[Engagement], trained: TrainedSince) -> Evidence:
    first = max(duty.from_on, window.first)
    detail = {"person": duty.person, "channel": duty.channel, "trained_on": trained.verified or trained.recorded}
    return Evidence("duty_assignment", duty.code, first, detail=detail, why=_why(duty, first, engagements, trained))


def _why(duty: DutyAssignment, first: date, engagements: Iterable[Engagement], trained: TrainedSince) -> Why | None:
    roles = {one.role for one in engagements if one.holds_on(first)}
    if EngagementRole.TRAINEE in roles and not roles & CONSULTANTS and not duty.is_observer:
        return Why.TRAINEE_NOT_OBSERVER
    if trained.verified and trained.verified <= first:
        return None
    return Why.UNVERIFIED if trained.recorded and trained.recorded <= first else Why.UNTRAINED
