"""Who may do what with invitations."""

from staffdev.access import LEADERS, Actor, Role, one_of
from staffdev.i18n import N_

can_answer = one_of(Role.CONSULTANT, *LEADERS, reason=N_("Whoever comes to sessions answers invitations."))
can_invite = one_of(*LEADERS, reason=N_("The coordinator and the responsible person send invitations."))


can_read_answers = one_of(Role.COORDINATOR, reason=N_("Answers by name are between each person and the coordinator."))


def reads_answers(actor: Actor) -> bool:
    """Does she read who comes, who does not and why? Only the coordinator does."""
    return actor.is_any(Role.COORDINATOR)
