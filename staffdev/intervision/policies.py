"""Who may do what with groups, series and sessions."""

from staffdev.access import ALLOWED, LEADERS, READERS_OF_ALL, Actor, Decision, denied, one_of, signed_in
from staffdev.i18n import N_

can_manage = one_of(*LEADERS, reason=N_("The coordinator and the responsible person plan intervision."))
can_read_all = one_of(
    *READERS_OF_ALL, reason=N_("The register of all groups is for those who lead or oversee the service.")
)


def can_look(actor: Actor) -> Decision:
    """May she look at groups and sessions? Everybody may; which ones there are for her, the query says."""
    signed_in(actor)
    return ALLOWED


def sees_names(actor: Actor) -> bool:
    """Does she read who belongs to a group? Who leads and the members do; who oversees reads how many."""
    return actor.is_any(*LEADERS) or not actor.is_any(*READERS_OF_ALL)


def can_have_feed(actor: Actor) -> Decision:
    """May she have a calendar address of her own? Whoever is a person of the register."""
    signed_in(actor)
    if actor.person_id == -1:
        return denied(N_("Your account belongs to no person of the register, so it has no sessions of its own."))
    return ALLOWED
