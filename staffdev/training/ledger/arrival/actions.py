"""Writes about a new engagement: recorded once, corrected, taken back."""

from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Invalid
from staffdev.i18n import N_
from staffdev.people.tables import Engagement, Person
from staffdev.training.ledger.arrival.kinds import ArrivalKind, arrival_problems
from staffdev.training.ledger.arrival.queries import arrivals_of


async def record_arrival(kind: ArrivalKind, person: Person, engagement: Engagement, form: Any, *, actor: Actor) -> Any:
    """Record the act; Invalid where it is recorded already, or its day cannot be."""
    values = {name: getattr(form, name) for name in form.__struct_fields__}
    whose = {"organisation": actor.organisation_id, "engagement": engagement.id}
    whose |= {"person": person.id} if kind.has_person else {}
    async with transaction():
        _refuse(kind, form, engagement)
        if any(one.engagement == engagement.id for one in await arrivals_of(kind, person, actor)):
            raise Invalid({"": N_("It is recorded already for this engagement. Correct that record instead.")})
        made: Any = await facts.record(kind.table, by=actor.account_code, at=clock.now(), **whose, **values)
        about: dict[str, Any] = {"person": _name(person), **values}
        await audit.record(kind.recorded, about=made.code, actor=actor, **about)
    return made


async def correct_arrival(
    kind: ArrivalKind, person: Person, engagement: Engagement, row: Any, form: Any, *, actor: Actor
) -> None:
    """Write the act anew; what was there stays as history."""
    new = {name: getattr(form, name) for name in form.__struct_fields__}
    changes = {name: [getattr(row, name), value] for name, value in new.items() if getattr(row, name) != value}
    async with transaction():
        _refuse(kind, form, engagement)
        if changes:
            await facts.supersede(row, by=actor.account_code, at=clock.now(), **new)
            about: dict[str, Any] = {"person": _name(person), "changes": changes}
            await audit.record(kind.corrected, about=row.code, actor=actor, **about)


async def withdraw_arrival(kind: ArrivalKind, person: Person, row: Any, because: str, *, actor: Actor) -> None:
    """Take the act back, with the reason."""
    async with transaction():
        await facts.withdraw(row, by=actor.account_code, at=clock.now(), because=because)
        about: dict[str, Any] = {"person": _name(person), "because": because}
        await audit.record(kind.withdrawn, about=row.code, actor=actor, **about)


def _refuse(kind: ArrivalKind, form: Any, engagement: Engagement) -> None:
    if problems := arrival_problems(kind, form, engagement, today=clock.today()):
        raise Invalid(problems)


def _name(person: Person) -> str:
    return f"{person.first_name} {person.last_name}"
