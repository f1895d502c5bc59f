"""RS-SOS-17.2 and 17.3: the topics a consultant's training has covered. Pure."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from heapq import merge
from operator import attrgetter

from staffdev.people.rules.offices import Offices
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.interpretations import Interpretations
from staffdev.rulebook.model import Evidence, Reason, Status, Verdict
from staffdev.rulebook.question import Question
from staffdev.training.rules.shapes import BasicTraining, CourseSession, Programme, TrainingRecord
from staffdev.training.rules.verification import COULD_BE_VERIFIED, standing, verification
from staffdev.training.topics import (
    REQUIRED,
    group_slug,
    missing_minority_topics,
    missing_topics,
    parse_topics,
    together,
)

Missing = Callable[[Mapping[str, int]], Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Taught:
    """One training that held topics; `judge` says why it does not stand, and is asked only where it matters."""

    kind: str
    code: str
    day: date
    course: str
    title: str
    topics: Mapping[str, int]
    judge: Callable[[], Why | None]

    def evidence(self, why: Why | None = None) -> Evidence:
        """The training as a verdict names it."""
        detail = {"title": self.title, "topics": " ".join(self.topics)}
        return Evidence(self.kind, self.code, self.day, None, detail, why)


def taught(
    records: Iterable[TrainingRecord],
    trainings: Iterable[BasicTraining],
    programmes: Mapping[str, Programme],
    offices: Offices,
    *,
    until: date,
    as_of: date,
) -> Iterator[Taught]:
    """Every training of hers that held topics, by day, as far as it is asked; basic ones may have their programme's.

    `records` stand in their order.
    """
    held = (one for one in records if one.topics and one.held_on <= until)
    completed = sorted((one for one in trainings if one.completed_on <= until), key=attrgetter("completed_on", "code"))
    each = ((one, one.topics or _topics_of(programmes.get(one.programme or ""))) for one in completed)
    return merge(
        (_from_record(one, offices, as_of) for one in held),
        (_from_basic(one, topics, offices, as_of) for one, topics in each if topics),
        key=attrgetter("day", "code"),
    )


def _topics_of(programme: Programme | None) -> str:
    return programme.topics if programme else ""


def _from_record(record: TrainingRecord, offices: Offices, as_of: date) -> Taught:
    judge = partial(standing, record, offices, as_of=as_of, evidence_needed=False)
    course = record.programme or record.entry or record.code
    return Taught(
        "training_record", record.code, record.held_on, course, record.title, parse_topics(record.topics), judge
    )


def _from_basic(training: BasicTraining, topics: str, offices: Offices, as_of: date) -> Taught:
    judge = partial(verification, training, offices, as_of=as_of)
    course = training.programme or training.code
    return Taught(
        "basic_training", training.code, training.completed_on, course, training.title, parse_topics(topics), judge
    )


def planned_topics(sessions: Iterable[CourseSession]) -> list[Taught]:
    """What the sessions she is entered for will hold."""
    return [
        Taught("course_session", one.code, one.held_on, one.course, one.title, parse_topics(one.topics), lambda: None)
        for one in sessions
        if one.topics
    ]


@dataclass(frozen=True, slots=True)
class Covered:
    """Which trainings stand, which may yet, and what is missing: now, with what may stand, with what is planned too."""

    counted: Sequence[Taught]
    pending: Sequence[tuple[Taught, Why]]
    planned: Sequence[Taught]
    missing: Mapping[str, tuple[str, ...]]
    missing_if_verified: Mapping[str, tuple[str, ...]]
    missing_if_held: Mapping[str, tuple[str, ...]]


def covered(trainings: Iterable[Taught], planned: Sequence[Taught], missing: Missing) -> Covered:
    """Add up topics in the order of days; a training that brings nothing new is not looked at any further."""
    counted: list[Taught] = []
    pending: list[tuple[Taught, Why]] = []
    topics: dict[str, int] = {}
    lacking = missing(topics)
    helpful = _tags(lacking)
    for one in trainings:
        if not lacking:
            break
        if helpful.isdisjoint(one.topics):
            continue
        if why := one.judge():
            pending.append((one, why))
        else:
            topics = together((topics, one.topics))
            lacking = missing(topics)
            helpful = _tags(lacking)
            counted.append(one)
    may_stand = [one.topics for one, why in pending if why in COULD_BE_VERIFIED]
    ahead = [one.topics for one in planned]
    verified = missing(together([topics, *may_stand])) if lacking else lacking
    held = missing(together([topics, *may_stand, *ahead])) if verified else verified
    return Covered(counted, pending, planned, lacking, verified, held)


def _tags(missing: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """The tags that would help."""
    return frozenset(tag for tags in missing.values() for tag in tags)


def topics_covered(trainings: Iterable[Taught], planned: Sequence[Taught], question: Question) -> Verdict:
    """Met when T1-T7 are covered; what is recorded or planned soon and would cover the rest makes it a risk."""
    readings = question.readings
    missing = _missing_by(readings)
    found = _best(trainings, planned, missing, one_course=readings.choice("topics_from") == "one_course")
    figures = {"topics_required": len(REQUIRED), "topics_covered": len(REQUIRED) - len(found.missing)}
    counted = tuple(one.evidence() for one in found.counted)
    if not found.missing:
        return Verdict(Status.MET, (), figures, counted)
    rest = _not_counted(found)
    unverified = _unverified(found)
    if not found.missing_if_held:
        is_recorded = not found.missing_if_verified
        step = Step.VERIFY_TRAINING if is_recorded else None
        by = None if is_recorded else max((one.day for one in found.planned), default=None)
        return Verdict(Status.AT_RISK, unverified, figures, counted, rest, step, by)
    reasons = unverified if found.counted or found.pending else (Reason.NO_DATA,)
    return Verdict(Status.NOT_MET, reasons, figures, counted, rest, Step.ENROL_IN_TRAINING)


def covers_everything(training: Taught, readings: Interpretations) -> bool:
    """Whether this training, where it stands, leaves no topic open; what she did later is not looked at then."""
    return not _missing_by(readings)(training.topics)


def _missing_by(readings: Interpretations) -> Missing:
    methods, least = readings.count("topics.methods_needed"), readings.count("topics.min_minutes")
    return partial(missing_topics, min_minutes=least, methods_needed=methods)


def _best(trainings: Iterable[Taught], planned: Sequence[Taught], missing: Missing, *, one_course: bool) -> Covered:
    """All trainings together, or the one course that covers most (`topics_from`)."""
    if not one_course:
        return covered(trainings, planned, missing)
    trainings = list(trainings)
    courses = sorted({one.course for one in (*trainings, *planned)})
    each = [
        covered(
            [one for one in trainings if one.course == course],
            [one for one in planned if one.course == course],
            missing,
        )
        for course in courses
    ]
    empty = covered((), (), missing)
    return min(each, key=lambda one: (len(one.missing), len(one.missing_if_held)), default=empty)


def _not_counted(found: Covered) -> tuple[Evidence, ...]:
    """The missing topics first, then what does not stand, then what is planned."""
    lacking = tuple(
        Evidence("topic", topic, detail={"lacking": " ".join(tags)} if topic == "T7" else {}, why=Why.NOT_COVERED)
        for topic, tags in found.missing.items()
    )
    pending = tuple(one.evidence(why) for one, why in found.pending)
    return lacking + pending + tuple(one.evidence(Why.PLANNED) for one in found.planned)


def _unverified(found: Covered) -> tuple[Reason, ...]:
    would_help = len(found.missing_if_verified) < len(found.missing)
    return (Reason.UNVERIFIED,) if would_help else ()


def minority_topics_covered(trainings: Iterable[Taught], group: str, name: str) -> Verdict:
    """Met when M1-M3 are covered for this group; "should" in the rulebook, so the reading decides how loud it is."""
    names: Collection[str] = (group, group_slug(name))

    def missing(topics: Mapping[str, int]) -> dict[str, tuple[str, ...]]:
        return missing_minority_topics(topics, names)

    found = covered(trainings, (), missing)
    required = len(missing({}))
    figures = {"topics_required": required, "topics_covered": required - len(found.missing)}
    counted = tuple(one.evidence() for one in found.counted)
    if not found.missing:
        return Verdict(Status.MET, (), figures, counted)
    step = Step.ENROL_IN_TRAINING if found.missing_if_verified else Step.VERIFY_TRAINING
    return Verdict(Status.NOT_MET, _unverified(found), figures, counted, _not_counted(found), step)
