"""Who may do what with consultations. Which ones exist for her, the queries say."""

from typing import Any

from staffdev.access import ALLOWED, LEADERS, READERS_OF_ALL, Actor, Decision, Role, denied, one_of, signed_in
from staffdev.i18n import N_

can_manage = one_of(*LEADERS, reason=N_("The coordinator and the responsible person arrange consultations."))
can_count = one_of(*READERS_OF_ALL, reason=N_("These numbers are for those who lead or oversee the service."))


def can_look(actor: Actor) -> Decision:
    """May she look at consultations? Everybody may; which ones there are for her, the query says."""
    signed_in(actor)
    return ALLOWED


def can_request(actor: Actor) -> Decision:
    """May she ask for one? Whoever works on the helpline for herself, and who leads for anybody."""
    signed_in(actor)
    if actor.is_any(*LEADERS):
        return ALLOWED
    if actor.person_id == -1 or not actor.is_any(Role.CONSULTANT):
        return denied(N_("Consultants ask for consultations; your account belongs to none of them."))
    return ALLOWED


def can_answer(actor: Actor, consultation: Any) -> Decision:
    """May she agree, decline or record it as held? She who was asked, or one who leads; nobody for herself."""
    if consultation.person == actor.person_id:
        return denied(N_("Whoever asked cannot confirm it herself: she who was asked or the coordinator does it."))
    if consultation.professional is not None and consultation.professional == actor.person_id:
        return ALLOWED
    return can_manage(actor)


def can_take_back(actor: Actor, consultation: Any) -> Decision:
    """May she take it back? She who asked, or one who leads."""
    return ALLOWED if consultation.person == actor.person_id else can_manage(actor)
