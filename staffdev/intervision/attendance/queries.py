"""Who came to a session: the rows of the ledger whose occasion it is."""

from collections.abc import Collection
from uuid import UUID

from piccolo.columns.combination import And
from piccolo.query.functions.aggregate import Count

from staffdev.db.facts import current
from staffdev.intervision.queries import members_on
from staffdev.intervision.tables import Group, Session
from staffdev.people.tables import Person
from staffdev.training.offer.queries.attendance import people_in_order
from staffdev.training.tables import TrainingRecord


async def group_of(session: Session) -> Group:
    """The group that met."""
    group = await Group.objects().get(Group.id == session.group)
    if group is None:
        raise LookupError(session.group)
    return group


async def records_of(session: Session) -> list[TrainingRecord]:
    """What is marked for the session now."""
    mine = And(TrainingRecord.occasion == session.code, TrainingRecord.organisation == session.organisation)
    return await TrainingRecord.objects().where(mine, current(TrainingRecord)).order_by(TrainingRecord.id)


async def is_marked(session: Session) -> bool:
    """Is the attendance of this session marked?"""
    return session.code in await marked_among([session.code])


async def marked_among(sessions: Collection[UUID]) -> dict[UUID, int]:
    """Those of these sessions (by code) whose attendance is marked, with how many marks there are."""
    if not sessions:
        return {}
    rows = await (
        TrainingRecord.select(TrainingRecord.occasion, Count(TrainingRecord.id))
        .where(TrainingRecord.occasion.is_in(list(sessions)), current(TrainingRecord))
        .group_by(TrainingRecord.occasion)
    )
    return {row["occasion"]: row["count"] for row in rows}


async def expected_people(session: Session) -> list[Person]:
    """Who is on the page of attendance: the members of that day, whoever leads it, and whoever is marked already."""
    group = await group_of(session)
    members = [one.person for one in await members_on(group, session.held_on)]
    marked = [one.person for one in await records_of(session)]
    leads = [session.facilitator] if session.facilitator else []
    return await people_in_order([*members, *leads, *marked])
