"""Rules about training at their boundaries: shares of ten hours, topics, verification and its day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from staffdev.people.rules.offices import Offices
from staffdev.rulebook.codes import Why
from staffdev.rulebook.dates import Span, year_span
from staffdev.rulebook.facts import acted_on, civil_day
from staffdev.training.rules.required import is_a_year, prorated, shares_of_years
from staffdev.training.rules.shapes import TrainingRecord
from staffdev.training.rules.verification import standing, verified_from
from staffdev.training.topics import (
    group_slug,
    missing_minority_topics,
    missing_topics,
    parse_topics,
    together,
    write_topics,
)
from staffdev.training.vocabulary import Mark, RecordState, TrainingKind, VerifierOffice

WHOLE_YEAR = {"T1": 0, "T2": 0, "T3": 0, "T4": 0, "T5": 0, "T6": 0, "T7a": 0, "T7b": 0, "T7c": 0, "T7d": 0}


@pytest.mark.parametrize(
    ("days", "year", "minutes"),
    [
        (0, 365, 0),
        (1, 365, 30),
        (18, 365, 30),
        (19, 365, 60),
        (40, 365, 90),
        (41, 365, 90),
        (182, 366, 300),
        (183, 366, 300),
        (184, 366, 330),
        (183, 365, 330),
        (346, 365, 570),
        (347, 365, 600),
        (365, 365, 600),
        (366, 366, 600),
    ],
)
def test_a_share_of_ten_hours_is_rounded_up_to_half_an_hour(days, year, minutes):
    assert prorated(600, [(days, year)], step=30) == minutes


@given(st.integers(0, 366), st.sampled_from([365, 366]), st.sampled_from([1, 15, 30, 60]))
def test_a_share_is_between_nothing_and_ten_hours_and_never_below_the_exact_one(days, year, step):
    days = min(days, year)
    minutes = prorated(600, [(days, year)], step=step)
    assert 0 <= minutes <= 600
    assert minutes % step == 0
    assert minutes * year >= 600 * days > (minutes - step) * year or days == 0 == minutes


@given(st.integers(0, 365), st.sampled_from([365, 366]))
def test_a_day_more_never_asks_for_less(days, year):
    days = min(days, year - 1)
    assert prorated(600, [(days, year)], step=30) <= prorated(600, [(days + 1, year)], step=30)


@given(st.dates(date(2018, 11, 21), date(2030, 1, 1)), st.integers(1, 800))
def test_the_shares_of_several_years_never_depend_on_how_they_are_added(first, days):
    period = Span(first, first + timedelta(days=days - 1))
    shares = shares_of_years([period], period)
    assert prorated(600, shares, step=1) == prorated(600, shares[::-1], step=1)


@pytest.mark.parametrize(
    ("first", "last", "is_year"),
    [
        (date(2024, 1, 1), date(2024, 12, 31), True),
        (date(2024, 3, 15), date(2025, 3, 14), True),
        (date(2024, 3, 15), date(2025, 3, 13), False),
        (date(2024, 3, 15), date(2025, 3, 15), False),
        (date(2024, 2, 29), date(2025, 2, 27), True),
    ],
)
def test_twelve_months_are_a_year(first, last, is_year):
    assert is_a_year(Span(first, last)) is is_year


def test_any_twelve_months_owe_ten_hours():
    twelve = Span(date(2023, 3, 15), date(2024, 3, 14))
    assert prorated(600, shares_of_years([twelve], twelve), step=30) == 600
    assert prorated(600, shares_of_years([year_span(2024)], year_span(2024)), step=30) == 600


def test_topics_read_back_as_they_are_written():
    text = "M1.roma T1:60 T3 T7a:15"
    assert write_topics(parse_topics(text)) == text
    assert parse_topics("T1:30 T1:30 X9 T8 :5 T2:x") == {"T1": 60, "T2": 0}
    assert parse_topics("") == {}


@given(st.dictionaries(st.sampled_from(["T1", "T6", "T7b", "M2.roma", "M3.romkinje"]), st.integers(0, 900)))
def test_any_topics_survive_being_stored(topics):
    assert dict(parse_topics(write_topics(topics))) == topics


def test_each_topic_and_each_method_is_missed():
    assert missing_topics(WHOLE_YEAR) == {}
    for tag in WHOLE_YEAR:
        rest = {one: 0 for one in WHOLE_YEAR if one != tag}
        assert list(missing_topics(rest)) == [tag[:2]]


def test_minutes_of_a_topic_add_up_to_what_is_asked():
    thirty = dict.fromkeys(WHOLE_YEAR, 30)
    assert missing_topics(thirty, min_minutes=30) == {}
    assert len(missing_topics(thirty, min_minutes=31)) == 7
    assert missing_topics(together([thirty, thirty]), min_minutes=60) == {}


def test_minority_topics_go_by_the_groups_code_or_name():
    names = ["7f3e", group_slug("Roma  women")]
    assert missing_minority_topics({"M1.7f3e": 0, "M2.roma-women": 0, "M3.other": 0}, names).keys() == {"M3"}
    assert group_slug("Ромкиње и Рома") == "ромкиње-и-рома"


RECORD = TrainingRecord(
    code="r",
    person="ana",
    held_on=date(2025, 5, 1),
    minutes=60,
    kind=TrainingKind.WORKSHOP,
    state=RecordState.VERIFIED,
    verified_on=date(2025, 5, 2),
    verified_by="vera",
)
OFFICES = Offices({"vera": {"coordinator": (year_span(2025),)}})


def stands(record=RECORD, as_of=date(2025, 6, 1)):
    return standing(record, OFFICES, as_of=as_of, evidence_needed=True)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        ({"state": RecordState.LOGGED}, Why.UNVERIFIED),
        ({"state": RecordState.RETURNED}, Why.RETURNED),
        ({"verified_on": date(2025, 6, 2)}, Why.UNVERIFIED),
        ({"verified_on": date(2025, 6, 1)}, None),
        ({"verified_at": datetime(2025, 6, 2, 9, tzinfo=UTC)}, Why.UNVERIFIED),
        ({"held_on": date(2025, 6, 2)}, Why.AFTER_AS_OF),
        ({"mark": Mark.ABSENT}, Why.ABSENT),
        ({"mark": Mark.EXCUSED}, Why.EXCUSED),
        ({"mark": Mark.PARTIAL}, None),
        ({"has_evidence": False}, Why.NO_EVIDENCE),
        ({"has_evidence": False, "session": "s"}, None),
        ({"verified_by": "ana"}, Why.SELF_VERIFIED),
        ({"verified_by": None}, Why.VERIFIER_UNKNOWN),
        ({"verified_by": "lena"}, Why.VERIFIER_WITHOUT_OFFICE),
        ({"verified_as": VerifierOffice.COORDINATOR}, None),
        ({"verified_as": VerifierOffice.RESPONSIBLE_PERSON}, Why.VERIFIER_WITHOUT_OFFICE),
    ],
)
def test_a_record_stands_only_if_nothing_speaks_against_it(changes, why):
    assert stands(replace(RECORD, **changes)) == why


def test_an_instant_belongs_to_the_day_in_belgrade():
    assert civil_day(datetime(2025, 7, 1, 21, 59, 59, tzinfo=UTC)) == date(2025, 7, 1)
    assert civil_day(datetime(2025, 7, 1, 22, 0, tzinfo=UTC)) == date(2025, 7, 2)
    assert civil_day(datetime(2025, 1, 1, 22, 59, 59, tzinfo=UTC)) == date(2025, 1, 1)
    assert civil_day(datetime(2025, 1, 1, 23, 0, tzinfo=UTC)) == date(2025, 1, 2)


@given(st.datetimes(datetime(2015, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001 - hypothesis adds UTC
def test_the_quick_way_to_a_civil_day_is_the_right_one(instant):
    assert civil_day(instant) == instant.astimezone(ZoneInfo("Europe/Belgrade")).date()


def test_a_backdated_act_counts_from_its_recording_and_a_later_day_from_itself():
    assert acted_on(date(2025, 5, 1), datetime(2025, 5, 9, 9, tzinfo=UTC)) == date(2025, 5, 9)
    assert acted_on(date(2025, 5, 10), datetime(2025, 5, 9, 9, tzinfo=UTC)) == date(2025, 5, 10)
    assert verified_from(replace(RECORD, state=RecordState.LOGGED)) is None
