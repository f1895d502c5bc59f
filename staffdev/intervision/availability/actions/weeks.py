"""Her week: recorded, corrected, taken back; those beside it make room by themselves."""

from collections.abc import Sequence
from datetime import date

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import locked, transaction
from staffdev.intervision.availability import queries
from staffdev.intervision.availability.forms import WeekForm
from staffdev.intervision.availability.rules.placing import Days, Placing, placing
from staffdev.intervision.tables import Availability
from staffdev.people.tables import Person
from staffdev.weekly import Stretch, write

TAKEN_BACK = "taken back by herself"


async def record_week(form: WeekForm, week: Sequence[Stretch], *, actor: Actor) -> Placing:
    """Record her week from a day on; says until when it holds and which earlier ones made room."""
    async with transaction():
        placed = placing(form, await _held(actor))
        await _make_room(placed, actor)
        row = await _record(write(week), Days(form.from_on, placed.until_on), actor)
        await audit.record(Event.INTERVISION_AVAILABILITY_RECORD, about=row.code, actor=actor)
    return placed


async def correct_week(row: Availability, form: WeekForm, week: Sequence[Stretch], *, actor: Actor) -> Placing:
    """Write one of her weeks anew; what was there stays as history."""
    async with transaction():
        held = await _held(actor)
        placed = placing(form, [one for one in held if one.id != row.id])
        fresh = await queries.week_of(actor, row.code)
        new = {"week": write(week), "from_on": form.from_on, "until_on": placed.until_on}
        if all(getattr(fresh, name) == value for name, value in new.items()):
            return placed
        await _make_room(placed, actor)
        await facts.supersede(fresh, by=actor.account_code, at=clock.now(), **new)
        await audit.record(Event.INTERVISION_AVAILABILITY_CORRECT, about=fresh.code, actor=actor)
    return placed


async def withdraw_week(row: Availability, *, actor: Actor) -> None:
    """Take a week back: on its days nothing is recorded then."""
    async with transaction():
        fresh = await queries.week_of(actor, row.code)
        await facts.withdraw(fresh, by=actor.account_code, at=clock.now(), because=TAKEN_BACK)
        await audit.record(Event.INTERVISION_AVAILABILITY_WITHDRAW, about=fresh.code, actor=actor)


async def _held(actor: Actor) -> list[Availability]:
    """Her weeks; nobody writes about her from another window until the transaction ends."""
    await locked(Person.objects().where(Person.id == actor.person_id)).first()
    return await queries.weeks_of(actor)


async def _make_room(placed: Placing, actor: Actor) -> None:
    by, at = actor.account_code, clock.now()
    for old, left in placed.left:
        if not left:
            await facts.withdraw(old, by=by, at=at, because=TAKEN_BACK)
            continue
        first, *further = left
        await facts.supersede(old, by=by, at=at, from_on=first.from_on, until_on=first.until_on)
        for days in further:
            await _record(old.week, days, actor)


async def _record(week: str, days: Days, actor: Actor) -> Availability:
    whose = {"organisation": actor.organisation_id, "person": actor.person_id}
    period: dict[str, date | None] = {"from_on": days.from_on, "until_on": days.until_on}
    return await facts.record(Availability, by=actor.account_code, at=clock.now(), week=week, **whose, **period)
