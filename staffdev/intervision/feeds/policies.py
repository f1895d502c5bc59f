"""Who may have a feed."""

from staffdev.access import LEADERS, Actor, Decision, Role, denied, one_of
from staffdev.i18n import N_

NOT_HERS = N_("Calendars are for those who come to sessions.")
_whoever_comes = one_of(Role.CONSULTANT, *LEADERS, reason=NOT_HERS)


def can_subscribe(actor: Actor) -> Decision:
    """May she let a calendar read her sessions? Whoever works here and is a person in the records may."""
    decision = _whoever_comes(actor)
    return denied(NOT_HERS) if decision and actor.person_id == -1 else decision
