"""Reads for the calendar beside the sessions: days of courses, and her own duty."""

from datetime import date, timedelta
from typing import Any

from piccolo.columns.combination import And, Or

from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.lines.tables import Shift
from staffdev.rulebook.dates import Span
from staffdev.training.offer.queries.courses import visible_to
from staffdev.training.tables import Course, CourseSession


async def course_days(actor: Actor, span: Span, today: date) -> list[dict[str, Any]]:
    """The days of the courses she may know of, called-off courses left out."""
    courses = Course.select(Course.id).where(visible_to(actor, today), Course.cancelled_at.is_null())
    there = And(CourseSession.held_on >= span.first, CourseSession.held_on <= span.last)
    return await (
        CourseSession.select(
            CourseSession.held_on,
            CourseSession.starts_at,
            CourseSession.ends_at,
            CourseSession.place,
            CourseSession.course.code.as_alias("code"),
            CourseSession.course.title.as_alias("title"),
        )
        .where(there, current(CourseSession), CourseSession.course.is_in(courses))
        .order_by(CourseSession.held_on, CourseSession.id)
    )


async def own_shifts(actor: Actor, span: Span) -> list[dict[str, Any]]:
    """When she herself is on duty, each shift with the name of its line."""
    hers = And(Shift.person == actor.person_id, Shift.organisation == actor.organisation_id)
    since = span.first - timedelta(days=1)
    there = And(Shift.from_on <= span.last, Or(Shift.until_on.is_null(), Shift.until_on >= since))
    return await (
        Shift.select(
            *(Shift.weekday, Shift.starts_at, Shift.ends_at, Shift.every_weeks, Shift.from_on, Shift.until_on),
            Shift.line.name.as_alias("name"),
        )
        .where(hers, there, current(Shift))
        .order_by(Shift.id)
    )
