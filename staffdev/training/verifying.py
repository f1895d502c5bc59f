"""Who may verify whose training, and what is written when she does (P9, settled reading 23). Pure."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from staffdev.access import Actor, Role
from staffdev.training.vocabulary import RecordState, VerifierOffice

OFFICES = (
    (Role.RESPONSIBLE_PERSON, VerifierOffice.RESPONSIBLE_PERSON),
    (Role.COORDINATOR, VerifierOffice.COORDINATOR),
    (Role.BOARD_MEMBER, VerifierOffice.BOARD_MEMBER),
)
UNVERIFIED = {
    "state": RecordState.LOGGED,
    "verified_on": None,
    "verified_at": None,
    "verified_by": None,
    "verified_as": None,
}


def office_of(actor: Actor) -> VerifierOffice | None:
    """The office in which she verifies: the highest she has; None for who may not verify at all."""
    return next((office for role, office in OFFICES if actor.is_any(role)), None)


def may_verify(actor: Actor, person_id: int, coordinators: Collection[int]) -> bool:
    """Nobody verifies herself; a coordinator's hours need somebody above her. `coordinators` are persons' row ids."""
    office = office_of(actor)
    if office is None or person_id == actor.person_id:
        return False
    return office is not VerifierOffice.COORDINATOR or person_id not in coordinators


def verification(
    actor: Actor, person_id: int, coordinators: Collection[int], *, at: datetime, today: date
) -> dict[str, Any]:
    """The columns of a row that `actor` enters: verified at once where she may, else it waits for who may."""
    if not may_verify(actor, person_id, coordinators):
        return dict(UNVERIFIED)
    return {
        "state": RecordState.VERIFIED,
        "verified_on": today,
        "verified_at": at,
        "verified_by": actor.account_code,
        "verified_as": office_of(actor),
    }
