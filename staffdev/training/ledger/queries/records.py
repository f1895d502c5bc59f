"""Single records: who may see them, what stands beside them, and what they were before."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, Or

from staffdev.access import LEADERS, Actor, Role
from staffdev.accounts.tables import Account
from staffdev.db.facts import current
from staffdev.db.transactions import locked
from staffdev.errors import NotFound
from staffdev.people.tables import Person
from staffdev.rulebook.dates import year_span
from staffdev.training.ledger.offices import Today
from staffdev.training.tables import TrainingRecord


def visible_to(table: Any, actor: Actor, today: Today) -> Any:
    """Where-clause for the rows she may know of: all of her organisation, those the board verifies, or her own."""
    mine = And(table.organisation == actor.organisation_id, current(table))
    if actor.is_any(*LEADERS, Role.AUDITOR):
        return mine
    hers = {actor.person_id} | (today.boards if actor.is_any(Role.BOARD_MEMBER) else set())
    return And(mine, table.person.is_in(sorted(hers)))


async def record_visible_to(actor: Actor, code: UUID, today: Today) -> TrainingRecord:
    """The record with that code; NotFound where it does not exist for the one who asks, or was taken back."""
    visible = visible_to(TrainingRecord, actor, today)
    found = await TrainingRecord.objects().where(TrainingRecord.code == code, visible).first()
    if found is None:
        raise NotFound
    return found


async def rows_to_decide(table: Any, codes: Collection[UUID], actor: Actor, today: Today) -> list[Any]:
    """The rows with these codes that exist for her, held until the transaction ends."""
    if not codes:
        return []
    visible = visible_to(table, actor, today)
    rows: list[Any] = await locked(table.objects().where(table.code.is_in(list(codes)), visible).order_by(table.id))
    return rows


async def same_days_of(
    person_id: int, organisation_id: int, days: Iterable[date], *, but: int = -1
) -> list[TrainingRecord]:
    """Her other records of these days."""
    hers = And(TrainingRecord.person == person_id, TrainingRecord.organisation == organisation_id)
    there = And(hers, TrainingRecord.held_on.is_in(sorted(set(days))))
    return await TrainingRecord.objects().where(there, current(TrainingRecord), TrainingRecord.id != but)


async def records_of_year(person_id: int, organisation_id: int, year: int) -> list[dict[str, Any]]:
    """Her records of one year, latest day first."""
    hers, span = _hers(person_id, organisation_id), year_span(year)
    there = And(TrainingRecord.held_on >= span.first, TrainingRecord.held_on <= span.last)
    return await (
        TrainingRecord.select()
        .where(hers, there, current(TrainingRecord))
        .order_by(TrainingRecord.held_on, TrainingRecord.id, ascending=False)
    )


async def years_of(person_id: int, organisation_id: int, today: date) -> list[int]:
    """The years she has records of, and this one, latest first."""
    rows = await (
        TrainingRecord.select(TrainingRecord.held_on)
        .where(_hers(person_id, organisation_id), current(TrainingRecord))
        .distinct()
    )
    return sorted({row["held_on"].year for row in rows} | {today.year}, reverse=True)


async def days_of_entry(record: TrainingRecord) -> list[dict[str, Any]]:
    """The days of the same training, in their order."""
    together = And(TrainingRecord.entry == record.entry, TrainingRecord.organisation == record.organisation)
    return await (
        TrainingRecord.select(TrainingRecord.code, TrainingRecord.held_on, TrainingRecord.minutes)
        .where(together, current(TrainingRecord))
        .order_by(TrainingRecord.held_on, TrainingRecord.id)
    )


async def versions_of(table: Any, row: Any) -> list[dict[str, Any]]:
    """Every version of a record, the one that holds now first."""
    same = Or(table.id == row.id, table.version_of == row.id)
    versions: list[dict[str, Any]] = await table.select().where(same).order_by(table.recorded_at, ascending=False)
    return versions


async def accounts_named(codes: Iterable[UUID | None]) -> dict[UUID, str]:
    """The names behind codes of accounts."""
    wanted = list({code for code in codes if code})
    if not wanted:
        return {}
    rows = await Account.select(Account.code, Account.name).where(Account.code.is_in(wanted))
    return {row["code"]: row["name"] for row in rows}


async def people_by_id(ids: Iterable[int]) -> dict[int, Person]:
    """People by row id."""
    wanted = list(set(ids))
    rows = await Person.objects().where(Person.id.is_in(wanted)) if wanted else []
    return {row.id: row for row in rows}


async def person_of(person_id: int) -> Person:
    """The person with that row id; NotFound where an account belongs to none."""
    found = await Person.objects().where(Person.id == person_id).first()
    if found is None:
        raise NotFound
    return found


def _hers(person_id: int, organisation_id: int) -> And:
    return And(TrainingRecord.person == person_id, TrainingRecord.organisation == organisation_id)
