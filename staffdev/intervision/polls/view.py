"""What the pages of polls show: counts for whoever is asked, names for the coordinator alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from staffdev.access import Actor
from staffdev.forms import Posted
from staffdev.intervision.availability.queries import gathered
from staffdev.intervision.availability.rules.willing import at, on_weekday
from staffdev.intervision.polls import policies, queries, rules
from staffdev.intervision.queries import Member
from staffdev.intervision.rules.clashes import Plan
from staffdev.intervision.rules.instants import ends_at
from staffdev.intervision.series.clashing import taken_for
from staffdev.intervision.tables import Group, Poll, PollOption
from staffdev.intervision.vocabulary import Grade
from staffdev.translations import day, weekday

A_DAY = date(2026, 1, 7)  # on which no clock changes, to say when a regular time ends


@dataclass(frozen=True, slots=True)
class Timed:
    """An option as a time with a length."""

    held_on: date
    starts_at: time
    minutes: int


class Said(NamedTuple):
    """What is said of an option: by everybody, and by the one who reads."""

    tally: rules.Tally
    is_best: bool
    answer: str
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class OptionShown:
    """One option: her own answer or what her week suggests, how many can come, and where choosing leads."""

    code: UUID
    held_on: date | None
    weekday: int
    starts_at: time
    ends_at: time
    is_chosen: bool
    is_best: bool
    name: str
    answer: str
    is_suggested: bool
    tally: rules.Tally
    plan_href: str

    @property
    def told(self) -> str:
        """The option in one line, where a narrow table has no column for it."""
        told = weekday(self.held_on or self.weekday).capitalize()
        on = f", {day(self.held_on)}" if self.held_on else ""
        return f"{told}{on} {self.starts_at:%H:%M}"


@dataclass(frozen=True, slots=True)
class MemberAnswers:
    """What one member answered, option by option; for the coordinator alone."""

    name: str
    answers: Sequence[str]


@dataclass(frozen=True, slots=True)
class PollShown:
    """A poll for one reader. `names` and `silent` are empty for whoever is not the coordinator."""

    poll: Poll
    group: Group
    options: Sequence[OptionShown]
    members: int
    is_open: bool
    is_asked: bool
    has_answered: bool
    are_counts_shown: bool
    may_ask: bool
    names: Sequence[MemberAnswers]
    silent: Sequence[str]


async def shown(poll: Poll, actor: Actor, today: date, posted: Posted | None = None) -> PollShown:
    """The poll as this reader may see it; the same few statements however many are asked."""
    members = await queries.members_asked(poll, today)
    options = await queries.options_of([poll.id])
    votes = await queries.votes_on(options)
    people = [one.person for one in members]
    tallies = [rules.tally(votes.get(one.id, {}), people) for one in options]
    is_asked, group = actor.person_id in people, await queries.group_of(poll)
    suggested = await _suggested(poll, group, options, actor, today) if is_asked else {}
    mine = {one.id: votes.get(one.id, {}).get(actor.person_id, "") for one in options}
    may_ask, best = bool(policies.can_ask(actor)), rules.best_of(tallies)
    answered = {person for grades in votes.values() for person in grades}
    return PollShown(
        poll=poll,
        group=group,
        options=[
            _option(poll, group, one, Said(tallies[place], place in best, *_answer(one, mine, suggested, posted)))
            for place, one in enumerate(options)
        ],
        members=len(people),
        is_open=rules.takes_answers(poll, today),
        is_asked=is_asked,
        has_answered=actor.person_id in answered,
        are_counts_shown=may_ask or rules.are_counts_shown(len(people)),
        may_ask=may_ask,
        names=_names(members, options, votes, answered) if may_ask else [],
        silent=[one.name for one in members if one.person not in answered] if may_ask else [],
    )


def plan_address(poll: Poll, group: Group, option: PollOption) -> str:
    """The form of a session or a series, filled in with what was chosen."""
    time_asked = {"starts_at": f"{option.starts_at:%H:%M}", "minutes": poll.minutes}
    if option.held_on:
        return f"/intervision/sessions/new?{urlencode({'group': group.code, 'held_on': option.held_on, **time_asked})}"
    return f"/intervision/series/new?{urlencode({'group': group.code, 'weekday': option.weekday, **time_asked})}"


async def _suggested(
    poll: Poll, group: Group, options: Sequence[PollOption], actor: Actor, today: date
) -> Mapping[int, str]:
    """What is known of her at each option: no where something of hers is then; empty where nothing is recorded."""
    days = [one.held_on for one in options if one.held_on] or [today]
    theirs = await gathered([actor.person_id], min(*days, today), max(days) + timedelta(days=1), actor.organisation_id)
    hers = theirs[actor.person_id]
    plans = {one.id: Plan(one.held_on, one.starts_at, poll.minutes) for one in options if one.held_on}
    taken = await taken_for(group, actor.person_id, [*plans.values()])
    weekly = {
        one.id: on_weekday(hers, one.weekday, one.starts_at, poll.minutes, as_of=today)
        for one in options
        if not one.held_on
    }
    return weekly | {
        option: Grade.NO if plan in taken else at(hers, plan.held_on, plan.starts_at, plan.minutes).grade
        for option, plan in plans.items()
    }


def _answer(
    option: PollOption, mine: Mapping[int, str], suggested: Mapping[int, str], posted: Posted | None
) -> tuple[str, bool]:
    """What is ticked, and whether it is only a suggestion."""
    if posted is not None:
        return str(posted.get(f"grade-{option.code}") or ""), False
    if mine[option.id]:
        return mine[option.id], False
    found = suggested.get(option.id, "")
    return found, bool(found)


def _option(poll: Poll, group: Group, one: PollOption, said: Said) -> OptionShown:
    timed = Timed(one.held_on or A_DAY, one.starts_at, poll.minutes)
    return OptionShown(
        code=one.code,
        held_on=one.held_on,
        weekday=one.held_on.isoweekday() if one.held_on else one.weekday,
        starts_at=one.starts_at,
        ends_at=ends_at(timed),
        is_chosen=one.is_chosen,
        is_best=said.is_best,
        name=f"grade-{one.code}",
        answer=said.answer,
        is_suggested=said.is_suggested,
        tally=said.tally,
        plan_href=plan_address(poll, group, one),
    )


def _names(
    members: Sequence[Member], options: Sequence[PollOption], votes: queries.Votes, answered: set[int]
) -> list[MemberAnswers]:
    return [
        MemberAnswers(one.name, [votes.get(option.id, {}).get(one.person, "") for option in options])
        for one in members
        if one.person in answered
    ]


def form_rows(posted: Posted, rows: range) -> list[dict[str, Any]]:
    """The rows of the form of a poll as they were typed."""
    return [
        {"number": row, **{name: posted.get(f"{name}-{row}") or "" for name in ("day", "weekday", "time")}}
        for row in rows
    ]
