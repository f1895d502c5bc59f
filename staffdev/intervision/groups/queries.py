"""Reads about groups beside those all of intervision shares."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, Or
from piccolo.query.functions.aggregate import Count, Max, Min

from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.errors import NotFound
from staffdev.intervision.tables import Group, GroupMember, Session
from staffdev.people.tables import Engagement, Person


async def member_of(group: Group, code: UUID) -> GroupMember:
    """A membership of the group by its code; NotFound where it is another's or was withdrawn."""
    mine = And(GroupMember.code == code, GroupMember.group == group.id)
    row = await GroupMember.objects().where(mine, current(GroupMember)).first()
    if row is None:
        raise NotFound
    return row


async def times_of(group: Group, person_id: int) -> list[GroupMember]:
    """Every time she belongs to the group, as it holds now."""
    mine = And(GroupMember.group == group.id, GroupMember.person == person_id)
    return await GroupMember.objects().where(mine, current(GroupMember)).order_by(GroupMember.from_on)


async def person_by_id(person_id: int) -> Person:
    """The person with that row id."""
    row = await Person.objects().where(Person.id == person_id).first()
    if row is None:
        raise LookupError(person_id)
    return row


async def working_on(organisation_id: int, day: date) -> frozenset[int]:
    """The row ids of everybody engaged by the organisation that day."""
    there = And(Engagement.organisation == organisation_id, Engagement.from_on <= day)
    open_or_later = Or(Engagement.until_on.is_null(), Engagement.until_on >= day)
    rows = await Engagement.select(Engagement.person).where(there, open_or_later, current(Engagement))
    return frozenset(row["person"] for row in rows)


async def sizes_of(groups: Collection[int], day: date) -> dict[int, int]:
    """How many belong to each of these groups on that day."""
    if not groups:
        return {}
    there = And(GroupMember.group.is_in(list(groups)), GroupMember.from_on <= day)
    open_or_later = Or(GroupMember.until_on.is_null(), GroupMember.until_on >= day)
    rows = await (
        GroupMember.select(GroupMember.group, Count())
        .where(there, open_or_later, current(GroupMember))
        .group_by(GroupMember.group)
    )
    return {row["group"]: row["count"] for row in rows}


async def neighbours_of(groups: Collection[int], today: date) -> Mapping[int, dict[str, Any]]:
    """The last session before today and the next from today on of each of these groups, as `last` and `next`."""
    if not groups:
        return {}
    held = And(Session.group.is_in(list(groups)), Session.cancelled_at.is_null())
    ahead = await (
        Session.select(Session.group, Min(Session.held_on))
        .where(held, Session.held_on >= today)
        .group_by(Session.group)
    )
    before = await (
        Session.select(Session.group, Max(Session.held_on)).where(held, Session.held_on < today).group_by(Session.group)
    )
    found: dict[int, dict[str, Any]] = {group: {"last": None, "next": None} for group in groups}
    for name, rows, said in (("next", ahead, "min"), ("last", before, "max")):
        for row in rows:
            day = row[said]
            found[row["group"]][name] = date.fromisoformat(day) if isinstance(day, str) else day
    return found


async def planned_days(group: Group, today: date) -> list[date]:
    """The days of its sessions from today on that are not called off."""
    ahead = And(Session.group == group.id, Session.held_on >= today)
    rows = await Session.select(Session.held_on).where(ahead, Session.cancelled_at.is_null())
    return [row["held_on"] for row in rows]


async def choices_of(actor: Actor) -> list[tuple[str, str]]:
    """The open groups a form offers: code and title."""
    here = And(Group.organisation == actor.organisation_id, Group.closed_on.is_null())
    rows = await Group.select(Group.code, Group.title).where(here).order_by(Group.sort_key, Group.id)
    return [(str(row["code"]), row["title"]) for row in rows]


async def chosen_at_first(actor: Actor) -> dict[str, str]:
    """What a form that asks for a group holds at first: the only open group, or nothing."""
    groups = await choices_of(actor)
    return {"group": groups[0][0]} if len(groups) == 1 else {}
