"""Who may verify whose training (P9, settled reading 23)."""

from datetime import date

import pytest

from staffdev.access import Actor, Role
from staffdev.training.ledger.offices import NO_OFFICE, OWN, offices_today
from staffdev.training.vocabulary import VerifierOffice

DAY = date(2026, 5, 10)
COORDINATOR, RESPONSIBLE, CONSULTANT = 1, 2, 3
EVERY_ROLE = frozenset(Role)


def office(person, *, first=date(2023, 1, 1), last=None, decided=date(2023, 1, 1)):
    return {"person": person, "from_on": first, "until_on": last, "decided_on": decided}


USUAL = {"appointments": (office(COORDINATOR),), "mandates": (office(RESPONSIBLE),)}


def today(actor_person, roles, **other):
    actor = Actor(account_id=9, person_id=actor_person, roles=frozenset(roles))
    return offices_today(actor, day=DAY, **USUAL | other)


def test_the_coordinator_verifies_a_consultant():
    assert today(COORDINATOR, {Role.COORDINATOR}).office_for(CONSULTANT) is VerifierOffice.COORDINATOR


@pytest.mark.parametrize("person", [COORDINATOR, RESPONSIBLE, CONSULTANT])
def test_nobody_verifies_her_own_whatever_she_is(person):
    same = (office(person),)
    found = today(person, EVERY_ROLE, appointments=same, mandates=same)
    assert found.office_for(person) is None
    assert found.refusal(person) == OWN


def test_the_coordinators_go_to_the_responsible_person():
    found = today(RESPONSIBLE, {Role.RESPONSIBLE_PERSON})
    assert found.office_for(COORDINATOR) is VerifierOffice.RESPONSIBLE_PERSON


def test_another_coordinator_does_not_verify_the_coordinator():
    acting = (office(COORDINATOR), office(CONSULTANT))
    assert today(CONSULTANT, {Role.COORDINATOR}, appointments=acting).office_for(COORDINATOR) is None


def test_the_board_verifies_whoever_is_coordinator_and_responsible_person():
    both = today(-1, {Role.BOARD_MEMBER}, mandates=(office(COORDINATOR),))
    assert both.office_for(COORDINATOR) is VerifierOffice.BOARD_MEMBER
    assert both.boards == {COORDINATOR}


def test_the_board_does_not_verify_a_coordinator_who_has_somebody_above_her():
    found = today(-1, {Role.BOARD_MEMBER})
    assert found.office_for(COORDINATOR) is None
    assert found.office_for(CONSULTANT) is None


@pytest.mark.parametrize(
    ("appointment", "may"),
    [
        (office(COORDINATOR, last=DAY), True),
        (office(COORDINATOR, last=date(2026, 5, 9)), False),
        (office(COORDINATOR, first=DAY), True),
        (office(COORDINATOR, first=date(2026, 5, 11)), False),
        (office(COORDINATOR, decided=DAY), True),
        (office(COORDINATOR, decided=date(2026, 5, 11)), False),
    ],
)
def test_the_office_has_to_be_held_that_day(appointment, may):
    found = today(COORDINATOR, {Role.COORDINATOR}, appointments=(appointment,))
    assert bool(found.office_for(CONSULTANT)) is may
    assert may or found.refusal(CONSULTANT) == NO_OFFICE


def test_a_role_without_the_decision_is_no_office():
    assert today(CONSULTANT, {Role.COORDINATOR, Role.RESPONSIBLE_PERSON}).held == ()


def test_a_decision_without_the_role_is_no_office():
    assert today(COORDINATOR, {Role.CONSULTANT}).held == ()
