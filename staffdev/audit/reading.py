"""Whoever reads what is not hers to write stands in the log herself, once a day."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from staffdev.access import Actor
from staffdev.audit.actions import record
from staffdev.audit.events import Event
from staffdev.audit.tables import AuditEntry
from staffdev.clock import BELGRADE
from staffdev.db.transactions import transaction


async def note_reading(event: Event, actor: Actor, *, today: date, about: UUID | None = None, **detail: Any) -> None:
    """Record that she read it, unless she already did today; `about` is the code of what she read."""
    read = (AuditEntry.event == event.value) & (AuditEntry.actor == actor.account_code)
    here = read & (AuditEntry.organisation == actor.organisation_uid)
    this = here & (AuditEntry.about.is_null() if about is None else AuditEntry.about == about)
    if await AuditEntry.exists().where(this & (AuditEntry.at >= datetime.combine(today, time(), BELGRADE))):
        return
    async with transaction():
        await record(event, about=about, actor=actor, **detail)
