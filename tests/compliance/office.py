"""Facts of a helpline, written as its pages write them: recorded at an instant, by somebody, with a code."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

from staffdev.db.facts import record
from staffdev.people.tables import Leave
from staffdev.support.tables import Consultation, ReliefOffer
from staffdev.training.tables import Accreditation, BasicTraining, Course, CourseSession, Programme, TrainingRecord
from staffdev.training.vocabulary import RecordState

AT = datetime(2025, 1, 10, 9, tzinfo=UTC)
BY = {"jelena": "coordinator", "snezana": "responsible_person"}


async def log(member, held_on, minutes, *, by=None, at=AT, **more):
    """One training of hers; `by` verified it a week later, in the office her role gives her."""
    office = next(iter(sorted(by.roles))).value if by else None
    verified_on = held_on + timedelta(days=7) if by else None
    content = {
        "title": "Radionica",
        "kind": "workshop",
        "topics": "",
        "is_basic": False,
        "evidence": "potvrda 12",
        "entry": uuid4(),
        "source": "web",
        "state": RecordState.VERIFIED if by else RecordState.LOGGED,
        "verified_on": verified_on,
        "verified_at": datetime.combine(verified_on, AT.time(), UTC) if verified_on else None,
        "verified_by": by.code if by else None,
        "verified_as": office,
    }
    own = {"organisation": member.organisation.id, "person": member.person.id}
    return await record(
        TrainingRecord, by=member.code, at=at, **own, held_on=held_on, minutes=minutes, **(content | more)
    )


async def support(member, year, *, by=None, at=AT):
    """A consultation with somebody from outside, an intervision she came to, and an offer for stress relief."""
    own = {"organisation": member.organisation.id, "person": member.person.id}
    outside = {"professional_name": "Slavica Jugović", "qualification": "psihološkinja"}
    days = {"requested_on": date(year, 2, 1), "held_on": date(year, 2, 3)}
    await record(Consultation, by=None, at=at, **own, **outside, **days, state="held", minutes=45, theme="call")
    await log(member, date(year, 3, 3), 90, by=by, at=at, kind="intervision", mark="present", source="attendance")
    offered = {"kind": "walk", "offered_on": date(year, 5, 1), "held_on": date(year, 5, 9), "provider_name": "Društvo"}
    return await record(ReliefOffer, by=None, at=at, organisation=member.organisation.id, **offered)


async def take_leave(member, from_on, until_on, *, at=AT):
    own = {"organisation": member.organisation.id, "person": member.person.id}
    return await record(Leave, by=None, at=at, **own, kind="sick", from_on=from_on, until_on=until_on)


async def create_programme(organisation, **more):
    content = {
        "title": "Osnovna obuka",
        "search_key": "osnovna obuka",
        "sort_key": "osnovna obuka",
        "is_basic": True,
        "total_minutes": 72 * 60,
        "min_attendance_percent": 85,
        "topics": "T1 T2",
        "created_at": AT,
    }
    values: dict[Any, Any] = content | more | {"code": uuid4(), "organisation": organisation.id}
    programme = Programme(**values)
    await programme.save()
    return programme


async def accredit(programme, from_on, until_on, *, decided_on=None, at=AT):
    content = {"number": "551-1", "body": "Zavod", "from_on": from_on, "until_on": until_on, "decided_on": decided_on}
    own = {"organisation": programme.organisation, "programme": programme.id}
    return await record(Accreditation, by=None, at=at, **own, **content)


async def complete_basic_training(member, programme, started_on, completed_on, *, by, at=AT, **more):
    own = {"organisation": member.organisation.id, "person": member.person.id, "programme": programme.id}
    content = {
        "title": programme.title,
        "started_on": started_on,
        "completed_on": completed_on,
        "minutes": 72 * 60,
        "attended_minutes": 72 * 60,
        "topics": "",
        "state": RecordState.VERIFIED,
        "verified_on": completed_on,
        "verified_at": datetime.combine(completed_on, AT.time(), UTC),
        "verified_by": by.code,
        "verified_as": "coordinator",
    }
    return await record(BasicTraining, by=None, at=at, **own, **(content | more))


async def offer(organisation, held_on, minutes=180, *, title="Procena rizika", topics="T3", at=AT):
    """A course of one session."""
    content = {"title": title, "search_key": title, "kind": "workshop", "topics": topics, "created_at": at}
    course = Course(code=uuid4(), organisation=organisation.id, programme=None, **content)
    await course.save()
    session = await record(
        CourseSession, by=None, at=at, organisation=organisation.id, course=course.id, held_on=held_on, minutes=minutes
    )
    return course, session


YEAR = date(2025, 12, 31)


async def the(table, where):
    """The one row that fits."""
    (row,) = await table.objects().where(where)
    return row
