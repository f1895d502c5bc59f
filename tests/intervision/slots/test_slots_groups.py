"""Groups that are formed keep every bound, and are as good as the best there is."""

import random
from dataclasses import replace
from datetime import date

import pytest

from staffdev.intervision.slots.rules.grouping import Impossible, Sizes, form_groups
from staffdev.intervision.slots.rules.shapes import Limits, Participant, Problem, Wanted, Week
from staffdev.intervision.slots.rules.swapping import Division, divide
from staffdev.intervision.vocabulary import Grade, Need, Pattern
from staffdev.weekly import Stretch
from tests.intervision.slots.exact import best_division

MONDAY = date(2026, 9, 7)
PARTS = 4


@pytest.mark.parametrize("part", range(PARTS))
def test_small_groups_are_within_two_hundredths_of_the_best_there_is(part):
    for number in range(part, 160, PARTS):
        division = small(number)
        found, best = divide(division), best_division(division)
        assert (found is None) == (best is None), f"division {number}"
        if found is not None:
            assert_kept(division, found)
            assert found.score(division) * 100 >= best * 98, f"division {number}"


@pytest.mark.parametrize("number", range(3))
def test_larger_groups_are_within_two_hundredths_too(number):
    division = larger(number)
    found = divide(division)
    assert_kept(division, found)
    assert found.score(division) * 100 >= best_division(division) * 98


def assert_kept(division, plan):
    """Sizes, leaders and how many meet at once."""
    members = [[who for who, place in enumerate(plan.where) if place == group] for group in range(division.groups)]
    assert all(division.least <= len(group) <= division.most for group in members)
    assert all(any(division.may_lead[who] for who in group) for group in members)
    for time in plan.times:
        assert sum(other in division.overlaps[time] for other in plan.times) <= division.at_once


def small(number):
    dice = random.Random(number)  # noqa: S311 - a game, not a secret
    groups, least = dice.randint(1, 3), dice.randint(2, 3)
    most = least + dice.randint(1, 2)
    people, times = dice.randint(groups * least, groups * most), dice.randint(3, 10)
    worth = [[dice.choice((0, 0, 1, 2)) * dice.randint(1, 13) for _ in range(people)] for _ in range(times)]
    leads = [who < groups or dice.random() < 0.4 for who in range(people)]
    dice.shuffle(leads)
    overlaps = [frozenset({time, max(0, time - 1)}) for time in range(times)]
    return Division(worth, leads, overlaps, groups, least, most, dice.choice((1, 1, 2)))


def larger(number):
    dice = random.Random(number)  # noqa: S311 - as above
    worth = [[dice.randint(0, 26) if dice.random() < 0.45 else 0 for _ in range(18)] for _ in range(24)]
    overlaps = [frozenset(other for other in range(24) if 0 <= time - other < 3) for time in range(24)]
    return Division(worth, [who % 3 == 0 for who in range(18)], overlaps, 3, 4, 7, 1)


def people(number, weekday, *, leaders=1):
    """So many who can come on that day between six and eight in the evening only."""
    week = Week((Stretch(weekday, 18 * 60, 20 * 60, Grade.GLAD),), MONDAY)
    return tuple(
        Participant(f"{weekday}-{who}", Need.OPTIONAL, may_facilitate=who < leaders, weeks=(week,))
        for who in range(number)
    )


def problem(*participants):
    return Problem(Wanted(MONDAY, MONDAY, Pattern.WEEKLY, 2, 6), Limits(90, least=3), participants)


def test_people_with_the_same_evening_come_into_one_group():
    formed = form_groups(problem(*people(5, 2), *people(6, 4)), Sizes(2, 5, 8))
    together = [({code[0] for code, _ in group.members}, group.weekday) for group in formed.groups]
    assert together == [({"2"}, 2), ({"4"}, 4)]
    assert formed.worth == 11 * 6 * 2
    assert all(times == 6 for group in formed.groups for _, times in group.members)


def test_the_same_question_has_the_same_answer():
    asked = problem(*people(6, 2, leaders=2), *people(5, 4))
    assert form_groups(asked, Sizes(2)) == form_groups(asked, Sizes(2))


def test_two_groups_of_one_evening_meet_in_different_weeks_unless_they_may_meet_at_once():
    asked = problem(*people(10, 2, leaders=2))
    one, other = form_groups(asked, Sizes(2, 5, 5, at_once=1)).groups
    assert (one.weekday, other.weekday) == (2, 2)
    assert one.time.column != other.time.column
    weekly = replace(asked, wanted=Wanted(MONDAY, MONDAY, Pattern.WEEKLY, 1, 6))
    at_once = form_groups(weekly, Sizes(2, 5, 5, at_once=2)).groups
    assert at_once[0].time == at_once[1].time


@pytest.mark.parametrize(
    ("sizes", "why"),
    [
        (Sizes(3, 4, 8), "few"),
        (Sizes(2, 2, 5), "many"),
        (Sizes(3, 3, 5), "facilitators"),
    ],
)
def test_sizes_that_cannot_be_kept_are_named(sizes, why):
    with pytest.raises(Impossible, match=why):
        form_groups(problem(*people(6, 2), *people(5, 4)), sizes)


def test_at_the_bounds_of_the_sizes_groups_are_formed():
    asked = problem(*people(6, 2), *people(6, 4))
    assert len(form_groups(asked, Sizes(2, 6, 6)).groups) == 2
    with pytest.raises(Impossible, match="times"):
        form_groups(problem(*people(10, 2, leaders=2)), Sizes(2, 5, 5, at_once=0))
