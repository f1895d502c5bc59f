"""Who is on duty when: the days of a shift, nights, who is missing."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.lines.rules.duty import (
    Pattern,
    begins,
    days_of_shift,
    ends,
    is_at_night,
    is_needed,
    missing_on,
    pieces_of,
    turns,
)
from staffdev.lines.rules.hours import Interval, OpenDay, Source
from staffdev.rulebook.dates import Span

MONDAY = date(2026, 1, 5)


def shift(weekday=1, start="17:00", end="20:00", weeks=1, first=MONDAY, last=None):
    return Pattern(weekday, time.fromisoformat(start), time.fromisoformat(end), weeks, first, last)


def days(one, first, last):
    return list(days_of_shift(one, Span(first, last)))


def test_every_week_from_the_first_such_weekday_on():
    assert days(shift(), date(2026, 1, 1), date(2026, 1, 20)) == [MONDAY, date(2026, 1, 12), date(2026, 1, 19)]
    wednesdays = shift(weekday=3, first=MONDAY)
    assert days(wednesdays, MONDAY, date(2026, 1, 14)) == [date(2026, 1, 7), date(2026, 1, 14)]
    sundays = shift(weekday=7, first=date(2026, 1, 12))
    assert days(sundays, MONDAY, date(2026, 1, 18)) == [date(2026, 1, 18)]


def test_every_second_week_counts_from_the_first_one_over_new_year():
    one = shift(weeks=2, first=date(2025, 12, 22))
    assert days(one, date(2025, 12, 1), date(2026, 1, 31)) == [date(2025, 12, 22), MONDAY, date(2026, 1, 19)]


def test_the_last_day_is_in_and_a_single_one_has_one_day():
    assert days(shift(last=date(2026, 1, 12)), MONDAY, date(2026, 2, 1))[-1] == date(2026, 1, 12)
    assert days(shift(last=date(2026, 1, 11)), MONDAY, date(2026, 2, 1)) == [MONDAY]
    assert days(shift(last=MONDAY), date(2020, 1, 1), date(2030, 1, 1)) == [MONDAY]


@given(st.integers(1, 7), st.integers(1, 8), st.integers(0, 400), st.integers(0, 60))
def test_days_are_those_a_calendar_would_tick_off(weekday, weeks, offset, length):
    one, asked = (
        shift(weekday=weekday, weeks=weeks),
        Span(MONDAY + timedelta(offset), MONDAY + timedelta(offset + length)),
    )
    first = MONDAY + timedelta(weekday - 1)
    ticked = [first + timedelta(weeks=weeks * n) for n in range(70)]
    assert list(days_of_shift(one, asked)) == [day for day in ticked if day in asked]


def test_a_night_lies_on_two_days():
    night = shift(start="22:00", end="06:00")
    assert [tuple(one) for one in pieces_of(night, MONDAY)] == [
        (MONDAY, Interval(1320, 1440)),
        (date(2026, 1, 6), Interval(0, 360)),
    ]
    assert [one.interval for one in pieces_of(shift(start="20:00", end="00:00"), MONDAY)] == [Interval(1200, 1440)]
    found = turns([night], Span(date(2026, 1, 6), date(2026, 1, 6)))
    assert [(one.began_on, one.interval) for one in found[date(2026, 1, 6)]] == [(MONDAY, Interval(0, 360))]


@pytest.mark.parametrize(
    ("start", "end", "at_night"),
    [
        ("17:00", "22:00", False),
        ("17:00", "22:01", True),
        ("06:00", "14:00", False),
        ("05:59", "14:00", True),
        ("22:00", "06:00", True),
        ("20:00", "00:00", True),
    ],
)
def test_a_night_shift_has_time_between_22_and_6(start, end, at_night):
    assert is_at_night(shift(start=start, end=end)) is at_night


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 28), 7), (date(2026, 10, 24), 9), (date(2026, 10, 25), 8)])
def test_a_night_has_an_hour_less_or_more_when_clocks_change(day, hours):
    night = shift(start="22:00", end="06:00")
    assert ends(night, day) - begins(night, day) == timedelta(hours=hours)


def test_instants_follow_the_clock_on_the_wall():
    assert begins(shift(), date(2026, 3, 28)).isoformat() == "2026-03-28T16:00:00+00:00"
    assert begins(shift(), date(2026, 3, 29)).isoformat() == "2026-03-29T15:00:00+00:00"
    assert isinstance(ends(shift(), MONDAY), datetime)


def open_day(*intervals, source=Source.PUBLISHED):
    return OpenDay(MONDAY, tuple(Interval(*one) for one in intervals), source)


@pytest.mark.parametrize(
    ("covered", "needed", "missing"),
    [
        ([(1020, 1200)], 1, []),
        ([], 1, [(1020, 1200, 0)]),
        ([(1020, 1199)], 1, [(1199, 1200, 0)]),
        ([(0, 1440)], 1, []),
        ([(1020, 1080), (1080, 1200)], 1, []),
        ([(1020, 1080), (1081, 1200)], 1, [(1080, 1081, 0)]),
        ([(1020, 1200)], 2, [(1020, 1200, 1)]),
        ([(1020, 1200), (1100, 1200)], 2, [(1020, 1100, 1)]),
        ([(1020, 1100), (1050, 1100)], 2, [(1020, 1050, 1), (1100, 1200, 0)]),
        ([], 0, []),
    ],
)
def test_somebody_is_missing_while_fewer_are_there_than_the_line_needs(covered, needed, missing):
    found = missing_on(open_day((1020, 1200)), [Interval(*one) for one in covered], needed)
    assert [(*one.interval, one.there) for one in found] == missing


def test_nobody_is_missing_between_two_parts_of_a_day():
    found = missing_on(open_day((600, 780), (1020, 1200)), [Interval(600, 780)], 1)
    assert [(*one.interval, one.there) for one in found] == [(1020, 1200, 0)]


@given(
    st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 1440)).filter(lambda one: one[0] < one[1]), max_size=5),
    st.integers(0, 3),
)
def test_missing_times_are_exactly_the_minutes_that_too_few_cover(covered, needed):
    day = open_day((600, 780), (1020, 1200))
    found = missing_on(day, [Interval(*one) for one in covered], needed)
    told = {minute for one in found for minute in range(*one.interval)}
    there = lambda minute: sum(start <= minute < end for start, end in covered)  # noqa: E731 - one line says it
    assert told == {minute for minute in range(1440) if day.is_open_at(minute) and there(minute) < needed}


def test_a_shift_that_comes_again_lets_a_holiday_pass_and_a_single_one_does_not():
    once = shift(last=MONDAY)
    closed = open_day(source=Source.HOLIDAY)
    assert is_needed(shift(), closed)
    assert not is_needed(once, closed)
    assert not is_needed(shift(), open_day())
    assert is_needed(once, open_day((1199, 1300)))
    assert not is_needed(once, open_day((1200, 1300)))


def test_turns_are_in_the_order_of_the_clock():
    late, early = shift(start="19:00"), shift(start="16:00", end="19:00")
    found = turns([late, early], Span(MONDAY, MONDAY))
    assert [one.shift for one in found[MONDAY]] == [early, late]
