"""Which days a page of the calendar shows, and what holidays are called."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.intervision.calendar.rules import (
    EARLIEST,
    LATEST,
    View,
    day_asked,
    holiday,
    neighbours,
    span_of,
    view_asked,
    weeks_of,
)
from staffdev.rulebook.dates import public_holidays

DAYS = st.dates(EARLIEST, LATEST)


@given(DAYS)
def test_a_month_is_whole_weeks_from_monday_on(on):
    span = span_of(View.MONTH, on)
    weeks = weeks_of(span)
    assert 4 <= len(weeks) <= 6
    assert all(week[0].isoweekday() == 1 and len(week) == 7 for week in weeks)
    days = [day for week in weeks for day in week]
    assert days == [span.first + timedelta(days=n) for n in range(span.days)]
    assert {day for day in days if day.month == on.month} >= {on, on.replace(day=1)}
    assert not any(all(day.month != on.month for day in week) for week in weeks)


@given(DAYS)
def test_a_week_is_hers_from_monday_to_sunday(on):
    span = span_of(View.WEEK, on)
    assert (span.first.isoweekday(), span.days) == (1, 7)
    assert on in span


@given(st.sampled_from(View), st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_earlier_and_later_lead_back(view, on):
    before, after = neighbours(view, on)
    assert before is not None
    assert after is not None
    assert before < on < after
    back = neighbours(view, after)[0]
    assert back is not None
    assert back == on if view is not View.MONTH else (back.year, back.month) == (on.year, on.month)


def test_at_the_ends_of_time_there_is_no_way_on():
    assert neighbours(View.MONTH, EARLIEST) == (None, date(2000, 2, 1))
    assert neighbours(View.MONTH, LATEST) == (date(2099, 11, 1), None)


@pytest.mark.parametrize("text", ["", "x", "2026-13-01", "9999-12-31", "1999-12-31", "0001-01-01", "2026-02-30"])
def test_nonsense_in_the_address_is_today(text):
    assert day_asked(text, date(2026, 11, 22)) == date(2026, 11, 22)


def test_the_view_asked_for():
    assert [view_asked(text) for text in ("week", "agenda", "month", "", "year")] == ["week", "agenda", *["month"] * 3]


@given(st.dates(date(2015, 1, 1), date(2040, 12, 31)))
def test_exactly_the_holidays_have_a_name(day):
    assert bool(holiday(day)) is (day in public_holidays(day.year))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 4, 30), "Good Friday"),
        (date(2027, 5, 1), "Labour Day"),
        (date(2027, 5, 3), "Easter Monday"),
        (date(2027, 5, 4), "Day off for the holiday"),
        (date(2027, 11, 11), "Armistice Day"),
    ],
)
def test_a_holiday_is_called_by_its_name(day, name):
    assert holiday(day) == name
