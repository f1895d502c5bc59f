"""The whole file is recorded at once, or nothing of it; and taken back as a whole, as far as nobody built on it."""

from collections.abc import Sequence
from typing import Any

from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict
from staffdev.exchange.bulk import update_many
from staffdev.exchange.entries import read_reading
from staffdev.exchange.imports import naming, queries
from staffdev.exchange.imports.changing import lock
from staffdev.exchange.imports.grounds import ground_of, know_sessions
from staffdev.exchange.imports.staging import Given, Progress, fill, new_batch, row_values
from staffdev.exchange.imports.writing import Writer
from staffdev.exchange.names import Register, WrittenName, resolve
from staffdev.exchange.planning import Ground, Plan, in_planning_order, plan_row
from staffdev.exchange.tables import ImportBatch, ImportRow
from staffdev.exchange.vocabulary import BatchState, RowDecision, RowOutcome
from staffdev.i18n import N_
from staffdev.sheets.reading import Sheet
from staffdev.sheets.tables import RowKind

NOTHING = N_("No row of this file is ready to be recorded. Decide about those that need you first.")
READY = (RowOutcome.READY,)


async def apply_import(batch: ImportBatch, *, actor: Actor, progress: Progress = lambda _name, _count: None) -> int:
    """Record every row that is ready, all in one transaction; how many were recorded."""
    async with transaction():
        await lock(batch)
        register = await queries.register_of(actor)
        names = await queries.names_of(batch)
        ground = await ground_of(names, register, actor)
        writer = writer_for(batch, register, actor)
        for sheet in queries.in_order(queries.sheets_of(batch)):
            ground.group = sheet.group
            async for rows in queries.each_chunk(batch, sheet.index, outcomes=READY):
                await _take(rows, ground, writer)
                progress(sheet.name, writer.rows)
        if not writer.rows:
            raise Conflict(NOTHING)
        await _finish(batch, names, writer, actor)
    return writer.rows


async def stage_and_apply(
    sheets: Sequence[Sheet], filename: str, sha256: str, *, actor: Actor, given: Given, progress: Progress
) -> ImportBatch:
    """Bring a file in and record at once every row that is ready, in one pass over the file and one transaction.

    An import without such a row stays as it is, to be looked at.
    """
    async with transaction():
        batch = new_batch(filename, sha256, actor)
        writer = writer_for(batch, await queries.register_of(actor), actor)
        await fill(batch, sheets, actor=actor, given=given, progress=progress, writer=writer)
        if writer.rows:
            await _finish(batch, await queries.names_of(batch), writer, actor)
    return batch


def writer_for(batch: ImportBatch, register: Register, actor: Actor) -> Writer:
    """A writer that knows everybody of the register."""
    return Writer(batch, actor, {person: (person, name) for person, name in register.people.items()})


async def _finish(batch: ImportBatch, names: dict[str, WrittenName], writer: Writer, actor: Actor) -> None:
    """The import is recorded: say so, and remember who was who."""
    batch.state, batch.applied_at = BatchState.APPLIED, writer.at
    await batch.save([ImportBatch.state, ImportBatch.applied_at])
    await audit.record_many(await naming.remember(names.values(), _refs(names, writer), actor=actor), actor=actor)
    detail: dict[str, Any] = {"name": batch.filename, "rows": writer.rows, "facts": dict(writer.counts)}
    await audit.record(Event.EXCHANGE_IMPORT_APPLY, about=batch.code, actor=actor, **detail)


async def _take(rows: list[queries.Row], ground: Ground, writer: Writer) -> None:
    """Plan the rows against what is recorded this very moment, and write those that are still ready."""
    readings = [read_reading(row["reading"]) for row in rows]
    await know_sessions(ground, (reading.entry for reading in readings), writer.actor)
    ready: list[tuple[int, Plan]] = []
    changed: list[Any] = []
    for place in in_planning_order([reading.entry for reading in readings]):
        row, reading = rows[place], readings[place]
        plan = plan_row(RowKind(row["kind"]), reading, RowDecision(row["decision"]), ground)
        if plan.outcome is RowOutcome.READY:
            ready.append((row["id"], plan))
        else:
            values = row_values(reading, plan)
            changed.append((values["outcome"], values["plan"], row["id"]))
    became = await writer.write([plan for _, plan in ready])
    written = [(codes, RowOutcome.WRITTEN.value, row_id) for codes, (row_id, _) in zip(became, ready, strict=True)]
    await update_many(ImportRow, ("written", "outcome"), written)
    await update_many(ImportRow, ("outcome", "plan"), changed)


def _refs(names: dict[str, WrittenName], writer: Writer) -> dict[str, tuple[int, str]]:
    """Row id and name of whoever each written name turned out to be."""
    people = {ref: name for ref, (_, name) in writer.people.items() if isinstance(ref, int)}
    found = {key: resolve(key, names, people) for key in names}
    return {key: writer.people[who.ref] for key, who in found.items() if who and who.ref in writer.people}
