"""A recorded import is taken back as a whole; rows on which somebody has built since stay, and are named."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.actions import Happening
from staffdev.audit.events import Event
from staffdev.db.facts import current
from staffdev.db.transactions import locked, transaction
from staffdev.errors import Conflict
from staffdev.exchange.bulk import update_many, withdraw_many
from staffdev.exchange.imports import queries
from staffdev.exchange.imports.answering import records_withdrawn
from staffdev.exchange.imports.meetings import built_on, call_off
from staffdev.exchange.imports.writing import TABLES
from staffdev.exchange.planning.ground import Target
from staffdev.exchange.sayings import write_all
from staffdev.exchange.tables import ImportBatch, ImportRow
from staffdev.exchange.vocabulary import BatchState, RowOutcome
from staffdev.i18n import N_, S_, Sentence
from staffdev.training.vocabulary import RecordState

EVENTS = {
    Target.ENGAGEMENT: Event.PEOPLE_ENGAGEMENT_WITHDRAW,
    Target.LICENCE: Event.PEOPLE_LICENCE_WITHDRAW,
    Target.APPOINTMENT: Event.PEOPLE_APPOINTMENT_WITHDRAW,
    Target.MANDATE: Event.PEOPLE_MANDATE_WITHDRAW,
    Target.BASIC_TRAINING: Event.TRAINING_BASIC_TRAINING_WITHDRAW,
    Target.MINUTES: Event.INTERVISION_MINUTES_WITHDRAW,
}
WRITTEN = (RowOutcome.WRITTEN,)
GONE = S_("Somebody has taken back what this row became.")
CORRECTED = S_("Stays: what this row became was corrected since.")
BUILT_ON = S_("Stays: the session was changed since, or somebody marked or agreed something in it.")
VERIFIED = S_("Stays: what this row became was verified or returned since.")
Written = Sequence[tuple[str, UUID]]


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows were taken back, and how many stay because somebody has built on them."""

    rows: int
    stay: int


async def undo_import(batch: ImportBatch, *, actor: Actor) -> Undone:
    """Withdraw every fact of the import whose row nobody has built on since; Conflict where it was not recorded."""
    at = clock.now()
    async with transaction():
        rows = await locked(ImportBatch.select(ImportBatch.state).where(ImportBatch.id == batch.id))
        if rows[0]["state"] != BatchState.APPLIED or batch.applied_at is None:
            raise Conflict(N_("Only an import that was recorded can be undone. Open it again to see how it stands."))
        undone = stay = 0
        for sheet in reversed(queries.in_order(queries.sheets_of(batch))):
            async for chunk in queries.each_chunk(batch, sheet.index, outcomes=WRITTEN):
                taken = await _take_back(chunk, batch, actor, at)
                undone, stay = undone + taken, stay + len(chunk) - taken
        batch.state, batch.undone_at = BatchState.UNDONE, at
        await batch.save([ImportBatch.state, ImportBatch.undone_at])
        detail: dict[str, Any] = {"name": batch.filename, "rows": undone, "stay": stay}
        await audit.record(Event.EXCHANGE_IMPORT_UNDO, about=batch.code, actor=actor, **detail)
    return Undone(undone, stay)


async def _take_back(chunk: list[queries.Row], batch: ImportBatch, actor: Actor, at: datetime) -> int:
    became = {row["id"]: _written(row) for row in chunk}
    sessions = {row_id: _sessions(written) for row_id, written in became.items()}
    facts = await _facts(became.values())
    held_on_to = await built_on([one for codes in sessions.values() for one in codes], batch.applied_at or at, facts)
    free: list[int] = []
    words: list[tuple[str, str, int]] = []
    for row_id, written in became.items():
        held = _held(written, facts, batch.applied_at)
        held = BUILT_ON if held is None and held_on_to.intersection(sessions[row_id]) else held
        if held is None:
            free.append(row_id)
        outcome = RowOutcome.UNDONE if held is None else RowOutcome.WRITTEN
        says = {"says": write_all([held] if held else []), "problems": []}
        words.append((outcome.value, msgspec.json.encode(says).decode(), row_id))
    await _withdraw([pair for row_id in free for pair in became[row_id]], facts, batch, actor, at)
    gone = [code for row_id in free for code in sessions[row_id]]
    await audit.record_many(await call_off(gone, at=at, because=_because(batch)), actor=actor, at=at)
    await update_many(ImportRow, ("outcome", "plan"), words)
    return len(free)


def _written(row: queries.Row) -> Written:
    pairs = msgspec.json.decode(row["written"], type=list[tuple[str, UUID]])
    return [(target, code) for target, code in pairs if target != Target.PERSON]


def _sessions(written: Written) -> list[UUID]:
    return [code for target, code in written if target == Target.SESSION]


def _because(batch: ImportBatch) -> str:
    return f"{batch.filename}: undo"[:500]


async def _facts(became: Any) -> dict[UUID, dict[str, Any]]:
    """The facts of these rows as they stand now, by their code."""
    codes: dict[str, list[UUID]] = defaultdict(list)
    for written in became:
        for target, code in written:
            if target != Target.SESSION:
                codes[target].append(code)
    found: dict[UUID, dict[str, Any]] = {}
    for target, wanted in codes.items():
        table = TABLES[Target(target)]
        columns = [table.id, table.code, table.recorded_at] + ([table.state] if hasattr(table, "state") else [])
        rows = await table.select(*columns).where(table.code.is_in(wanted), current(table))
        found |= {row["code"]: row for row in rows}
    return found


def _held(written: Written, facts: Mapping[UUID, dict[str, Any]], applied_at: datetime | None) -> Sentence | None:
    """Why the row stays; None where it can be taken back."""
    for target, code in written:
        if target == Target.SESSION:
            continue
        fact = facts.get(code)
        if fact is None:
            return GONE
        if fact.get("state", RecordState.LOGGED) != RecordState.LOGGED:
            return VERIFIED
        if applied_at is None or fact["recorded_at"] > applied_at:
            return CORRECTED
    return None


async def _withdraw(
    pairs: Written, facts: Mapping[UUID, dict[str, Any]], batch: ImportBatch, actor: Actor, at: datetime
) -> None:
    because = _because(batch)
    ids: dict[str, list[int]] = defaultdict(list)
    for target, code in pairs:
        if target != Target.SESSION:
            ids[target].append(facts[code]["id"])
    for target, wanted in ids.items():
        await withdraw_many(TABLES[Target(target)], wanted, by=actor.account_code, at=at, because=because)
    detail = {"because": because}
    happenings = [Happening(EVENTS[Target(target)], code, detail=detail) for target, code in pairs if target in EVENTS]
    if records := [code for target, code in pairs if target == Target.RECORD]:
        happenings.append(records_withdrawn(batch, records, because))
    await audit.record_many(happenings, actor=actor, at=at)
