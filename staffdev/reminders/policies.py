"""Who may read reminders: everybody her own; those who lead, that they were made."""

from staffdev.access import ALLOWED, LEADERS, Actor, Decision, Role, one_of, signed_in
from staffdev.i18n import N_

can_see_weeks = one_of(
    *LEADERS, Role.AUDITOR, reason=N_("That reminders were made is for those who lead or oversee the service.")
)


def can_read_own(actor: Actor) -> Decision:
    """May she open her own reminders? Whose they are, the query says."""
    signed_in(actor)
    return ALLOWED
