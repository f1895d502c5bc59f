"""What stands in the log."""

from typing import Any

from staffdev.audit.tables import AuditEntry, AuditHead, AuditPayload


async def newest() -> Any:
    """The newest entry; its particulars, as JSON text, are its `body`."""
    entry: Any = await AuditEntry.objects().order_by(AuditEntry.seq, ascending=False).first()
    payload: Any = await AuditPayload.objects().where(AuditPayload.seq == entry.seq).first()
    entry.body = payload.body
    return entry


async def head() -> Any:
    return await AuditHead.objects().first()
