"""Who came: the records that attendance wrote, by session and by course."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from piccolo.columns.combination import And
from piccolo.query.functions.aggregate import Sum

from staffdev.db.facts import current
from staffdev.people.queries import appointments_of
from staffdev.people.tables import Person
from staffdev.training.offer.entry import holds
from staffdev.training.tables import Course, CourseSession, TrainingRecord, YearClosure


async def records_of_session(session: CourseSession) -> list[TrainingRecord]:
    """What is marked for the session now."""
    mine = TrainingRecord.session == session.id
    return await TrainingRecord.objects().where(mine, current(TrainingRecord)).order_by(TrainingRecord.id)


async def records_of_course(course: Course) -> list[TrainingRecord]:
    """What is marked for every session of the course now."""
    sessions = CourseSession.select(CourseSession.id).where(CourseSession.course == course.id, current(CourseSession))
    mine = TrainingRecord.session.is_in(sessions)
    return await TrainingRecord.objects().where(mine, current(TrainingRecord)).order_by(TrainingRecord.id)


async def attended_by(course: Course) -> dict[tuple[int, str], int]:
    """Minutes attended in the course, by person (row id) and state of the record."""
    sessions = CourseSession.select(CourseSession.id).where(CourseSession.course == course.id, current(CourseSession))
    rows = await (
        TrainingRecord.select(TrainingRecord.person, TrainingRecord.state, Sum(TrainingRecord.minutes))
        .where(TrainingRecord.session.is_in(sessions), current(TrainingRecord))
        .group_by(TrainingRecord.person, TrainingRecord.state)
    )
    return {(row["person"], row["state"]): row["sum"] or 0 for row in rows}


async def is_marked(session: CourseSession) -> bool:
    """Is the attendance of this session marked?"""
    mine = TrainingRecord.session == session.id
    return bool(await TrainingRecord.count().where(mine, current(TrainingRecord)))


async def closed_years(organisation_id: int, years: Collection[int]) -> list[int]:
    """Which of these training years the organisation has closed, in their order."""
    if not years:
        return []
    mine = And(YearClosure.organisation == organisation_id, YearClosure.year.is_in(list(years)))
    rows = await YearClosure.select(YearClosure.year).where(mine, current(YearClosure)).order_by(YearClosure.year)
    return [row["year"] for row in rows]


async def coordinators_on(organisation_id: int, day: date) -> frozenset[int]:
    """The row ids of the people who were coordinators that day, acting ones included."""
    return frozenset(one.person for one in await appointments_of(organisation_id) if holds(one, day))


async def unmarked_sessions(organisation_id: int, today: date) -> list[dict[str, Any]]:
    """The sessions held before `today` whose attendance nobody has marked, oldest first (for the first page)."""
    marked = TrainingRecord.select(TrainingRecord.session).where(
        TrainingRecord.organisation == organisation_id, TrainingRecord.session.is_not_null(), current(TrainingRecord)
    )
    mine = And(CourseSession.organisation == organisation_id, CourseSession.held_on < today)
    return await (
        CourseSession.select(
            CourseSession.code, CourseSession.held_on, CourseSession.course.code, CourseSession.course.title
        )
        .where(mine, current(CourseSession), CourseSession.course.cancelled_at.is_null())
        .where(CourseSession.id.not_in(marked))
        .order_by(CourseSession.held_on, CourseSession.id)
        .output(nested=True)
    )


async def people_in_order(ids: Iterable[int]) -> list[Person]:
    """These people in the order of the Serbian alphabet."""
    wanted = list(set(ids))
    if not wanted:
        return []
    return await Person.objects().where(Person.id.is_in(wanted)).order_by(Person.sort_key, Person.id)
