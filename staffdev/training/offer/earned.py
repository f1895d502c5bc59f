"""Who has attended how much of a course that is over: read once, judged by the rules of entry."""

from dataclasses import dataclass
from datetime import date

from staffdev.people.tables import Person
from staffdev.training.offer.entry import WHOLE, Attended, topics_of
from staffdev.training.offer.queries import attendance, certificates, courses, enrolments, programmes
from staffdev.training.tables import Course, CourseSession, Programme, TrainingRecord
from staffdev.training.topics import parse_topics, together, write_topics
from staffdev.training.vocabulary import EnrolmentState, RecordState


@dataclass(frozen=True, slots=True)
class Finished:
    """A course with its sessions; `unmarked` are those whose attendance is missing, `ahead` those still to come."""

    course: Course
    programme: Programme | None
    sessions: tuple[CourseSession, ...]
    unmarked: tuple[CourseSession, ...]
    is_over: bool

    @property
    def is_ready(self) -> bool:
        """May certificates be issued: it was held, and all of it is marked."""
        return bool(self.sessions) and self.is_over and not self.unmarked

    @property
    def total(self) -> int:
        """The minutes of which the attendance is a part: the programme's, else those of all sessions."""
        stated = self.programme.total_minutes if self.programme else None
        return stated or sum(session.minutes for session in self.sessions)

    @property
    def percent(self) -> int:
        """How much of it the programme asks for; all of it where it says nothing."""
        stated = self.programme.min_attendance_percent if self.programme else None
        return stated or WHOLE


@dataclass(frozen=True, slots=True)
class Earned:
    """What one person attended, and what a certificate would say of it."""

    person: Person
    programme: Programme | None
    attended: Attended
    days: tuple[date, ...]
    course_days: tuple[date, ...]
    topics: str


async def finished_course(course: Course, today: date) -> Finished:
    """The course as certificates see it."""
    sessions = await courses.sessions_of([course.id])
    marked = await courses.marked_sessions([course.id])
    return Finished(
        course,
        await programmes.programme_of(course.programme),
        tuple(sessions),
        tuple(session for session in sessions if session.id not in marked),
        all(session.held_on <= today for session in sessions),
    )


async def earned_by(finished: Finished) -> list[Earned]:
    """Everybody who was entered or marked, in the order of the alphabet; nobody before the course is ready."""
    if not finished.is_ready:
        return []
    records: dict[int, list[TrainingRecord]] = {}
    for record in await attendance.records_of_course(finished.course):
        records.setdefault(record.person, []).append(record)
    entered = [one for one in await enrolments.enrolments_of(finished.course) if one.state == EnrolmentState.ENROLLED]
    held = await certificates.certificates_of_course(finished.course)
    people = await attendance.people_in_order([*records, *(one.person for one in entered)])
    return [_earned(finished, person, records.get(person.id, []), has=person.id in held) for person in people]


def _earned(finished: Finished, person: Person, records: list[TrainingRecord], *, has: bool) -> Earned:
    verified = sum(one.minutes for one in records if one.state == RecordState.VERIFIED)
    there = [one for one in records if one.minutes]
    attended = Attended(
        verified, sum(one.minutes for one in records) - verified, finished.total, finished.percent, has_certificate=has
    )
    return Earned(
        person=person,
        programme=finished.programme,
        attended=attended,
        days=tuple(sorted({one.held_on for one in there})),
        course_days=tuple(session.held_on for session in finished.sessions),
        topics=_topics(finished, there),
    )


def _topics(finished: Finished, there: list[TrainingRecord]) -> str:
    """What she heard: the topics of the sessions she attended, with minutes where all of them are known."""
    sessions = {session.id: session for session in finished.sessions}
    parts = len(finished.sessions)
    heard = [parse_topics(topics_of(finished.course, sessions[one.session], parts)) for one in there]
    union = together(heard)
    whole = parse_topics(finished.course.topics)
    return write_topics({tag: minutes or whole.get(tag, 0) for tag, minutes in union.items()})
