"""Inspecting the stored chain, page by page, while others go on writing."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import msgspec

from staffdev.audit.chain import ENTRY
from staffdev.audit.events import Event
from staffdev.audit.inspection import Inspection, Particulars, Report
from staffdev.audit.rules import Entry, anchor_of, read_anchor
from staffdev.audit.tables import AuditEntry, AuditHead
from staffdev.db.transactions import heavy
from staffdev.vault.keys import held

PAGE = 2000
NEWEST = 200
Row = Mapping[str, Any]
Select = Callable[[str], Awaitable[Sequence[Row]]]

AS_TEXT = {"at", "actor", "organisation", "about"}  # so that a value that is none of its kind can still be read
COLUMNS = ", ".join(f"CAST(e.{name} AS TEXT) AS {name}" if name in AS_TEXT else f"e.{name}" for name in ENTRY)
AFTER = (
    f"SELECT e.id, {COLUMNS}, p.nonce, CAST(p.body AS TEXT) AS body "
    "FROM audit_entry e LEFT JOIN audit_payload p ON p.seq = e.seq "
    "WHERE e.seq >= %(seq)d AND (e.seq > %(seq)d OR e.id > %(id)d) ORDER BY e.seq, e.id LIMIT %(page)d"
)
NEWEST_FIRST = (
    f"SELECT e.id, {COLUMNS}, p.nonce, CAST(p.body AS TEXT) AS body, h.seq AS head_seq, h.mac AS head_mac "
    "FROM audit_entry e LEFT JOIN audit_payload p ON p.seq = e.seq LEFT JOIN audit_head h ON h.id = 1 "
    "ORDER BY e.seq DESC, e.id DESC LIMIT %(count)d"
)  # with the head, so that both are of one moment
HEAD = "SELECT seq, mac FROM audit_head WHERE id = 1"
ERASURES = (
    "SELECT CAST(p.body AS TEXT) AS body FROM audit_payload p JOIN audit_entry e ON e.seq = p.seq "
    f"WHERE e.event = '{Event.AUDIT_PAYLOADS_ERASE}'"
)


async def verify(anchor: str | None = None, *, select: Select = AuditEntry.raw) -> Report:
    """Read the whole chain and report every fault; `anchor` is one that was written down earlier.

    `select` runs SQL without parameters where the chain is stored. Raises a StaffdevError when `anchor` cannot be one.
    """
    with heavy():
        inspection = Inspection(
            held().audit_key,
            erased_through=await _erased_through(select),
            anchor=None if anchor is None else read_anchor(anchor),
        )
        head: tuple[int, bytes] | None = None
        place = (0, 0)
        while True:  # an entry written meanwhile moves the head on: read until the two meet
            async for row in _rows_after(place, select):
                place = (row["seq"], row["id"])
                inspection.take(*_read(row))
            before, head = head, await _head(select)
            if head is None or head[0] <= inspection.seq or head == before:
                return inspection.report(head)


async def verify_newest(count: int = NEWEST) -> Report:
    """Report the faults of the head and of the newest entries: as fast in a long log as in a short one."""
    rows = await AuditEntry.raw(NEWEST_FIRST % {"count": count})
    erased_through = await _erased_through(AuditEntry.raw) if any(row["nonce"] is None for row in rows) else 0
    after = rows[-1]["seq"] - 1 if len(rows) == count else 0
    inspection = Inspection(held().audit_key, erased_through=erased_through, after=after)
    for row in reversed(rows):
        inspection.take(*_read(row))
    if not rows:
        return inspection.report(await _head(AuditEntry.raw))
    head = rows[0]["head_seq"], rows[0]["head_mac"]
    return inspection.report(None if head[0] is None else head)


async def anchor() -> str:
    """The newest place in the chain, to be written down where nobody can change it; empty before the first entry."""
    head = await _head(AuditHead.raw)
    return "" if head is None else anchor_of(*head)


async def _head(select: Select) -> tuple[int, bytes] | None:
    rows = await select(HEAD)
    return (rows[0]["seq"], rows[0]["mac"]) if rows else None


async def _rows_after(place: tuple[int, int], select: Select) -> AsyncIterator[Row]:
    seq, row_id = place
    while rows := await select(AFTER % {"seq": seq, "id": row_id, "page": PAGE}):
        for row in rows:
            yield row
        seq, row_id = rows[-1]["seq"], rows[-1]["id"]


async def _erased_through(select: Select) -> int:
    """The newest number whose particulars the retention has erased."""
    through = (msgspec.json.decode(row["body"]).get("through", 0) for row in await select(ERASURES))
    return max((number for number in through if isinstance(number, int)), default=0)


def _read(row: Row) -> tuple[Entry, Particulars | None]:
    """The entry as it is stored; one that cannot be read is like one that nobody signed."""
    particulars = None if row["nonce"] is None else Particulars(bytes(row["nonce"]), row["body"].encode())
    try:
        return _entry(row), particulars
    except (ValueError, TypeError):
        return Entry(row["seq"], b"", datetime.fromtimestamp(0, UTC), None, None, "", None, b""), particulars


def _entry(row: Row) -> Entry:
    actor, organisation, about = (row[name] and UUID(row[name]) for name in ("actor", "organisation", "about"))
    at = datetime.fromisoformat(row["at"])
    event, mac = str(row["event"]), bytes(row["mac"])
    return Entry(row["seq"], bytes(row["prev"]), at, actor, organisation, event, about, bytes(row["commitment"]), mac)
