"""What the pages of a session and of a series say about invitations and answers."""

from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.intervision.invitations import queries
from staffdev.intervision.invitations.policies import can_invite, reads_answers
from staffdev.intervision.invitations.rules import are_counts_shown, counts, held
from staffdev.intervision.tables import Series, Session


async def on_session(session: Session, actor: Actor) -> dict[str, Any]:
    """How many come, her own answer, and for the coordinator the names and who does not come."""
    members = await queries.members_asked(session)
    answers = held(queries.asked(session), await queries.answers_to([session]))
    asked = {one.person for one in members}
    known = {person: one for person, one in answers.items() if person in asked}
    reads, may_invite = reads_answers(actor), bool(can_invite(actor))
    is_over = session.held_on < clock.today()
    return {
        "counts": counts(known.values(), len(members)),
        "are_counts_shown": reads or are_counts_shown(len(members)),
        "reads_answers": reads,
        "mine": known.get(actor.person_id),
        "is_asked": actor.person_id in asked,
        "is_open": session.cancelled_at is None and not is_over,
        "is_over": is_over,
        "named": [(one, known.get(one.person)) for one in members] if reads else [],
        "members": members if may_invite else [],
        "without_address": await queries.without_address(members) if may_invite else frozenset(),
        "may_invite": may_invite,
    }


async def on_series(series: Series, actor: Actor) -> dict[str, Any]:
    """Whether she is asked to some of it, and whom the coordinator may send an invitation."""
    may_invite = bool(can_invite(actor))
    members = await queries.members_of_series(series) if may_invite else []
    return {
        "is_asked": bool(await queries.own_session_of_series(series, actor.person_id)),
        "is_open": series.cancelled_at is None and series.last_on >= clock.today(),
        "may_invite": may_invite,
        "members": members,
        "without_address": await queries.without_address(members) if may_invite else frozenset(),
    }
