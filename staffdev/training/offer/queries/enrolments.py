"""Who has a place in a course, and who waits for one."""

from typing import Any
from uuid import UUID

from piccolo.columns.combination import And

from staffdev.access import READERS_OF_ALL, Actor
from staffdev.db.facts import current
from staffdev.errors import NotFound
from staffdev.people.tables import Person
from staffdev.training.tables import Course, Enrolment
from staffdev.training.vocabulary import EnrolmentState


async def enrolment_visible_to(actor: Actor, course: Course, code: UUID) -> Enrolment:
    """An entry of the course; NotFound where it is another course's, or somebody else's to a consultant."""
    where = And(And(Enrolment.code == code, Enrolment.course == course.id), current(Enrolment))
    enrolment: Enrolment | None = await Enrolment.objects().where(where).first()
    if enrolment is None or not (actor.is_any(*READERS_OF_ALL) or enrolment.person == actor.person_id):
        raise NotFound
    return enrolment


async def enrolments_of(course: Course) -> list[Enrolment]:
    """Everybody entered for the course now, in the order of the waiting list; not those withdrawn."""
    entered = And(Enrolment.course == course.id, Enrolment.state != EnrolmentState.WITHDRAWN)
    return await Enrolment.objects().where(entered, current(Enrolment)).order_by(Enrolment.entered_at, Enrolment.id)


async def enrolment_of(course: Course, person_id: int) -> Enrolment | None:
    """Her entry for the course, withdrawn or not."""
    return await (
        Enrolment.objects()
        .where(Enrolment.course == course.id, Enrolment.person == person_id, current(Enrolment))
        .first()
    )


async def enrolled_count(course: Course) -> int:
    """How many places are taken."""
    taken = And(Enrolment.course == course.id, Enrolment.state == EnrolmentState.ENROLLED)
    count: int = await Enrolment.count().where(taken, current(Enrolment))
    return count


async def next_waiting(course: Course, count: int) -> list[Enrolment]:
    """The first in line, at most so many."""
    waiting = And(Enrolment.course == course.id, Enrolment.state == EnrolmentState.WAITING)
    rows = Enrolment.objects().where(waiting, current(Enrolment))
    return await rows.order_by(Enrolment.entered_at, Enrolment.id).limit(count)


async def entries_of_person(person_id: int, organisation_id: int) -> list[dict[str, Any]]:
    """Her places and waits in the organisation's courses that were not cancelled, latest first."""
    hers = And(Enrolment.person == person_id, Enrolment.organisation == organisation_id)
    return await (
        Enrolment.select(
            Enrolment.code,
            Enrolment.state,
            Enrolment.promoted_at,
            Enrolment.entered_at,
            Enrolment.course.id,
            Enrolment.course.code,
            Enrolment.course.title,
        )
        .where(hers, current(Enrolment), Enrolment.state != EnrolmentState.WITHDRAWN)
        .where(Enrolment.course.cancelled_at.is_null())
        .order_by(Enrolment.id, ascending=False)
        .output(nested=True)
    )


async def promotions_of(person_id: int, organisation_id: int) -> list[dict[str, Any]]:
    """The places that became free for her and that she has not answered yet (for her first page)."""
    entries = await entries_of_person(person_id, organisation_id)
    return [entry for entry in entries if entry["promoted_at"] is not None]


async def people_by_id(ids: list[int]) -> dict[int, Person]:
    """People by row id."""
    if not ids:
        return {}
    return {person.id: person for person in await Person.objects().where(Person.id.is_in(ids))}
