"""What the tests of attendance and minutes start from: a group of Ravnica's and its sessions."""

from datetime import time, timedelta
from uuid import uuid4

from staffdev import clock
from staffdev.db.facts import record
from staffdev.db.srpski import sort_key
from staffdev.db.transactions import transaction
from staffdev.intervision.attendance.actions import mark_attendance
from staffdev.intervision.tables import Group, GroupMember, Session
from staffdev.intervision.vocabulary import Need
from staffdev.training.attending import Marking
from tests.cast import SINCE


async def a_group(cast, *members, title="Prva grupa", organisation=None, rhythm_days=30, **values) -> Group:
    """A group to which these members have belonged since the beginning."""
    organisation = organisation or cast.ravnica
    group = Group(
        **{
            "code": uuid4(),
            "organisation": organisation.id,
            "title": title,
            "sort_key": sort_key(title),
            "least": 3,
            "most": 8,
            "rhythm_days": rhythm_days,
            "created_at": clock.now() - timedelta(days=400),
        }
        | values
    )
    await group.save()
    for member in members:
        await joins(group, member)
    return group


async def joins(group, member, *, from_on=SINCE, until_on=None) -> GroupMember:
    values = {"organisation": group.organisation, "group": group.id, "person": member.person.id}
    async with transaction():
        return await record(
            GroupMember,
            by=None,
            at=clock.now(),
            **values,
            need=Need.REQUIRED,
            may_facilitate=True,
            from_on=from_on,
            until_on=until_on,
        )


async def a_session(group, *, days=0, minutes=90, facilitator=None, **values) -> Session:
    """A session so many days from today, at six in the evening."""
    session = Session(
        **{
            "code": uuid4(),
            "organisation": group.organisation,
            "group": group.id,
            "held_on": clock.today() + timedelta(days=days),
            "starts_at": time(18),
            "minutes": minutes,
            "facilitator": facilitator.person.id if facilitator else None,
            "sequence": 0,
            "created_at": clock.now(),
            "changed_at": clock.now(),
        }
        | values
    )
    await session.save()
    return session


async def marked(session, *marks, by, because=""):
    """`marks` are (member, Mark) or (member, Mark.PARTIAL, minutes)."""
    markings = [Marking(member.person, *mark) for member, *mark in marks]
    return await mark_attendance(session, markings, because=because, actor=by.actor)


def posted_marks(*given):
    """What the page of attendance posts for (member, mark) or (member, "partial", length)."""
    posted = {}
    for member, mark, *length in given:
        posted[f"mark-{member.person.code}"] = mark
        posted[f"minutes-{member.person.code}"] = length[0] if length else ""
    return posted
