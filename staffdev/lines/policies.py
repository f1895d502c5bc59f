"""Who may see lines and the duty plan, and who keeps them."""

from staffdev.access import LEADERS, one_of
from staffdev.access import signed_in as can_view
from staffdev.i18n import N_

__all__ = ["can_manage", "can_view"]

can_manage = one_of(*LEADERS, reason=N_("The coordinator and the responsible person keep lines, hours and shifts."))
