"""What the pages about series and sessions show, gathered once with a constant number of queries."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev.access import Actor
from staffdev.intervision import policies
from staffdev.intervision.attendance.queries import marked_among
from staffdev.intervision.listing import SessionRow, session_rows
from staffdev.intervision.queries import Member, groups_by_id, members_of, members_on
from staffdev.intervision.rules.clashes import Clash, Found
from staffdev.intervision.series import queries
from staffdev.intervision.series.rotating import proposed
from staffdev.intervision.tables import Group, Series, Session
from staffdev.rulebook.dates import public_holidays

Choices = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class ClashRow:
    """One line above a form: what collides, whose it is, and on which days."""

    kind: Clash
    name: str
    is_required: bool
    days: tuple[date, ...]


@dataclass(frozen=True, slots=True)
class SeriesCard:
    """Everything on the page of a series."""

    group: Group
    rows: list[SessionRow]
    follows: Series | None
    followed_by: Series | None
    ahead: int
    may_manage: bool


@dataclass(frozen=True, slots=True)
class SessionCard:
    """Everything on the page of a session beside what other packages add."""

    row: SessionRow
    series: Series | None
    members: list[Member]
    size: int
    is_holiday: bool
    is_marked: bool
    went_over: bool
    sees_names: bool
    may_manage: bool

    @property
    def may_go_on(self) -> bool:
        """Can another rule begin with this session?"""
        return self.may_manage and bool(self.series and not self.series.cancelled_at) and not self.is_marked


@dataclass(frozen=True, slots=True)
class Turn:
    """One session on the page that shares out who leads: the people offered, who is chosen, and whether that is new."""

    session: Session
    choices: Choices
    chosen: str
    is_proposed: bool


def clash_rows(found: Sequence[Found]) -> list[ClashRow]:
    """The collisions with those of one kind and person in one line."""
    days: dict[tuple[Clash, str, bool], list[date]] = defaultdict(list)
    for one in found:
        days[one.kind, one.name, one.is_required].append(one.day)
    return [ClashRow(*key, tuple(dict.fromkeys(many))) for key, many in days.items()]


async def series_card(series: Series, actor: Actor, today: date) -> SeriesCard:
    """The page of a series, for whoever looks at it."""
    sessions = [one for one in await queries.sessions_in(series) if not one.cancelled_at or one.cancelled_because]
    return SeriesCard(
        group=(await groups_by_id([series.group]))[series.group],
        rows=await session_rows(sessions, actor),
        follows=await queries.series_by_id(series.follows),
        followed_by=await queries.following(series),
        ahead=len([one for one in sessions if one.held_on >= today and not one.cancelled_at]),
        may_manage=bool(policies.can_manage(actor)),
    )


async def session_card(session: Session, actor: Actor) -> SessionCard:
    """The page of a session, for whoever looks at it."""
    [row] = await session_rows([session], actor)
    members = await members_on(row.group, session.held_on)
    sees = policies.sees_names(actor)
    return SessionCard(
        row=row,
        series=await queries.series_by_id(session.series),
        members=members if sees else [],
        size=len(members),
        is_holiday=session.held_on in public_holidays(session.held_on.year),
        is_marked=bool(await marked_among([session.code])),
        went_over=bool(session.cancelled_at and not session.cancelled_because),
        sees_names=sees,
        may_manage=bool(policies.can_manage(actor)),
    )


@dataclass(frozen=True, slots=True)
class Leading:
    """Who can be chosen to lead a session, whose turn it is by fairness, and who leads now; codes of people."""

    choices: Choices
    turn: str
    now: str


async def leading(group: Group, session: Session) -> Leading:
    """For a session of the group, stored or to be."""
    members = await members_on(group, session.held_on)
    [turn] = await proposed(group, [session], today=session.held_on)
    codes = {one.person: str(one.person_code) for one in members}
    choices = [(str(one.person_code), one.name) for one in members]
    leads: Any = session.facilitator
    if leads and leads not in codes:
        person = await queries.person_by_id(leads)
        codes[leads] = str(person.code)
        choices.append((codes[leads], f"{person.first_name} {person.last_name}"))
    return Leading(choices, codes.get(turn or -1, ""), codes.get(leads, ""))


async def turns_of(series: Series, group: Group, today: date) -> list[Turn]:
    """The sessions ahead with who leads, and a proposal by fairness for those that nobody leads yet."""
    ahead = [one for one in await queries.sessions_in(series) if one.held_on >= today and not one.cancelled_at]
    members = await members_of([group.id], since=today)
    codes = {one.person: str(one.person_code) for one in members}
    vacant = [one for one in ahead if one.facilitator is None]
    fair = dict(zip((one.id for one in vacant), await proposed(group, vacant, today=today), strict=True))
    return [_turn(one, members, codes, fair) for one in ahead]


def _turn(
    session: Session, members: Sequence[Member], codes: Mapping[int, str], fair: Mapping[int, int | None]
) -> Turn:
    there = {one.person: one for one in members if one.is_member_on(session.held_on)}
    leads: Any = session.facilitator or fair.get(session.id)
    choices = [(str(one.person_code), one.name) for one in there.values()]
    return Turn(session, choices, codes.get(leads, ""), session.facilitator is None and leads is not None)
