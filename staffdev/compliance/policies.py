"""Who may see which verdicts, and who decides how the rulebook is read."""

from staffdev.access import READERS_OF_ALL, Role, one_of, signed_in
from staffdev.i18n import N_

can_see_all = one_of(
    *READERS_OF_ALL,
    reason=N_("The duties of the whole service are for those who lead or oversee it; yours are under My duties."),
)
can_see_own = signed_in
can_read_interpretations = signed_in
can_interpret = one_of(
    Role.RESPONSIBLE_PERSON, reason=N_("The responsible person decides how the rulebook is read; ask her to.")
)

__all__ = ["can_interpret", "can_read_interpretations", "can_see_all", "can_see_own"]
