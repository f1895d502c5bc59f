"""Her own calendars: what is busy replaces what was read before; no word of a file arrives here."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import insert_many, locked, transaction
from staffdev.intervision.availability import queries
from staffdev.intervision.availability.rules.willing import Busy
from staffdev.intervision.tables import BusyCalendar, BusyInterval
from staffdev.people.tables import Person


async def import_calendar(
    number: int, times: Sequence[Busy], days: tuple[date, date], *, whole_days: bool, actor: Actor
) -> BusyCalendar:
    """Keep when she is busy by her calendar of that number; what it said before is forgotten."""
    content: dict[str, Any] = {"imported_at": clock.now(), "from_on": days[0], "until_on": days[1]}
    async with transaction():
        await locked(Person.objects().where(Person.id == actor.person_id)).first()
        calendar = await _saved(number, content | {"are_whole_days_busy": whole_days}, actor)
        await BusyInterval.delete().where(BusyInterval.calendar == calendar.id)
        own = {"organisation": actor.organisation_id, "calendar": calendar.id}
        await insert_many(BusyInterval, ({"code": uuid4(), **own, **_row(one)} for one in times))
        await audit.record(Event.INTERVISION_CALENDAR_IMPORT, about=calendar.code, actor=actor, number=number)
    return calendar


async def remove_calendar(calendar: BusyCalendar, *, actor: Actor) -> None:
    """Forget a calendar of hers with all its times."""
    async with transaction():
        fresh = await queries.calendar_of(actor, calendar.code)
        await BusyInterval.delete().where(BusyInterval.calendar == fresh.id)
        await BusyCalendar.delete().where(BusyCalendar.id == fresh.id)
        event = Event.INTERVISION_CALENDAR_REMOVE
        await audit.record(event, about=fresh.code, actor=actor, number=fresh.number)


async def _saved(number: int, content: dict[str, Any], actor: Actor) -> BusyCalendar:
    """Her calendar of that number, new or written anew."""
    whose = {"organisation": actor.organisation_id, "person": actor.person_id, "number": number}
    mine = (BusyCalendar.person == actor.person_id) & (BusyCalendar.organisation == actor.organisation_id)
    calendar = await BusyCalendar.objects().where(mine, BusyCalendar.number == number).first()
    if calendar is None:
        values: dict[Any, Any] = {"code": uuid4(), **whose, **content}
        calendar = BusyCalendar(**values)
    for name, value in content.items():
        setattr(calendar, name, value)
    await calendar.save()
    return calendar


def _row(one: Busy) -> dict[str, object]:
    return {"starts_at": one.starts_at, "ends_at": one.ends_at, "is_soft": one.is_soft}
