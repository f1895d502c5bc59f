"""Reads about basic training (Art. 15(3))."""

from typing import Any
from uuid import UUID

from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.db.transactions import locked
from staffdev.errors import NotFound
from staffdev.people.tables import Person
from staffdev.training.ledger.offices import Today
from staffdev.training.ledger.queries.records import visible_to
from staffdev.training.tables import BasicTraining

PAGE = 50


async def basic_trainings_visible_to(actor: Actor, today: Today, *, page: int = 1) -> tuple[list[dict[str, Any]], int]:
    """One page of basic trainings, those that wait first, then the latest."""
    visible = visible_to(BasicTraining, actor, today)
    total = await BasicTraining.count().where(visible)
    rows = await (
        BasicTraining.select(
            *BasicTraining.all_columns(),
            BasicTraining.person.code,
            BasicTraining.person.first_name,
            BasicTraining.person.last_name,
        )
        .where(visible)
        .order_by(BasicTraining.state, BasicTraining.id)
        .order_by(BasicTraining.completed_on, ascending=False)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return rows, total


async def basic_trainings_of(person: Person, actor: Actor) -> list[BasicTraining]:
    """Her basic trainings in the organisation that asks, latest first."""
    hers = (BasicTraining.person == person.id) & (BasicTraining.organisation == actor.organisation_id)
    return await (
        BasicTraining.objects()
        .where(hers, current(BasicTraining))
        .order_by(BasicTraining.completed_on, BasicTraining.id, ascending=False)
    )


async def basic_training_visible_to(actor: Actor, code: UUID, today: Today) -> BasicTraining:
    """The basic training with that code; NotFound where it does not exist for the one who asks."""
    found = (
        await BasicTraining.objects().where(BasicTraining.code == code, visible_to(BasicTraining, actor, today)).first()
    )
    if found is None:
        raise NotFound
    return found


async def stored_now(training: BasicTraining) -> BasicTraining | None:
    """The row as it stands now, held until the transaction ends."""
    return await locked(BasicTraining.objects().where(BasicTraining.id == training.id)).first()
