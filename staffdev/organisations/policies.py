"""Who may see and keep what an organisation says of itself."""

from staffdev.access import LEADERS, READERS_OF_ALL, Role, one_of
from staffdev.i18n import N_

can_view = one_of(*READERS_OF_ALL, reason=N_("This page is for those who lead or oversee the service."))
can_manage = one_of(*LEADERS, reason=N_("The coordinator and the responsible person keep these records."))
can_keep_members = one_of(
    Role.RESPONSIBLE_PERSON, reason=N_("The responsible person of the network records who belongs to it.")
)
