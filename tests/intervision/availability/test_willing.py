"""How willingly she comes at a time: her week, her exceptions, her calendars, and what nobody recorded."""

import itertools
from datetime import UTC, date, datetime, time, timedelta

import pytest

from staffdev.intervision.availability.rules.willing import (
    UNKNOWN,
    Busy,
    Hers,
    OtherDays,
    Week,
    at,
    day_of,
    on_weekday,
    worst,
)
from staffdev.intervision.vocabulary import Grade
from staffdev.lines.rules.duty import Pattern, days_of_shift
from staffdev.rulebook.dates import Span
from staffdev.weekly import DAY_MINUTES, read

MONDAY = date(2026, 3, 2)
GLAD, NEED, NO = Grade.GLAD, Grade.IF_NEED_BE, Grade.NO
WEEK = Week(MONDAY, MONDAY + timedelta(days=27), read("1 17:00-20:00 glad 1 20:00-21:00 if_need_be"))


def hers(*exceptions, busy=(), weeks=(WEEK,)):
    return Hers(weeks, exceptions, busy)


def whole_day(grade, *, first=MONDAY, last=MONDAY):
    return OtherDays(first, last, 0, DAY_MINUTES, grade)


@pytest.mark.parametrize(
    ("starts_at", "minutes", "word"),
    [
        (time(17), 180, GLAD),
        (time(16, 59), 60, NO),
        (time(19, 30), 30, GLAD),
        (time(19, 30), 31, NEED),
        (time(20), 60, NEED),
        (time(20), 61, NO),
    ],
)
def test_the_least_willing_part_counts(starts_at, minutes, word):
    assert at(hers(), MONDAY, starts_at, minutes).word == word


def test_nothing_recorded_is_not_no():
    assert at(Hers(), MONDAY, time(18), 60).grade == UNKNOWN
    assert at(hers(), MONDAY - timedelta(days=7), time(18), 60).grade == UNKNOWN
    assert at(hers(), MONDAY + timedelta(days=1), time(18), 60).grade == NO


def test_her_week_holds_on_its_first_and_last_day():
    last = Week(MONDAY, MONDAY, WEEK.times)
    assert at(hers(weeks=[last]), MONDAY, time(18), 60).grade == GLAD
    assert at(hers(weeks=[last]), MONDAY + timedelta(days=7), time(18), 60).grade == UNKNOWN


def test_a_day_off_counts_before_her_week_and_only_on_its_days():
    off = whole_day(NO, last=MONDAY + timedelta(days=6))
    assert at(hers(off), MONDAY, time(18), 60).grade == NO
    assert at(hers(off), MONDAY + timedelta(days=7), time(18), 60).grade == GLAD


def test_an_exception_of_some_hours_leaves_the_others():
    some = OtherDays(MONDAY, MONDAY, 17 * 60, 18 * 60, NO)
    assert at(hers(some), MONDAY, time(18), 60).grade == GLAD
    assert at(hers(some), MONDAY, time(17, 59), 60).grade == NO


def test_of_two_exceptions_the_one_recorded_later_counts():
    assert at(hers(whole_day(NO), whole_day(GLAD)), MONDAY, time(10), 60).grade == GLAD
    assert at(hers(whole_day(GLAD), whole_day(NO)), MONDAY, time(10), 60).grade == NO


def test_an_exception_without_a_week_leaves_the_rest_unknown():
    some = OtherDays(MONDAY, MONDAY, 17 * 60, 18 * 60, GLAD)
    assert at(hers(some, weeks=[]), MONDAY, time(17), 60).grade == GLAD
    assert at(hers(some, weeks=[]), MONDAY, time(17), 61).grade == UNKNOWN


def test_a_calendar_is_a_no_and_a_soft_one_takes_the_gladness():
    start = datetime(2026, 3, 2, 17, tzinfo=UTC)  # six in the evening in Belgrade
    hard, soft = (Busy(start, start + timedelta(hours=1), is_soft) for is_soft in (False, True))
    assert at(hers(busy=[hard]), MONDAY, time(18), 60).grade == NO
    assert at(hers(busy=[soft]), MONDAY, time(18), 60).grade == NEED
    assert at(hers(busy=[hard]), MONDAY, time(17), 60).grade == GLAD
    assert at(hers(busy=[hard]), MONDAY, time(19), 60).grade == GLAD
    assert at(hers(busy=[hard]), MONDAY, time(17), 61).is_busy
    assert at(hers(busy=[soft]), MONDAY, time(20), 60).grade == NEED


def test_her_own_word_stays_beside_what_a_calendar_says():
    start = datetime(2026, 3, 2, 17, tzinfo=UTC)
    found = at(hers(busy=[Busy(start, start + timedelta(hours=1), is_soft=False)]), MONDAY, time(18), 60)
    assert (found.word, found.is_busy) == (GLAD, True)


def test_a_calendar_is_read_by_the_wall_on_both_sides_of_a_clock_change():
    monday = date(2026, 3, 30)  # the first Monday of summer time
    week = Week(MONDAY, None, WEEK.times)
    start = datetime(2026, 3, 30, 16, tzinfo=UTC)
    found = Hers([week], (), [Busy(start, start + timedelta(hours=1), is_soft=False)])
    assert at(found, monday, time(18), 60).is_busy
    assert not at(found, monday, time(17), 60).is_busy


def test_a_time_that_passes_midnight_asks_the_next_day_too():
    late = Week(MONDAY, None, read("1 22:00-24:00 glad 2 00:00-01:00 if_need_be"))
    assert at(hers(weeks=[late]), MONDAY, time(23), 60).grade == GLAD
    assert at(hers(weeks=[late]), MONDAY, time(23), 61).grade == NEED
    assert at(hers(weeks=[late]), MONDAY, time(23), 121).grade == NO


def test_a_regular_time_looks_at_the_week_alone():
    found = hers(whole_day(NO))
    assert on_weekday(found, 1, time(18), 60, as_of=MONDAY + timedelta(days=3)) == GLAD
    assert on_weekday(found, 2, time(18), 60, as_of=MONDAY) == NO
    assert on_weekday(found, 1, time(18), 60, as_of=MONDAY - timedelta(days=1)) == UNKNOWN


def test_a_day_is_said_from_midnight_to_midnight():
    pieces = day_of(hers(), MONDAY)
    assert (pieces[0].start, pieces[-1].end) == (0, DAY_MINUTES)
    assert all(one.end == following.start for one, following in itertools.pairwise(pieces))


def test_the_least_willing_comes_first():
    assert [worst(pair) for pair in ((GLAD, NEED), (NEED, UNKNOWN), (UNKNOWN, NO))] == [NEED, UNKNOWN, NO]


@pytest.mark.parametrize(
    ("day", "every", "expected"),
    [
        (date(2026, 3, 4), 1, True),
        (date(2026, 3, 5), 1, False),
        (date(2026, 3, 11), 2, False),
        (date(2026, 3, 18), 2, True),
        (date(2026, 2, 25), 1, False),
        (date(2026, 4, 1), 1, True),
        (date(2026, 4, 8), 1, False),
    ],
)
def test_a_shift_falls_on_its_weekday_every_so_many_weeks(day, every, expected):
    shift = Pattern(3, time(17), time(20), every, date(2026, 3, 1), date(2026, 4, 1))
    assert (day in days_of_shift(shift, Span(day, day))) is expected
