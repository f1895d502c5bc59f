"""Who has been invited to a session of intervision and has not answered."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from piccolo.columns.combination import And, Or

from staffdev.db.facts import current
from staffdev.intervision.tables import GroupMember, InvitationAnswer, Session


class Silent(NamedTuple):
    """One session and one member (row id) who has said nothing."""

    code: UUID
    title: str
    held_on: date
    person: int


async def silent_members(organisation_id: int, first: date, last: date) -> list[Silent]:
    """Everybody who has not answered the invitation as it stands; three statements."""
    sessions = await _sessions(organisation_id, first, last)
    if not sessions:
        return []
    members = await _members(sorted({row["group.id"] for row in sessions}))
    answered = await _answers(sessions)
    return [
        Silent(row["code"], row["group.title"], row["held_on"], one["person"])
        for row in sessions
        for one in members
        if one["group"] == row["group.id"]
        and _belongs(one, row["held_on"])
        and (row["id"], one["person"]) not in answered
    ]


def _belongs(member: dict[str, Any], day: date) -> bool:
    return bool(member["from_on"] <= day <= (member["until_on"] or date.max))


async def _sessions(organisation_id: int, first: date, last: date) -> list[dict[str, Any]]:
    there = And(Session.held_on >= first, Session.held_on <= last)
    group = Session.group
    columns = (Session.id, Session.code, Session.held_on, Session.sequence, Session.series, group.id, group.title)
    return await (
        Session.select(*columns, Session.series.sequence.as_alias("series_sequence"))
        .where(Session.organisation == organisation_id, there, Session.cancelled_at.is_null())
        .order_by(Session.held_on, Session.id)
    )


async def _members(groups: list[int]) -> list[dict[str, Any]]:
    columns = (GroupMember.group, GroupMember.person, GroupMember.from_on, GroupMember.until_on)
    return await (
        GroupMember.select(*columns)
        .where(GroupMember.group.is_in(groups), current(GroupMember))
        .order_by(GroupMember.id)
    )


async def _answers(sessions: list[dict[str, Any]]) -> set[tuple[int, int]]:
    """Session and person of every answer to the session or to its series, given since it was last moved."""
    by_session = {row["id"]: [row] for row in sessions}
    by_series: dict[int, list[dict[str, Any]]] = {}
    for row in sessions:
        if row["series"] is not None:
            by_series.setdefault(row["series"], []).append(row)
    asked = InvitationAnswer.session.is_in(list(by_session))
    where = Or(asked, InvitationAnswer.series.is_in(list(by_series))) if by_series else asked
    columns = (InvitationAnswer.session, InvitationAnswer.series, InvitationAnswer.person, InvitationAnswer.sequence)
    found = set()
    for one in await InvitationAnswer.select(*columns).where(where):
        of_session = one["session"] is not None
        meant = by_session.get(one["session"], []) if of_session else by_series.get(one["series"], [])
        name = "sequence" if of_session else "series_sequence"
        found |= {(row["id"], one["person"]) for row in meant if one["sequence"] >= row[name]}
    return found
