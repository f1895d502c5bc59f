"""Courses and their sessions. A consultant sees those ahead and those she takes part in; who leads sees all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, Or
from piccolo.query.functions.aggregate import Count

from staffdev.access import READERS_OF_ALL, Actor
from staffdev.db.facts import current
from staffdev.db.srpski import search_key
from staffdev.db.transactions import locked
from staffdev.errors import NotFound
from staffdev.training.tables import Course, CourseSession, Enrolment, TrainingRecord

PAGE = 50
VIEWS = ("upcoming", "held", "cancelled")


async def course_visible_to(actor: Actor, code: UUID, today: date) -> Course:
    """The course with that code; NotFound where it does not exist for the one who asks."""
    where = And(Course.code == code, Course.organisation == actor.organisation_id)
    course = await Course.objects().get(And(where, visible_to(actor, today)))
    if course is None:
        raise NotFound
    return course


def visible_to(actor: Actor, today: date) -> Any:
    """Where-clause for the courses of her organisation that she may know of."""
    mine = Course.organisation == actor.organisation_id
    if actor.is_any(*READERS_OF_ALL):
        return mine
    hers = Enrolment.select(Enrolment.course).where(Enrolment.person == actor.person_id, current(Enrolment))
    ahead = And(Course.cancelled_at.is_null(), _is_ahead(today))
    return And(mine, Or(ahead, Course.id.is_in(hers)))


async def locked_course(course_id: int) -> Course:
    """The course as it is now; nobody else enrols or changes it until the transaction ends."""
    course: Course | None = await locked(Course.objects().where(Course.id == course_id)).first()
    if course is None:
        raise NotFound
    return course


async def courses_visible_to(
    actor: Actor, today: date, *, view: str, search: str = "", page: int = 1
) -> tuple[list[dict[str, Any]], int]:
    """One page of courses and how many there are in all; those ahead first come first, those held last first."""
    where = And(visible_to(actor, today), _in_view(view, today))
    if search:
        where = And(where, Course.search_key.like(f"%{search_key(search)}%"))
    ids = [row["id"] for row in await Course.select(Course.id).where(where).order_by(Course.id)]
    days = await days_of(ids)
    ids.sort(key=lambda one: (_place(days.get(one, ()), today), one), reverse=view != "upcoming")
    shown = ids[(page - 1) * PAGE : page * PAGE]
    rows = {row["id"]: row for row in await Course.select().where(Course.id.is_in(shown))} if shown else {}
    return [rows[one] for one in shown], len(ids)


async def sessions_of(course_ids: Iterable[int]) -> list[CourseSession]:
    """The sessions that are held or will be, in the order of their days."""
    ids = list(course_ids)
    if not ids:
        return []
    return await (
        CourseSession.objects()
        .where(CourseSession.course.is_in(ids), current(CourseSession))
        .order_by(CourseSession.held_on, CourseSession.starts_at, CourseSession.id)
    )


async def cancelled_sessions_of(course: Course) -> list[CourseSession]:
    """The sessions that were cancelled, with the reason."""
    withdrawn = And(CourseSession.version_of.is_null(), CourseSession.withdrawn_because.is_not_null())
    rows = CourseSession.objects().where(CourseSession.course == course.id, withdrawn)
    return await rows.order_by(CourseSession.held_on)


async def session_of(course: Course, code: UUID) -> CourseSession:
    """One session of the course; NotFound where it is another's or was cancelled."""
    mine = And(CourseSession.course == course.id, current(CourseSession))
    session = await CourseSession.objects().where(CourseSession.code == code, mine).first()
    if session is None:
        raise NotFound
    return session


async def days_of(course_ids: Sequence[int]) -> Mapping[int, list[date]]:
    """The days of these courses' sessions, in order, by the course's row id."""
    days: dict[int, list[date]] = defaultdict(list)
    if not course_ids:
        return days
    for row in await (
        CourseSession.select(CourseSession.course, CourseSession.held_on)
        .where(CourseSession.course.is_in(list(course_ids)), current(CourseSession))
        .order_by(CourseSession.held_on)
    ):
        days[row["course"]].append(row["held_on"])
    return days


async def marked_sessions(course_ids: Sequence[int]) -> set[int]:
    """The row ids of the sessions whose attendance is marked."""
    if not course_ids:
        return set()
    sessions = CourseSession.select(CourseSession.id).where(CourseSession.course.is_in(list(course_ids)))
    rows = await (
        TrainingRecord.select(TrainingRecord.session)
        .where(TrainingRecord.session.is_in(sessions), current(TrainingRecord))
        .group_by(TrainingRecord.session)
    )
    return {row["session"] for row in rows}


async def places_of(course_ids: Sequence[int]) -> Mapping[int, Mapping[str, int]]:
    """How many are enrolled and how many wait, by the course's row id and the state."""
    places: dict[int, dict[str, int]] = defaultdict(dict)
    if not course_ids:
        return places
    rows = await (
        Enrolment.select(Enrolment.course, Enrolment.state, Count())
        .where(Enrolment.course.is_in(list(course_ids)), current(Enrolment))
        .group_by(Enrolment.course, Enrolment.state)
    )
    for row in rows:
        places[row["course"]][row["state"]] = row["count"]
    return places


def _is_ahead(today: date) -> Any:
    """Where-clause: a session on or after that day, or none yet."""
    ahead = CourseSession.select(CourseSession.course).where(CourseSession.held_on >= today, current(CourseSession))
    dated = CourseSession.select(CourseSession.course).where(current(CourseSession))
    return Or(Course.id.is_in(ahead), Course.id.not_in(dated))


def _in_view(view: str, today: date) -> Any:
    if view == "cancelled":
        return Course.cancelled_at.is_not_null()
    if view == "held":
        dated = CourseSession.select(CourseSession.course).where(current(CourseSession))
        ahead = CourseSession.select(CourseSession.course).where(CourseSession.held_on >= today, current(CourseSession))
        return And(Course.cancelled_at.is_null(), And(Course.id.is_in(dated), Course.id.not_in(ahead)))
    return And(Course.cancelled_at.is_null(), _is_ahead(today))


def _place(days: Sequence[date], today: date) -> date:
    """Where a course stands in the list: by its next day, or its last."""
    return next((day for day in days if day >= today), days[-1] if days else date.max)
