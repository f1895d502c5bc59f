"""One row: first whether it counts at all, then what a person said about it, then what its kind of sheet asks. Pure."""

from collections.abc import Callable, Sequence
from typing import Any

from staffdev.exchange.entries import Entry, IntervisionEntry, LedgerEntry, OfficeEntry, Reading, StaffEntry
from staffdev.exchange.planning.ground import Ground, Plan, needs, waits
from staffdev.exchange.planning.intervision import plan_intervision
from staffdev.exchange.planning.ledger import plan_ledger
from staffdev.exchange.planning.offices import plan_office
from staffdev.exchange.planning.staff import plan_staff
from staffdev.exchange.vocabulary import RowDecision, RowOutcome
from staffdev.i18n import S_
from staffdev.sheets.tables import RowKind

PLANNERS: dict[type, Callable[[Any, Ground], Plan]] = {
    LedgerEntry: plan_ledger,
    StaffEntry: plan_staff,
    OfficeEntry: plan_office,
    IntervisionEntry: plan_intervision,
}
COUNTED = frozenset({RowKind.RECORD, RowKind.PROBLEM})


def plan_row(kind: RowKind, reading: Reading, decision: RowDecision, ground: Ground) -> Plan:
    """What becomes of the row; the ground then knows what it adds."""
    if kind not in COUNTED:
        return Plan(RowOutcome.NOT_COUNTED)
    if decision is RowDecision.SKIP:
        return Plan(RowOutcome.SKIPPED, (S_("You left this row out."),))
    if reading.problems or reading.entry is None:
        return needs()
    plan = PLANNERS[type(reading.entry)](reading.entry, ground)
    if plan.outcome is not RowOutcome.READY:
        return plan
    if reading.assumptions and decision is not RowDecision.ACCEPT:
        return waits(*plan.says, S_("Confirm what was assumed, or correct the row."))
    ground.take(plan)
    return plan


def in_planning_order(entries: Sequence[Entry | None]) -> list[int]:
    """The places of the rows in the order of planning: mandates first, since they decide who may appoint."""
    return sorted(range(len(entries)), key=lambda place: _is_appointment(entries[place]))


def _is_appointment(entry: Entry | None) -> bool:
    return isinstance(entry, OfficeEntry) and entry.office == "coordinator"
