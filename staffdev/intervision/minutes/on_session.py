"""What the page of a session says about its minutes and about what was agreed."""

from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.intervision.minutes import entry, policies, queries
from staffdev.intervision.tables import Session


async def on_session(session: Session, actor: Actor) -> dict[str, Any]:
    """Theme and what is open for the members and who leads; who oversees only reads that minutes exist."""
    minutes = await queries.minutes_of(session)
    may_read = bool(policies.can_read(actor))
    return {
        "exists": minutes is not None,
        "may_read": may_read,
        "may_write": bool(policies.can_write(actor, session)),
        "refusal": entry.writing_refusal(session, today=clock.today()),
        "theme": minutes.theme if minutes and may_read else None,
        "carried": await queries.carried_into(session) if may_read else [],
        "agreed": await queries.agreed_in(session) if may_read else [],
    }
