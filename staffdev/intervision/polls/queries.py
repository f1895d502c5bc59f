"""Polls as those who may know of them read them: the coordinator, and the members of the group that is asked."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And

from staffdev.access import Actor, Role
from staffdev.db.transactions import locked
from staffdev.errors import NotFound
from staffdev.intervision import queries as intervision
from staffdev.intervision.availability.queries import is_member_on
from staffdev.intervision.polls.rules import silent_among
from staffdev.intervision.queries import Member
from staffdev.intervision.tables import Group, GroupMember, Poll, PollOption, PollVote

PAGE = 50
Votes = Mapping[int, Mapping[int, str]]  # of an option, of a person: her answer


async def polls_visible_to(actor: Actor, today: date) -> list[dict[str, Any]]:
    """The polls she may know of with the title of their group, those still open first, the latest first."""
    where = _visible(actor, today)
    rows = await (
        Poll.select(*Poll.all_columns(), Poll.group.title.as_alias("title"))
        .where(where)
        .order_by(Poll.created_at, Poll.id, ascending=False)
        .limit(PAGE)
    )
    return sorted(rows, key=lambda row: row["closed_at"] is not None or row["answer_by"] < today)


async def poll_visible_to(actor: Actor, code: UUID, today: date) -> Poll:
    """The poll with that code; NotFound for whoever is neither asked nor the coordinator."""
    poll = await Poll.objects().get(And(Poll.code == code, _visible(actor, today)))
    if poll is None:
        raise NotFound
    return poll


async def locked_poll(poll_id: int) -> Poll:
    """The poll as it is stored now, held until the transaction ends."""
    row = await locked(Poll.objects().where(Poll.id == poll_id)).first()
    if row is None:
        raise NotFound
    return row


async def group_of(poll: Poll) -> Group:
    """The group that is asked."""
    return (await intervision.groups_by_id([poll.group]))[poll.group]


async def options_of(polls: Collection[int]) -> list[PollOption]:
    """What these polls (row ids) offer, in the order of the days and times."""
    if not polls:
        return []
    rows = PollOption.objects().where(PollOption.poll.is_in(list(polls)))
    return await rows.order_by(PollOption.held_on, PollOption.weekday, PollOption.starts_at, PollOption.id)


async def votes_on(options: Sequence[PollOption]) -> Votes:
    """Every answer to these options."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    if options:
        ids = [one.id for one in options]
        for row in await PollVote.select(PollVote.option, PollVote.person, PollVote.grade).where(
            PollVote.option.is_in(ids)
        ):
            found[row["option"]][row["person"]] = row["grade"]
    return found


async def members_asked(poll: Poll, today: date) -> list[Member]:
    """Who is asked: those who belong to the group on that day, each once, in Serbian order."""
    members = {one.person: one for one in await intervision.members_of([poll.group], since=today, until=today)}
    return list(members.values())


async def silent_in(poll: Poll, today: date) -> list[Member]:
    """Who has not answered this poll; they alone are reminded. Three statements."""
    members = {one.person: one for one in await members_asked(poll, today)}
    votes = await votes_on(await options_of([poll.id]))
    answered = {person for grades in votes.values() for person in grades}
    return [members[one] for one in silent_among(members, answered)]


async def polls_waiting_for(person_id: int, organisation_id: int, today: date) -> list[dict[str, Any]]:
    """The open polls that person (row id) has not answered, the most urgent first: code, title, answer_by."""
    answered = PollVote.select(PollVote.option.poll).where(PollVote.person == person_id)
    groups = _groups_on(person_id, organisation_id, today)
    asked = And(Poll.group.is_in(groups), And(Poll.closed_at.is_null(), Poll.answer_by >= today))
    return await (
        Poll.select(Poll.id, Poll.code, Poll.answer_by, Poll.group.title.as_alias("title"))
        .where(asked, Poll.id.not_in(answered))
        .order_by(Poll.answer_by, Poll.id)
    )


async def silent_in_all(organisation_id: int, today: date) -> list[tuple[dict[str, Any], list[int]]]:
    """Every open poll (code, title, answer_by) with the row ids of those who have not answered; four statements."""
    there = And(Poll.organisation == organisation_id, And(Poll.closed_at.is_null(), Poll.answer_by >= today))
    polls = await Poll.select(*Poll.all_columns(), Poll.group.title.as_alias("title")).where(there).order_by(Poll.id)
    asked: dict[int, dict[int, None]] = defaultdict(dict)
    for one in await intervision.members_of({row["group"] for row in polls}, since=today, until=today):
        asked[one.group][one.person] = None
    options = await options_of([row["id"] for row in polls])
    votes = await votes_on(options)
    answered: dict[int, set[int]] = defaultdict(set)
    for option in options:
        answered[option.poll] |= votes.get(option.id, {}).keys()
    return [(row, silent_among(asked[row["group"]], answered[row["id"]])) for row in polls]


async def polls_to_settle(organisation_id: int, today: date) -> list[dict[str, Any]]:
    """The polls that were asked until a day that is over and are not closed: the coordinator chooses or closes."""
    over = And(Poll.organisation == organisation_id, And(Poll.closed_at.is_null(), Poll.answer_by < today))
    rows = Poll.select(Poll.code, Poll.answer_by, Poll.group.title.as_alias("title")).where(over)
    return await rows.order_by(Poll.answer_by, Poll.id)


def _visible(actor: Actor, today: date) -> Any:
    here = Poll.organisation == actor.organisation_id
    if actor.is_any(Role.COORDINATOR):
        return here
    groups = _groups_on(actor.person_id, actor.organisation_id, today)
    return And(here, Poll.group.is_in(groups))


def _groups_on(person_id: int, organisation_id: int, today: date) -> Any:
    """Sub-select of the groups she belongs to on that day."""
    hers = And(GroupMember.person == person_id, GroupMember.organisation == organisation_id)
    return GroupMember.select(GroupMember.group).where(hers, is_member_on(today))
