"""What is said when: both sides of each stage, weeks, leap years, and each thing once however often it runs."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev import clock
from staffdev.reminders.rules import OVERDUE, STAGES, Thing, due_reminders, stage_of, week_of
from staffdev.reminders.running import seconds_until_morning

DUE = date(2026, 6, 30)
days = st.dates(date(2024, 1, 1), date(2029, 12, 31))


def thing(due_on=DUE, **values):
    return Thing(person="ana", name="licence 1", due_on=due_on, **values)


@pytest.mark.parametrize(
    ("ahead", "stage"),
    [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (1, 7), (0, 7), (-1, OVERDUE), (-400, OVERDUE)],
)
def test_each_stage_has_its_days(ahead, stage):
    assert stage_of(DUE, DUE - timedelta(days=ahead)) == stage


def test_the_days_of_february_are_counted_as_they_are():
    assert stage_of(date(2028, 2, 29), date(2027, 12, 30)) is None
    assert stage_of(date(2028, 2, 29), date(2027, 12, 31)) == 60
    assert stage_of(date(2028, 3, 1), date(2028, 2, 23)) == 7
    assert stage_of(date(2028, 3, 1), date(2028, 2, 22)) == 30
    assert stage_of(date(2027, 3, 1), date(2027, 2, 22)) == 7


@given(days, days)
def test_a_stage_never_goes_back(due_on, today):
    order = (None, 60, 30, 7, OVERDUE)
    now, tomorrow = stage_of(due_on, today), stage_of(due_on, today + timedelta(days=1))
    assert order.index(tomorrow) >= order.index(now)


@given(due=st.lists(days, max_size=6), start=days, runs=st.lists(st.integers(0, 40), min_size=1, max_size=12))
def test_each_thing_is_said_once_at_each_stage_whenever_it_runs(due, start, runs):
    things = [Thing(person="ana", name=f"thing {n}", due_on=day) for n, day in enumerate(due)]
    said: list[str] = []
    today = start
    for step in sorted(runs):
        today += timedelta(days=step)
        for _ in range(2):
            said += [one.key for one in due_reminders(things, today, set(said))]
    assert len(said) == len(set(said))
    assert len(said) <= len(things) * (len(STAGES) + 1)


def test_twice_is_once_and_a_day_that_moved_is_new():
    first = due_reminders([thing(), thing()], DUE, ())
    assert len(first) == 1
    assert due_reminders([thing()], DUE, {first[0].key}) == []
    assert len(due_reminders([thing(DUE + timedelta(days=1))], DUE, {first[0].key})) == 1


def test_another_person_is_reminded_of_the_same_thing():
    first = due_reminders([thing()], DUE, ())
    other = Thing(person="mira", name="licence 1", due_on=DUE)
    assert len(due_reminders([thing(), other], DUE, {first[0].key})) == 1


@pytest.mark.parametrize(("ahead", "many"), [(60, 0), (30, 0), (8, 0), (7, 1), (0, 1), (-1, 0)])
def test_who_has_not_answered_is_asked_in_the_last_week_alone(ahead, many):
    one = thing(stages=(7,))
    assert len(due_reminders([one], DUE - timedelta(days=ahead), ())) == many


def test_what_is_nearest_comes_first():
    later = Thing(person="ana", name="a", due_on=DUE + timedelta(days=3))
    assert [one.thing.due_on for one in due_reminders([later, thing()], DUE, ())] == [DUE, later.due_on]


@given(days)
def test_a_week_begins_on_its_monday(day):
    monday = week_of(day)
    assert monday.weekday() == 0
    assert monday <= day < monday + timedelta(days=7)


@pytest.mark.parametrize(
    ("instant", "monday"),
    [
        (datetime(2026, 11, 22, 22, 59, tzinfo=UTC), date(2026, 11, 16)),
        (datetime(2026, 11, 22, 23, 0, tzinfo=UTC), date(2026, 11, 23)),
        (datetime(2026, 3, 29, 21, 59, tzinfo=UTC), date(2026, 3, 23)),
        (datetime(2026, 3, 29, 22, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2026, 12, 28)),
    ],
)
def test_the_week_changes_at_midnight_in_belgrade_in_winter_and_summer(instant, monday):
    assert week_of(clock.day_of(instant)) == monday


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 3, 28, 5, 15, tzinfo=UTC), 23),  # the night on which the clock goes forward
        (datetime(2026, 10, 24, 4, 15, tzinfo=UTC), 25),  # and back
        (datetime(2026, 6, 1, 4, 15, tzinfo=UTC), 24),
        (datetime(2026, 6, 1, 3, 15, tzinfo=UTC), 1),
    ],
)
def test_the_next_morning_is_as_far_away_as_the_clock_says(now, hours):
    assert seconds_until_morning(now) == hours * 3600
