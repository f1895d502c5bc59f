"""The watch for what is missing, on both sides of each boundary."""

from datetime import UTC, date, datetime, time, timedelta
from types import SimpleNamespace as Shape

import pytest

from staffdev.intervision.rules.missing import past_rhythm, quarter_of, unmarked, unwritten, without_intervision

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def session(days, *, group=1, cancelled=False, number=1):
    day = TODAY + timedelta(days=days)
    return Shape(
        id=number, code=number, group=group, held_on=day, starts_at=time(18), cancelled_at=NOW if cancelled else None
    )


def group(rhythm_days=30, *, created=-300, closed_on=None):
    return Shape(id=1, rhythm_days=rhythm_days, created_on=TODAY + timedelta(days=created), closed_on=closed_on)


@pytest.mark.parametrize(
    ("one", "marked", "closed", "is_missing"),
    [
        (session(-1), (), (), True),
        (session(0), (), (), False),
        (session(-1), (1,), (), False),
        (session(-1, cancelled=True), (), (), False),
        (session(-1), (), (2026,), False),
        (session(-1), (), (2025,), True),
    ],
)
def test_attendance_is_missing_from_the_day_after(one, marked, closed, is_missing):
    assert bool(unmarked([one], marked, closed, today=TODAY)) is is_missing


@pytest.mark.parametrize(("days", "written", "is_missing"), [(-1, (), True), (0, (), False), (-1, (1,), False)])
def test_minutes_are_missing_from_the_day_after(days, written, is_missing):
    assert bool(unwritten([session(days)], written, today=TODAY)) is is_missing


def test_the_oldest_comes_first():
    sessions = [session(-1, number=1), session(-9, number=2), session(-5, number=3)]
    assert [one.id for one in unmarked(sessions, (), (), today=TODAY)] == [2, 3, 1]


@pytest.mark.parametrize(
    ("one", "sessions", "is_past"),
    [
        (group(), [session(-30)], False),
        (group(), [session(-31)], True),
        (group(), [session(-31), session(-10)], False),
        (group(), [session(-31), session(-10, cancelled=True)], True),
        (group(), [session(-31), session(-10, group=2)], True),
        (group(), [session(-31), session(5)], True),
        (group(), [session(-31), session(0)], False),
        (group(created=-30), [], False),
        (group(created=-31), [], True),
        (group(closed_on=TODAY), [session(-90)], False),
    ],
)
def test_a_group_is_past_its_rhythm_the_day_after(one, sessions, is_past):
    assert bool(past_rhythm([one], sessions, today=TODAY)) is is_past


def test_the_next_session_of_a_group_past_its_rhythm_is_told():
    [late] = past_rhythm([group()], [session(-40), session(9), session(3)], today=TODAY)
    assert (late.last_on, late.due_on, late.next_on) == (
        TODAY - timedelta(days=40),
        TODAY - timedelta(days=10),
        TODAY + timedelta(days=3),
    )


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 4, 1), date(2026, 4, 1), date(2026, 6, 30)),
        (date(2026, 9, 30), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 12, 31), date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_is_three_months(day, first, last):
    assert (quarter_of(day).first, quarter_of(day).last) == (first, last)


@pytest.mark.parametrize(
    ("begun", "ended", "away", "days", "is_missing"),
    [
        (-30, None, (), (), True),
        (-29, None, (), (), False),
        (-300, 0, (), (), True),
        (-300, -1, (), (), False),
        (-300, None, (7,), (), False),
        (-300, None, (), (date(2026, 10, 1),), False),
        (-300, None, (), (date(2026, 9, 30),), True),
    ],
)
def test_who_was_at_none_this_quarter(begun, ended, away, days, is_missing):
    until = None if ended is None else TODAY + timedelta(days=ended)
    engagement = Shape(person=7, from_on=TODAY + timedelta(days=begun), until_on=until)
    assert without_intervision([engagement], away, {7: days}, today=TODAY) == ([7] if is_missing else [])
