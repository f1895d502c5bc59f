"""Who may see lines and the duty plan, and who keeps them."""

from staffdev.access import LEADERS, READERS_OF_ALL, Actor, one_of
from staffdev.access import signed_in as can_view
from staffdev.i18n import N_

__all__ = ["can_manage", "can_view", "sees_every_shift"]

can_manage = one_of(*LEADERS, reason=N_("The coordinator and the responsible person keep lines, hours and shifts."))


def sees_every_shift(actor: Actor) -> bool:
    """Does she read the shifts of others as they are entered? Who leads or oversees does; the plan is for everybody."""
    return actor.is_any(*READERS_OF_ALL)
