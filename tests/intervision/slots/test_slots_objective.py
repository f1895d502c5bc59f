"""Each step of the objective alone, in its order, and what makes proposals differ."""

from dataclasses import replace
from datetime import timedelta

from staffdev.intervision.slots.rules.proposing import find
from staffdev.intervision.slots.rules.shapes import (
    Busy,
    Days,
    Limits,
    Participant,
    Present,
    Problem,
    Wanted,
)
from staffdev.intervision.vocabulary import Grade, Need, Pattern
from staffdev.weekly import Stretch
from tests.intervision.slots.evening import ANA, ANY_TIME, BOJANA, HOUR, MONDAY, SIX, at, week


def two_evenings(first, second, **more):
    """A weekly series on Monday or Tuesday; `first` and `second` say who can come when."""
    everybody = sorted({*first, *second})
    grades = {
        who: week(*(Stretch(day, SIX, SIX + 60, said[who]) for day, said in ((1, first), (2, second)) if who in said))
        for who in everybody
    }
    people = tuple(Participant(who, Need.OPTIONAL, may_facilitate=True, weeks=grades[who]) for who in everybody)
    wanted = Wanted(MONDAY, MONDAY, Pattern.WEEKLY, 1, 4, frozenset({1, 2}))
    return Problem(wanted, replace(HOUR, latest=SIX + 60), people, **more)


def days_off(*days):
    return tuple(Days(MONDAY + timedelta(days=day), MONDAY + timedelta(days=day)) for day in days)


def best_weekday(problem):
    return find(problem).proposals[0].weekday


G, N = Grade.GLAD, Grade.IF_NEED_BE
ALL = {"a": G, "b": G, "c": G}


def test_fewest_dates_that_fall_out_come_first():
    problem = two_evenings(ALL | {"d": G}, ALL)
    off = replace(problem, limits=replace(problem.limits, excluded=frozenset({MONDAY + timedelta(days=7)})))
    assert (best_weekday(problem), best_weekday(off)) == (1, 2)


def test_then_the_largest_smallest_attendance():
    assert best_weekday(two_evenings({"a": G, "b": G}, {"a": N, "b": N, "c": N})) == 2


def test_then_whoever_can_come_least_often():
    problem = two_evenings(ALL, ALL)
    often = {"a": (0, 7), "b": (14, 21)}  # Mondays: each misses two; Tuesdays: one misses all four
    people = [
        replace(
            who,
            leave=tuple(Days(MONDAY + timedelta(days=d), MONDAY + timedelta(days=d)) for d in often.get(who.code, ())),
        )
        for who in problem.people
    ]
    people[2] = replace(people[2], leave=days_off(1, 8, 15, 22))
    found = find(replace(problem, people=tuple(people))).proposals
    assert [(one.weekday, one.objective.rarest_presence) for one in found] == [(1, 2), (2, 0)]


def test_then_whoever_was_away_longest():
    problem = two_evenings({"a": G, "b": G}, {"a": G, "c": G})
    ago = {"a": 7, "b": 70, "c": 7}
    people = tuple(replace(who, last_attended_on=MONDAY - timedelta(days=ago[who.code])) for who in problem.people)
    assert best_weekday(replace(problem, people=people)) == 1
    people = tuple(replace(who, owed_minutes=11 * 60 if who.code == "c" else 0) for who in people)
    assert best_weekday(replace(problem, people=people)) == 2


def test_then_fewest_if_need_be_then_soft_clashes_then_the_present_time_then_the_earliest():
    assert best_weekday(two_evenings(ALL | {"a": N}, ALL)) == 2
    problem = two_evenings(ALL, ALL)
    soft = (Busy(at(MONDAY, 16), at(MONDAY, 17), is_soft=True),)
    assert best_weekday(replace(problem, people=(replace(problem.people[0], busy=soft), *problem.people[1:]))) == 2
    assert best_weekday(replace(problem, present=Present(2, SIX))) == 2
    assert best_weekday(problem) == 1


def test_five_proposals_differ_in_day_or_by_two_hours():
    people = (replace(ANA, weeks=ANY_TIME), replace(BOJANA, weeks=ANY_TIME))
    wanted = Wanted(MONDAY, MONDAY, Pattern.WEEKLY, 2, 6, frozenset({1, 4}))
    found = find(Problem(wanted, Limits(90), people)).proposals
    assert len(found) == 5
    for one in found:
        for other in found:
            same = one is other or (one.weekday == other.weekday and abs(one.start - other.start) < 120)
            assert same == (one is other)


def test_where_only_one_evening_is_possible_its_other_weeks_are_proposed():
    wanted = Wanted(MONDAY, MONDAY, Pattern.WEEKLY, 2, 6)
    found = find(Problem(wanted, HOUR, (ANA, BOJANA))).proposals
    assert [(one.weekday, one.occurrences[0].on.day) for one in found] == [(1, 7), (1, 14)]
