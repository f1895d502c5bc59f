"""What the page of a session says about who came."""

from typing import Any

from staffdev import clock
from staffdev.access import READERS_OF_ALL, Actor
from staffdev.intervision.attendance import entry, policies, queries
from staffdev.intervision.tables import Session
from staffdev.training.attended import NOT_THERE


async def on_session(session: Session, actor: Actor) -> dict[str, Any]:
    """Counts for those who lead, oversee or facilitate it, her own mark for a member, and what she may do now."""
    records = await queries.records_of(session)
    may_mark = bool(policies.can_mark(actor, session))
    came = sum(1 for one in records if one.mark not in NOT_THERE)
    return {
        "is_marked": bool(records),
        "may_mark": may_mark,
        "refusal": entry.marking_refusal(session, today=clock.today()),
        "came": came if may_mark or actor.is_any(*READERS_OF_ALL) else None,
        "marked": len(records),
        "mine": next((one for one in records if one.person == actor.person_id), None),
    }
