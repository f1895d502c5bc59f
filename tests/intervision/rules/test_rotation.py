"""Whose turn it is."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from staffdev.intervision.rules.rotation import Candidate, propose, times_lately

DAY = date(2027, 3, 1)
ALWAYS = ((date.min, date.max),)


def days(count, every=14):
    return [DAY + timedelta(days=every * n) for n in range(count)]


def somebody(*numbers, **values):
    return [Candidate(number, ALWAYS, **values) for number in numbers]


def test_everybody_has_her_turn_before_anybody_has_a_second():
    assert propose(days(6), somebody(1, 2, 3), {}) == (1, 2, 3, 1, 2, 3)


def test_whoever_led_least_comes_first():
    led = {1: [DAY - timedelta(days=30), DAY - timedelta(days=60)], 2: [DAY - timedelta(days=10)]}
    assert propose([DAY], somebody(1, 2), led) == (2,)


def test_of_two_that_led_as_often_the_one_longest_ago():
    led = {1: [DAY - timedelta(days=30)], 2: [DAY - timedelta(days=40)]}
    assert propose([DAY], somebody(1, 2), led) == (2,)


def test_what_was_more_than_a_year_ago_counts_no_more_than_how_long_ago_it_was():
    year_ago = DAY - timedelta(days=365)
    assert times_lately(DAY, [year_ago]) == 0
    assert times_lately(DAY, [year_ago + timedelta(days=1)]) == 1
    assert propose([DAY], somebody(1, 2), {1: [year_ago], 2: [year_ago + timedelta(days=1)]}) == (1,)


def test_whoever_is_away_or_does_not_belong_to_it_is_passed_over_for_that_day_only():
    first, second = days(2)
    away = Candidate(1, ALWAYS, frozenset({first}))
    gone = Candidate(2, ((first, first),))
    assert propose([first, second], [away, gone], {}) == (2, 1)
    assert propose([first], [away], {}) == (None,)
    assert propose([first], [], {}) == (None,)


def test_the_days_may_come_in_any_order():
    asked = days(4)
    forwards = propose(asked, somebody(1, 2, 3), {})
    backwards = propose(asked[::-1], somebody(1, 2, 3), {})
    assert backwards == forwards[::-1]


def test_the_same_question_has_the_same_answer():
    assert propose(days(3), somebody(2, 1), {}) == (2, 1, 2)


@given(st.integers(1, 8), st.integers(1, 26), st.integers(7, 14))
def test_over_a_year_nobody_leads_two_times_more_than_another(people, count, every):
    chosen = propose(days(count, every), somebody(*range(people)), {})
    times = [chosen.count(one) for one in range(people)]
    assert sum(times) == count
    assert max(times) - min(times) <= 1


@given(
    st.lists(st.sets(st.integers(0, 9)), min_size=2, max_size=5),
    st.lists(st.lists(st.integers(1, 900), max_size=5), min_size=2, max_size=5),
)
def test_nobody_is_proposed_for_a_day_on_which_she_is_away(away, ago):
    asked = days(10)
    people = [Candidate(n, ALWAYS, frozenset(asked[day] for day in hers)) for n, hers in enumerate(away)]
    led = {n: [DAY - timedelta(days=one) for one in hers] for n, hers in enumerate(ago)}
    for day, chosen in zip(asked, propose(asked, people, led), strict=True):
        can = [one.person for one in people if day not in one.away]
        assert chosen in can if can else chosen is None
