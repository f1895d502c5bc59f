"""Groups, members and sessions, as every page of intervision reads them.

Who leads or oversees finds all of the organisation; a consultant finds the groups she belongs or belonged to, and the
sessions of the days on which she did, or which she leads.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, Or

from staffdev.access import READERS_OF_ALL, Actor
from staffdev.db.facts import current
from staffdev.db.transactions import locked
from staffdev.errors import NotFound
from staffdev.intervision.tables import Group, GroupMember, Session
from staffdev.intervision.vocabulary import Need

NOTHING = Group.id == -1
# What was called off without a reason went over to the series that follows: no list shows it.
ON_ITS_OWN = Or(Session.cancelled_at.is_null(), Session.cancelled_because.is_not_null())


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to a group: the fact, and who she is."""

    fact_id: int
    code: UUID
    group: int
    person: int
    person_code: UUID
    name: str
    need: Need
    may_facilitate: bool
    from_on: date
    until_on: date | None

    @property
    def is_required(self) -> bool:
        return self.need is Need.REQUIRED

    def is_member_on(self, day: date) -> bool:
        """Does she belong to it that day, first and last included?"""
        return self.from_on <= day <= (self.until_on or date.max)


async def groups_visible_to(actor: Actor, *, closed: bool = False) -> list[Group]:
    """The groups she may know of in the order of the Serbian alphabet; closed ones too where asked for."""
    where = await _groups_of(actor)
    open_only = where if closed else And(where, Group.closed_on.is_null())
    return await Group.objects().where(open_only).order_by(Group.sort_key, Group.id)


async def group_visible_to(actor: Actor, code: UUID) -> Group:
    """The group with that code; NotFound where it does not exist for the one who asks."""
    group = await Group.objects().get(And(Group.code == code, await _groups_of(actor)))
    if group is None:
        raise NotFound
    return group


async def members_of(groups: Collection[int], *, until: date | None = None, since: date | None = None) -> list[Member]:
    """Who belongs to these groups (row ids) on at least one day from `since` to `until`, in Serbian order."""
    if not groups:
        return []
    rows = await (
        GroupMember.select(
            *(GroupMember.id, GroupMember.code, GroupMember.group, GroupMember.person, GroupMember.need),
            *(GroupMember.may_facilitate, GroupMember.from_on, GroupMember.until_on),
            GroupMember.person.code.as_alias("person_code"),
            GroupMember.person.first_name.as_alias("first_name"),
            GroupMember.person.last_name.as_alias("last_name"),
        )
        .where(GroupMember.group.is_in(list(groups)), current(GroupMember), _overlaps(since, until))
        .order_by(GroupMember.person.sort_key, GroupMember.person, GroupMember.from_on)
    )
    return [_member(row) for row in rows]


async def members_on(group: Group, day: date) -> list[Member]:
    """Who belongs to the group on that day, in the order of the Serbian alphabet."""
    return await members_of([group.id], since=day, until=day)


async def memberships_of(person_id: int, organisation_id: int) -> list[GroupMember]:
    """Every time she belongs or belonged to a group of the organisation, earliest first."""
    mine = And(GroupMember.person == person_id, GroupMember.organisation == organisation_id)
    return await GroupMember.objects().where(mine, current(GroupMember)).order_by(GroupMember.from_on, GroupMember.id)


async def sessions_visible_to(
    actor: Actor, first: date, last: date, *, groups: Collection[int] | None = None, cancelled: bool = True
) -> list[Session]:
    """The sessions of these days she may know of, in their order; called-off ones too unless told otherwise."""
    where = And(And(Session.held_on >= first, Session.held_on <= last), And(await sessions_of(actor), ON_ITS_OWN))
    if groups is not None:
        where = And(where, Session.group.is_in(list(groups)) if groups else Session.id == -1)
    if not cancelled:
        where = And(where, Session.cancelled_at.is_null())
    return await Session.objects().where(where).order_by(Session.held_on, Session.starts_at, Session.id)


async def session_of(code: UUID, actor: Actor) -> Session:
    """The session with that code; NotFound where it does not exist for the one who asks."""
    session = await Session.objects().get(And(Session.code == code, await sessions_of(actor)))
    if session is None:
        raise NotFound
    return session


async def locked_session(session_id: int) -> Session:
    """The session as it is stored now, held until the transaction ends."""
    row = await locked(Session.objects().where(Session.id == session_id)).first()
    if row is None:
        raise LookupError(session_id)
    return row


async def locked_group(group_id: int) -> Group:
    """The group as it is stored now, held until the transaction ends: everything about it is written in turn."""
    row = await locked(Group.objects().where(Group.id == group_id)).first()
    if row is None:
        raise LookupError(group_id)
    return row


async def groups_by_id(ids: Collection[int]) -> dict[int, Group]:
    """These groups by their row id."""
    if not ids:
        return {}
    return {group.id: group for group in await Group.objects().where(Group.id.is_in(list(ids)))}


async def sessions_of(actor: Actor) -> Any:
    """Where-clause for the sessions she may know of."""
    here = Session.organisation == actor.organisation_id
    if actor.is_any(*READERS_OF_ALL):
        return here
    mine = [
        And(Session.group == one.group, And(Session.held_on >= one.from_on, Session.held_on <= one.until_on))
        if one.until_on
        else And(Session.group == one.group, Session.held_on >= one.from_on)
        for one in await memberships_of(actor.person_id, actor.organisation_id)
    ]
    return And(here, _any_of([Session.facilitator == actor.person_id, *mine]))


async def _groups_of(actor: Actor) -> Any:
    """Where-clause for the groups she may know of."""
    here = Group.organisation == actor.organisation_id
    if actor.is_any(*READERS_OF_ALL):
        return here
    mine = {one.group for one in await memberships_of(actor.person_id, actor.organisation_id)}
    return And(here, Group.id.is_in(list(mine)) if mine else NOTHING)


def _any_of(clauses: Sequence[Any]) -> Any:
    whole = clauses[0]
    for clause in clauses[1:]:
        whole = Or(whole, clause)
    return whole


def _overlaps(since: date | None, until: date | None) -> Any:
    begun = GroupMember.from_on <= (until or date.max)
    if since is None:
        return begun
    return And(begun, Or(GroupMember.until_on.is_null(), GroupMember.until_on >= since))


def _member(row: dict[str, Any]) -> Member:
    return Member(
        fact_id=row["id"],
        code=row["code"],
        group=row["group"],
        person=row["person"],
        person_code=row["person_code"],
        name=f"{row['first_name']} {row['last_name']}",
        need=Need(row["need"]),
        may_facilitate=row["may_facilitate"],
        from_on=row["from_on"],
        until_on=row["until_on"],
    )
