"""Answers, and what was asked, as pages and files need them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, Or

from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.errors import NotFound
from staffdev.intervision.invitations.rules import Asked, Held, held
from staffdev.intervision.queries import ON_ITS_OWN, Member, groups_by_id, members_of, memberships_of
from staffdev.intervision.tables import Group, GroupMember, InvitationAnswer, Series, Session
from staffdev.people.tables import Person


@dataclass(frozen=True, slots=True)
class Invitation:
    """A session as somebody is asked to it, with her answer where she has given one."""

    session: Session
    group: Group
    answer: Held | None


@dataclass(frozen=True, slots=True)
class Times:
    """A session as a calendar writes it."""

    code: UUID
    group: int
    facilitator: int | None
    planned_on: date | None
    planned_at: time | None
    held_on: date
    starts_at: time
    minutes: int
    sequence: int
    changed_at: datetime
    cancelled_at: datetime | None


async def series_of(sessions: Collection[Session]) -> dict[int, Series]:
    """The series of these sessions, by row id."""
    ids = {one.series for one in sessions if one.series}
    return {one.id: one for one in await Series.objects().where(Series.id.is_in(list(ids)))} if ids else {}


def asked(session: Session) -> Asked:
    return Asked(session.id, session.series, session.sequence)


def revision(session: Session, series: Series | None) -> int:
    """Which revision an invitation to this session carries now."""
    return max(session.sequence, series.sequence) if series else session.sequence


async def answers_to(sessions: Collection[Session], *, person: int | None = None) -> list[InvitationAnswer]:
    """Every answer to these sessions and to their series, in one query."""
    if not sessions:
        return []
    own = InvitationAnswer.session.is_in([one.id for one in sessions])
    series = [one.series for one in sessions if one.series]
    about = Or(own, InvitationAnswer.series.is_in(series)) if series else own
    where = about if person is None else And(about, InvitationAnswer.person == person)
    return await InvitationAnswer.objects().where(where)


async def members_asked(session: Session) -> list[Member]:
    """Who is asked to a session: the members of that day."""
    return await members_of([session.group], since=session.held_on, until=session.held_on)


async def invitations_of(actor: Actor, today: date) -> list[Invitation]:
    """Every session from today on to which she is asked herself, in their order."""
    sessions = await own_sessions(actor.person_id, actor.organisation_id, today, today + timedelta(days=366))
    live = [one for one in sessions if one.cancelled_at is None]
    answers = await answers_to(live, person=actor.person_id)
    groups = await groups_by_id({one.group for one in live})
    return [Invitation(one, groups[one.group], held(asked(one), answers).get(actor.person_id)) for one in live]


async def own_sessions(person: int, organisation: int, first: date, last: date) -> list[Session]:
    """The sessions of these days of the groups she belongs to then, and those that she leads; called-off ones too."""
    mine = await memberships_of(person, organisation)
    where = _own(person, organisation, mine, (first, last))
    rows = await Session.objects().where(where).order_by(Session.held_on, Session.starts_at, Session.id)
    return [one for one in rows if one.facilitator == person or is_asked(one, mine)]


async def own_times(person: int, organisation: int, first: date, last: date) -> list[Times]:
    """The same, of each only what a calendar needs: a feed is asked for often."""
    mine = await memberships_of(person, organisation)
    where = _own(person, organisation, mine, (first, last))
    columns = [getattr(Session, name) for name in Times.__slots__]
    rows = await Session.select(*columns).where(where).order_by(Session.held_on, Session.starts_at, Session.id)
    found = [Times(**row) for row in rows]
    return [one for one in found if one.facilitator == person or is_asked(one, mine)]


def _own(person: int, organisation: int, mine: Sequence[GroupMember], days: tuple[date, date]) -> Any:
    among = Or(Session.group.is_in([one.group for one in mine] or [-1]), Session.facilitator == person)
    between = And(Session.held_on >= days[0], Session.held_on <= days[1])
    return And(And(Session.organisation == organisation, between), And(among, ON_ITS_OWN))


def is_asked(session: Session | Times, memberships: Sequence[GroupMember]) -> bool:
    """Does one of these memberships cover the session's day?"""
    return any(
        one.group == session.group and one.from_on <= session.held_on <= (one.until_on or date.max)
        for one in memberships
    )


async def own_session_of_series(series: Series, person: int) -> list[Session]:
    """The sessions of a series to which she is asked, in their order."""
    mine = await memberships_of(person, series.organisation)
    rows = await Session.objects().where(Session.series == series.id).order_by(Session.planned_on)
    return [one for one in rows if is_asked(one, mine)]


async def person_named(code: str, organisation: int) -> Person:
    """The person with that code who is or was in a group of the organisation; NotFound otherwise."""
    try:
        person = await Person.objects().get(Person.code == UUID(code))
    except ValueError:
        raise NotFound from None
    if person is None or not await memberships_of(person.id, organisation):
        raise NotFound
    return person


async def without_address(members: Collection[Member]) -> frozenset[UUID]:
    """Who of them has no e-mail address in the register: codes of people."""
    rows = await Person.select(Person.code).where(
        Person.id.is_in([one.person for one in members] or [-1]), Person.email.is_null()
    )
    return frozenset(row["code"] for row in rows)


async def by_email(emails: Collection[str], organisation: int) -> dict[str, int]:
    """Members of any group of the organisation by their address in small letters; row ids."""
    wanted = {email.casefold() for email in emails if email}
    rows = await (
        GroupMember.select(GroupMember.person, GroupMember.person.email.as_alias("email"))
        .where(GroupMember.organisation == organisation, GroupMember.person.email.is_not_null(), current(GroupMember))
        .output(nested=False)
    )
    return {row["email"].casefold(): row["person"] for row in rows if row["email"].casefold() in wanted}


async def series_coded(codes: Collection[UUID], organisation: int) -> dict[UUID, Series]:
    where = And(Series.code.is_in(list(codes) or [UUID(int=0)]), Series.organisation == organisation)
    return {one.code: one for one in await Series.objects().where(where)}


async def sessions_coded(codes: Collection[UUID], organisation: int) -> dict[UUID, Session]:
    where = And(Session.code.is_in(list(codes) or [UUID(int=0)]), Session.organisation == organisation)
    return {one.code: one for one in await Session.objects().where(where)}


async def sessions_of_series(series: Collection[int]) -> list[Session]:
    return await Session.objects().where(Session.series.is_in(list(series) or [-1]))


async def memberships_in(organisation: int, people: Collection[int]) -> list[GroupMember]:
    """Every membership of these people (row ids)."""
    where = And(GroupMember.organisation == organisation, GroupMember.person.is_in(list(people) or [-1]))
    return await GroupMember.objects().where(where, current(GroupMember))


async def series_before(series: Series) -> dict[int, Series]:
    """The series that it follows, by row id."""
    if not series.follows:
        return {}
    return {one.id: one for one in await Series.objects().where(Series.id == series.follows)}


async def members_of_series(series: Series) -> list[Member]:
    """Whoever belongs to its group on at least one of its days, each once."""
    found = await members_of([series.group], since=series.first_on, until=series.last_on)
    return list({one.person: one for one in found}.values())
