"""Times of day, and the nights when the clock changes."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words import parse_clock, span
from tests.sheets.books import outcome

SPRING, AUTUMN, ORDINARY = date(2025, 3, 30), date(2025, 10, 26), date(2025, 1, 14)


@pytest.mark.parametrize(
    "typed",
    ["18:30", "18.30", "18:30h", "18:30:00", "18.30 ч", "у 18:30", time(18, 30), Decimal("0.7708333333333333"),
     datetime(2025, 1, 1, 18, 30)],  # noqa: DTZ001 - a sheet knows no zone
)  # fmt: skip
def test_a_time_of_day_is_read(typed):
    assert parse_clock(typed) == time(18, 30)


@pytest.mark.parametrize("typed", ["18", "18h", 18, "18 часова"])
def test_a_full_hour_is_read(typed):
    assert parse_clock(typed) == time(18)


@pytest.mark.parametrize("typed", ["25:00", "18:75", "24:30", "", None, "увече", -1, 30, True, "1" * 5000])
def test_what_is_no_time_says_so(typed):
    with pytest.raises(Unreadable, match="time"):
        parse_clock(typed)


def test_an_evening_lasts_what_the_wall_says():
    assert span(ORDINARY, time(18), time(19, 30)).minutes == 90
    assert span(ORDINARY, time(18), time(19, 30)).notes == ()


def test_in_spring_two_hours_on_the_wall_are_one():
    found = span(SPRING, time(1, 30), time(3, 30))
    assert found.minutes == 60
    assert "from 2:00 to 3:00" in str(found.notes[0])
    assert "60 minutes passed, not 120" in str(found.notes[0])


@pytest.mark.parametrize(
    ("starts_at", "ends_at"), [(time(2, 30), time(4)), (time(1), time(2, 0)), (time(1), time(2, 59))]
)
def test_the_hour_that_the_clock_skips_does_not_exist(starts_at, ends_at):
    with pytest.raises(Unreadable, match=r"did not exist on 30\.3\.2025"):
        span(SPRING, starts_at, ends_at)


@pytest.mark.parametrize(("starts_at", "ends_at", "minutes"), [(time(1, 59), time(3), 1), (time(1), time(3, 1), 61)])
def test_the_minutes_beside_the_skipped_hour_exist(starts_at, ends_at, minutes):
    assert span(SPRING, starts_at, ends_at).minutes == minutes


def test_in_autumn_two_hours_on_the_wall_are_three():
    found = span(AUTUMN, time(1, 30), time(3, 30))
    assert found.minutes == 180
    assert "back from 3:00 to 2:00" in str(found.notes[0])
    assert "180 minutes passed, not 120" in str(found.notes[0])


def test_an_end_before_the_start_is_on_the_next_day():
    found = span(ORDINARY, time(22), time(1))
    assert found.minutes == 180
    assert "on the next day" in str(found.notes[0])


@given(st.times())
def test_a_written_time_is_read_back(moment):
    assert parse_clock(f"{moment:%H:%M}") == moment.replace(second=0, microsecond=0)


@given(st.one_of(st.text(max_size=20), st.integers(), st.floats(), st.decimals(), st.none()))
def test_nothing_typed_raises_anything_else(typed):
    outcome(lambda: parse_clock(typed))


WHOLE_MINUTES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))


@given(st.dates(date(1996, 1, 1), date(2100, 1, 1)), WHOLE_MINUTES, WHOLE_MINUTES)
def test_no_span_raises_anything_else(day, starts_at, ends_at):
    found = outcome(lambda: span(day, starts_at, ends_at))
    assert found is None or 0 < found.minutes <= 1500
