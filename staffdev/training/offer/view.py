"""What the pages about the offer show, gathered once with a constant number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev.access import Actor
from staffdev.people import queries as people
from staffdev.people.tables import Person
from staffdev.training.offer import entry, policies
from staffdev.training.offer.queries import attendance, courses, enrolments, programmes
from staffdev.training.tables import Accreditation, Course, CourseSession, Enrolment, Programme, ProgrammeAttestation
from staffdev.training.topic_entry import TopicRow, said_topics
from staffdev.training.vocabulary import EnrolmentState, TrainingKind

OFFERED_KINDS = (
    TrainingKind.WORKSHOP,
    TrainingKind.SEMINAR,
    TrainingKind.COURSE,
    TrainingKind.ACCREDITED_COURSE,
    TrainingKind.CONFERENCE,
    TrainingKind.E_LEARNING,
    TrainingKind.OTHER,
)


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """A programme in the register, with the accreditation that holds today and whether it is attested."""

    programme: Mapping[str, Any]
    accreditation: Accreditation | None
    is_attested: bool


@dataclass(frozen=True, slots=True)
class CourseRow:
    """A course in the list: its next day (or first, when over), how many days, how many places are taken, her place."""

    course: Mapping[str, Any]
    day: date | None
    days: int
    enrolled: int
    waiting: int
    mine: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session on the course's page."""

    session: CourseSession
    is_marked: bool
    may_be_marked: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Somebody's entry for a course."""

    enrolment: Enrolment
    person: Person


@dataclass(frozen=True, slots=True)
class CourseCard:
    """Everything on a course's page."""

    programme: Programme | None
    topics: list[TopicRow]
    sessions: list[SessionRow]
    cancelled: list[CourseSession]
    enrolled: list[Place]
    waiting: list[Place]
    mine: Enrolment | None
    may_manage: bool
    may_read: bool
    may_enrol: bool

    is_full: bool
    is_over: bool

    @property
    def is_marked(self) -> bool:
        return any(row.is_marked for row in self.sessions)


async def programme_rows(rows: Sequence[Mapping[str, Any]], today: date) -> list[ProgrammeRow]:
    """The register's rows: each programme with what makes it count."""
    ids = [row["id"] for row in rows]
    accreditations = await programmes.facts_of(Accreditation, ids)
    attested = {one.programme for one in await programmes.facts_of(ProgrammeAttestation, ids)}
    holding: dict[int, Accreditation] = {}
    for one in accreditations:
        if entry.holds(one, today):
            holding.setdefault(one.programme, one)
    return [ProgrammeRow(row, holding.get(row["id"]), row["id"] in attested) for row in rows]


async def course_rows(rows: Sequence[Mapping[str, Any]], actor: Actor, today: date) -> list[CourseRow]:
    """The list's rows."""
    ids = [row["id"] for row in rows]
    days, places = await courses.days_of(ids), await courses.places_of(ids)
    mine = await enrolments.entries_of_person(actor.person_id, actor.organisation_id)
    states = {one["course"]["id"]: one["state"] for one in mine}
    return [_course_row(row, days.get(row["id"], []), places.get(row["id"], {}), states, today) for row in rows]


async def card_of(course: Course, actor: Actor, today: date) -> CourseCard:
    """A course's page, for whoever looks at it."""
    sessions = await courses.sessions_of([course.id])
    marked = await courses.marked_sessions([course.id])
    entries = await enrolments.enrolments_of(course)
    persons = await enrolments.people_by_id([one.person for one in entries])
    places = [Place(one, persons[one.person]) for one in entries]
    mine = next((one for one in entries if one.person == actor.person_id), None)
    manages = bool(policies.can_manage(actor))
    days = [one.held_on for one in sessions]
    refusal = entry.enrolment_refusal(course, days, today=today, herself=not manages)
    return CourseCard(
        programme=await programmes.programme_of(course.programme),
        topics=said_topics(course.topics, await people.target_groups_of(actor.organisation_id)),
        sessions=[SessionRow(one, one.id in marked, one.held_on <= today) for one in sessions],
        cancelled=await courses.cancelled_sessions_of(course),
        enrolled=[one for one in places if one.enrolment.state == EnrolmentState.ENROLLED],
        waiting=[one for one in places if one.enrolment.state == EnrolmentState.WAITING],
        mine=mine,
        may_manage=manages,
        may_read=bool(policies.can_read_attendance(actor)),
        may_enrol=refusal is None and bool(policies.can_enrol_herself(actor)),
        is_over=bool(days) and max(days) < today,
        is_full=course.capacity is not None and _enrolled(entries) >= course.capacity,
    )


async def enrollable(card: CourseCard, organisation_id: int) -> list[tuple[str, str]]:
    """Whom a leader may enter: everybody who is not entered yet."""
    entered = {place.person.id for place in (*card.enrolled, *card.waiting)}
    return [choice for row_id, choice in await everybody(organisation_id) if row_id not in entered]


async def everybody(organisation_id: int) -> list[tuple[int, tuple[str, str]]]:
    """Everybody of the organisation: row id, and the choice of a form."""
    rows = await people.everybody_in(organisation_id)
    return [(row["id"], (str(row["code"]), f"{row['last_name']} {row['first_name']}")) for row in rows]


async def expected_people(course: Course, session: CourseSession) -> list[Person]:
    """Who is on the attendance page of a session: everybody enrolled, and whoever is marked already."""
    enrolled = [one.person for one in await enrolments.enrolments_of(course) if one.state == EnrolmentState.ENROLLED]
    marked = [one.person for one in await attendance.records_of_session(session)]
    return await attendance.people_in_order([*enrolled, *marked])


def _enrolled(entries: Sequence[Enrolment]) -> int:
    return sum(1 for one in entries if one.state == EnrolmentState.ENROLLED)


def _course_row(
    row: Mapping[str, Any], days: Sequence[date], places: Mapping[str, int], states: Mapping[int, str], today: date
) -> CourseRow:
    return CourseRow(
        course=row,
        day=next((day for day in days if day >= today), days[0] if days else None),
        days=len(days),
        enrolled=places.get(EnrolmentState.ENROLLED, 0),
        waiting=places.get(EnrolmentState.WAITING, 0),
        mine=states.get(row["id"], ""),
    )
