"""The sessions of a course: added, moved, cancelled; every version stays readable."""

from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_
from staffdev.training.offer.actions.attendance import rewrite
from staffdev.training.offer.actions.changes import changed, values_of
from staffdev.training.offer.actions.closed import refuse_closed_years
from staffdev.training.offer.actions.courses import withdraw_session
from staffdev.training.offer.forms import SessionForm
from staffdev.training.offer.queries import attendance, courses
from staffdev.training.tables import Course, CourseSession


async def add_session(course: Course, form: SessionForm, topics: str | None, *, actor: Actor) -> CourseSession:
    """Add a dated part to the course."""
    values = _values(form, topics)
    async with transaction():
        fresh = await courses.locked_course(course.id)
        if fresh.cancelled_at:
            raise Conflict(N_("This course is cancelled. Enter a new one if it is held after all."))
        await refuse_closed_years(actor.organisation_id, [form.held_on])
        own = {"organisation": fresh.organisation, "course": fresh.id}
        session = await facts.record(CourseSession, by=actor.account_code, at=clock.now(), **own, **values)
        await audit.record(
            Event.TRAINING_SESSION_RECORD, about=session.code, actor=actor, title=fresh.title, **_told(values)
        )
    return session


async def correct_session(
    course: Course, session: CourseSession, form: SessionForm, topics: str | None, *, actor: Actor
) -> None:
    """Move or correct a session; marks already made follow it, which needs a reason."""
    new = _values(form, topics)
    async with transaction():
        fresh = await courses.locked_course(course.id)
        current = await courses.session_of(fresh, session.code)
        changes = changed(current, new)
        if not changes:
            return
        await refuse_closed_years(actor.organisation_id, [current.held_on, form.held_on])
        if await attendance.is_marked(current):
            _refuse_careless(form)
        await facts.supersede(current, by=actor.account_code, at=clock.now(), **new)
        about: dict[str, Any] = {
            "title": fresh.title,
            "changes": {name: [_plain(v) for v in pair] for name, pair in changes.items()},
        }
        because: dict[str, Any] = {"because": form.because} if form.because else {}
        await audit.record(Event.TRAINING_SESSION_CORRECT, about=current.code, actor=actor, **about, **because)
        await rewrite(fresh, await courses.sessions_of([fresh.id]), actor=actor, because=form.because or "")


async def cancel_session(course: Course, session: CourseSession, because: str, *, actor: Actor) -> None:
    """Call one session off; Conflict once its attendance is marked."""
    async with transaction():
        fresh = await courses.locked_course(course.id)
        current = await courses.session_of(fresh, session.code)
        await refuse_closed_years(actor.organisation_id, [current.held_on])
        if await attendance.is_marked(current):
            raise Conflict(N_("Attendance is marked, so the session was held. Correct the marks if they are wrong."))
        await withdraw_session(fresh, current, because, actor=actor)


def _refuse_careless(form: SessionForm) -> None:
    """What is marked changes hours, so it needs a reason and a day that was."""
    if not form.because:
        raise Invalid({"because": N_("Attendance is already marked and changes with this. Write why.")})
    if form.held_on > clock.today():
        raise Invalid({"held_on": N_("Attendance is marked, so the session cannot be in the future.")})


def _values(form: SessionForm, topics: str | None) -> dict[str, Any]:
    return values_of(form, but=["because"]) | {"minutes": form.length, "topics": topics}


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> Any:
    """A time of day as it is written; the log knows days and instants, but no times."""
    return f"{value:%H:%M}" if hasattr(value, "hour") and not hasattr(value, "year") else value
