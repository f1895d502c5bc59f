"""The number of a revision rises exactly when calendars must know, and never falls."""

from dataclasses import replace
from datetime import date, time
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from staffdev.intervision.rules.sequence import Rule, Times, risen

TIMES = Times(date(2027, 3, 1), time(18), 90, is_cancelled=False)
RULE = Rule("weekly", 2, 1, None, time(18), 90, date(2027, 3, 1), date(2027, 12, 31), frozenset(), is_cancelled=False)
CHANGES: list[dict[str, Any]] = [
    {"held_on": date(2027, 3, 2)},
    {"starts_at": time(19)},
    {"minutes": 60},
    {"is_cancelled": True},
    {},
]
RULE_CHANGES: list[dict[str, Any]] = [
    *({"pattern": "monthly"}, {"every": 1}, {"weekday": 2}, {"nth": 1}, {"starts_at": time(17)}, {"minutes": 60}),
    *({"first_on": date(2027, 3, 15)}, {"last_on": date(2027, 6, 30)}, {"is_cancelled": True}),
    {"left_out": frozenset({date(2027, 3, 15)})},
]


def test_each_change_of_times_is_a_new_revision():
    for change in CHANGES:
        assert risen(3, TIMES, replace(TIMES, **change)) == (4 if change else 3)


def test_each_change_of_the_rule_is_a_new_revision():
    for change in RULE_CHANGES:
        assert risen(0, RULE, replace(RULE, **change)) == 1
    assert risen(7, RULE, replace(RULE)) == 7


def test_a_date_is_newer_than_the_series_it_leaves():
    assert risen(0, TIMES, replace(TIMES, is_cancelled=True), least=5) == 6
    assert risen(0, TIMES, TIMES, least=5) == 0


@given(st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 20)), max_size=30), st.integers(0, 9))
def test_over_any_changes_it_never_falls(steps, sequence):
    times = TIMES
    for number, (change, least) in enumerate(steps):
        new = replace(times, **{"minutes": times.minutes + number % 2, **change})
        before, sequence = sequence, risen(sequence, times, new, least=least)
        assert (sequence > before) is (new != times)
        assert sequence >= before
        times = new
