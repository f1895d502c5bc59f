"""Reads about imports; always of the organisation the actor acts for."""

from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any
from uuid import UUID

import msgspec
from piccolo.columns.combination import And

from staffdev.access import Actor
from staffdev.errors import NotFound
from staffdev.exchange.names import Register, WrittenName
from staffdev.exchange.reading import IN_ORDER, Sheets, read_sheets
from staffdev.exchange.tables import ImportBatch, ImportName, ImportRow, PersonAlias
from staffdev.exchange.vocabulary import BatchState, NameChoice, RowOutcome
from staffdev.people.queries import everybody_in
from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words import parse_person

PAGE = 50
CHUNK = 1000
NEWEST = 100
Row = dict[str, Any]


async def batch_visible_to(actor: Actor, code: UUID) -> ImportBatch:
    """The import with that code; NotFound where it is another organisation's."""
    where = And(ImportBatch.code == code, ImportBatch.organisation == actor.organisation_id)
    batch = await ImportBatch.objects().get(where)
    if batch is None:
        raise NotFound
    return batch


async def batches_visible_to(actor: Actor) -> list[ImportBatch]:
    """The newest imports of the organisation, newest first, without those that were discarded."""
    where = And(ImportBatch.organisation == actor.organisation_id, ImportBatch.state != BatchState.DISCARDED)
    return await ImportBatch.objects().where(where).order_by(ImportBatch.id, ascending=False).limit(NEWEST)


async def same_file(actor: Actor, sha256: str) -> ImportBatch | None:
    """The newest import of the very same file that was not taken back."""
    same = And(ImportBatch.sha256 == sha256, ImportBatch.organisation == actor.organisation_id)
    where = And(same, ImportBatch.state.is_in([BatchState.DRAFT, BatchState.APPLIED]))
    return await ImportBatch.objects().where(where).order_by(ImportBatch.id, ascending=False).first()


def sheets_of(batch: ImportBatch) -> Sheets:
    """How the sheets of the file are read."""
    return read_sheets(batch.sheets)


async def names_of(batch: ImportBatch) -> dict[str, WrittenName]:
    """The names in the file by their key, in the order in which they came."""
    rows = await ImportName.select().where(ImportName.batch == batch.id).order_by(ImportName.id)
    return {row["key"]: _name(row) for row in rows}


async def register_of(actor: Actor) -> Register:
    """Everybody of the organisation, and how its files have written them before."""
    people = await everybody_in(actor.organisation_id)
    aliases = await PersonAlias.select(PersonAlias.written_as, PersonAlias.person).where(
        PersonAlias.organisation == actor.organisation_id
    )
    names = {person["id"]: f"{person['first_name']} {person['last_name']}" for person in people}
    return Register(names, {key: row["person"] for row in aliases if (key := alias_key(row["written_as"]))})


def alias_key(typed: str) -> str | None:
    """What a spelling is found by; None for one that no longer reads as a name."""
    try:
        return parse_person(typed).key
    except Unreadable:
        return None


async def counts_of(batch_ids: Iterable[int]) -> dict[int, dict[str, int]]:
    """How many rows of each import have which outcome."""
    ids = list(batch_ids)
    if not ids:
        return {}
    listed = ", ".join(map(str, ids))
    rows = await ImportRow.raw(
        f'SELECT "batch", "outcome", count(*) AS "n" FROM "import_row" WHERE "batch" IN ({listed}) GROUP BY 1, 2'
    )
    found: dict[int, dict[str, int]] = {batch: {} for batch in ids}
    for row in rows:
        found[row["batch"]][row["outcome"]] = row["n"]
    return found


async def rows_page(batch: ImportBatch, *, outcomes: Iterable[str], page: int) -> tuple[list[Row], int]:
    """One page of the file's rows in their order, and how many there are with these outcomes."""
    where = And(ImportRow.batch == batch.id, ImportRow.outcome.is_in(list(outcomes)))
    total = await ImportRow.count().where(where)
    rows = await ImportRow.select().where(where).order_by(ImportRow.id).limit(PAGE).offset((page - 1) * PAGE)
    return rows, total


async def row_of(batch: ImportBatch, sheet: int, number: int) -> Row:
    """One row of the file; NotFound where there is none."""
    where = And(ImportRow.batch == batch.id, And(ImportRow.sheet == sheet, ImportRow.row_number == number))
    row: Row | None = await ImportRow.select().where(where).first()
    if row is None:
        raise NotFound
    return row


async def first_rows(batch: ImportBatch, sheet: int, most: int) -> list[Row]:
    """The first rows of a sheet, cells only."""
    where = And(ImportRow.batch == batch.id, ImportRow.sheet == sheet)
    return (
        await ImportRow.select(ImportRow.row_number, ImportRow.cells)
        .where(where)
        .order_by(ImportRow.row_number)
        .limit(most)
    )


async def each_chunk(
    batch: ImportBatch, sheet: int, *, outcomes: Iterable[RowOutcome] = RowOutcome
) -> AsyncIterator[list[Row]]:
    """The rows of one sheet in their order, a thousand at a time."""
    last, wanted = 0, list(outcomes)
    while True:
        where = And(And(ImportRow.batch == batch.id, ImportRow.sheet == sheet), ImportRow.id > last)
        rows = (
            await ImportRow.select().where(where, ImportRow.outcome.is_in(wanted)).order_by(ImportRow.id).limit(CHUNK)
        )
        if rows:
            yield rows
        if len(rows) < CHUNK:
            return
        last = rows[-1]["id"]


def in_order(sheets: Sheets) -> Sheets:
    """People first, then offices, then the ledger: whoever one sheet enters the next may name."""
    return tuple(sorted(sheets, key=lambda sheet: (IN_ORDER.index(sheet.kind), sheet.index)))


def answers_of(row: Mapping[str, Any]) -> dict[str, str]:
    """What a person typed in place of the row's cells."""
    return msgspec.json.decode(row["answers"], type=dict[str, str]) if row["answers"] else {}


def _name(row: Row) -> WrittenName:
    return WrittenName(
        key=row["key"],
        typed=msgspec.json.decode(row["typed"], type=list[str]),
        rows=row["rows"],
        in_register=row["in_register"],
        choice=NameChoice(row["choice"]) if row["choice"] else None,
        person=row["person"],
        same_as=row["same_as"],
        confirmed=row["confirmed"],
        id=row["id"],
    )
