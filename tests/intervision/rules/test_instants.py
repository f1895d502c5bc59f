"""Instants from the clock on the wall, around both changes of 2026 and 2027."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.intervision.rules.instants import BELGRADE, begins, ends, ends_at, instant, skipped, touch

SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)


def a(day, clock, minutes=90):
    return SimpleNamespace(held_on=day, starts_at=clock, minutes=minutes)


def test_the_same_hour_lies_an_hour_earlier_in_utc_after_spring():
    assert begins(a(date(2027, 3, 22), time(18))) == datetime(2027, 3, 22, 17, tzinfo=UTC)
    assert begins(a(date(2027, 3, 29), time(18))) == datetime(2027, 3, 29, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "minutes", "end"),
    [
        (SPRING, time(1, 30), 60, time(3, 30)),
        (AUTUMN, time(1, 30), 120, time(2, 30)),
        (AUTUMN, time(2, 30), 60, time(2, 30)),
    ],
)
def test_lengths_are_true_whatever_the_clocks_do(day, clock, minutes, end):
    session = a(day, clock, minutes)
    assert ends(session) - begins(session) == timedelta(minutes=minutes)
    assert ends_at(session) == end


def test_of_the_hour_that_comes_twice_it_is_the_first():
    assert instant(AUTUMN, time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(("clock", "gone"), [((1, 59), False), ((2, 0), True), ((2, 59), True), ((3, 0), False)])
def test_the_hour_of_spring_is_refused_to_the_minute(clock, gone):
    advice = skipped(SPRING, time(*clock))
    assert bool(advice) is gone
    assert skipped(AUTUMN, time(*clock)) is None
    if gone:
        assert "the clocks skip from 02:00 to 03:00" in str(advice)


@given(st.dates(date(2020, 1, 1), date(2037, 12, 31)), st.times(), st.integers(15, 720))
def test_whatever_is_not_skipped_is_read_back_as_it_was(day, clock, minutes):
    session = a(day, clock.replace(second=0, microsecond=0, tzinfo=None), minutes)
    if not skipped(session.held_on, session.starts_at):
        shown = begins(session).astimezone(BELGRADE)
        assert (shown.date(), shown.time()) == (session.held_on, session.starts_at)


def test_two_that_adjoin_do_not_touch():
    day = date(2027, 1, 4)
    assert not touch(a(day, time(18), 60), a(day, time(19), 60))
    assert touch(a(day, time(18), 61), a(day, time(19), 60))
    assert touch(a(day, time(23, 30), 60), a(day + timedelta(days=1), time(0), 15))
