"""Who keeps and who sees when somebody can come: she herself, and the coordinator as counts and names."""

from staffdev.access import ALLOWED, Actor, Decision, Role, denied, one_of, signed_in
from staffdev.i18n import N_

can_see_everybody = one_of(
    Role.COORDINATOR, reason=N_("When somebody can come is between her and the coordinator, who looks for a time.")
)


def can_keep_own(actor: Actor) -> Decision:
    """May she say when she can come? Whoever is a person of the register."""
    signed_in(actor)
    if actor.person_id == -1:
        return denied(N_("Your account belongs to no person of the register, so nobody asks when you can come."))
    return ALLOWED
