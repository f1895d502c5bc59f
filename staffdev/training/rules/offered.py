"""RS-SOS-18.2 for the provider: at least ten hours offered in the year (settled reading 22). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from staffdev.people.rules.offices import Offices
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.model import Evidence, Reason, Status, Verdict
from staffdev.rulebook.question import Question
from staffdev.training.rules.hours import Counting, same_training, session_evidence, training_evidence
from staffdev.training.rules.required import prorated, shares_of_years, yearly_minutes
from staffdev.training.rules.shapes import CourseSession, TrainingRecord
from staffdev.training.rules.verification import COULD_BE_VERIFIED, standing
from staffdev.training.rules.yearly import risk_from


@dataclass(slots=True)
class Offered:
    """Distinct sessions, counted once whoever attended; outside training once it is verified for anybody."""

    minutes: int = 0
    unverified: int = 0
    counted: list[Evidence] = field(default_factory=list)
    not_counted: list[Evidence] = field(default_factory=list)


def offered(
    sessions: Iterable[CourseSession],
    records: Iterable[TrainingRecord],
    offices: Offices,
    rules: Counting,
    question: Question,
    *,
    as_of: date,
) -> Offered:
    """What the provider held or sent somebody to in the period, as things stand on `as_of`.

    `records` stand in their order.
    """
    found = Offered()
    own = {one.code: one for one in sessions if one.held_on in question.period}
    for session in sorted(own.values(), key=lambda one: (one.held_on, one.code)):
        why = rules.why_not(session.kind, is_basic=session.is_basic)
        why = why or (Why.AFTER_AS_OF if session.held_on > as_of else None)
        (found.not_counted if why else found.counted).append(session_evidence(session, why))
        found.minutes += 0 if why else session.minutes
    outside: dict[tuple[str, date], list[TrainingRecord]] = {}
    first, last = question.period.first, question.period.last
    for record in records:
        if first <= record.held_on <= last and record.session not in own:
            outside.setdefault((record.session or same_training(record), record.held_on), []).append(record)
    for held in outside.values():
        _add_outside(found, held, offices, rules, as_of)
    return found


def _add_outside(
    found: Offered, held: Iterable[TrainingRecord], offices: Offices, rules: Counting, as_of: date
) -> None:
    """One outside training of one day: the longest record of it that stands, else the longest that may yet."""
    why, record = _best((_why_not(one, offices, rules, as_of), one) for one in sorted(held, key=_longest_first))
    if why is None:
        found.minutes += record.minutes
        found.counted.append(training_evidence(record, record.minutes))
        return
    found.unverified += record.minutes if why in COULD_BE_VERIFIED else 0
    found.not_counted.append(training_evidence(record, record.minutes, why))


def _why_not(record: TrainingRecord, offices: Offices, rules: Counting, as_of: date) -> Why | None:
    why = rules.why_not(record.kind, is_basic=record.is_basic)
    return why or standing(record, offices, as_of=as_of, evidence_needed=rules.evidence_needed)


def _best(judged: Iterable[tuple[Why | None, TrainingRecord]]) -> tuple[Why | None, TrainingRecord]:
    """The first that stands, and no other is looked at; else the first that may yet; else the first."""
    found: list[tuple[Why | None, TrainingRecord]] = []
    for why, record in judged:
        if why is None:
            return why, record
        found.append((why, record))
    return next((one for one in found if one[0] in COULD_BE_VERIFIED), found[0])


def _longest_first(record: TrainingRecord) -> tuple[int, str]:
    return -record.minutes, record.code


def judge_offered(found: Offered, amount: int, question: Question, *, as_of: date) -> Verdict:
    """Ten hours in every year, never less; before 1 October open, from then on a risk, after the year not met."""
    whole = shares_of_years([question.period], question.period)
    required = prorated(yearly_minutes(amount, question.readings), whole, step=1)
    figures = {
        "required_minutes": required,
        "offered_minutes": found.minutes,
        "unverified_minutes": found.unverified,
        "missing_minutes": max(0, required - found.minutes),
    }
    evidence = tuple(found.counted), tuple(found.not_counted)
    if found.minutes >= required:
        return Verdict(Status.MET, (), figures, *evidence)
    unverified = (Reason.UNVERIFIED,) if found.unverified else ()
    if as_of > question.period.last:
        no_data = () if found.counted or found.not_counted else (Reason.NO_DATA,)
        return Verdict(Status.NOT_MET, unverified or no_data, figures, *evidence)
    step, by = Step.OFFER_TRAINING, question.period.last
    if as_of >= risk_from(question.period, question.readings):
        return Verdict(Status.AT_RISK, unverified, figures, *evidence, step, by)
    return Verdict(Status.NOT_YET_APPLICABLE, (Reason.PERIOD_OPEN,), figures, *evidence, step, by)
