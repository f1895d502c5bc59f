"""Corrections before anything is recorded: how a sheet is read, who is who, what a cell means, which rows stay out."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import locked, transaction
from staffdev.errors import Conflict, Invalid
from staffdev.exchange.bulk import update_many
from staffdev.exchange.cells import read_row
from staffdev.exchange.entries import Reading, names_in, read_reading, reading_of
from staffdev.exchange.imports import naming, queries
from staffdev.exchange.imports.grounds import ground_of, know_sessions
from staffdev.exchange.imports.staging import MOST_ROWS_ON_THE_WEB, row_values
from staffdev.exchange.names import Register, WrittenName, propose
from staffdev.exchange.planning import in_planning_order, plan_row
from staffdev.exchange.reading import SheetPlan, read_rows, replanned, write_sheets
from staffdev.exchange.tables import ImportBatch, ImportRow
from staffdev.exchange.vocabulary import BatchState, NameChoice, RowDecision, RowOutcome, TableKind
from staffdev.i18n import N_, S_
from staffdev.sheets.tables import RowKind

COLUMNS = ("kind", "answers", "decision", "reading", "outcome", "plan")
OPEN = (RowOutcome.READY, RowOutcome.NEEDS_YOU, RowOutcome.SKIPPED)
Decide = Callable[[queries.Row, Reading], RowDecision]


async def correct_sheet(
    batch: ImportBatch,
    index: int,
    kind: TableKind,
    header_row: int,
    columns: Mapping[str, int | None] | None,
    *,
    actor: Actor,
    group: str | None = None,
) -> None:
    """Read one sheet otherwise; without `columns` they are guessed anew. `group` is whose list of intervision it is."""
    async with transaction():
        await lock(batch)
        sheets = queries.sheets_of(batch)
        header = read_row(header_row, (await _cells(batch, index, header_row)))
        changed = msgspec.structs.replace(replanned(sheets[index], kind, header, columns), group=group)
        new = tuple(changed if sheet.index == index else sheet for sheet in sheets)
        batch.sheets = write_sheets(new).decode()
        await batch.save([ImportBatch.sheets])
        await _plan_again(batch, actor, reread={index})
        detail: dict[str, Any] = {
            "name": changed.name,
            "kind": kind.value,
            "header_row": header_row,
            "columns": dict(changed.columns),
        }
        await audit.record(Event.EXCHANGE_IMPORT_EDIT, about=batch.code, actor=actor, **detail)


async def answer_row(batch: ImportBatch, sheet: int, number: int, answers: Mapping[str, str], *, actor: Actor) -> None:
    """Read one row with what a person typed in place of its cells; what was typed is what she confirms."""
    async with transaction():
        await lock(batch)
        row = await queries.row_of(batch, sheet, number)
        kept = {field: text for field, text in answers.items() if text}
        text = msgspec.json.encode(kept).decode() if kept else None
        await update_many(ImportRow, ("answers", "decision"), [(text, RowDecision.UNDECIDED.value, row["id"])])
        await _plan_again(batch, actor, reread={sheet})
        await audit.record(Event.EXCHANGE_ROW_DECIDE, about=batch.code, actor=actor, row=number, values=kept)


async def decide_rows(batch: ImportBatch, decide: Decide, *, actor: Actor, **detail: Any) -> int:
    """Accept rows or leave them out, as `decide` says of each; how many changed."""
    async with transaction():
        await lock(batch)
        changed = 0
        for sheet in queries.sheets_of(batch):
            async for rows in queries.each_chunk(batch, sheet.index, outcomes=OPEN):
                decided = [(decide(row, read_reading(row["reading"])).value, row) for row in rows]
                different = [(decision, row["id"]) for decision, row in decided if decision != row["decision"]]
                await update_many(ImportRow, ("decision",), different)
                changed += len(different)
        if changed:
            await _plan_again(batch, actor)
            await audit.record(Event.EXCHANGE_ROW_DECIDE, about=batch.code, actor=actor, rows=changed, **detail)
    return changed


async def look_again(batch: ImportBatch, *, actor: Actor) -> int:
    """Plan the rows against what is recorded by now: a year reopened, somebody entered; how many stand otherwise."""
    async with transaction():
        await lock(batch)
        changed = await _plan_again(batch, actor)
        if changed:
            await audit.record(Event.EXCHANGE_IMPORT_EDIT, about=batch.code, actor=actor, rows=changed)
    return changed


async def choose_people(batch: ImportBatch, choices: Mapping[str, tuple[NameChoice, Any]], *, actor: Actor) -> None:
    """Keep who a person says each name is; a name without a choice stays open."""
    async with transaction():
        await lock(batch)
        names = await queries.names_of(batch)
        for key, written in names.items():
            _choose(written, choices.get(key))
        await naming.keep_names(batch, names)
        await _plan_again(batch, actor)
        said = {written.typed[0]: str(written.choice) for written in names.values() if written.confirmed}
        await audit.record(Event.EXCHANGE_IMPORT_EDIT, about=batch.code, actor=actor, people=said)


async def discard(batch: ImportBatch, *, actor: Actor) -> None:
    """Put a file away that was never recorded."""
    async with transaction():
        await lock(batch)
        batch.state = BatchState.DISCARDED
        await batch.save([ImportBatch.state])
        await audit.record(Event.EXCHANGE_IMPORT_DISCARD, about=batch.code, actor=actor, name=batch.filename)


async def lock(batch: ImportBatch) -> None:
    """Hold the import as it is stored now; Conflict where somebody has recorded it meanwhile."""
    rows = await locked(ImportBatch.select(ImportBatch.state).where(ImportBatch.id == batch.id))
    if rows[0]["state"] != BatchState.DRAFT:
        raise Conflict(N_("This import was recorded or put away meanwhile. Open it again to see how it stands."))


async def _cells(batch: ImportBatch, index: int, number: int) -> str:
    sheets = queries.sheets_of(batch)
    if not 0 <= index < len(sheets):
        raise Invalid({"": S_("There is no such sheet.")})
    rows = await ImportRow.select(ImportRow.cells).where(
        ImportRow.batch == batch.id, ImportRow.sheet == index, ImportRow.row_number == number
    )
    if not rows:
        raise Invalid(
            {"header_row": S_("There is no row %(row)s. Enter the row in which the columns are named.", row=number)}
        )
    return str(rows[0]["cells"])


def _choose(written: WrittenName, chosen: tuple[NameChoice, Any] | None) -> None:
    written.person = written.same_as = None
    written.choice, written.confirmed = (chosen[0], True) if chosen else (None, False)
    if chosen and chosen[0] is NameChoice.PERSON:
        written.person = chosen[1]
    if chosen and chosen[0] is NameChoice.SAME:
        written.same_as = chosen[1]


async def _plan_again(batch: ImportBatch, actor: Actor, *, reread: Iterable[int] = ()) -> int:
    """Plan every row anew, for one row may depend on any other; the sheets in `reread` are also read anew.

    How many rows are different now.
    """
    sheets, again = queries.sheets_of(batch), set(reread)
    if sum(sheet.rows for sheet in sheets) > MOST_ROWS_ON_THE_WEB:
        said = "This file has more than %(most)s rows. Correct it in the spreadsheet and import it again."
        raise Conflict(S_(said, most=MOST_ROWS_ON_THE_WEB))
    read = {sheet.index: await _readings(batch, sheet, anew=sheet.index in again) for sheet in sheets}
    register = await queries.register_of(actor)
    names = await queries.names_of(batch)
    if again:
        names = _names_again(sheets, read, names, register)
        await naming.keep_names(batch, names)
    ground, different = await ground_of(names, register, actor), 0
    for sheet in queries.in_order(sheets):
        rows, ground.group = read[sheet.index], sheet.group
        await know_sessions(ground, (reading.entry for _, _, reading in rows), actor)
        places = in_planning_order([reading.entry for _, _, reading in rows])
        changed = [record for place in places if (record := _changed(*rows[place], ground))]
        await update_many(ImportRow, COLUMNS, changed)
        different += len(changed)
    return different


Read = list[tuple[queries.Row, RowKind, Reading]]


async def _readings(batch: ImportBatch, sheet: SheetPlan, *, anew: bool) -> Read:
    rows = [row async for chunk in queries.each_chunk(batch, sheet.index) for row in chunk]
    if not anew:
        return [(row, RowKind(row["kind"]), read_reading(row["reading"])) for row in rows]
    answers = {row["row_number"]: queries.answers_of(row) for row in rows}
    found = read_rows(sheet, [read_row(row["row_number"], row["cells"]) for row in rows], answers)
    return [(row, one.kind, reading_of(one)) for row, one in zip(rows, found, strict=True)]


def _names_again(
    sheets: Iterable[SheetPlan], read: Mapping[int, Read], known: Mapping[str, WrittenName], register: Register
) -> dict[str, WrittenName]:
    """The names as they stand in the rows now, with what was chosen for those that were there before."""
    names: dict[str, WrittenName] = {}
    for sheet in queries.in_order(tuple(sheets)):
        for _, _, reading in read[sheet.index]:
            for name in names_in(reading.entry):
                written = names.setdefault(name.key, WrittenName(name.key))
                written.add(name)
                written.in_register |= sheet.kind is TableKind.STAFF
    for key, before in known.items():
        written = names.setdefault(key, WrittenName(key, before.typed))
        written.id, written.choice, written.person = before.id, before.choice, before.person
        written.same_as, written.confirmed = before.same_as, before.confirmed
        if not written.in_register and written.choice is NameChoice.NEW:
            written.choice, written.confirmed = None, False
    for written in names.values():
        propose(written, register)
    return names


def _changed(row: queries.Row, kind: RowKind, reading: Reading, ground: Any) -> tuple[Any, ...] | None:
    """The row's columns and its id, where anything about it is different now."""
    decision = RowDecision(row["decision"])
    values = row_values(reading, plan_row(kind, reading, decision, ground)) | {"kind": kind.value}
    if all(row[name] == value for name, value in values.items()):
        return None
    kept = {"answers": row["answers"], "decision": decision.value}
    return (*[(values | kept)[name] for name in COLUMNS], row["id"])
