"""Whoever reads the log stands in it herself, once a day."""

from datetime import date, datetime, time

from staffdev.access import Actor
from staffdev.audit.actions import record
from staffdev.audit.events import Event
from staffdev.audit.tables import AuditEntry
from staffdev.clock import BELGRADE
from staffdev.db.transactions import transaction


async def note_reading(actor: Actor, *, today: date) -> None:
    """Record that she read the log, unless she already did today."""
    read = (AuditEntry.event == Event.AUDIT_ENTRIES_READ.value) & (AuditEntry.actor == actor.account_code)
    here = read & (AuditEntry.organisation == actor.organisation_uid)
    if await AuditEntry.exists().where(here & (AuditEntry.at >= datetime.combine(today, time(), BELGRADE))):
        return
    async with transaction():
        await record(Event.AUDIT_ENTRIES_READ, about=None, actor=actor)
