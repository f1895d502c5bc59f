"""Who has been invited to a session of intervision and has not answered."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from piccolo.columns.combination import And

from staffdev.db.facts import current
from staffdev.intervision.invitations.queries import answers_to, asked
from staffdev.intervision.invitations.rules import held
from staffdev.intervision.tables import Group, GroupMember, Session


class Silent(NamedTuple):
    """One session and one member (row id) who has said nothing."""

    code: UUID
    title: str
    held_on: date
    person: int


async def silent_members(organisation_id: int, first: date, last: date) -> list[Silent]:
    """Everybody who has not answered the invitation as it stands now; a statement for each kind of row."""
    there = And(Session.held_on >= first, Session.held_on <= last)
    mine = And(Session.organisation == organisation_id, Session.cancelled_at.is_null())
    sessions = await Session.objects().where(mine, there).order_by(Session.held_on, Session.id)
    if not sessions:
        return []
    groups = sorted({one.group for one in sessions})
    titles = {
        row["id"]: row["title"] for row in await Group.select(Group.id, Group.title).where(Group.id.is_in(groups))
    }
    members = await _members(groups)
    answers = await answers_to(sessions)
    said = {session.id: held(asked(session), answers).keys() for session in sessions}
    return [
        Silent(session.code, titles[session.group], session.held_on, one.person)
        for session in sessions
        for one in members
        if one.group == session.group and _belongs(one, session.held_on) and one.person not in said[session.id]
    ]


async def _members(groups: list[int]) -> list[GroupMember]:
    there = And(GroupMember.group.is_in(groups), current(GroupMember))
    return await GroupMember.objects().where(there).order_by(GroupMember.id)


def _belongs(member: GroupMember, day: date) -> bool:
    return bool(member.from_on <= day <= (member.until_on or date.max))
