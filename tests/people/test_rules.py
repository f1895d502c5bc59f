"""Rules about people at their boundaries, where a case file would hide what is measured."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.people.rules.offices import COORDINATOR, RESPONSIBLE_PERSON, offices, term_of
from staffdev.people.rules.presence import associate_days, days_in_role, long_leave, professional_days
from staffdev.people.rules.selection import Hire, hire_checked
from staffdev.people.rules.shapes import Appointment, Engagement, Leave, Licence, Mandate, SelectionChecklist
from staffdev.people.vocabulary import EngagementRole, LeaveKind
from staffdev.rulebook.dates import FOREVER, Span
from staffdev.rulebook.model import Reason, Status
from staffdev.rulebook.question import OUT_OF_SCOPE

KINDS = {LeaveKind.SICK, LeaveKind.UNPAID, LeaveKind.MATERNITY}
PROFESSIONAL, ASSOCIATE = EngagementRole.PROFESSIONAL, EngagementRole.ASSOCIATE


def leave(first, last=None, kind=LeaveKind.SICK):
    return Leave(code=f"{first}", person="ana", kind=kind, from_on=first, until_on=last)


def blocks(*leaves, as_of=date(2025, 12, 31), min_days=30):
    return long_leave(leaves, kinds=KINDS, min_days=min_days, as_of=as_of)


@pytest.mark.parametrize(("last", "is_long"), [(date(2025, 6, 29), False), (date(2025, 6, 30), True)])
def test_leave_is_long_from_thirty_days(last, is_long):
    assert bool(blocks(leave(date(2025, 6, 1), last))) is is_long


def test_adjoining_leave_is_one_block_and_a_day_between_makes_two():
    first, second = date(2025, 6, 1), date(2025, 6, 16)
    adjoining = blocks(leave(first, date(2025, 6, 15)), leave(second, date(2025, 6, 30), LeaveKind.UNPAID))
    assert adjoining == (Span(first, date(2025, 6, 30)),)
    assert blocks(leave(first, date(2025, 6, 14)), leave(second, date(2025, 7, 14))) == ()


def test_annual_leave_does_not_lengthen_a_block():
    annual = leave(date(2025, 6, 16), date(2025, 7, 31), LeaveKind.ANNUAL)
    assert blocks(leave(date(2025, 6, 1), date(2025, 6, 15)), annual) == ()


@pytest.mark.parametrize(("as_of", "is_long"), [(date(2025, 6, 29), False), (date(2025, 6, 30), True)])
def test_open_ended_leave_is_as_long_as_it_lasts_so_far(as_of, is_long):
    assert blocks(leave(date(2025, 6, 1)), as_of=as_of) == ((Span(date(2025, 6, 1), FOREVER),) if is_long else ())


def engagement(role, first, last=None):
    return Engagement(code=f"{role}-{first}", person="ana", role=role, from_on=first, until_on=last)


def test_a_professional_counts_on_the_days_of_her_licence():
    hers = [engagement(PROFESSIONAL, date(2025, 1, 1), date(2025, 12, 31))]
    licences = [Licence(code="l", person="ana", from_on=date(2025, 2, 1), until_on=date(2025, 3, 31))]
    assert professional_days(hers, licences, licence_required=True) == (Span(date(2025, 2, 1), date(2025, 3, 31)),)
    assert professional_days(hers, licences, licence_required=False) == days_in_role(hers, PROFESSIONAL)
    assert professional_days(hers, [], licence_required=True) == ()


def test_a_licence_that_is_extended_has_no_gap():
    hers = [engagement(PROFESSIONAL, date(2025, 1, 1), date(2025, 12, 31))]
    licences = [
        Licence(code="a", person="ana", until_on=date(2025, 6, 30)),
        Licence(code="b", person="ana", from_on=date(2025, 7, 1)),
    ]
    assert professional_days(hers, licences, licence_required=True) == days_in_role(hers, PROFESSIONAL)


def test_valid_professional_days_lift_an_associates_limits():
    hers = [engagement(ASSOCIATE, date(2025, 1, 1), date(2025, 12, 31))]
    lifted = [Span(date(2025, 9, 1), FOREVER)]
    assert associate_days(hers, lifted) == (Span(date(2025, 1, 1), date(2025, 8, 31)),)


def appointment(decided_on, from_on, until_on=None):
    return Appointment(code="a", person="vera", decided_on=decided_on, from_on=from_on, until_on=until_on)


def test_an_office_is_held_from_its_first_day_to_its_last():
    held = offices([appointment(date(2025, 1, 1), date(2025, 1, 1), date(2025, 6, 30))], [], [])
    assert held.held_by("vera", date(2024, 12, 31)) == frozenset()
    assert held.held_by("vera", date(2025, 1, 1)) == held.held_by("vera", date(2025, 6, 30)) == {COORDINATOR}
    assert held.held_by("vera", date(2025, 7, 1)) == frozenset()
    assert held.held_by("ana", date(2025, 1, 1)) == frozenset()


def test_a_retroactive_appointment_gives_the_office_from_the_decision():
    assert term_of(appointment(date(2025, 3, 10), date(2025, 3, 1))) == Span(date(2025, 3, 10))
    assert term_of(appointment(date(2025, 3, 10), date(2025, 3, 1), date(2025, 3, 9))) is None
    assert term_of(appointment(date(2025, 3, 1), date(2025, 3, 10))) == Span(date(2025, 3, 10))


def test_one_person_may_hold_several_offices():
    mandate = Mandate(code="m", person="vera", from_on=date(2025, 1, 1))
    held = offices([appointment(date(2025, 1, 1), date(2025, 1, 1))], [mandate], [])
    assert held.held_by("vera", date(2025, 5, 1)) == {COORDINATOR, RESPONSIBLE_PERSON}


def test_each_persons_hires_are_checked():
    hired = engagement(PROFESSIONAL, date(2025, 1, 1))
    checklist = SelectionChecklist(code="c", engagement=hired.code, completed_on=date(2025, 1, 2))
    assert hire_checked(()) == OUT_OF_SCOPE
    assert hire_checked((Hire(hired, checklist),)).status is Status.MET
    missing = hire_checked((Hire(hired, checklist), Hire(hired, None)))
    assert (missing.status, missing.reasons) == (Status.AT_RISK, (Reason.NO_DATA,))


DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


@given(st.lists(st.tuples(DAYS, st.integers(0, 90)), max_size=6), st.integers(1, 60))
def test_every_long_block_is_long_enough_and_blocks_never_touch(leaves, min_days):
    found = blocks(
        *(leave(first, date.fromordinal(first.toordinal() + days)) for first, days in leaves), min_days=min_days
    )
    assert all(block.days >= min_days for block in found)
    assert all((after.first - before.last).days > 1 for before, after in pairwise(found))
