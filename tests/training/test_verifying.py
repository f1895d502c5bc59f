"""Who verifies whose training."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from staffdev.access import Actor, Role
from staffdev.training.verifying import UNVERIFIED, may_verify, office_of, verification

CODE = UUID("11111111-1111-1111-1111-111111111111")
AT, TODAY = datetime(2026, 11, 22, 12, tzinfo=UTC), date(2026, 11, 22)
HERSELF, CONSULTANT, OTHER_COORDINATOR = 1, 2, 3


def actor(*roles):
    return Actor(account_code=CODE, person_id=HERSELF, roles=frozenset(roles))


@pytest.mark.parametrize(
    ("role", "person", "allowed"),
    [
        (Role.COORDINATOR, CONSULTANT, True),
        (Role.COORDINATOR, HERSELF, False),
        (Role.COORDINATOR, OTHER_COORDINATOR, False),
        (Role.RESPONSIBLE_PERSON, OTHER_COORDINATOR, True),
        (Role.RESPONSIBLE_PERSON, HERSELF, False),
        (Role.BOARD_MEMBER, OTHER_COORDINATOR, True),
        (Role.AUDITOR, CONSULTANT, False),
        (Role.CONSULTANT, CONSULTANT, False),
    ],
)
def test_nobody_verifies_herself_and_a_coordinator_needs_somebody_above_her(role, person, allowed):
    assert may_verify(actor(role), person, {OTHER_COORDINATOR}) is allowed


def test_the_highest_office_counts():
    assert office_of(actor(Role.COORDINATOR, Role.RESPONSIBLE_PERSON)) == "responsible_person"


def test_what_is_written_says_who_when_and_in_which_office():
    written = verification(actor(Role.COORDINATOR), CONSULTANT, (), at=AT, today=TODAY)
    assert (written["state"], written["verified_on"], written["verified_at"]) == ("verified", TODAY, AT)
    assert (written["verified_by"], written["verified_as"]) == (CODE, "coordinator")
    assert verification(actor(Role.COORDINATOR), HERSELF, (), at=AT, today=TODAY) == UNVERIFIED
