from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.rulebook.dates import (
    FOREVER,
    Span,
    WorkCalendar,
    add_months,
    add_working_days,
    add_years,
    covered_days,
    days_between,
    due_day,
    gaps,
    last_valid_day,
    merged,
    next_working_day,
    orthodox_easter,
    overlap_days,
    public_holidays,
    within,
    without,
    year_span,
)

PERIOD = Span(date(2025, 1, 1), date(2025, 2, 28))
days = st.dates(date(2024, 12, 1), date(2025, 3, 31))
spans = st.lists(st.tuples(days, days).map(lambda ends: Span(min(ends), max(ends))), max_size=8)


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2018, 11, 21), date(2018, 12, 31), 41),
        (date(2018, 11, 22), date(2018, 12, 31), 40),
        (date(2024, 7, 2), date(2024, 12, 31), 183),
        (date(2025, 6, 1), date(2025, 9, 9), 101),
        (date(2025, 6, 1), date(2025, 8, 31), 92),
        (date(2025, 6, 1), date(2025, 6, 1), 1),
        (date(2025, 6, 2), date(2025, 6, 1), 0),
        (date(2025, 6, 9), date(2025, 6, 1), 0),
    ],
)
def test_days_are_counted_with_both_ends(first, last, count):
    assert days_between(first, last) == count


def test_a_leap_year_has_366_days():
    assert (year_span(2024).days, year_span(2025).days) == (366, 365)


def test_a_span_cannot_end_before_it_begins():
    Span(date(2025, 1, 2), date(2025, 1, 2))
    with pytest.raises(ValueError, match="cannot end"):
        Span(date(2025, 1, 2), date(2025, 1, 1))


def test_a_span_has_its_first_and_last_day():
    assert date(2025, 1, 1) in PERIOD
    assert date(2025, 2, 28) in PERIOD
    assert date(2024, 12, 31) not in PERIOD
    assert date(2025, 3, 1) not in PERIOD


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (Span(date(2025, 2, 28)), 1),
        (Span(date(2025, 3, 1)), 0),
        (Span(date(2024, 1, 1), date(2025, 1, 1)), 1),
        (Span(date(2024, 1, 1), date(2024, 12, 31)), 0),
        (Span(date(2024, 1, 1)), 59),
        (Span(date(2025, 1, 10), date(2025, 1, 12)), 3),
    ],
)
def test_overlap_counts_the_shared_days(other, count):
    assert overlap_days(PERIOD, other) == overlap_days(other, PERIOD) == count


def test_adjoining_spans_are_one_and_a_day_between_keeps_them_apart():
    first = Span(date(2025, 1, 1), date(2025, 1, 10))
    assert merged([Span(date(2025, 1, 11), date(2025, 1, 20)), first]) == (Span(date(2025, 1, 1), date(2025, 1, 20)),)
    assert len(merged([Span(date(2025, 1, 12), date(2025, 1, 20)), first])) == 2


def test_a_span_inside_another_adds_nothing():
    assert merged([PERIOD, Span(date(2025, 1, 5), date(2025, 1, 6))]) == (PERIOD,)


def test_open_spans_merge_and_leave_no_gap():
    assert merged([Span(date(2025, 1, 1)), Span(date(2026, 1, 1))]) == (Span(date(2025, 1, 1), FOREVER),)
    assert gaps([Span(date(2025, 1, 1))], Span(date(2025, 1, 1))) == ()


def test_gaps_are_the_uncovered_days():
    covered = [Span(date(2025, 1, 3), date(2025, 1, 10)), Span(date(2025, 1, 12), date(2025, 2, 27))]
    assert gaps(covered, PERIOD) == (
        Span(date(2025, 1, 1), date(2025, 1, 2)),
        Span(date(2025, 1, 11), date(2025, 1, 11)),
        Span(date(2025, 2, 28), date(2025, 2, 28)),
    )


def test_nothing_covered_is_one_gap():
    assert gaps([], PERIOD) == (PERIOD,)


def test_leave_is_taken_out_of_an_engagement():
    engaged = [Span(date(2025, 1, 1))]
    leave = [Span(date(2025, 3, 1), date(2025, 3, 31))]
    assert without(engaged, leave) == (Span(date(2025, 1, 1), date(2025, 2, 28)), Span(date(2025, 4, 1)))


@given(spans, spans)
def test_span_arithmetic_agrees_with_counting_day_by_day(some, others):
    every = {PERIOD.first + timedelta(days=offset) for offset in range(PERIOD.days)}
    in_some = {day for day in every if any(day in span for span in some)}
    in_others = {day for day in every if any(day in span for span in others)}
    assert covered_days(some, PERIOD) == len(in_some)
    assert days_of(gaps(some, PERIOD)) == every - in_some
    assert days_of(within(without(some, others), PERIOD)) == in_some - in_others


@given(spans)
def test_merged_spans_are_apart_and_in_order(some):
    whole = merged(some)
    assert all(later.first - earlier.last > timedelta(days=1) for earlier, later in pairwise(whole))


