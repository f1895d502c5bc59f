"""What a handler of the ledger is handed: the record, the basic training or the fact in the address, or 404."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.training.ledger.offices import Today
from staffdev.training.ledger.queries.basic import basic_training_visible_to
from staffdev.training.ledger.queries.offices import offices_on
from staffdev.training.ledger.queries.records import record_visible_to
from staffdev.training.tables import BasicTraining, TrainingRecord

TheOffices: TypeAlias = NamedDependency[Today]
TheBasicTraining: TypeAlias = NamedDependency[BasicTraining]
TheRecord: TypeAlias = NamedDependency[TrainingRecord]


async def offices_now(actor: NamedDependency[Actor], today: NamedDependency[date]) -> Today:
    """Who holds which office today."""
    return await offices_on(actor, today)


async def visible_record(
    record_code: FromPath[UUID], actor: NamedDependency[Actor], offices: NamedDependency[Today]
) -> TrainingRecord:
    """The record in the address; 404 where it does not exist for the one who asks."""
    return await record_visible_to(actor, record_code, offices)


async def visible_basic_training(
    training_code: FromPath[UUID], actor: NamedDependency[Actor], offices: NamedDependency[Today]
) -> BasicTraining:
    """The basic training in the address; 404 where it does not exist for the one who asks."""
    return await basic_training_visible_to(actor, training_code, offices)
