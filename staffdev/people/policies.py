"""Who may do what with the people of her organisation."""

from collections.abc import Collection
from typing import Any

from staffdev.access import ALLOWED, LEADERS, READERS_OF_ALL, Actor, Decision, Role, denied, one_of, signed_in
from staffdev.i18n import N_

can_list = one_of(*READERS_OF_ALL, reason=N_("The list of people is for those who lead or oversee the service."))
can_manage = one_of(*LEADERS, reason=N_("The coordinator and the responsible person keep the records about people."))
can_appoint = one_of(
    Role.RESPONSIBLE_PERSON, reason=N_("The responsible person appoints (Article 16); ask her to record it.")
)


def can_view(actor: Actor) -> Decision:
    """May she open a person's page? Her own always; which others exist for her, the query says."""
    signed_in(actor)
    return ALLOWED


def can_develop(actor: Actor, person: Any, coordinators: Collection[int]) -> Decision:
    """May she see and set that person's goals, and rate her? She herself, and the coordinator.

    A coordinator's own are between her and the responsible person. `coordinators` are row ids of today.
    """
    if person.id == actor.person_id:
        return ALLOWED
    leads = Role.RESPONSIBLE_PERSON if person.id in coordinators else Role.COORDINATOR
    return ALLOWED if actor.is_any(leads) else denied(N_("Goals and ratings are between her and the coordinator."))


__all__ = ["can_appoint", "can_develop", "can_list", "can_manage", "can_view"]
