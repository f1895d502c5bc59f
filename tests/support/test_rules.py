"""Which small numbers stay hidden, so that nobody can work them out; which days may be wished for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.support.consulting.entry import wish_problems
from staffdev.support.rules.small import shown, small

GROUPS = st.dictionaries(st.sampled_from("abcdefgh"), st.lists(st.integers(1, 30), max_size=25), max_size=8)
LEAST = st.integers(3, 10)


def test_four_people_are_few_and_five_are_not():
    assert small(4, 5)
    assert not small(5, 5)
    assert small(0, 5)


def test_a_group_of_five_is_told_and_one_of_four_is_not():
    told = shown({"walk": range(5), "art": range(10, 16), "outing": range(20, 24)}, 5)
    assert told.groups == {"walk": None, "art": 6, "outing": None}
    assert told.total == 15


def test_one_person_five_times_is_one_person():
    assert shown({"walk": [7] * 5}, 5).groups == {"walk": None}
    assert shown({"walk": [7] * 5}, 5).total is None


def test_five_people_of_a_single_kind_are_told():
    told = shown({"walk": range(5)}, 5)
    assert (told.groups, told.total) == ({"walk": 5}, 5)


def test_nothing_offered_tells_nothing():
    assert shown({}, 5).groups == {}
    assert shown({}, 5).total is None


def test_two_small_groups_that_are_together_too_few_take_a_third_with_them():
    told = shown({"walk": [1], "art": [2], "outing": range(10, 15), "other": range(30, 39)}, 5)
    assert told.groups == {"walk": None, "art": None, "outing": None, "other": 9}
    assert told.total == 16


@given(GROUPS, LEAST)
def test_no_number_with_fewer_people_behind_it_is_shown(groups, least):
    told = shown(groups, least)
    for name, people in groups.items():
        assert told.groups[name] is None or (told.groups[name] == len(people) and len(set(people)) >= least)
    everybody = {person for people in groups.values() for person in people}
    assert told.total is None or len(everybody) >= least


@given(GROUPS, LEAST)
def test_what_is_hidden_cannot_be_worked_out_from_the_total(groups, least):
    told = shown(groups, least)
    hidden = [name for name, number in told.groups.items() if number is None]
    if told.total is None or not hidden:
        return
    behind = {person for name in hidden for person in groups[name]}
    assert len(hidden) > 1
    assert len(behind) >= least


@given(GROUPS, LEAST)
def test_no_more_is_hidden_than_must_be(groups, least):
    if all(len(set(people)) >= least for people in groups.values()) and groups:
        told = shown(groups, least)
        assert None not in told.groups.values()
        assert told.total == sum(len(people) for people in groups.values())


@pytest.mark.parametrize(
    ("days", "leads", "refused"),
    [
        (-1, False, True),
        (-1, True, False),
        (0, False, False),
        (366, False, False),
        (367, False, True),
        (367, True, True),
    ],
)
def test_a_wish_is_for_a_day_to_come(days, leads, refused):
    today = date(2026, 11, 22)
    assert bool(wish_problems(today + timedelta(days=days), today=today, leads=leads)) is refused
    assert not wish_problems(None, today=today, leads=leads)
