"""When a line can be called: its week, exceptions, holidays."""

from contextlib import suppress
from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev import translations, weekly
from staffdev.forms import RefusedValueError
from staffdev.i18n import Language
from staffdev.lines.rules.hours import Interval, Source, hours_on, minutes_by_weekday, said, united, week_of
from staffdev.lines.times import pairs_of, read_times, stretches_of, typed_times
from staffdev.lines.words import said_week

LINE = SimpleNamespace(from_on=date(2025, 1, 1), until_on=date(2025, 12, 31), works_on_holidays=False)
WEEK = SimpleNamespace(week="1 17:00-20:00 4 10:00-13:00 4 17:00-20:00", from_on=date(2025, 2, 1), until_on=None)
minutes = st.integers(0, 1440)
intervals = st.lists(
    st.tuples(minutes, minutes)
    .filter(lambda ends: ends[0] != ends[1])
    .map(lambda ends: Interval(min(ends), max(ends))),
    max_size=6,
)


def on(day, *exceptions, line=LINE):
    found = hours_on(day, line, [WEEK], exceptions)
    return said(found.intervals), found.source


def exception(first, last, hours=""):
    return SimpleNamespace(hours=hours, from_on=first, until_on=last)


@pytest.mark.parametrize(
    ("day", "hours", "source"),
    [
        (date(2024, 12, 31), "", Source.OUTSIDE),
        (date(2025, 1, 31), "", Source.NOT_PUBLISHED),
        (date(2025, 2, 3), "17:00-20:00", Source.PUBLISHED),
        (date(2025, 2, 4), "", Source.PUBLISHED),
        (date(2025, 2, 6), "10:00-13:00 17:00-20:00", Source.PUBLISHED),
        (date(2025, 2, 17), "", Source.HOLIDAY),  # Monday, instead of Sunday 16 February
        (date(2025, 12, 31), "", Source.PUBLISHED),
        (date(2026, 1, 5), "", Source.OUTSIDE),
    ],
)
def test_the_week_decides_within_the_days_of_the_line(day, hours, source):
    assert on(day) == (hours, source)


def test_an_exception_goes_before_a_holiday_and_before_the_week():
    monday, holiday = date(2025, 2, 3), date(2025, 2, 17)
    assert on(monday, exception(monday, monday)) == ("", Source.EXCEPTION)
    assert on(holiday, exception(monday, holiday, "10:00-12:00")) == ("10:00-12:00", Source.EXCEPTION)
    assert on(date(2025, 2, 18), exception(monday, holiday, "10:00-12:00")) == ("", Source.PUBLISHED)


def test_a_line_may_work_on_holidays():
    working = SimpleNamespace(**(vars(LINE) | {"works_on_holidays": True}))
    assert on(date(2025, 2, 17), line=working) == ("17:00-20:00", Source.PUBLISHED)


def test_it_is_open_from_its_first_minute_to_before_its_last():
    found = hours_on(date(2025, 2, 3), LINE, [WEEK])
    assert [found.is_open_at(minute) for minute in (1019, 1020, 1199, 1200)] == [False, True, True, False]
    assert found.minutes == 180


@given(intervals)
def test_a_union_has_the_minutes_of_its_parts_once(some):
    every = {minute for one in some for minute in range(one.start, one.end)}
    assert sum(one.minutes for one in united(some)) == len(every)


@given(st.lists(st.tuples(st.integers(1, 7), minutes, minutes).filter(lambda one: one[1] < one[2]), max_size=8))
def test_minutes_of_a_weekday_are_its_distinct_minutes(some):
    text = weekly.write(weekly.Stretch(*one) for one in some)
    for weekday, found in minutes_by_weekday(text).items():
        every = {minute for day, start, end in some if day == weekday for minute in range(start, end)}
        assert found == len(every)
    assert set(week_of(text)) == {day for day, _, _ in some}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("17-20", "17:00-20:00"),
        ("17 – 20", "17:00-20:00"),
        ("od 17 do 20", "17:00-20:00"),
        ("17h-20h", "17:00-20:00"),
        ("17.30–20.15", "17:30-20:15"),
        ("17–20, 10–13", "10:00-13:00 17:00-20:00"),
        ("10-13 i 17-20", "10:00-13:00 17:00-20:00"),
        ("10–13; 13–15", "10:00-13:00 13:00-15:00"),
        ("0–24", "00:00-24:00"),
        ("24–2", "00:00-02:00"),
        ("20–0", "20:00-24:00"),
        ("20–24", "20:00-24:00"),
        ("22–2", "22:00-02:00"),
        ("17–20,", "17:00-20:00"),
    ],
)
def test_times_are_read_as_people_type_them_and_back(typed, read):
    assert read_times(typed) == read
    assert read_times(typed_times(read)) == read


@pytest.mark.parametrize("typed", ["x", "17", "17-18-19", "17-17", "25-26", "-", "17-20 10-13", "1" * 500])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(RefusedValueError):
        read_times(typed)


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(typed):
    with suppress(RefusedValueError):
        assert pairs_of(read_times(typed))


def test_a_night_is_split_at_midnight_from_sunday_to_monday_too():
    assert weekly.write(stretches_of(7, "22:00-02:00")) == "1 00:00-02:00 7 22:00-24:00"
    assert weekly.write(stretches_of(2, "20:00-24:00")) == "2 20:00-24:00"


@pytest.mark.parametrize(
    ("week", "words"),
    [
        ("1 17:00-20:00 2 17:00-20:00 3 17:00-20:00", "Monday–Wednesday 17:00–20:00"),
        ("1 17:00-20:00 2 17:00-20:00 4 17:00-20:00", "Monday, Tuesday 17:00–20:00; Thursday 17:00–20:00"),
        (" ".join(f"{number} 00:00-24:00" for number in range(1, 8)), "every day around the clock"),
        ("6 10:00-13:00 6 15:00-16:00", "Saturday 10:00–13:00, 15:00–16:00"),
    ],
)
def test_a_week_is_said_by_runs_of_days(week, words):
    with translations.speaking(Language.ENGLISH):
        assert said_week(week) == words
