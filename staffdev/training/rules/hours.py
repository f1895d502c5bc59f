"""Which hours count as continuing training (P6, P7), and how many of them stand in a period. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter

from staffdev.people.rules.offices import Offices
from staffdev.rulebook.codes import Why
from staffdev.rulebook.dates import Span
from staffdev.rulebook.facts import civil_day
from staffdev.rulebook.interpretations import Interpretations
from staffdev.rulebook.model import Evidence
from staffdev.training.rules.shapes import CourseSession, Enrolment, TrainingRecord
from staffdev.training.rules.verification import COULD_BE_VERIFIED, standing, verified_from
from staffdev.training.vocabulary import EnrolmentState, TrainingKind

_held_on, _entry = attrgetter("held_on"), attrgetter("entry")
in_order = attrgetter("held_on", "code")
"""By day, then by code, so that no order of input matters."""


@dataclass(frozen=True, slots=True)
class Counting:
    """How an organisation counts hours, read once."""

    kinds: frozenset[str]
    basic_counts: bool
    intervision_cap: int
    evidence_needed: bool

    def why_not(self, kind: TrainingKind, *, is_basic: bool) -> Why | None:
        """Why training of this kind does not count, None where it does."""
        if is_basic and not self.basic_counts:
            return Why.BASIC_TRAINING
        if kind in self.kinds or (kind is TrainingKind.INTERVISION and self.intervision_cap):
            return None
        return Why.KIND_NOT_COUNTED


def counting(readings: Interpretations) -> Counting:
    """The organisation's readings P6, P7 and P9."""
    return Counting(
        frozenset(readings.choices("ce.kinds")),
        readings.flag("ce.basic_counts"),
        readings.count("ce.intervision_cap_minutes"),
        readings.flag("ce.evidence_needed"),
    )


@dataclass(slots=True)
class Hours:
    """One person's minutes in a period; `in_time` are those verified by the end of the window."""

    verified: int = 0
    in_time: int = 0
    unverified: int = 0
    planned: int = 0
    intervision: int = 0
    counted: list[Evidence] = field(default_factory=list)
    not_counted: list[Evidence] = field(default_factory=list)


def hours(
    records: Sequence[TrainingRecord], period: Span, offices: Offices, rules: Counting, *, as_of: date, in_time: date
) -> Hours:
    """Add up what was held in `period`, as things stand on `as_of`; the day it was held decides (P9).

    `records` are hers, in their order.
    """
    found = Hours()
    first, last = places(records, period)
    inside = records[first:last]
    judged = [(_why_not(one, records, offices, rules, as_of), one) for one in inside]
    for why, record in sorted(judged, key=lambda one: one[0] is not None):
        minutes = _within_cap(record, found, rules, why)
        if why is None and minutes == 0 < record.minutes:
            found.not_counted.append(training_evidence(record, record.minutes, Why.CAP_REACHED))
        elif why is None:
            verified_on = verified_from(record)
            found.verified += minutes
            found.in_time += minutes if verified_on and verified_on <= in_time else 0
            found.counted.append(training_evidence(record, minutes))
        else:
            found.unverified += minutes if why in COULD_BE_VERIFIED else 0
            found.not_counted.append(training_evidence(record, record.minutes, why))
    entries = {one.entry for one in inside if one.entry}
    others = (*records[:first], *records[last:])
    if not entries.isdisjoint(map(_entry, others)):  # hardly any training lasts over New Year
        outside = (one for one in others if one.entry in entries)
        found.not_counted += [training_evidence(one, one.minutes, Why.WRONG_YEAR) for one in outside]
    return found


def places(records: Sequence[TrainingRecord], period: Span) -> tuple[int, int]:
    """Where in `records`, which stand in their order, those of the period begin and end."""
    first = bisect_left(records, period.first, key=_held_on)
    return first, bisect_right(records, period.last, lo=first, key=_held_on)


def _why_not(
    record: TrainingRecord, records: Iterable[TrainingRecord], offices: Offices, rules: Counting, as_of: date
) -> Why | None:
    if why := rules.why_not(record.kind, is_basic=record.is_basic):
        return why
    if record.kind is TrainingKind.DELIVERED_TRAINING and _was_delivered_before(record, records):
        return Why.REPEATED_DELIVERY
    needs_proof = rules.evidence_needed or record.kind is TrainingKind.E_LEARNING
    return standing(record, offices, as_of=as_of, evidence_needed=needs_proof)


def _was_delivered_before(record: TrainingRecord, records: Iterable[TrainingRecord]) -> bool:
    """Only the first delivery counts (P7); the days of one delivery belong together."""
    return any(
        one.kind is TrainingKind.DELIVERED_TRAINING
        and one.held_on < record.held_on
        and (one.entry != record.entry or not one.entry)
        and same_training(one) == same_training(record)
        for one in records
    )


def same_training(record: TrainingRecord) -> str:
    """What two records share that are about the same training: the programme, else the title."""
    return record.programme or " ".join(record.title.casefold().split())


def _within_cap(record: TrainingRecord, found: Hours, rules: Counting, why: Why | None) -> int:
    """The minutes that may count; intervision only up to its cap, whether verified already or not."""
    if record.kind is not TrainingKind.INTERVISION or TrainingKind.INTERVISION in rules.kinds:
        return record.minutes
    if why is not None and why not in COULD_BE_VERIFIED:
        return record.minutes
    minutes = min(record.minutes, max(0, rules.intervision_cap - found.intervision))
    found.intervision += minutes
    return minutes


def training_evidence(record: TrainingRecord, minutes: int, why: Why | None = None) -> Evidence:
    """The record as a verdict names it."""
    detail: dict[str, object] = {"title": record.title, "training_kind": record.kind}
    if minutes != record.minutes:
        detail["recorded_minutes"] = record.minutes
    return Evidence("training_record", record.code, record.held_on, minutes, detail, why)


def planned_sessions(
    enrolments: Iterable[Enrolment], sessions: Mapping[str, Sequence[CourseSession]], until: date, *, as_of: date
) -> list[CourseSession]:
    """The sessions (given by course) after `as_of`, up to `until`, in which she was entered by then (reading 9)."""
    courses = {
        one.course for one in enrolments if one.state is EnrolmentState.ENROLLED and civil_day(one.entered_at) <= as_of
    }
    ahead = (one for course in courses for one in sessions.get(course, ()) if as_of < one.held_on <= until)
    return sorted(ahead, key=lambda one: (one.held_on, one.code))


def session_evidence(session: CourseSession, why: Why | None = None) -> Evidence:
    """The session as a verdict names it."""
    detail = {"title": session.title, "training_kind": session.kind, "course": session.course}
    return Evidence("course_session", session.code, session.held_on, session.minutes, detail, why)
