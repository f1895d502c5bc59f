"""Reads about series and what surrounds a date."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, Or

from staffdev.access import READERS_OF_ALL, Actor
from staffdev.db.facts import current
from staffdev.db.transactions import locked
from staffdev.errors import Invalid, NotFound
from staffdev.i18n import N_
from staffdev.intervision.queries import memberships_of, sessions_of
from staffdev.intervision.tables import Group, GroupMember, Series, Session
from staffdev.lines.tables import Shift
from staffdev.people.tables import Leave, Person
from staffdev.training.tables import CourseSession, Enrolment
from staffdev.training.vocabulary import EnrolmentState


async def series_visible_to(actor: Actor, code: UUID) -> Series:
    """The series with that code; NotFound where it does not exist for the one who asks."""
    where = And(Series.code == code, Series.organisation == actor.organisation_id)
    if not actor.is_any(*READERS_OF_ALL):
        mine = [one.group for one in await memberships_of(actor.person_id, actor.organisation_id)]
        where = And(where, Series.group.is_in(mine) if mine else Series.id == -1)
    series = await Series.objects().get(where)
    if series is None:
        raise NotFound
    return series


async def locked_series(series_id: int) -> Series:
    """The series as it is stored now, held until the transaction ends."""
    row = await locked(Series.objects().where(Series.id == series_id)).first()
    if row is None:
        raise LookupError(series_id)
    return row


async def series_by_id(series_id: int | None) -> Series | None:
    """The series with that row id, None for a session that is of none."""
    return await Series.objects().where(Series.id == series_id).first() if series_id else None


async def following(series: Series) -> Series | None:
    """The series that goes on where this one ends."""
    return await Series.objects().where(Series.follows == series.id).first()


async def sessions_in(series: Series) -> list[Session]:
    """Every session of the series, in the order in which they are held."""
    return await Session.objects().where(Session.series == series.id).order_by(Session.held_on, Session.starts_at)


async def group_named(code: str, organisation_id: int) -> Group:
    """The group a form names by its code; Invalid where the organisation has none such."""
    rows = await Group.objects().where(Group.organisation == organisation_id)
    found = next((group for group in rows if str(group.code) == code), None)
    if found is None:
        raise Invalid({"group": N_("Choose the group.")})
    return found


async def sessions_of_groups(groups: Collection[int], first: date, last: date) -> list[Session]:
    """What these groups have planned on these days, called-off ones left out."""
    if not groups:
        return []
    there = And(Session.group.is_in(list(groups)), And(Session.held_on >= first, Session.held_on <= last))
    return await Session.objects().where(there, Session.cancelled_at.is_null())


async def groups_of(persons: Collection[int], organisation_id: int) -> list[dict[str, Any]]:
    """To which groups these people belong, with their days."""
    if not persons:
        return []
    mine = And(GroupMember.person.is_in(list(persons)), GroupMember.organisation == organisation_id)
    columns = (GroupMember.person, GroupMember.group, GroupMember.from_on, GroupMember.until_on)
    return await GroupMember.select(*columns).where(mine, current(GroupMember))


async def leaves_of(persons: Collection[int], organisation_id: int, first: date, last: date) -> list[dict[str, Any]]:
    """When these people do not work, without why."""
    if not persons:
        return []
    mine = And(Leave.person.is_in(list(persons)), Leave.organisation == organisation_id)
    there = And(Leave.from_on <= last, Or(Leave.until_on.is_null(), Leave.until_on >= first))
    return await Leave.select(Leave.person, Leave.from_on, Leave.until_on).where(mine, there, current(Leave))


async def shifts_of(persons: Collection[int], organisation_id: int, first: date, last: date) -> list[Shift]:
    """When these people are on duty."""
    if not persons:
        return []
    mine = And(Shift.person.is_in(list(persons)), Shift.organisation == organisation_id)
    there = And(Shift.from_on <= last, Or(Shift.until_on.is_null(), Shift.until_on >= first))
    return await Shift.objects().where(mine, there, current(Shift))


async def courses_of(persons: Collection[int], organisation_id: int, first: date, last: date) -> list[dict[str, Any]]:
    """The timed days of courses in which these people have a place."""
    if not persons:
        return []
    taken = And(Enrolment.person.is_in(list(persons)), Enrolment.organisation == organisation_id)
    places = await (
        Enrolment.select(Enrolment.person, Enrolment.course)
        .where(taken, current(Enrolment), Enrolment.state == EnrolmentState.ENROLLED)
        .where(Enrolment.course.cancelled_at.is_null())
    )
    courses = list({row["course"] for row in places})
    if not courses:
        return []
    timed = And(CourseSession.course.is_in(courses), CourseSession.starts_at.is_not_null())
    days = await (
        CourseSession.select(
            CourseSession.course, CourseSession.held_on, CourseSession.starts_at, CourseSession.ends_at
        )
        .where(timed, current(CourseSession), CourseSession.held_on >= first, CourseSession.held_on <= last)
        .order_by(CourseSession.held_on)
    )
    return [day | {"person": place["person"]} for place in places for day in days if day["course"] == place["course"]]


async def led_since(group: Group, since: date) -> list[dict[str, Any]]:
    """Who leads which of the group's sessions from that day on, agreed ones included."""
    there = And(Session.group == group.id, Session.held_on >= since)
    agreed = And(Session.cancelled_at.is_null(), Session.facilitator.is_not_null())
    return await Session.select(Session.id, Session.held_on, Session.facilitator).where(there, agreed)


async def person_named(code: str) -> Person | None:
    """The person with that code, None where there is none such."""
    try:
        uuid = UUID(code)
    except ValueError:
        return None
    return await Person.objects().where(Person.code == uuid).first()


async def person_by_id(person_id: int) -> Person:
    """The person with that row id."""
    row = await Person.objects().where(Person.id == person_id).first()
    if row is None:
        raise LookupError(person_id)
    return row


async def unled_sessions(organisation_id: int, first: date, last: date) -> list[dict[str, Any]]:
    """The sessions of these days that nobody leads, called-off ones left out."""
    here = And(Session.organisation == organisation_id, Session.facilitator.is_null())
    there = And(Session.held_on >= first, Session.held_on <= last)
    return await _titled(And(here, And(there, Session.cancelled_at.is_null())))


async def next_session(actor: Actor, today: date) -> list[dict[str, Any]]:
    """The next session she may know of, if there is one."""
    ahead = And(Session.held_on >= today, Session.cancelled_at.is_null())
    return await _titled(And(ahead, await sessions_of(actor)), limit=1)


async def _titled(where: Any, limit: int = 50) -> list[dict[str, Any]]:
    columns = (Session.code, Session.held_on, Session.group.title.as_alias("title"))
    return await Session.select(*columns).where(where).order_by(Session.held_on, Session.id).limit(limit)
