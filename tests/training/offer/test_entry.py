"""The rules of entry, on both sides of each boundary."""

from datetime import date
from types import SimpleNamespace as Shape

import pytest

from staffdev.training import attended
from staffdev.training.offer import entry
from staffdev.training.offer.entry import Attended, Shortfall
from staffdev.training.vocabulary import EnrolmentState, Mark

TODAY = date(2026, 11, 22)
YESTERDAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 23)
COURSE = Shape(cancelled_at=None, topics="T1:60 T2")


@pytest.mark.parametrize(("decided_on", "refused"), [(TODAY, False), (TOMORROW, True), (None, False)])
def test_a_decision_is_not_recorded_before_it_is_made(decided_on, refused):
    new = Shape(number="1", from_on=TODAY, decided_on=decided_on)
    assert ("decided_on" in entry.accreditation_problems(new, [], today=TODAY)) is refused


def test_a_decision_is_recorded_once_and_its_renewal_beside_it():
    old = Shape(number="1", from_on=TODAY)
    again, renewed = (
        Shape(number="1", from_on=TODAY, decided_on=None),
        Shape(number="2", from_on=TODAY, decided_on=None),
    )
    assert entry.accreditation_problems(again, [old], today=TODAY).keys() == {"number"}
    assert entry.accreditation_problems(renewed, [old], today=TODAY) == {}


@pytest.mark.parametrize(
    ("until_on", "refused"), [(YESTERDAY, False), (TODAY, True), (None, True)], ids=["lapsed", "last day", "open"]
)
def test_only_a_programme_without_accreditation_that_day_is_attested(until_on, refused):
    accredited = Shape(number="1", from_on=date(2026, 1, 1), until_on=until_on)
    problems = entry.attestation_problems(Shape(attested_on=TODAY), [accredited], today=TODAY)
    assert ("attested_on" in problems) is refused


@pytest.mark.parametrize(("capacity", "refused"), [(None, False), (10, False), (9, True)])
def test_nobody_loses_her_place_because_the_room_became_smaller(capacity, refused):
    assert bool(entry.capacity_problems(capacity, 10)) is refused


@pytest.mark.parametrize(
    ("days", "herself", "refused"),
    [
        ([], True, False),
        ([TODAY], True, False),
        ([YESTERDAY], True, True),
        ([YESTERDAY, TOMORROW], True, True),
        ([YESTERDAY, TOMORROW], False, False),
        ([YESTERDAY], False, False),
    ],
)
def test_she_enrols_until_the_first_session_and_the_coordinator_afterwards_too(days, herself, refused):
    assert bool(entry.enrolment_refusal(COURSE, days, today=TODAY, herself=herself)) is refused


def test_nobody_is_enrolled_for_a_cancelled_course():
    assert entry.enrolment_refusal(Shape(cancelled_at=TODAY), [TOMORROW], today=TODAY, herself=False)


@pytest.mark.parametrize(
    ("days", "herself", "refused"), [([TODAY], True, False), ([YESTERDAY], True, True), ([YESTERDAY], False, False)]
)
def test_she_gives_up_her_place_until_the_first_session(days, herself, refused):
    enrolment = Shape(state=EnrolmentState.ENROLLED)
    assert bool(entry.departure_refusal(enrolment, days, today=TODAY, herself=herself)) is refused


@pytest.mark.parametrize(("days", "is_open"), [([], True), ([YESTERDAY, TODAY], True), ([YESTERDAY], False)])
def test_a_free_place_goes_to_the_next_in_line_until_the_last_session(days, is_open):
    assert entry.is_open(COURSE, days, TODAY) is is_open


@pytest.mark.parametrize(
    ("mark", "minutes"), [(Mark.PRESENT, 240), (Mark.PARTIAL, 100), (Mark.EXCUSED, 0), (Mark.ABSENT, 0)]
)
def test_a_mark_stands_for_minutes(mark, minutes):
    assert attended.attended_minutes(mark, 100, 240) == minutes


@pytest.mark.parametrize(("typed", "refused"), [(None, True), (0, True), (1, False), (239, False), (240, True)])
def test_a_part_is_more_than_nothing_and_less_than_all(typed, refused):
    assert bool(attended.mark_problem(Mark.PARTIAL, typed, 240)) is refused
    assert attended.mark_problem(Mark.PRESENT, typed, 240) is None


@pytest.mark.parametrize(
    ("own", "parts", "topics"),
    [(None, 1, "T1:60 T2"), (None, 2, "T1 T2"), ("T3:30", 2, "T3:30"), ("", 2, "")],
    ids=["only part", "minutes known of the whole only", "topics of its own", "none of them"],
)
def test_a_session_covers_its_own_topics_or_those_of_the_course(own, parts, topics):
    assert entry.topics_of(COURSE, Shape(topics=own), parts) == topics


@pytest.mark.parametrize(
    ("minutes", "percent", "total", "shortfall"),
    [
        (3672, 85, 4320, None),
        (3671, 85, 4320, Shortfall.TOO_LITTLE),
        (85, 85, 100, None),
        (84, 85, 100, Shortfall.TOO_LITTLE),
        (86, 85, 101, None),
        (85, 85, 101, Shortfall.TOO_LITTLE),
        (0, 85, 0, Shortfall.TOO_LITTLE),
    ],
)
def test_a_certificate_needs_the_whole_percentage(minutes, percent, total, shortfall):
    assert Attended(minutes, 0, total, percent).shortfall is shortfall


def test_what_waits_for_verification_is_named_as_such():
    assert Attended(80, 20, 100, 85).shortfall is Shortfall.UNVERIFIED
    assert Attended(85, 15, 100, 85).shortfall is None
    assert Attended(100, 0, 100, 85, has_certificate=True).shortfall is Shortfall.ISSUED


def test_a_share_is_never_rounded_up():
    assert Attended(849, 0, 1000, 85).share == 84
