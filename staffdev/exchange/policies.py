"""Who may bring files in and take them out."""

from staffdev.access import LEADERS, READERS_OF_ALL, Role, one_of
from staffdev.i18n import N_

can_import = one_of(*LEADERS, reason=N_("The coordinator and the responsible person import the office's files."))
can_export = one_of(*READERS_OF_ALL, reason=N_("The registers are exported by those who lead or oversee the service."))
can_interchange = one_of(
    Role.RESPONSIBLE_PERSON, reason=N_("The responsible person moves everything between installations.")
)
