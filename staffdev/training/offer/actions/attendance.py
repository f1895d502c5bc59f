"""Attendance, marked once: each mark is the participant's record of training, verified where the marker may."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.actions import Happening
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_, S_
from staffdev.people.tables import Person
from staffdev.training.offer import entry
from staffdev.training.offer.actions.changes import changed
from staffdev.training.offer.actions.closed import refuse_closed_years
from staffdev.training.offer.actions.enrolments import enter, name_of
from staffdev.training.offer.queries import attendance, courses, enrolments, programmes
from staffdev.training.tables import Course, CourseSession, Programme, TrainingRecord
from staffdev.training.verifying import verification
from staffdev.training.vocabulary import EnrolmentState, Mark, RecordSource


@dataclass(frozen=True, slots=True)
class Marking:
    """How one person attended; `minutes` are asked for only where she was there in part."""

    person: Person
    mark: Mark
    minutes: int | None = None


async def mark_attendance(
    course: Course, session: CourseSession, markings: Sequence[Marking], *, because: str = "", actor: Actor
) -> int:
    """Write everybody's record of the session; what was marked before is corrected. Says how many rows changed."""
    async with transaction():
        fresh = await courses.locked_course(course.id)
        held = await courses.session_of(fresh, session.code)
        if held.held_on > clock.today():
            raise Conflict(S_("Attendance can be marked from %(day)s on, the day of the session.", day=held.held_on))
        await refuse_closed_years(actor.organisation_id, [held.held_on])
        known = {record.person: record for record in await attendance.records_of_session(held)}
        if not because and any(_differs(known.get(one.person.id), one, held) for one in markings):
            raise Invalid({"because": N_("A mark was changed. Write why it has to be corrected.")})
        pen = await _pen(fresh, actor)
        written = [await pen.write(held, one, known.get(one.person.id), because) for one in markings]
        happenings = [one for one in written if one is not None]
        await audit.record_many(happenings, actor=actor)
        await _enter_walk_ins(fresh, markings, actor)
    return len(happenings)


async def rewrite(course: Course, sessions: Sequence[CourseSession], *, actor: Actor, because: str = "") -> None:
    """Let the records already made say what the course and its sessions say now; belongs inside a transaction."""
    records = await attendance.records_of_course(course)
    if not records:
        return
    pen = await _pen(course, actor)
    people = await enrolments.people_by_id([record.person for record in records])
    held = {session.id: session for session in sessions}
    happenings: list[Happening] = []
    for record in records:
        session, mark = held[record.session], Mark(record.mark)
        mark = Mark.PRESENT if mark is Mark.PARTIAL and record.minutes >= session.minutes else mark
        one = Marking(people[record.person], mark, record.minutes)
        if happening := await pen.write(session, one, record, because):
            happenings.append(happening)
    await audit.record_many(happenings, actor=actor)


@dataclass(frozen=True, slots=True)
class _Pen:
    """Writes the records of one course for one actor."""

    course: Course
    programme: Programme | None
    parts: int
    coordinators: frozenset[int]
    actor: Actor

    async def write(
        self, session: CourseSession, one: Marking, known: TrainingRecord | None, because: str
    ) -> Happening | None:
        """One record, new or corrected, and what the log says of it; None where nothing changed."""
        content = self._content(session) | {
            "mark": one.mark,
            "minutes": entry.attended_minutes(one.mark, one.minutes, session.minutes),
        }
        at = clock.now()
        verified = verification(self.actor, one.person.id, self.coordinators, at=at, today=clock.today())
        by = self.actor.account_code
        if known is None:
            record = await facts.record(
                TrainingRecord, by=by, at=at, **self._identity(session, one.person), **content, **verified
            )
            return Happening(Event.TRAINING_ATTENDANCE_MARK, record.code, detail=self._told(session, one, content))
        changes = changed(known, content)
        if not changes:
            return None
        await facts.supersede(known, by=by, at=at, **content, **verified, comment=None)
        detail = {"person": name_of(one.person), "title": self.course.title, "changes": changes, "because": because}
        return Happening(Event.TRAINING_ATTENDANCE_CORRECT, known.code, detail=detail)

    def _identity(self, session: CourseSession, person: Person) -> dict[str, Any]:
        return {
            "organisation": self.course.organisation,
            "person": person.id,
            "session": session.id,
            "entry": entry_code(self.course, person),
            "source": RecordSource.ATTENDANCE,
        }

    def _content(self, session: CourseSession) -> dict[str, Any]:
        return {
            "programme": self.course.programme,
            "title": self.course.title,
            "kind": self.course.kind,
            "organiser": self.course.organiser,
            "held_on": session.held_on,
            "topics": entry.topics_of(self.course, session, self.parts),
            "is_basic": bool(self.programme and self.programme.is_basic),
        }

    def _told(self, session: CourseSession, one: Marking, content: dict[str, Any]) -> dict[str, Any]:
        said = {"held_on": session.held_on, "mark": one.mark, "minutes": content["minutes"]}
        return {"person": name_of(one.person), "title": self.course.title, **said}


async def _pen(course: Course, actor: Actor) -> _Pen:
    parts = len(await courses.sessions_of([course.id]))
    coordinators = await attendance.coordinators_on(actor.organisation_id, clock.today())
    return _Pen(course, await programmes.programme_of(course.programme), parts, coordinators, actor)


def entry_code(course: Course, person: Person) -> UUID:
    """What joins the days of one person's training."""
    return uuid5(course.code, str(person.code))


async def _enter_walk_ins(course: Course, markings: Iterable[Marking], actor: Actor) -> None:
    """Whoever came without a place has one from now on, so that the next sheet names her."""
    entered = {one.person for one in await enrolments.enrolments_of(course) if one.state == EnrolmentState.ENROLLED}
    for one in markings:
        if one.person.id not in entered and one.mark not in entry.NOT_THERE:
            known = await enrolments.enrolment_of(course, one.person.id)
            await enter(course, one.person, known, EnrolmentState.ENROLLED, actor=actor, walk_in=True)


def _differs(known: TrainingRecord | None, one: Marking, session: CourseSession) -> bool:
    if known is None:
        return False
    minutes = entry.attended_minutes(one.mark, one.minutes, session.minutes)
    return (known.mark, known.minutes) != (one.mark, minutes)
