"""Who may do what with invitations."""

from staffdev.access import LEADERS, Actor, one_of
from staffdev.i18n import N_

can_invite = one_of(*LEADERS, reason=N_("The coordinator and the responsible person send invitations."))


def reads_answers(actor: Actor) -> bool:
    """Does she read who comes, who does not and why? Only who plans the sessions does."""
    return actor.is_any(*LEADERS)