def days_of(some):
    return {span.first + timedelta(days=offset) for span in some for offset in range(span.days)}


@pytest.mark.parametrize(
    ("issued", "last"),
    [
        (date(2024, 2, 29), date(2025, 2, 28)),
        (date(2024, 2, 28), date(2025, 2, 28)),
        (date(2024, 3, 1), date(2025, 3, 1)),
        (date(2023, 2, 28), date(2024, 2, 28)),
    ],
)
def test_a_certificate_valid_one_year_is_last_valid_on_the_same_numbered_day(issued, last):
    assert last_valid_day(issued, years=1) == last


def test_a_validity_that_ends_on_a_sunday_is_not_moved():
    assert last_valid_day(date(2024, 5, 18), years=1) == date(2025, 5, 18)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 1, 15), -1, date(2024, 12, 15)),
        (date(2025, 11, 30), 15, date(2027, 2, 28)),
        (date(2025, 5, 31), 0, date(2025, 5, 31)),
    ],
)
def test_months_end_on_the_same_numbered_day_or_the_last_of_the_month(day, months, expected):
    assert add_months(day, months) == expected


def test_four_years_from_a_leap_day_is_a_leap_day():
    assert add_years(date(2024, 2, 29), 4) == date(2028, 2, 29)
    assert add_years(date(2015, 11, 21), 3) == date(2018, 11, 21)


@pytest.mark.parametrize(
    ("year", "easter"),
    [
        (2015, date(2015, 4, 12)),
        (2016, date(2016, 5, 1)),
        (2024, date(2024, 5, 5)),
        (2025, date(2025, 4, 20)),
        (2026, date(2026, 4, 12)),
        (2027, date(2027, 5, 2)),
    ],
)
def test_orthodox_easter_moves(year, easter):
    assert orthodox_easter(year) == easter


@given(st.integers(1950, 2399))
def test_orthodox_easter_is_a_spring_sunday(year):
    easter = orthodox_easter(year)
    assert easter.weekday() == 6
    assert date(year, 4, 1) <= easter <= date(year, 5, 15)


def test_the_holidays_of_2025():
    assert sorted(public_holidays(2025)) == [
        date(2025, 1, 1),
        date(2025, 1, 2),
        date(2025, 1, 7),
        date(2025, 2, 15),
        date(2025, 2, 16),
        date(2025, 2, 17),  # 16 February is a Sunday
        date(2025, 4, 18),
        date(2025, 4, 19),
        date(2025, 4, 20),
        date(2025, 4, 21),
        date(2025, 5, 1),
        date(2025, 5, 2),
        date(2025, 11, 11),
    ]


@pytest.mark.parametrize(
    "day",
    [date(2016, 5, 3), date(2017, 1, 3), date(2027, 5, 4)],
)
def test_a_state_holiday_on_a_sunday_takes_the_next_working_day(day):
    assert day in public_holidays(day.year)
    assert day + timedelta(days=1) not in public_holidays(day.year)


def test_christmas_on_a_sunday_is_not_a_state_holiday():
    assert date(2018, 1, 7).weekday() == 6
    assert date(2018, 1, 8) not in public_holidays(2018)


def test_a_complaint_of_saturday_3_may_2025():
    received = date(2025, 5, 3)
    assert add_working_days(received, 3) == date(2025, 5, 7)
    assert due_day(received, 15) == date(2025, 5, 19)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2025, 4, 17), date(2025, 4, 17)),
        (date(2025, 4, 18), date(2025, 4, 22)),
        (date(2025, 4, 30), date(2025, 4, 30)),
        (date(2025, 5, 1), date(2025, 5, 5)),
        (date(2024, 12, 31), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2025, 1, 3)),
    ],
)
def test_the_next_working_day_is_the_day_itself_where_it_is_one(day, expected):
    assert next_working_day(day) == expected


def test_working_days_skip_a_long_weekend_and_zero_of_them_stays():
    assert add_working_days(date(2025, 4, 17), 1) == date(2025, 4, 22)
    assert add_working_days(date(2025, 4, 19), 0) == date(2025, 4, 19)


def test_an_office_may_add_and_drop_holidays():
    slava = date(2025, 5, 6)
    office = WorkCalendar(added=frozenset({slava}), dropped=frozenset({date(2025, 5, 2)}))
    assert next_working_day(slava, office) == date(2025, 5, 7)
    assert next_working_day(date(2025, 5, 2), office) == date(2025, 5, 2)
    assert add_working_days(date(2025, 5, 3), 3, office) == date(2025, 5, 8)


@given(st.dates(date(2015, 1, 1), date(2040, 1, 1)), st.integers(1, 60))
def test_working_days_are_reached_one_at_a_time(day, count):
    assert add_working_days(day, count) == add_working_days(add_working_days(day, count - 1), 1)
    assert next_working_day(add_working_days(day, count)) == add_working_days(day, count)
