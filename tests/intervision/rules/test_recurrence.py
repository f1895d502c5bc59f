"""The days of a series, against dateutil's reading of the same rule."""

from datetime import date, datetime, time, timedelta

import pytest
from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekdays
from hypothesis import given
from hypothesis import strategies as st

from staffdev.intervision.rules.recurrence import nth_weekday, occurrences
from staffdev.intervision.vocabulary import Pattern

DAYS = st.dates(date(2015, 1, 1), date(2060, 1, 1))
NTH = st.sampled_from([1, 2, 3, 4, -1])


def by_dateutil(pattern: Pattern, every: int, weekday: int, nth: int, first: date, last: date) -> tuple[date, ...]:
    """What an iCalendar reader makes of it, `first` being DTSTART."""
    day = weekdays[weekday - 1]
    weekly = pattern is Pattern.WEEKLY
    rule = rrule(
        WEEKLY if weekly else MONTHLY,
        dtstart=datetime.combine(first, time()),
        interval=every,
        byweekday=day if weekly else day(nth),
        until=datetime.combine(last, time()),
    )
    return tuple(instant.date() for instant in rule)


@given(DAYS, st.integers(0, 900), st.sampled_from(Pattern), st.integers(1, 13), st.integers(1, 7), NTH)
def test_the_days_are_those_an_ical_reader_finds(
    first_on: date, length: int, pattern: Pattern, every: int, weekday: int, nth: int
) -> None:
    last_on = first_on + timedelta(days=length)
    days = occurrences(pattern, every, weekday, nth, first_on, last_on)
    if days:
        assert days == by_dateutil(pattern, every, weekday, nth, days[0], last_on)
    assert all(first_on <= day <= last_on for day in days)
    assert all(day.isoweekday() == weekday for day in days)


@given(DAYS, st.integers(0, 200), st.sampled_from(Pattern), st.integers(1, 4), st.integers(1, 7), NTH)
def test_the_first_day_is_the_first_one_that_matches(
    first_on: date, length: int, pattern: Pattern, every: int, weekday: int, nth: int
) -> None:
    last_on = first_on + timedelta(days=length)
    days = occurrences(pattern, every, weekday, nth, first_on, last_on)
    assert days[:1] == by_dateutil(pattern, 1, weekday, nth, first_on, last_on)[:1]


@given(DAYS, st.sampled_from(Pattern), st.integers(1, 4), st.integers(1, 7), NTH)
def test_a_series_that_begins_on_one_of_its_days_goes_on_as_before(
    first_on: date, pattern: Pattern, every: int, weekday: int, nth: int
) -> None:
    days = occurrences(pattern, every, weekday, nth, first_on, first_on + timedelta(days=900))
    for at, day in enumerate(days):
        assert occurrences(pattern, every, weekday, nth, day, days[-1]) == days[at:]


@given(st.integers(1, 9999), st.integers(1, 12), st.integers(1, 7), NTH)
def test_the_nth_weekday_of_a_month_is_one_in_its_week(year: int, month: int, weekday: int, nth: int) -> None:
    day = nth_weekday(year, month, weekday, nth)
    assert (day.year, day.month, day.isoweekday()) == (year, month, weekday)
    if nth == -1:
        assert day >= date.max - timedelta(days=7) or (day + timedelta(days=7)).month != month
    else:
        assert 7 * (nth - 1) < day.day <= 7 * nth


@pytest.mark.parametrize(
    ("pattern", "every", "weekday", "nth"),
    [
        *[("weekly", 0, 1, None), ("weekly", 1, 0, None), ("weekly", 1, 8, None), ("monthly", 1, 1, None)],
        *[("monthly", 1, 1, 0), ("monthly", 1, 1, 5), ("monthly", -1, 1, 1), ("yearly", 1, 1, 1)],
    ],
)
def test_what_is_no_rule_is_refused(pattern: str, every: int, weekday: int, nth: int | None) -> None:
    with pytest.raises(ValueError, match=r"no rule|is not a valid"):
        occurrences(pattern, every, weekday, nth, date(2027, 1, 1), date(2027, 12, 31))


def test_the_end_of_time_is_no_trouble() -> None:
    assert occurrences("weekly", 1, 5, None, date(9999, 12, 30), date.max) == (date(9999, 12, 31),)
    assert occurrences("monthly", 2, 5, -1, date(9999, 12, 1), date.max) == (date(9999, 12, 31),)
    assert occurrences("monthly", 2, 5, 1, date(9999, 12, 30), date.max) == ()


def test_no_day_between_is_no_day() -> None:
    assert occurrences("weekly", 1, 1, None, date(2027, 1, 5), date(2027, 1, 10)) == ()
    assert occurrences("monthly", 1, 1, 1, date(2027, 1, 5), date(2027, 1, 4)) == ()
