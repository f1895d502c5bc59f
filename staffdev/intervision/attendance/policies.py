"""Who marks who came, and who reads it."""

from typing import Any

from staffdev.access import ALLOWED, LEADERS, Actor, Decision, denied, signed_in
from staffdev.i18n import N_


def can_mark(actor: Actor, session: Any) -> Decision:
    """May she mark who came? Who leads the service, and whoever facilitates the session."""
    signed_in(actor)
    if actor.is_any(*LEADERS) or session.facilitator == actor.person_id:
        return ALLOWED
    return denied(N_("Who came is marked by the facilitator of the session or by the coordinator."))
