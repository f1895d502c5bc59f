"""Courses of the helpline's own: announced, filled, held, marked, and what is ahead. Attendance makes the records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import partial

from staffdev import clock
from staffdev.db.facts import current
from staffdev.demo.story.cast import Helpline
from staffdev.i18n import DEFAULT_LANGUAGE
from staffdev.training.attending import Marking
from staffdev.training.ledger.actions.verification import verify
from staffdev.training.ledger.choosing import Chosen
from staffdev.training.offer.actions.attendance import mark_attendance
from staffdev.training.offer.actions.certificates import issue_certificates
from staffdev.training.offer.actions.courses import create_course
from staffdev.training.offer.actions.enrolments import enrol
from staffdev.training.offer.actions.sessions import add_session
from staffdev.training.offer.forms import CourseForm, IssueForm, SessionForm
from staffdev.training.offer.frozen import signatories
from staffdev.training.offer.queries.courses import sessions_of
from staffdev.training.tables import TrainingRecord
from staffdev.training.vocabulary import Mark, TrainingKind

EVENING = 19
LONGEST_WITHOUT_BREAK = 300  # minutes


@dataclass(frozen=True, slots=True)
class Part:
    """One session; `topics` None means those of the course."""

    held_on: date
    minutes: int
    topics: str | None = None
    absent: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One course as it will go; `marks` say who was not simply present."""

    name: str
    title: str
    parts: Sequence[Part]
    people: Sequence[str]
    topics: str = ""
    programme: str = ""
    kind: TrainingKind = TrainingKind.WORKSHOP
    capacity: int | None = None
    trainers: str | None = None
    marks: Mapping[str, tuple[Mark, int | None]] = field(default_factory=dict)
    unmarked: Sequence[date] = ()
    announced: int = 45  # days before the first session
    has_certificates: bool = False


def enter_course(line: Helpline, plan: Plan) -> None:
    """Enter one course into the chronicle, as far as it has come by today."""
    today = line.chronicle.today
    first = plan.parts[0].held_on
    announced = min(first - timedelta(days=plan.announced), today - timedelta(days=1))
    line.chronicle.on(announced, partial(_announce, line, plan))
    line.chronicle.on(announced, partial(_fill, line, plan), hour=14)
    for number, part in enumerate(plan.parts):
        if part.held_on < today and part.held_on not in plan.unmarked:
            line.chronicle.on(part.held_on, partial(_mark, line, plan, number), hour=EVENING)
    last = plan.parts[-1].held_on
    if plan.has_certificates and last + timedelta(days=5) < today:
        line.chronicle.on(last + timedelta(days=5), partial(_issue, line, plan))


async def _announce(line: Helpline, plan: Plan) -> None:
    programme = line.programmes.get(plan.programme)
    form = CourseForm(
        title=plan.title,
        kind=plan.kind,
        programme=str(programme.code) if programme else None,
        organiser=line.organisation.name,
        trainers=plan.trainers,
        place="Prostorije udruženja, Vrbovica",
        capacity=plan.capacity,
    )
    line.courses[plan.name] = await create_course(form, plan.topics, actor=line.actors["ljiljana"])
    for part in plan.parts:
        topics = part.topics.format_map(line.groups) if part.topics else None
        await add_session(line.courses[plan.name], _session(part), topics, actor=line.actors["ljiljana"])


def _session(part: Part) -> SessionForm:
    """From nine o'clock on, with an hour's break in a long day."""
    starts_at = datetime.combine(part.held_on, time(9))
    ends_at = starts_at + timedelta(minutes=part.minutes + (60 if part.minutes > LONGEST_WITHOUT_BREAK else 0))
    return SessionForm(held_on=part.held_on, minutes=part.minutes, starts_at=starts_at.time(), ends_at=ends_at.time())


async def _fill(line: Helpline, plan: Plan) -> None:
    for name in plan.people:
        await enrol(line.courses[plan.name], line.people[name], actor=line.actors["ljiljana"])


async def _mark(line: Helpline, plan: Plan, number: int) -> None:
    """The coordinator marks everybody; her own hours are verified by the responsible person."""
    part, course = plan.parts[number], line.courses[plan.name]
    session = next(one for one in await sessions_of([course.id]) if one.held_on == part.held_on)
    markings = [_marking(line, plan, part, name) for name in plan.people]
    await mark_attendance(course, session, markings, actor=line.actors["ljiljana"])
    if "ljiljana" in plan.people:
        await _verify_her(line, session.id)


def _marking(line: Helpline, plan: Plan, part: Part, name: str) -> Marking:
    mark, minutes = plan.marks.get(name, (Mark.PRESENT, None))
    return Marking(line.people[name], Mark.ABSENT if name in part.absent else mark, minutes)


async def _verify_her(line: Helpline, session: int) -> None:
    hers = (TrainingRecord.session == session) & (TrainingRecord.person == line.people["ljiljana"].id)
    rows = await TrainingRecord.objects().where(hers, current(TrainingRecord))
    await verify(TrainingRecord, [Chosen(row.code) for row in rows], actor=line.actors["vesna"])


async def _issue(line: Helpline, plan: Plan) -> None:
    offered = await signatories(line.organisation.id, clock.today())
    form = IssueForm(
        people=[line.code(name) for name in plan.people], language=DEFAULT_LANGUAGE, signatory=line.code("ljiljana")
    )
    signatory = next(one for one in offered if one.code == form.signatory)
    await issue_certificates(line.courses[plan.name], form, signatory, actor=line.actors["vesna"])
