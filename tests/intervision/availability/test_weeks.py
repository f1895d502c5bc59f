"""A week in order, and as the rows of a form and back."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from staffdev.intervision.availability.rules.weeks import PARTS, Rows, canonical, is_too_long, rows_of, week_of
from staffdev.intervision.vocabulary import Grade
from staffdev.weekly import DAY_MINUTES, Stretch, read, write

GRADES = [grade.value for grade in Grade]
times = st.tuples(st.integers(0, DAY_MINUTES - 1), st.integers(1, DAY_MINUTES)).filter(lambda pair: pair[0] < pair[1])
stretches = st.builds(
    lambda weekday, on, word: Stretch(weekday, on[0], on[1], word), st.integers(1, 7), times, st.sampled_from(GRADES)
)
weeks = st.lists(stretches, max_size=12)


def by_minute(said):
    """What holds in each minute, said one after the other: the slow way."""
    found = {}
    for one in said:
        found |= {(one.weekday, minute): one.word for minute in range(one.start, one.end)}
    return {place: word for place, word in found.items() if word != Grade.NO}


@given(weeks)
def test_what_was_said_later_wins_minute_by_minute(said):
    assert by_minute(canonical(said)) == by_minute(said)


@given(weeks)
def test_in_order_nothing_overlaps_or_adjoins_with_one_grade(said):
    week = canonical(said)
    for one, following in itertools.pairwise(week):
        if one.weekday == following.weekday:
            assert one.end <= following.start
            assert one.end < following.start or one.word != following.word
    assert canonical(week) == week
    assert read(write(week)) == week


@given(weeks)
def test_the_form_gives_the_same_week_back(said):
    week = canonical(said)
    assert week_of(rows_of(week)) == week


def test_a_working_day_is_like_the_others_unless_it_says_otherwise():
    usual = {"evening": Grade.GLAD.value}
    week = week_of(Rows(usual, {3: {"evening": "no"}, 6: {"morning": "if_need_be"}}, ()))
    assert write(week) == (
        "1 19:00-22:00 glad 2 19:00-22:00 glad 4 19:00-22:00 glad 5 19:00-22:00 glad 6 08:00-12:00 if_need_be"
    )


def test_parts_that_adjoin_become_one_time():
    week = week_of(Rows({"afternoon": "glad", "evening": "glad"}, {}, ()))
    assert week[0] == Stretch(1, 16 * 60, 22 * 60, "glad")


def test_exact_times_count_before_what_is_ticked():
    week = week_of(Rows({}, {1: {"evening": "glad"}}, (Stretch(1, 1200, 1260, "no"),)))
    assert write(week) == "1 19:00-20:00 glad 1 21:00-22:00 glad"


def test_the_rows_say_what_most_working_days_say():
    rows = rows_of(read("1 19:00-22:00 glad 2 19:00-22:00 glad 3 19:00-22:00 glad 4 17:30-20:00 if_need_be"))
    assert rows.usual["evening"] == "glad"
    assert rows.days[1]["evening"] == ""
    assert rows.days[5]["evening"] == "no"
    assert write(rows.exact) == "4 17:30-20:00 if_need_be"


def test_the_parts_of_a_day_follow_one_another():
    assert [part.end for part in PARTS[:-1]] == [part.start for part in PARTS[1:]]


def test_a_week_of_many_short_times_is_too_long():
    longest = [Stretch(1 + n // 16, n % 16 * 60, n % 16 * 60 + 30, "glad") for n in range(65)]
    assert not is_too_long(longest[:60])
    assert is_too_long(longest)
