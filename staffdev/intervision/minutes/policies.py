"""Who writes minutes, who reads them, and who settles what was agreed."""

from typing import Any

from staffdev.access import ALLOWED, LEADERS, READERS_OF_ALL, Actor, Decision, denied, signed_in
from staffdev.i18n import N_


def can_read(actor: Actor) -> Decision:
    """May she read minutes? The members of the group and who leads; who oversees sees that there are some."""
    signed_in(actor)
    if actor.is_any(*LEADERS) or not actor.is_any(*READERS_OF_ALL):
        return ALLOWED
    return denied(N_("Minutes are for the members of the group and for those who lead. You see that they exist."))


def can_write(actor: Actor, session: Any) -> Decision:
    """May she write the minutes of this session? Who leads the service, and whoever facilitates it."""
    if not (allowed := can_read(actor)):
        return allowed
    if actor.is_any(*LEADERS) or session.facilitator == actor.person_id:
        return ALLOWED
    return denied(N_("Minutes are written by the facilitator of the session or by the coordinator."))


def can_settle(actor: Actor, action: Any) -> Decision:
    """May she say that what was agreed is done, or dropped? Whoever took it on, and who leads."""
    if not (allowed := can_read(actor)):
        return allowed
    if actor.is_any(*LEADERS) or action.owner == actor.person_id:
        return ALLOWED
    return denied(N_("Whoever took this on says that it is done; the coordinator can do it too."))
