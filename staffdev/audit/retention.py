"""What the log forgets: after the time it must be kept, the particulars of an entry may go; the entry stays."""

from datetime import datetime

from staffdev.access import Actor
from staffdev.audit.actions import record
from staffdev.audit.events import Event
from staffdev.audit.tables import AuditEntry, AuditPayload
from staffdev.db.transactions import transaction


async def erase_particulars(*, before: datetime, actor: Actor) -> int:
    """Erase what was recorded before that instant, up to the first newer entry; returns how many were erased.

    The erasure is itself an entry, without which the database lets nothing go and the inspection finds a fault.
    """
    async with transaction():
        newer = await AuditEntry.raw("SELECT min(seq) AS first FROM audit_entry WHERE at >= {}", before)
        newest = await AuditEntry.raw("SELECT max(seq) AS last FROM audit_entry")
        through = (newer[0]["first"] - 1) if newer[0]["first"] else newest[0]["last"] or 0
        still_there = AuditPayload.seq <= through
        count: int = await AuditPayload.count().where(still_there)
        if count:
            await record(Event.AUDIT_PAYLOADS_ERASE, about=None, actor=actor, through=through, rows=count)
            await AuditPayload.delete().where(still_there)
        return count
