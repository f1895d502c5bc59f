"""RS-SOS-16.1: a coordinator on every day; RS-SOS-16.2: appointed by the responsible person. Pure."""

from collections.abc import Collection, Iterable, Mapping

from staffdev.people.rules.cover import cover
from staffdev.people.rules.offices import term_of
from staffdev.people.rules.presence import long_leave
from staffdev.people.rules.shapes import Appointment, Leave, Mandate
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.dates import Span, within, without
from staffdev.rulebook.model import Evidence, Reason, Status, Verdict
from staffdev.rulebook.question import Question

Away = Mapping[str, Collection[Leave]]


def coordinator_cover(appointments: Iterable[Appointment], leaves: Away, question: Question) -> Verdict:
    """Met on a day with a valid appointment; acting counts, a coordinator on leave for too long does not."""
    readings = question.readings
    decided = sorted((one for one in appointments if one.decided_on <= question.as_of), key=lambda one: one.code)
    in_office = {one.code: _days_in_office(one, leaves.get(one.person, ()), question) for one in decided}
    found = cover(
        (span for spans in in_office.values() for span in spans),
        question,
        warn_days=readings.count("coordinator.warn_days"),
        tolerance=readings.count("coordinator.gap_tolerance_days"),
    )
    evidence = [_evidence(one, in_office[one.code], question) for one in decided if one.touches(question.period)]
    return Verdict(
        found.status,
        found.reasons if decided else (*found.reasons, Reason.NO_DATA),
        found.figures,
        tuple(one for one in evidence if one.why is None),
        tuple(one for one in evidence if one.why is not None),
        _step(found.status, evidence),
        found.ends_on,
    )


def _days_in_office(appointment: Appointment, leaves: Iterable[Leave], question: Question) -> tuple[Span, ...]:
    term = term_of(appointment)
    if term is None:
        return ()
    longest = question.readings.count("coordinator.leave_needs_acting_over_days")
    kinds = question.readings.choices("ce.leave_kinds")
    away = long_leave(leaves, kinds=kinds, min_days=longest + 1, as_of=question.as_of)
    return without((term,), away) if away else (term,)


def _evidence(appointment: Appointment, in_office: Collection[Span], question: Question) -> Evidence:
    window = question.window
    counts = bool(window and within(in_office, window))
    detail = {"person": appointment.person, "until": appointment.until_on, "acting": appointment.is_acting}
    why = None if counts else _why(appointment, question)
    return Evidence("appointment", appointment.code, appointment.from_on, detail=detail, why=why)


def _why(appointment: Appointment, question: Question) -> Why:
    term = term_of(appointment)
    if term and question.day in term:
        return Why.ON_LEAVE
    is_undecided = appointment.from_on <= question.day < appointment.decided_on
    return Why.DECIDED_AFTER_START if is_undecided else Why.OUT_OF_VALIDITY


def _step(status: Status, evidence: Iterable[Evidence]) -> Step | None:
    if status is Status.AT_RISK:
        return Step.FIND_SUCCESSOR
    if status is not Status.NOT_MET:
        return None
    is_away = any(one.why == Why.ON_LEAVE for one in evidence)
    return Step.APPOINT_ACTING_COORDINATOR if is_away else Step.APPOINT_COORDINATOR


def coordinator_appointment(appointment: Appointment, mandates: Collection[Mandate], question: Question) -> Verdict:
    """Met when the responsible person of the decision's day signed it; a retroactive start is a warning (LATE)."""
    late_days = max(0, (appointment.decided_on - appointment.from_on).days)
    signed = _mandate(appointment, mandates)
    problem = _problem(appointment, signed, question)
    detail = {"person": appointment.person, "signatory": appointment.signatory}
    papers = Evidence("appointment", appointment.code, appointment.decided_on, detail=detail, why=problem)
    office = (Evidence("mandate", signed.code, signed.from_on, detail={"person": signed.person}),) if signed else ()
    figures = {"retroactive_days": late_days, "self_appointed": int(appointment.signatory == appointment.person)}
    if problem:
        reasons = () if mandates and appointment.signatory else (Reason.NO_DATA,)
        step = _MENDING[problem] if mandates else Step.RECORD_MANDATE
        return Verdict(Status.NOT_MET, reasons, figures, office, (papers,), step)
    late = (Reason.LATE,) if late_days else ()
    return Verdict(Status.MET, late, figures, (papers, *office))


_MENDING = {
    Why.NO_MANDATE: Step.CORRECT_APPOINTMENT,
    Why.NO_BOARD_DECISION: Step.ATTACH_BOARD_DECISION,
    Why.SELF_APPOINTED: Step.CORRECT_APPOINTMENT,
}


def _mandate(appointment: Appointment, mandates: Iterable[Mandate]) -> Mandate | None:
    """The signatory's mandate on the day of the decision."""
    held = (one for one in mandates if one.person == appointment.signatory and one.holds_on(appointment.decided_on))
    return min(held, key=lambda one: (one.from_on, one.code), default=None)


def _problem(appointment: Appointment, signed: Mandate | None, question: Question) -> Why | None:
    if signed is None:
        return Why.NO_MANDATE
    if appointment.signatory != appointment.person:
        return None
    if question.readings.choice("coordinator.self_appointment") == "refused":
        return Why.SELF_APPOINTED
    return None if appointment.has_board_decision else Why.NO_BOARD_DECISION
