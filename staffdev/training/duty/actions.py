"""Writes about duty: entered, corrected and taken back, with the audit entry in one transaction."""

from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Invalid
from staffdev.people.tables import DutyAssignment, Person
from staffdev.training.duty.entry import duty_problems
from staffdev.training.duty.forms import DutyForm
from staffdev.training.duty.queries import background_of


async def record_duty(person: Person, form: DutyForm, *, actor: Actor) -> DutyAssignment:
    """Enter her for duty; Invalid, saying what is missing, where she may only observe."""
    values = {name: getattr(form, name) for name in form.__struct_fields__}
    who = {"person": person.id, "organisation": actor.organisation_id}
    async with transaction():
        if problems := duty_problems(form, await background_of(person, actor)):
            raise Invalid(problems)
        duty = await facts.record(DutyAssignment, by=actor.account_code, at=clock.now(), **who, **values)
        await audit.record(Event.PEOPLE_DUTY_RECORD, about=duty.code, actor=actor, person=_name(person), **values)
    return duty


async def correct_duty(person: Person, duty: DutyAssignment, form: DutyForm, *, actor: Actor) -> None:
    """Write the entry anew, or end it; what was there stays as history."""
    new = {name: getattr(form, name) for name in form.__struct_fields__}
    async with transaction():
        if problems := duty_problems(form, await background_of(person, actor, but=duty.id)):
            raise Invalid(problems)
        changes = {name: [getattr(duty, name), value] for name, value in new.items() if getattr(duty, name) != value}
        if changes:
            await facts.supersede(duty, by=actor.account_code, at=clock.now(), **new)
            about: dict[str, Any] = {"person": _name(person), "changes": changes}
            await audit.record(Event.PEOPLE_DUTY_CORRECT, about=duty.code, actor=actor, **about)


async def withdraw_duty(person: Person, duty: DutyAssignment, because: str, *, actor: Actor) -> None:
    """Take the entry back, with the reason."""
    async with transaction():
        await facts.withdraw(duty, by=actor.account_code, at=clock.now(), because=because)
        about: dict[str, Any] = {"person": _name(person), "because": because}
        await audit.record(Event.PEOPLE_DUTY_WITHDRAW, about=duty.code, actor=actor, **about)


def _name(person: Person) -> str:
    return f"{person.first_name} {person.last_name}"
