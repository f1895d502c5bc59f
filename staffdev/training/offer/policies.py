"""Who may do what with programmes, courses, places and certificates."""

from typing import Any

from staffdev.access import ALLOWED, LEADERS, READERS_OF_ALL, Actor, Decision, Role, denied, one_of, signed_in
from staffdev.i18n import N_

can_see_programmes = one_of(
    *READERS_OF_ALL, reason=N_("The register of programmes is for those who lead or oversee the service.")
)
can_manage = one_of(*LEADERS, reason=N_("The coordinator and the responsible person keep programmes and courses."))
can_attest = one_of(
    Role.COORDINATOR, reason=N_("The coordinator attests that a programme meets Article 17; ask her to do it.")
)
can_read_attendance = one_of(
    *READERS_OF_ALL,
    reason=N_("Who came is for those who lead or oversee the service; your own hours are under My training."),
)


def can_look(actor: Actor) -> Decision:
    """May she look at the courses? Everybody may; which ones there are for her, the query says."""
    signed_in(actor)
    return ALLOWED


def can_enrol_herself(actor: Actor) -> Decision:
    """May she take a place in a course? Whoever is a person of the register."""
    signed_in(actor)
    if actor.person_id == -1:
        return denied(N_("Your account belongs to no person of the register, so it cannot take a place in a course."))
    return ALLOWED


def can_enrol(actor: Actor, person: Any) -> Decision:
    """May she enter that person for a course? Herself, or as one who leads anybody."""
    if person.id == actor.person_id:
        return can_enrol_herself(actor)
    return can_manage(actor)


def can_answer(actor: Actor, enrolment: Any) -> Decision:
    """May she give up this place, or take it when it became free? It is hers, or she leads."""
    if enrolment.person == actor.person_id:
        return ALLOWED
    return can_manage(actor)
