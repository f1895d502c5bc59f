"""Reads for the calendar: sessions, days of courses, and her own duty; one statement each.

Sessions and duty are asked for in plain SQL: building those two queries took longer than running them.
"""

from datetime import date, timedelta
from typing import Any

from piccolo.columns.combination import And
from piccolo.querystring import QueryString

from staffdev.access import READERS_OF_ALL, Actor
from staffdev.db.database import bound
from staffdev.db.facts import current
from staffdev.rulebook.dates import Span
from staffdev.training.offer.queries.courses import visible_to
from staffdev.training.tables import Course, CourseSession

Rows = list[dict[str, Any]]
# What was called off without a reason went over to the series that follows (intervision.queries.ON_ITS_OWN).
SESSIONS = (
    "SELECT s.code, s.held_on, s.starts_at, s.minutes, s.place, s.planned_on, s.planned_at, s.cancelled_at, g.title, "
    "p.first_name, p.last_name FROM intervision_session s "
    'JOIN intervision_group g ON g.id = s."group" LEFT JOIN person p ON p.id = s.facilitator '
    "WHERE s.organisation = {} AND s.held_on >= {} AND s.held_on <= {} "
    "AND (s.cancelled_at IS NULL OR s.cancelled_because IS NOT NULL) "
)
HERS = (  # as intervision.queries.sessions_of: those she leads, and those of groups she belongs to that day
    "AND (s.facilitator = {} OR EXISTS (SELECT 1 FROM group_member m WHERE m.person = {} AND "
    'm."group" = s."group" AND m.version_of IS NULL AND m.superseded_at IS NULL AND m.from_on <= s.held_on '
    "AND (m.until_on IS NULL OR m.until_on >= s.held_on))) "
)
IN_ORDER = "ORDER BY s.held_on, s.starts_at, s.id"
SHIFTS = (
    "SELECT s.weekday, s.starts_at, s.ends_at, s.every_weeks, s.from_on, s.until_on, s.line, l.name FROM shift s "
    "JOIN line l ON l.id = s.line WHERE s.organisation = {} AND s.person = {} AND s.from_on <= {} "
    "AND (s.until_on IS NULL OR s.until_on >= {}) AND s.version_of IS NULL AND s.superseded_at IS NULL ORDER BY s.id"
)
# Columns of other tables are worked out slowly, so the list of them is made once.
OF_COURSES = (
    *(CourseSession.held_on, CourseSession.starts_at, CourseSession.ends_at, CourseSession.place),
    CourseSession.course.code.as_alias("code"),
    CourseSession.course.title.as_alias("title"),
)


async def session_days(actor: Actor, span: Span) -> Rows:
    """The sessions of these days she may know of, each with its group's title and who leads it."""
    asked: list[Any] = [actor.organisation_id, span.first, span.last]
    if actor.is_any(*READERS_OF_ALL):
        return await _run(SESSIONS + IN_ORDER, *asked)
    return await _run(SESSIONS + HERS + IN_ORDER, *asked, actor.person_id, actor.person_id)


async def course_days(actor: Actor, span: Span, today: date) -> Rows:
    """The days of the courses she may know of, called-off courses left out."""
    courses = Course.select(Course.id).where(visible_to(actor, today), Course.cancelled_at.is_null())
    there = And(CourseSession.held_on >= span.first, CourseSession.held_on <= span.last)
    return await (
        CourseSession.select(*OF_COURSES)
        .where(there, current(CourseSession), CourseSession.course.is_in(courses))
        .order_by(CourseSession.held_on, CourseSession.id)
    )


async def own_shifts(actor: Actor, span: Span) -> Rows:
    """When she herself is on duty, each shift with the name of its line."""
    since = span.first - timedelta(days=1)
    return await _run(SHIFTS, actor.organisation_id, actor.person_id, span.last, since)


async def _run(sql: str, *values: Any) -> Rows:
    rows: Rows = await bound().run_querystring(QueryString(sql, *values))
    return rows
