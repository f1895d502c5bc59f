"""Who may do what with the roster of duty."""

from staffdev.access import ALLOWED, LEADERS, Actor, Decision, one_of, signed_in
from staffdev.i18n import N_

can_manage = one_of(*LEADERS, reason=N_("The coordinator and the responsible person keep the roster of duty."))


def can_view(actor: Actor) -> Decision:
    """May she see who is on duty from when to when? Her own always; which others exist for her, the query says."""
    signed_in(actor)
    return ALLOWED
