"""RS-SOS-15.3: an associate completes accredited basic training before her first duty. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from staffdev.people.rules.offices import Offices
from staffdev.people.rules.shapes import DutyAssignment, TaskAssignment
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.dates import Span, gaps, merged, within
from staffdev.rulebook.facts import Dated
from staffdev.rulebook.model import Evidence, Reason, Status, Verdict
from staffdev.rulebook.question import OUT_OF_SCOPE, PERIOD_OPEN, Question
from staffdev.training.rules.hours import session_evidence
from staffdev.training.rules.shapes import Accreditation, BasicTraining, CourseSession, Programme
from staffdev.training.rules.verification import COULD_BE_VERIFIED, verification
from staffdev.training.vocabulary import RecordState


@dataclass(frozen=True, slots=True)
class Register:
    """The provider's programmes with their accreditations, by the programme's code."""

    programmes: Mapping[str, Programme]
    accreditations: Mapping[str, Collection[Accreditation]]

    def accredited(self, programme: str, as_of: date) -> tuple[Span, ...]:
        """The days a programme is accredited; a decision dated after `as_of` has not happened (reading 26)."""
        decided = (
            one for one in self.accreditations.get(programme, ()) if not one.decided_on or one.decided_on <= as_of
        )
        return merged(one.span for one in decided)


def first_duty(
    duties: Collection[DutyAssignment], tasks: Iterable[TaskAssignment], bound: Collection[Span], question: Question
) -> date | None:
    """Her first day on duty as an associate, in force and come; where nobody keeps a roster, her first task's day."""
    alone = [one for one in duties if not one.is_observer]
    facts: Iterable[Dated] = alone or tasks
    if question.in_force_from > question.day:
        return None
    done = Span(question.in_force_from, question.day)
    days = [within(bound, shared)[:1] for one in facts if (shared := one.span.shared_with(done))]
    return min((span.first for found in days for span in found), default=None)


def basic_done_on(trainings: Iterable[BasicTraining], as_of: date) -> date | None:
    """The day her basic training was completed as recorded, verified or not: from then on she is active (P4)."""
    done = (
        one.completed_on for one in trainings if one.state is not RecordState.RETURNED and one.completed_on <= as_of
    )
    return min(done, default=None)


def basic_training(
    trainings: Collection[BasicTraining],
    bound: Collection[Span],
    *,
    duty_on: date | None,
    planned: Collection[CourseSession],
    register: Register,
    offices: Offices,
    question: Question,
) -> Verdict:
    """Met once completed under an accreditation that covers it; begun after the first duty it leaves HISTORIC_GAP."""
    window = question.window
    if window is None or not within(bound, window):
        return PERIOD_OPEN if window is None and within(bound, question.period) else OUT_OF_SCOPE
    judged = [
        (_why_not(one, register, offices, question), one)
        for one in sorted(trainings, key=lambda one: (one.completed_on, one.code))
    ]
    counted = tuple(_evidence(one) for why, one in judged if why is None)
    rest = tuple(_evidence(one, why) for why, one in judged if why)
    done = min((one.completed_on for why, one in judged if why is None), default=None)
    if done:
        gap = max(0, (done - duty_on).days) if duty_on else 0
        late = (Reason.HISTORIC_GAP,) if duty_on and done >= duty_on else ()
        return Verdict(Status.MET, late, {"days_on_duty_before": gap}, counted, rest)
    ahead = tuple(session_evidence(one, Why.PLANNED) for one in planned if one.is_basic)
    return _not_done(rest, ahead, duty_on, question)


def _not_done(
    rest: tuple[Evidence, ...], ahead: tuple[Evidence, ...], duty_on: date | None, question: Question
) -> Verdict:
    figures = {"days_on_duty_before": (question.day - duty_on).days + 1 if duty_on else 0}
    if any(one.why in COULD_BE_VERIFIED for one in rest):
        reasons = (Reason.UNVERIFIED,)
        return Verdict(Status.AT_RISK, reasons, figures, (), rest + ahead, Step.VERIFY_BASIC_TRAINING)
    if ahead and duty_on is None:
        by = ahead[-1].day
        return Verdict(Status.NOT_YET_APPLICABLE, (Reason.PERIOD_OPEN,), figures, (), ahead + rest, None, by)
    no_data = () if rest else (Reason.NO_DATA,)
    return Verdict(Status.NOT_MET, no_data, figures, (), rest + ahead, _step(rest, duty_on))


def _step(rest: Iterable[Evidence], duty_on: date | None) -> Step:
    """A renewal may be missing from the register; else she leaves the roster, or is entered for a course."""
    if any(one.why in {Why.ACCREDITATION_NOT_COVERING, Why.NO_ACCREDITATION} for one in rest):
        return Step.RECORD_ACCREDITATION
    return Step.TAKE_OFF_DUTY if duty_on else Step.ENROL_IN_BASIC_TRAINING


def _why_not(training: BasicTraining, register: Register, offices: Offices, question: Question) -> Why | None:
    if training.completed_on > question.day:
        return Why.AFTER_AS_OF
    problem = _problem_with_course(training, register, question)
    return problem or verification(training, offices, as_of=question.as_of)


def _problem_with_course(training: BasicTraining, register: Register, question: Question) -> Why | None:
    """What speaks against the course: its programme, her attendance (the programme's rule), its accreditation."""
    programme = register.programmes.get(training.programme or "")
    if programme and not programme.is_basic:
        return Why.NOT_BASIC_PROGRAMME
    if programme and _attended_too_little(training, programme):
        return Why.BELOW_ATTENDANCE
    if training.completed_on < question.in_force_from and _is_accepted(training, question):
        return None
    if programme is None:
        return Why.NO_ACCREDITATION
    accredited = register.accredited(programme.code, question.as_of)
    if not accredited:
        return Why.NO_ACCREDITATION
    return None if _covers(accredited, training, question) else Why.ACCREDITATION_NOT_COVERING


def _is_accepted(training: BasicTraining, question: Question) -> bool:
    """Courses from before the provision applied: policy, not law (settled reading 26)."""
    return training.has_equivalence_note or not question.readings.flag("basic.earlier_needs_note")


def _attended_too_little(training: BasicTraining, programme: Programme) -> bool:
    total = training.minutes or programme.total_minutes
    if training.attended_minutes is None or not total or programme.min_attendance_percent is None:
        return False
    return training.attended_minutes * 100 < programme.min_attendance_percent * total


def _covers(accredited: Iterable[Span], training: BasicTraining, question: Question) -> bool:
    if question.readings.choice("basic.accreditation_must_cover") == "start":
        return any(training.started_on in span for span in accredited)
    course = Span(training.started_on, max(training.started_on, training.completed_on))
    return not gaps(accredited, course)


def _evidence(training: BasicTraining, why: Why | None = None) -> Evidence:
    detail = {"title": training.title, "started_on": training.started_on, "programme": training.programme}
    if training.has_equivalence_note:
        detail["equivalence_note"] = "recorded"
    return Evidence("basic_training", training.code, training.completed_on, training.minutes, detail, why)
