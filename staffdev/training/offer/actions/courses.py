"""Courses: entered, edited in place, cancelled. What is already marked follows the course it belongs to."""

from typing import Any
from uuid import uuid4

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.srpski import search_key
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_
from staffdev.training.offer import entry
from staffdev.training.offer.actions.attendance import rewrite
from staffdev.training.offer.actions.changes import changed, values_of
from staffdev.training.offer.actions.closed import refuse_closed_course
from staffdev.training.offer.actions.enrolments import promote
from staffdev.training.offer.forms import CourseForm
from staffdev.training.offer.queries import courses, enrolments, programmes
from staffdev.training.tables import Course, CourseSession


async def create_course(form: CourseForm, topics: str, *, actor: Actor) -> Course:
    """Offer a training; sessions are added to it afterwards."""
    values = await _values(form, topics, actor)
    own = {"code": uuid4(), "organisation": actor.organisation_id, "created_at": clock.now()}
    content: dict[Any, Any] = values | own | {"search_key": search_key(form.title)}
    course = Course(**content)
    async with transaction():
        await course.save()
        await audit.record(Event.TRAINING_COURSE_CREATE, about=course.code, actor=actor, **values)
    return course


async def edit_course(course: Course, form: CourseForm, topics: str, *, actor: Actor) -> int:
    """Write the course anew; more places promote whoever waits. Says how many were promoted."""
    new = await _values(form, topics, actor)
    async with transaction():
        fresh = await courses.locked_course(course.id)
        _refuse_cancelled(fresh)
        await refuse_closed_course(fresh)
        if problems := entry.capacity_problems(form.capacity, await enrolments.enrolled_count(fresh)):
            raise Invalid(problems)
        if changes := changed(fresh, new):
            for name, value in {**new, "search_key": search_key(form.title)}.items():
                setattr(fresh, name, value)
            await fresh.save()
            about: dict[str, Any] = {"title": fresh.title, "changes": changes}
            await audit.record(Event.TRAINING_COURSE_EDIT, about=fresh.code, actor=actor, **about)
        sessions = await courses.sessions_of([fresh.id])
        await rewrite(fresh, sessions, actor=actor)
        return len(await promote(fresh, [one.held_on for one in sessions], actor=actor))


async def cancel_course(course: Course, because: str, *, actor: Actor) -> None:
    """Call the course off with all its sessions; Conflict once somebody's attendance is marked."""
    async with transaction():
        fresh = await courses.locked_course(course.id)
        _refuse_cancelled(fresh)
        await refuse_closed_course(fresh)
        if await courses.marked_sessions([fresh.id]):
            raise Conflict(N_("Attendance is marked, so the course was held. Cancel the sessions that were not."))
        fresh.cancelled_at, fresh.cancelled_because = clock.now(), because
        await fresh.save()
        for session in await courses.sessions_of([fresh.id]):
            await withdraw_session(fresh, session, because, actor=actor)
        about: dict[str, Any] = {"title": fresh.title, "because": because}
        await audit.record(Event.TRAINING_COURSE_CANCEL, about=fresh.code, actor=actor, **about)


async def withdraw_session(course: Course, session: CourseSession, because: str, *, actor: Actor) -> None:
    """Take the session out of the calendar and keep it with the reason; belongs inside a transaction."""
    await facts.withdraw(session, by=actor.account_code, at=clock.now(), because=because)
    about: dict[str, Any] = {"title": course.title, "held_on": session.held_on, "because": because}
    await audit.record(Event.TRAINING_SESSION_WITHDRAW, about=session.code, actor=actor, **about)


async def _values(form: CourseForm, topics: str, actor: Actor) -> dict[str, Any]:
    """The columns a form fills; a course of a programme has the programme's topics unless others are named."""
    programme = await programmes.programme_named(form.programme, actor.organisation_id)
    named = {"programme": programme.id if programme else None}
    return values_of(form, but=["programme"]) | named | {"topics": topics or (programme.topics if programme else "")}


def _refuse_cancelled(course: Course) -> None:
    if course.cancelled_at:
        raise Conflict(N_("This course is cancelled. Enter a new one if it is held after all."))
