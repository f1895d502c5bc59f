"""A file is brought in: every row kept as it stood, read, and planned; nothing is recorded yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import uuid4

import msgspec

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import insert_many, transaction
from staffdev.errors import Invalid
from staffdev.exchange.cells import write_row
from staffdev.exchange.entries import Reading, names_in, reading_of, write_reading
from staffdev.exchange.imports import naming, queries
from staffdev.exchange.imports.grounds import ground_of, know_sessions
from staffdev.exchange.imports.writing import Writer
from staffdev.exchange.names import Register, WrittenName, propose
from staffdev.exchange.planning import Ground, Plan, in_planning_order, plan_row
from staffdev.exchange.reading import SheetPlan, plan_of, read_rows, write_sheets
from staffdev.exchange.sayings import write_all, write_sentence
from staffdev.exchange.tables import ImportBatch, ImportRow
from staffdev.exchange.vocabulary import BatchState, RowDecision, RowOutcome, TableKind
from staffdev.i18n import S_
from staffdev.sheets.reading import Sheet
from staffdev.sheets.readings import RowReading
from staffdev.sheets.tables import find_table

CHUNK = 1000
MOST_ROWS_ON_THE_WEB = 5_000
LONGEST_FILENAME = 200
Progress = Callable[[str, int], None]
NO_ANSWERS: Mapping[int, Mapping[str, str]] = {}


@dataclass(frozen=True)
class Given:
    """What somebody who brings a file in says beforehand: how sheets are read, who is who, what cells mean.

    `confirm` accepts what is sure and what was assumed, as a person who presses the button for all of them would.
    """

    sheets: Callable[[SheetPlan, Sheet], SheetPlan] = lambda plan, _: plan
    people: Callable[[WrittenName, Register], None] = propose
    answers: Mapping[int, Mapping[int, Mapping[str, str]]] = field(default_factory=dict)
    decisions: Mapping[int, Mapping[int, RowDecision]] = field(default_factory=dict)
    confirm: bool = False


async def stage(
    sheets: Sequence[Sheet],
    filename: str,
    sha256: str,
    *,
    actor: Actor,
    given: Given | None = None,
    most_rows: int | None = None,
    progress: Progress = lambda _name, _count: None,
) -> ImportBatch:
    """Keep the whole file as an import that can still be changed; Invalid where it holds no table or too many rows."""
    batch = new_batch(filename, sha256, actor)
    await fill(batch, sheets, actor=actor, given=given or Given(), most_rows=most_rows, progress=progress)
    return batch


async def fill(
    batch: ImportBatch,
    sheets: Sequence[Sheet],
    *,
    actor: Actor,
    given: Given,
    progress: Progress,
    most_rows: int | None = None,
    writer: Writer | None = None,
) -> None:
    """Keep every row of the sheets in a new import.

    A `writer` records what is ready while the file is read; whoever gives one says afterwards that it is recorded.
    """
    plans = [given.sheets(_guess(index, sheet), sheet) for index, sheet in enumerate(sheets)]
    async with transaction():
        await batch.save()
        register = await queries.register_of(actor)
        names: dict[str, WrittenName] = {}
        stager = Stager(batch, actor, given, register, names, await ground_of(names, register, actor), writer)
        counted = [await stager.take(plan, sheets[plan.index], progress) for plan in queries.in_order(tuple(plans))]
        rows = _counted(counted, most_rows)
        batch.sheets = write_sheets(tuple(sorted(counted, key=lambda plan: plan.index))).decode()
        await batch.save([ImportBatch.sheets])
        await naming.keep_names(batch, names)
        detail: dict[str, Any] = {"name": batch.filename, "rows": rows}
        await audit.record(Event.EXCHANGE_IMPORT_CREATE, about=batch.code, actor=actor, **detail)


def row_values(reading: Reading, plan: Plan) -> dict[str, Any]:
    """The columns of a row that say how it was read and what becomes of it."""
    problems = [(one.field, write_sentence(one.advice), one.offered) for one in plan.problems]
    words = {"says": write_all(plan.says), "problems": problems}
    return {
        "reading": write_reading(reading) if reading != EMPTY else None,
        "outcome": plan.outcome.value,
        "plan": msgspec.json.encode(words).decode() if plan.says or plan.problems else None,
    }


EMPTY = Reading()
NOT_WRITTEN: Mapping[str, Any] = {"written": None}


@dataclass
class Stager:
    """Takes one sheet after the other; memory holds a thousand rows, the names, and a number for each session."""

    batch: ImportBatch
    actor: Actor
    given: Given
    register: Register
    names: dict[str, WrittenName]
    ground: Ground
    writer: Writer | None

    async def take(self, plan: SheetPlan, sheet: Sheet, progress: Progress) -> SheetPlan:
        """Keep every row of the sheet; the plan then knows how many there were."""
        count = 0
        self.ground.group = plan.group
        answers = self.given.answers.get(plan.index, NO_ANSWERS)
        readings = read_rows(plan, sheet.rows, answers)
        while chunk := list(islice(readings, CHUNK)):
            await self._keep(plan, chunk)
            count += len(chunk)
            progress(plan.name, count)
        return msgspec.structs.replace(plan, rows=count)

    async def _keep(self, plan: SheetPlan, chunk: Sequence[RowReading[Any]]) -> None:
        readings = [reading_of(row) for row in chunk]
        for reading in readings:
            self._note_names(reading, in_register=plan.kind is TableKind.STAFF)
        await know_sessions(self.ground, (reading.entry for reading in readings), self.actor)
        decisions = [self._decision(plan, row, reading) for row, reading in zip(chunk, readings, strict=True)]
        becomes: dict[int, Plan] = {}
        for place in in_planning_order([reading.entry for reading in readings]):
            becomes[place] = plan_row(chunk[place].kind, readings[place], decisions[place], self.ground)
        written = await self._write(becomes)
        answers = self.given.answers.get(plan.index, NO_ANSWERS)
        rows = (
            {
                "batch": self.batch.id,
                "sheet": plan.index,
                "cells": write_row(row.row) if row.row else "[]",
                "answers": _json(answers.get(row.row_number)),
                "row_number": row.row_number,
                "kind": row.kind.value,
                "decision": decisions[place].value,
                **row_values(reading, becomes[place]),
                **written.get(place, NOT_WRITTEN),
            }
            for place, (row, reading) in enumerate(zip(chunk, readings, strict=True))
        )
        await insert_many(ImportRow, rows)

    async def _write(self, becomes: Mapping[int, Plan]) -> dict[int, dict[str, Any]]:
        """Record what is ready, where that was asked for: what each such row became, by its place."""
        if self.writer is None:
            return {}
        ready = [(place, plan) for place, plan in becomes.items() if plan.outcome is RowOutcome.READY]
        became = await self.writer.write([plan for _, plan in ready])
        outcome = RowOutcome.WRITTEN.value
        return {place: {"written": codes, "outcome": outcome} for (place, _), codes in zip(ready, became, strict=True)}

    def _note_names(self, reading: Reading, *, in_register: bool) -> None:
        for name in names_in(reading.entry):
            written = self.names.get(name.key)
            is_new = written is None
            if written is None:
                written = self.names[name.key] = WrittenName(name.key)
            written.add(name)
            written.in_register |= in_register
            if is_new:
                self.given.people(written, self.register)
                written.confirmed |= self.given.confirm and written.choice is not None

    def _decision(self, plan: SheetPlan, row: RowReading[Any], reading: Reading) -> RowDecision:
        decision = self.given.decisions.get(plan.index, {}).get(row.row_number, RowDecision.UNDECIDED)
        if self.given.confirm and reading.assumptions and decision is RowDecision.UNDECIDED:
            return RowDecision.ACCEPT
        return decision


def _json(answer: Mapping[str, str] | None) -> str | None:
    return msgspec.json.encode(answer).decode() if answer else None


def _guess(index: int, sheet: Sheet) -> SheetPlan:
    return plan_of(index, sheet.name, find_table(sheet), encoding=sheet.encoding, is_hidden=sheet.is_hidden)


def new_batch(filename: str, sha256: str, actor: Actor) -> ImportBatch:
    """An import that is not stored yet."""
    content: dict[Any, Any] = {
        "code": uuid4(),
        "organisation": actor.organisation_id,
        "filename": filename[-LONGEST_FILENAME:],
        "sha256": sha256,
        "state": BatchState.DRAFT,
        "sheets": "[]",
        "created_by": actor.account_code,
        "created_at": clock.now(),
    }
    return ImportBatch(**content)


def _counted(plans: Sequence[SheetPlan], most: int | None) -> int:
    """How many rows there are; Invalid where there are none, or more than may be taken here."""
    rows = sum(plan.rows for plan in plans)
    if not rows:
        raise Invalid({"file": S_("The file has no rows. Choose the file that holds the table.")})
    if most is not None and rows > most:
        said = "The file has more than %(most)s rows. Import it on the server with the command: staffdev import"
        raise Invalid({"file": S_(said, most=most)})
    return rows
