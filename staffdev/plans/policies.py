"""Who may see, draft and adopt the yearly plan, and whose goals and ratings are whose business."""

from typing import Any

from staffdev.access import ALLOWED, LEADERS, READERS_OF_ALL, Actor, Decision, Role, one_of, signed_in
from staffdev.i18n import N_

can_draft = one_of(*LEADERS, reason=N_("The coordinator and the responsible person draft the yearly plan."))
can_adopt = one_of(
    Role.RESPONSIBLE_PERSON,
    reason=N_("The responsible person adopts the plan, and corrects one that is adopted; ask her to do it."),
)
can_read_realisation = one_of(
    *READERS_OF_ALL, reason=N_("What came of the plan is for those who lead or oversee the service.")
)


def can_look(actor: Actor) -> Decision:
    """May she open the plan? Everybody reads an adopted one; drafts are found by those who lead and oversee."""
    signed_in(actor)
    return ALLOWED


def can_change(actor: Actor, plan: Any) -> Decision:
    """May she change this plan: a draft as one who leads, an adopted one as the responsible person?"""
    return can_adopt(actor) if plan.adopted_on else can_draft(actor)


def can_see_own(actor: Actor) -> Decision:
    """May she open the page of goals and ratings? Whose she may see, people.policies.can_develop says."""
    signed_in(actor)
    return ALLOWED
