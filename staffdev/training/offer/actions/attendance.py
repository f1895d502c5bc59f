"""Attendance, marked once: each mark is the participant's record of training, verified where the marker may."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.actions import Happening
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict
from staffdev.i18n import S_
from staffdev.training.attended import NOT_THERE
from staffdev.training.attending import Marking, Occasion, Pen, ask_why, pen_of
from staffdev.training.offer import entry
from staffdev.training.offer.actions.closed import refuse_closed_years
from staffdev.training.offer.actions.enrolments import enter
from staffdev.training.offer.queries import attendance, courses, enrolments, programmes
from staffdev.training.tables import Course, CourseSession, Programme, TrainingRecord
from staffdev.training.vocabulary import EnrolmentState, Mark


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
        ask_why(markings, known, held.minutes, because)
        book = await _book(fresh, actor)
        written = [await book.write(held, one, known.get(one.person.id), because) for one in markings]
        happenings = [one for one in written if one is not None]
        await audit.record_many(happenings, actor=actor)
        await _enter_walk_ins(fresh, markings, actor)
    return len(happenings)


async def rewrite(course: Course, sessions: Sequence[CourseSession], *, actor: Actor, because: str = "") -> None:
    """Let the records already made say what the course and its sessions say now; belongs inside a transaction."""
    records = await attendance.records_of_course(course)
    if not records:
        return
    book = await _book(course, actor)
    people = await enrolments.people_by_id([record.person for record in records])
    held = {session.id: session for session in sessions}
    happenings: list[Happening] = []
    for record in records:
        session, mark = held[record.session], Mark(record.mark)
        mark = Mark.PRESENT if mark is Mark.PARTIAL and record.minutes >= session.minutes else mark
        one = Marking(people[record.person], mark, record.minutes)
        if happening := await book.write(session, one, record, because):
            happenings.append(happening)
    await audit.record_many(happenings, actor=actor)


@dataclass(frozen=True, slots=True)
class _Book:
    """The records of one course, and the pen that writes them."""

    course: Course
    programme: Programme | None
    parts: int
    pen: Pen

    async def write(
        self, session: CourseSession, one: Marking, known: TrainingRecord | None, because: str
    ) -> Happening | None:
        """One record, new or corrected, and what the log says of it; None where nothing changed."""
        return await self.pen.write(self._occasion(session), one, known, because)

    def _occasion(self, session: CourseSession) -> Occasion:
        ties = {"organisation": self.course.organisation, "session": session.id}
        return Occasion(ties, self._content(session), session.minutes, self.course.code)

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


async def _book(course: Course, actor: Actor) -> _Book:
    parts = len(await courses.sessions_of([course.id]))
    return _Book(course, await programmes.programme_of(course.programme), parts, await pen_of(actor))


async def _enter_walk_ins(course: Course, markings: Iterable[Marking], actor: Actor) -> None:
    """Whoever came without a place has one from now on, so that the next sheet names her."""
    entered = {one.person for one in await enrolments.enrolments_of(course) if one.state == EnrolmentState.ENROLLED}
    for one in markings:
        if one.person.id not in entered and one.mark not in NOT_THERE:
            known = await enrolments.enrolment_of(course, one.person.id)
            await enter(course, one.person, known, EnrolmentState.ENROLLED, actor=actor, walk_in=True)
