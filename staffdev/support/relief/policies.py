"""Who may do what with stress relief. Whose the places are, nobody but herself may ask."""

from staffdev.access import ALLOWED, LEADERS, READERS_OF_ALL, Actor, Decision, denied, one_of, signed_in
from staffdev.i18n import N_

can_manage = one_of(*LEADERS, reason=N_("The coordinator and the responsible person offer stress relief."))
can_report = one_of(*READERS_OF_ALL, reason=N_("These numbers are for those who lead or oversee the service."))


def can_look(actor: Actor) -> Decision:
    """May she see what is offered? Everybody may; it is offered to all."""
    signed_in(actor)
    return ALLOWED


def can_take_place(actor: Actor) -> Decision:
    """May she take a place, give it up or note that she was there? For herself alone, as a person of the register."""
    signed_in(actor)
    if actor.person_id == -1:
        return denied(N_("Your account belongs to no person of the register, so it cannot take a place."))
    return ALLOWED
