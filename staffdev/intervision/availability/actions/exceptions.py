"""Days that are not as usual: recorded, corrected, taken back; why is never asked."""

from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Invalid
from staffdev.i18n import N_
from staffdev.intervision.availability import queries
from staffdev.intervision.availability.actions.weeks import TAKEN_BACK
from staffdev.intervision.availability.forms import ExceptionForm
from staffdev.intervision.tables import AvailabilityException


async def record_exception(form: ExceptionForm, *, actor: Actor) -> AvailabilityException:
    """Record days that are not as usual; of two for the same time the one recorded later counts."""
    values = _values(form)
    if values["until_on"] < clock.today():
        raise Invalid({"until_on": N_("These days are over. Enter days from today on.")})
    async with transaction():
        whose = {"organisation": actor.organisation_id, "person": actor.person_id}
        row = await facts.record(AvailabilityException, by=actor.account_code, at=clock.now(), **whose, **values)
        await audit.record(Event.INTERVISION_EXCEPTION_RECORD, about=row.code, actor=actor)
    return row


async def correct_exception(row: AvailabilityException, form: ExceptionForm, *, actor: Actor) -> None:
    """Write the exception anew; what was there stays as history."""
    new = _values(form)
    async with transaction():
        fresh = await queries.exception_of(actor, row.code)
        if all(getattr(fresh, name) == value for name, value in new.items()):
            return
        await facts.supersede(fresh, by=actor.account_code, at=clock.now(), **new)
        await audit.record(Event.INTERVISION_EXCEPTION_CORRECT, about=fresh.code, actor=actor)


async def withdraw_exception(row: AvailabilityException, *, actor: Actor) -> None:
    """Take the exception back: her week counts on these days again."""
    async with transaction():
        fresh = await queries.exception_of(actor, row.code)
        await facts.withdraw(fresh, by=actor.account_code, at=clock.now(), because=TAKEN_BACK)
        await audit.record(Event.INTERVISION_EXCEPTION_WITHDRAW, about=fresh.code, actor=actor)


def _values(form: ExceptionForm) -> dict[str, Any]:
    times = {"starts_at": form.starts_at, "ends_at": form.ends_at}
    return {"from_on": form.from_on, "until_on": form.until_on or form.from_on, "grade": form.grade.value, **times}
