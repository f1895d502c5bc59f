"""Places in a course: entering, the waiting list, giving up a place. The course's row is held while places change."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_, S_
from staffdev.people.tables import Person
from staffdev.training.offer import entry, policies
from staffdev.training.offer.queries import courses, enrolments
from staffdev.training.tables import Course, Enrolment
from staffdev.training.vocabulary import EnrolmentState

EVERYBODY = 100_000  # where there is room for all who wait


async def enrol(course: Course, person: Person, *, actor: Actor) -> Enrolment:
    """Give her a place, or the next place in the waiting list; Invalid where she has one or there can be none."""
    policies.can_enrol(actor, person).require()
    herself = person.id == actor.person_id and not policies.can_manage(actor)
    async with transaction():
        fresh = await courses.locked_course(course.id)
        days = await _days(fresh)
        if refusal := entry.enrolment_refusal(fresh, days, today=clock.today(), herself=herself):
            raise Invalid({"person": refusal})
        known = await enrolments.enrolment_of(fresh, person.id)
        if known and known.state != EnrolmentState.WITHDRAWN:
            raise Invalid({"person": S_("%(name)s is entered for this course already.", name=name_of(person))})
        is_full = fresh.capacity is not None and await enrolments.enrolled_count(fresh) >= fresh.capacity
        state = EnrolmentState.WAITING if is_full else EnrolmentState.ENROLLED
        return await enter(fresh, person, known, state, actor=actor)


async def enter(
    course: Course, person: Person, known: Enrolment | None, state: EnrolmentState, *, actor: Actor, **detail: Any
) -> Enrolment:
    """Write her entry, new or again; belongs inside the transaction that holds the course."""
    at = clock.now()
    values = {"state": state, "entered_at": at, "promoted_at": None}
    if known:
        entered = await facts.supersede(known, by=actor.account_code, at=at, **values)
    else:
        who = {"organisation": course.organisation, "course": course.id, "person": person.id}
        entered = await facts.record(Enrolment, by=actor.account_code, at=at, **who, **values)
    about: dict[str, Any] = {"title": course.title, "person": name_of(person), "state": state, **detail}
    await audit.record(Event.TRAINING_ENROLMENT_RECORD, about=entered.code, actor=actor, **about)
    return entered


async def withdraw(course: Course, enrolment: Enrolment, *, actor: Actor, because: str = "") -> list[Enrolment]:
    """Give up the place; whoever is first in line gets it. Says who was promoted."""
    policies.can_answer(actor, enrolment).require()
    herself = not policies.can_manage(actor)
    async with transaction():
        fresh = await courses.locked_course(course.id)
        days = await _days(fresh)
        current = await enrolments.enrolment_visible_to(actor, fresh, enrolment.code)
        if refusal := entry.departure_refusal(current, days, today=clock.today(), herself=herself):
            raise Conflict(refusal)
        changes = {"state": EnrolmentState.WITHDRAWN, "promoted_at": None}
        await facts.supersede(current, by=actor.account_code, at=clock.now(), **changes)
        people = await enrolments.people_by_id([current.person])
        about: dict[str, Any] = {"title": fresh.title, "person": name_of(people[current.person]), "because": because}
        await audit.record(Event.TRAINING_ENROLMENT_WITHDRAW, about=current.code, actor=actor, **about)
        return await promote(fresh, days, actor=actor)


async def accept(course: Course, enrolment: Enrolment, *, actor: Actor) -> None:
    """She takes the place that became free for her; the reminder goes."""
    policies.can_answer(actor, enrolment).require()
    async with transaction():
        await courses.locked_course(course.id)
        current = await enrolments.enrolment_visible_to(actor, course, enrolment.code)
        if current.promoted_at is None or current.state != EnrolmentState.ENROLLED:
            raise Conflict(N_("This was answered already."))
        await facts.supersede(current, by=actor.account_code, at=clock.now(), promoted_at=None)
        people = await enrolments.people_by_id([current.person])
        about: dict[str, Any] = {"title": course.title, "person": name_of(people[current.person]), "accepted": True}
        await audit.record(Event.TRAINING_ENROLMENT_RECORD, about=current.code, actor=actor, **about)


async def promote(course: Course, days: Sequence[date], *, actor: Actor) -> list[Enrolment]:
    """Give every free place to the next in line; belongs inside the transaction that holds the course."""
    if not entry.is_open(course, days, clock.today()):
        return []
    free = EVERYBODY if course.capacity is None else course.capacity - await enrolments.enrolled_count(course)
    promoted = await enrolments.next_waiting(course, free) if free > 0 else []
    people = await enrolments.people_by_id([one.person for one in promoted])
    for one in promoted:
        at = clock.now()
        changes = {"state": EnrolmentState.ENROLLED, "promoted_at": at}
        await facts.supersede(one, by=actor.account_code, at=at, **changes)
        about: dict[str, Any] = {"title": course.title, "person": name_of(people[one.person])}
        await audit.record(Event.TRAINING_ENROLMENT_PROMOTE, about=one.code, actor=actor, **about)
    return promoted


def name_of(person: Person) -> str:
    """First and last name."""
    return f"{person.first_name} {person.last_name}"


async def _days(course: Course) -> Sequence[date]:
    return (await courses.days_of([course.id])).get(course.id, [])
