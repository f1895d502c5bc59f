"""Who may read the log."""

from staffdev.access import Role, one_of
from staffdev.i18n import N_

can_read = one_of(
    Role.RESPONSIBLE_PERSON,
    Role.AUDITOR,
    reason=N_("The responsible person and the auditor read the log of changes."),
)
