"""Writes of polls. The log keeps who asked and that somebody answered, never what."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import insert_many, transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_
from staffdev.intervision.polls import policies, queries, rules
from staffdev.intervision.polls.entry import Option, answer_by_problems
from staffdev.intervision.polls.forms import PollForm, ReopeningForm
from staffdev.intervision.queries import locked_group
from staffdev.intervision.tables import Group, Poll, PollOption, PollVote
from staffdev.intervision.vocabulary import Grade


async def create_poll(form: PollForm, group: Group, options: Sequence[Option], *, actor: Actor) -> Poll:
    """Ask a group which of these times suits them."""
    content: dict[Any, Any] = {
        "code": uuid4(),
        "organisation": group.organisation,
        "group": group.id,
        "is_weekly": form.is_weekly,
        "minutes": form.minutes,
        "answer_by": form.answer_by,
        "created_at": clock.now(),
    }
    poll = Poll(**content)
    async with transaction():
        if (await locked_group(group.id)).closed_on:
            raise Invalid({"group": N_("This group is closed. Choose another one.")})
        if not await queries.members_asked(poll, clock.today()):
            raise Invalid({"group": N_("Nobody belongs to this group today. Add its members first.")})
        await poll.save()
        own = {"organisation": group.organisation, "poll": poll.id, "is_chosen": False}
        await insert_many(PollOption, ({"code": uuid4(), **own, **one._asdict()} for one in options))
        event = Event.INTERVISION_POLL_CREATE
        await audit.record(event, about=poll.code, actor=actor, title=group.title, answer_by=form.answer_by)
    return poll


async def answer_poll(poll: Poll, answers: Mapping[int, Grade], *, actor: Actor) -> None:
    """Keep her answer to each option, new or changed; Conflict once answers are no longer taken."""
    async with transaction():
        fresh = await queries.locked_poll(poll.id)
        if refused := rules.refusal(fresh, clock.today()):
            raise Conflict(refused)
        known = {
            one.option: one
            for one in await PollVote.objects().where(
                PollVote.person == actor.person_id, PollVote.option.is_in(list(answers))
            )
        }
        for option, grade in answers.items():
            vote = known.get(option) or _vote(fresh, option, actor)
            vote.grade, vote.voted_at = grade, clock.now()
            await vote.save()
        await audit.record(Event.INTERVISION_VOTE_RECORD, about=fresh.code, actor=actor)


async def close_poll(poll: Poll, *, actor: Actor) -> None:
    """Take no more answers; whoever has not answered is not coming."""
    async with transaction():
        fresh = await _open(poll)
        await _close(fresh)
        await audit.record(Event.INTERVISION_POLL_CLOSE, about=fresh.code, actor=actor)


async def reopen_poll(poll: Poll, form: ReopeningForm, *, actor: Actor) -> None:
    """Ask on, until another day; what was chosen is open again."""
    async with transaction():
        fresh, today = await queries.locked_poll(poll.id), clock.today()
        if rules.takes_answers(fresh, today):
            raise Conflict(N_("This poll is open already."))
        options = await queries.options_of([fresh.id])
        offered = [Option(one.held_on, one.weekday, one.starts_at) for one in options]
        if problems := answer_by_problems(form.answer_by, offered, today):
            raise Invalid(problems)
        fresh.closed_at, fresh.answer_by = None, form.answer_by
        await fresh.save()
        await PollOption.update({PollOption.is_chosen: False}).where(PollOption.poll == fresh.id)
        event = Event.INTERVISION_POLL_REOPEN
        await audit.record(event, about=fresh.code, actor=actor, answer_by=form.answer_by)


async def choose_option(poll: Poll, option: PollOption, *, actor: Actor) -> None:
    """Settle on one time and close the poll; Conflict where nobody can come to it."""
    policies.can_ask(actor).require()
    async with transaction():
        fresh, today = await queries.locked_poll(poll.id), clock.today()
        if option.held_on and option.held_on < today:
            raise Conflict(N_("This day is over. Choose another one."))
        members = [one.person for one in await queries.members_asked(fresh, today)]
        votes = await queries.votes_on([option])
        if refused := rules.choice_refusal(rules.tally(votes.get(option.id, {}), members)):
            raise Conflict(refused)
        await PollOption.update({PollOption.is_chosen: False}).where(PollOption.poll == fresh.id)
        await PollOption.update({PollOption.is_chosen: True}).where(PollOption.id == option.id)
        await _close(fresh)
        await audit.record(Event.INTERVISION_POLL_CHOOSE, about=fresh.code, actor=actor)


async def _open(poll: Poll) -> Poll:
    fresh = await queries.locked_poll(poll.id)
    if fresh.closed_at is not None:
        raise Conflict(N_("This poll is closed already."))
    return fresh


async def _close(poll: Poll) -> None:
    poll.closed_at = poll.closed_at or clock.now()
    await poll.save()


def _vote(poll: Poll, option: int, actor: Actor) -> PollVote:
    content: dict[Any, Any] = {"code": uuid4(), "organisation": poll.organisation, "option": option}
    return PollVote(**content, person=actor.person_id, grade=Grade.NO, voted_at=clock.now())
