"""Reads of when they can come: her own records by her alone, everybody's as what the rules need."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, Or
from piccolo.query.functions.aggregate import Count

from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.errors import NotFound
from staffdev.intervision.availability.rules.willing import Busy, Hers, OtherDays, Week
from staffdev.intervision.rules.instants import instant
from staffdev.intervision.tables import Availability, AvailabilityException, BusyCalendar, BusyInterval, GroupMember
from staffdev.people.tables import Person
from staffdev.weekly import DAY_MINUTES, minute_of, read

DAY = timedelta(days=1)


async def weeks_of(actor: Actor) -> list[Availability]:
    """Every week of hers that holds, has held or will, the latest first."""
    rows = Availability.objects().where(_hers(Availability, actor), current(Availability))
    return await rows.order_by(Availability.from_on, Availability.id, ascending=False)


async def is_asked_for_her_week(actor: Actor, today: date) -> bool:
    """Does she belong to a group while no week of hers holds today or later?"""
    ahead = Or(Availability.until_on.is_null(), Availability.until_on >= today)
    have = Availability.select(Availability.person).where(_hers(Availability, actor), current(Availability), ahead)
    belongs = And(_hers(GroupMember, actor), is_member_on(today))
    found: bool = await GroupMember.exists().where(belongs, GroupMember.person.not_in(have))
    return found


async def exceptions_of(actor: Actor, today: date) -> list[AvailabilityException]:
    """The days of hers that are not as usual, from today on, the next first."""
    table = AvailabilityException
    rows = table.objects().where(_hers(table, actor), current(table), table.until_on >= today)
    return await rows.order_by(table.from_on, table.id)


async def week_of(actor: Actor, code: UUID) -> Availability:
    """One of her own weeks; NotFound where it is another's or was taken back."""
    found: Availability = await _fact(Availability, actor, code)
    return found


async def exception_of(actor: Actor, code: UUID) -> AvailabilityException:
    """One of her own exceptions; NotFound where it is another's or was taken back."""
    found: AvailabilityException = await _fact(AvailabilityException, actor, code)
    return found


async def calendars_of(actor: Actor) -> list[dict[str, Any]]:
    """Her imported calendars by number, each with how many busy times it holds."""
    counted = await (
        BusyInterval.select(BusyInterval.calendar, Count())
        .where(BusyInterval.calendar.is_in(_ids_of_calendars(actor)))
        .group_by(BusyInterval.calendar)
    )
    many = {row["calendar"]: row["count"] for row in counted}
    rows = await BusyCalendar.select().where(_hers(BusyCalendar, actor)).order_by(BusyCalendar.number)
    return [row | {"many": many.get(row["id"], 0)} for row in rows]


async def calendar_of(actor: Actor, code: UUID) -> BusyCalendar:
    """One of her own calendars; NotFound where it is another's."""
    calendar = await BusyCalendar.objects().get(And(_hers(BusyCalendar, actor), BusyCalendar.code == code))
    if calendar is None:
        raise NotFound
    return calendar


async def gathered(people: Collection[int], first: date, last: date, organisation_id: int) -> Mapping[int, Hers]:
    """All that is known of when these people (row ids) can come on these days; three statements, however many.

    Whoever has nothing recorded has an empty `Hers`: every time of hers is UNKNOWN, which is not no.
    """
    weeks, exceptions, busy = defaultdict(list), defaultdict(list), defaultdict(list)
    ids = list(people)
    if ids:
        for row in await _rows(Availability, ids, first, last, organisation_id):
            weeks[row["person"]].append(Week(row["from_on"], row["until_on"], read(row["week"])))
        for row in await _rows(AvailabilityException, ids, first, last, organisation_id):
            exceptions[row["person"]].append(_other_days(row))
        for row in await _busy_times(ids, first, last, organisation_id):
            busy[row["person"]].append(Busy(row["starts_at"], row["ends_at"], row["is_soft"]))
    return {one: Hers(weeks[one], exceptions[one], busy[one]) for one in ids}


async def _rows(
    table: type[Availability | AvailabilityException], ids: list[int], first: date, last: date, organisation_id: int
) -> list[dict[str, Any]]:
    """The facts of these people that hold on one of these days, in the order in which they were recorded."""
    theirs = And(table.person.is_in(ids), table.organisation == organisation_id)
    days = And(table.from_on <= last, Or(table.until_on.is_null(), table.until_on >= first))
    return await table.select().where(theirs, current(table), days).order_by(table.recorded_at, table.id)


async def _busy_times(ids: list[int], first: date, last: date, organisation_id: int) -> list[dict[str, Any]]:
    begin, end = instant(first, time(0)), instant(last + DAY, time(0))
    theirs = And(BusyInterval.calendar.person.is_in(ids), BusyInterval.organisation == organisation_id)
    return await (
        BusyInterval.select(
            *(BusyInterval.starts_at, BusyInterval.ends_at, BusyInterval.is_soft),
            BusyInterval.calendar.person.as_alias("person"),
        )
        .where(theirs, BusyInterval.starts_at < end, BusyInterval.ends_at > begin)
        .order_by(BusyInterval.starts_at)
    )


async def busy_ahead(actor: Actor, since: datetime, until: datetime) -> list[Busy]:
    """The busy times of her own calendars between two instants."""
    rows = await (
        BusyInterval.select(BusyInterval.starts_at, BusyInterval.ends_at, BusyInterval.is_soft)
        .where(BusyInterval.calendar.is_in(_ids_of_calendars(actor)))
        .where(BusyInterval.starts_at < until, BusyInterval.ends_at > since)
        .order_by(BusyInterval.starts_at)
    )
    return [Busy(row["starts_at"], row["ends_at"], row["is_soft"]) for row in rows]


async def addresses_of(actor: Actor) -> frozenset[str]:
    """Her own e-mail addresses in small letters, by which a calendar says what she declined."""
    row = await Person.select(Person.email).where(Person.id == actor.person_id).first()
    return frozenset([row["email"].casefold()]) if row and row["email"] else frozenset()


def is_member_on(day: date) -> Any:
    """Where-clause for the memberships of a group that hold on that day."""
    ends = Or(GroupMember.until_on.is_null(), GroupMember.until_on >= day)
    return And(current(GroupMember), And(GroupMember.from_on <= day, ends))


def _ids_of_calendars(actor: Actor) -> Any:
    return BusyCalendar.select(BusyCalendar.id).where(_hers(BusyCalendar, actor))


def _other_days(row: dict[str, Any]) -> OtherDays:
    start = minute_of(row["starts_at"]) if row["starts_at"] else 0
    end = (minute_of(row["ends_at"]) or DAY_MINUTES) if row["ends_at"] else DAY_MINUTES
    return OtherDays(row["from_on"], row["until_on"], start, end, row["grade"])


def _hers(table: Any, actor: Actor) -> Any:
    return And(table.person == actor.person_id, table.organisation == actor.organisation_id)


async def _fact(table: Any, actor: Actor, code: UUID) -> Any:
    fact = await table.objects().where(table.code == code, _hers(table, actor), current(table)).first()
    if fact is None:
        raise NotFound
    return fact
