"""Who may verify whose training today, and in which office (P9, settled reading 23). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev.access import Actor, Role
from staffdev.errors import Advice
from staffdev.i18n import N_
from staffdev.training.vocabulary import VerifierOffice

OWN = N_("Nobody verifies her own training.")
NO_OFFICE = N_("You hold no office in which training is verified today. Offices are recorded under Organisation.")
RESPONSIBLE_PERSON_NEEDED = N_("The coordinator's training is verified by the responsible person.")
BOARD_NEEDED = N_("She is coordinator and responsible person, so a member of the board verifies her training.")
BOARD_NOT_NEEDED = N_("The board verifies only where the coordinator is the responsible person herself.")


@dataclass(frozen=True, slots=True)
class Today:
    """Who is in which office on one day, by row id of the person, and the offices of the one who asks."""

    actor: Actor
    coordinators: frozenset[int]
    responsible: frozenset[int]

    @property
    def held(self) -> tuple[VerifierOffice, ...]:
        """The offices the actor holds: by decision, or as a member of the board by her role."""
        found = []
        if self.actor.person_id in self.responsible and self.actor.is_any(Role.RESPONSIBLE_PERSON):
            found.append(VerifierOffice.RESPONSIBLE_PERSON)
        if self.actor.person_id in self.coordinators and self.actor.is_any(Role.COORDINATOR):
            found.append(VerifierOffice.COORDINATOR)
        if self.actor.is_any(Role.BOARD_MEMBER):
            found.append(VerifierOffice.BOARD_MEMBER)
        return tuple(found)

    @property
    def boards(self) -> frozenset[int]:
        """The people whose training is for the board: coordinators with nobody else above them."""
        return frozenset(one for one in self.coordinators if not self.responsible - {one})

    def office_for(self, person: int) -> VerifierOffice | None:
        """The office in which the actor verifies this person's training, None where she may not."""
        if person == self.actor.person_id:
            return None
        return next((office for office in self.held if office in self._offices_for(person)), None)

    def refusal(self, person: int) -> Advice | None:
        """Why the actor may not verify this person's training, None where she may."""
        if person == self.actor.person_id:
            return OWN
        if not self.held:
            return NO_OFFICE
        if self.office_for(person):
            return None
        if person in self.boards:
            return BOARD_NEEDED
        return RESPONSIBLE_PERSON_NEEDED if person in self.coordinators else BOARD_NOT_NEEDED

    def _offices_for(self, person: int) -> tuple[VerifierOffice, ...]:
        if person in self.boards:
            return (VerifierOffice.BOARD_MEMBER,)
        if person in self.coordinators:
            return (VerifierOffice.RESPONSIBLE_PERSON,)
        return (VerifierOffice.RESPONSIBLE_PERSON, VerifierOffice.COORDINATOR)


def offices_today(
    actor: Actor, appointments: Iterable[Mapping[str, Any]], mandates: Iterable[Mapping[str, Any]], day: date
) -> Today:
    """The offices as decisions gave them; an appointment counts from the day it was decided (Art. 16(2))."""
    coordinators = {one["person"] for one in appointments if one["decided_on"] <= day and _holds(one, day)}
    responsible = {one["person"] for one in mandates if _holds(one, day)}
    return Today(actor, frozenset(coordinators), frozenset(responsible))


def _holds(office: Mapping[str, Any], day: date) -> bool:
    return bool(office["from_on"] <= day <= (office["until_on"] or date.max))
