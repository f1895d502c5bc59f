"""Who asks and who answers: names of answers stay between each person and the coordinator."""

from staffdev.access import ALLOWED, Actor, Decision, Role, one_of, signed_in
from staffdev.i18n import N_

can_ask = one_of(Role.COORDINATOR, reason=N_("The coordinator asks the group and reads who answered what."))


def can_look(actor: Actor) -> Decision:
    """May she look at polls? Everybody may; which ones there are for her, the query says."""
    signed_in(actor)
    return ALLOWED
