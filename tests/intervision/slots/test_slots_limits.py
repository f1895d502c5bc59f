"""Each hard limit on both sides of its boundary; both clock changes."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from staffdev.intervision.slots.rules.masks import Limit, Why
from staffdev.intervision.slots.rules.proposing import Obstacle, find
from staffdev.intervision.slots.rules.shapes import (
    Busy,
    Days,
    Limits,
    Open,
    OtherDays,
    Problem,
    Staffing,
    Stint,
    Wanted,
)
from staffdev.intervision.vocabulary import Grade, Need, Pattern
from staffdev.weekly import Stretch
from tests.intervision.slots.evening import ANA, ANY_TIME, BOJANA, EIGHT, HOUR, MONDAY, SIX, at, week


def one_day(*people, limits=HOUR, day=MONDAY, **more):
    return Problem(Wanted(day, day), limits, people or (ANA, BOJANA), **more)


def starts(problem, most=99):
    """Every time at which a session can begin, as the engine proposes them one after the other on its own."""
    found = []
    for minute in range(0, 1440, 15):
        limits = problem.limits
        if limits.earliest <= minute and minute + limits.minutes <= limits.latest:
            narrow = replace(limits, earliest=minute, latest=minute + limits.minutes)
            found += [one.start for one in find(replace(problem, limits=narrow)).proposals]
    return found[:most]


def test_a_session_lies_between_the_earliest_and_the_latest_hour():
    assert starts(one_day()) == [1080, 1095, 1110, 1125, 1140]
    assert starts(one_day(limits=replace(HOUR, minutes=120))) == [1080]
    assert starts(one_day(limits=replace(HOUR, minutes=135))) == []


def test_hours_off_the_quarter_are_kept_to_the_minute():
    odd = replace(ANA, weeks=week(Stretch(1, SIX + 5, EIGHT - 5, Grade.GLAD)))
    assert starts(one_day(odd, BOJANA)) == [1095, 1110, 1125]
    adjoining = week(Stretch(1, SIX, SIX + 70, Grade.GLAD), Stretch(1, SIX + 70, EIGHT, Grade.IF_NEED_BE))
    assert starts(one_day(replace(ANA, weeks=adjoining), BOJANA)) == [1080, 1095, 1110, 1125, 1140]


def test_what_she_has_not_said_is_no_refusal():
    silent = replace(ANA, weeks=())
    objective = find(one_day(silent, BOJANA)).proposals[0].objective
    assert (objective.fallen_out, objective.if_need_be) == (0, 1)


def test_a_later_exception_overrules_her_week_and_an_earlier_one():
    no = OtherDays(MONDAY, MONDAY, Grade.NO)
    yes = OtherDays(MONDAY, MONDAY, Grade.GLAD, SIX, SIX + 60)
    assert starts(one_day(replace(ANA, other_days=(no,)), BOJANA)) == []
    assert starts(one_day(replace(ANA, other_days=(no, yes)), BOJANA)) == [1080]
    assert starts(one_day(replace(ANA, other_days=(yes, no)), BOJANA)) == []


def test_her_own_calendar_holds_her_off_as_long_as_it_says():
    busy = (Busy(at(MONDAY, 17), at(MONDAY, 17, 16)),)  # 19:00–19:16 in Belgrade
    assert starts(one_day(replace(ANA, busy=busy), BOJANA)) == [1080]
    ends = replace(HOUR, latest=EIGHT + 60)
    late = replace(ANA, busy=busy, weeks=week(Stretch(1, SIX, EIGHT + 60, Grade.GLAD)))
    both = one_day(late, replace(late, code="b", busy=()), limits=ends)
    assert starts(both) == [1080, 1170, 1185, 1200]


def test_a_soft_clash_holds_nobody_off_and_is_counted():
    busy = (Busy(at(MONDAY, 16), at(MONDAY, 18), is_soft=True),)
    assert find(one_day(replace(ANA, busy=busy), BOJANA)).proposals[0].objective.soft_clashes == 1


def test_a_pause_is_free_on_both_sides_and_no_longer():
    busy = (Busy(at(MONDAY, 15), at(MONDAY, 16)),)  # until 18:00
    assert starts(one_day(replace(ANA, busy=busy), BOJANA))[0] == 1080
    assert starts(one_day(replace(ANA, busy=busy), BOJANA, limits=replace(HOUR, pause=15)))[0] == 1095
    after = (Busy(at(MONDAY, 18), at(MONDAY, 19)),)  # from 20:00
    assert starts(one_day(replace(ANA, busy=after), BOJANA, limits=replace(HOUR, pause=15)))[-1] == 1125


def test_the_rest_after_a_night_ends_to_the_quarter():
    night = Stint(MONDAY - timedelta(days=1), 22 * 60, 30 * 60, rest=12 * 60 + 15)  # until 6:00, and 18:15
    assert starts(one_day(replace(ANA, on_duty=(night,)), BOJANA))[0] == 1095
    assert starts(one_day(replace(ANA, on_duty=(replace(night, rest=12 * 60),)), BOJANA))[0] == 1080


def test_duty_leave_and_other_sessions_hold_her_off_and_are_told_apart():
    optional = replace(ANA, code="o", need=Need.OPTIONAL)
    reasons = {
        Why.DUTY: replace(optional, on_duty=(Stint(MONDAY, SIX, EIGHT),)),
        Why.LEAVE: replace(optional, leave=(Days(MONDAY, MONDAY),)),
        Why.SESSION: replace(optional, meets=(Busy(at(MONDAY, 16), at(MONDAY, 18)),)),
        Why.CALENDAR: replace(optional, busy=(Busy(at(MONDAY, 16), at(MONDAY, 18)),)),
        Why.RULE: replace(optional, weeks=week()),
    }
    for why, person in reasons.items():
        occurrence = find(one_day(ANA, BOJANA, person)).proposals[0].occurrences[0]
        assert [(miss.code, miss.why) for miss in occurrence.misses] == [("o", (why,))]
    for outside in (
        Days(MONDAY - timedelta(days=3), MONDAY - timedelta(days=1)),
        Days(MONDAY + timedelta(days=1), date.max),
    ):
        assert not find(one_day(replace(ANA, leave=(outside,)), BOJANA)).proposals[0].occurrences[0].misses


@pytest.mark.parametrize(("day", "held"), [(-1, True), (0, False), (6, False), (7, True)])
def test_no_more_sessions_in_a_week_than_allowed(day, held):
    meets = (Busy(at(MONDAY + timedelta(days=day), 8), at(MONDAY + timedelta(days=day), 9)),)
    limits = replace(HOUR, a_week=1)
    assert bool(starts(one_day(replace(ANA, meets=meets), BOJANA, limits=limits))) is held
    assert starts(one_day(replace(ANA, meets=meets), BOJANA, limits=replace(limits, a_week=2)))


def test_an_open_line_keeps_its_staffing():
    opened = (Open(MONDAY, SIX, SIX + 60),)
    on_duty = ((Stint(MONDAY, SIX, SIX + 60),),)
    assert starts(one_day(lines=(Staffing(1, opened, on_duty),)))[0] == 1080
    assert starts(one_day(lines=(Staffing(2, opened, on_duty),))) == [1140]
    assert starts(one_day(lines=(Staffing(2, opened, on_duty * 2),)))[0] == 1080


def test_a_taken_room_is_not_offered():
    assert starts(one_day(limits=replace(HOUR, taken=(Busy(at(MONDAY, 16), at(MONDAY, 16, 15)),))))[0] == 1095


@pytest.mark.parametrize(("least", "most", "held"), [(2, 2, True), (3, None, False), (1, 1, False)])
def test_attendance_is_within_its_bounds(least, most, held):
    assert bool(starts(one_day(limits=replace(HOUR, least=least, most=most)))) is held


def test_everybody_required_and_one_who_may_lead_must_come():
    nobody_leads = one_day(replace(ANA, may_facilitate=False), BOJANA)
    assert find(nobody_leads).obstacle == Obstacle(Limit.FACILITATOR)
    away = replace(ANA, leave=(Days(MONDAY, MONDAY),))
    leads = replace(BOJANA, may_facilitate=True)
    third = replace(leads, code="third")
    assert find(one_day(away, leads, third)).obstacle == Obstacle(Limit.REQUIRED, "ana", Why.LEAVE)
    assert find(one_day(replace(away, need=Need.OPTIONAL), leads, third)).proposals


def test_why_nothing_is_possible_is_said():
    assert find(one_day(limits=replace(HOUR, latest=SIX + 45))).obstacle == Obstacle(Limit.HOURS)
    assert find(one_day(limits=replace(HOUR, excluded=frozenset({MONDAY})))).obstacle == Obstacle(Limit.EXCLUDED)
    assert find(one_day(limits=replace(HOUR, least=3))).obstacle == Obstacle(Limit.FEW)
    assert find(replace(one_day(), people=())).obstacle == Obstacle(Limit.FEW)
    left = Staffing(1, (Open(MONDAY, SIX, EIGHT),), ())
    assert find(one_day(lines=(left,))).obstacle == Obstacle(Limit.STAFFING)


# ── clocks ───────────────────────────────────────────────────────────────────────────────────────────────────────────

NIGHT = Limits(60, earliest=0, latest=6 * 60)
AWAKE = (replace(ANA, weeks=ANY_TIME), replace(BOJANA, weeks=ANY_TIME))


def test_a_time_that_the_spring_change_skips_is_not_offered():
    spring = date(2027, 3, 28)
    found = starts(one_day(*AWAKE, limits=NIGHT, day=spring))
    assert not [start for start in found if 120 <= start < 180]
    assert {60, 180} <= set(found)
    assert len(starts(one_day(*AWAKE, limits=NIGHT, day=spring + timedelta(days=1)))) == 21


def test_a_session_over_a_change_lasts_as_long_as_it_says():
    spring, autumn = date(2027, 3, 28), date(2026, 10, 25)
    until_three = replace(NIGHT, latest=180)
    # from 01:30 an hour later the wall shows 03:30 in spring, and 02:30 in autumn
    assert 90 not in starts(one_day(*AWAKE, limits=replace(until_three, earliest=90), day=spring))
    assert 90 in starts(one_day(*AWAKE, limits=replace(until_three, earliest=90), day=autumn))
    busy = (Busy(at(autumn, 1), at(autumn, 2)),)  # the second 02:00–03:00
    night = one_day(replace(AWAKE[0], busy=busy), AWAKE[1], limits=NIGHT, day=autumn)
    assert 120 in starts(night)  # the first one is free
    assert 135 not in starts(night)


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 10, 19), 16), (date(2026, 10, 26), 17), (date(2027, 3, 22), 17)])
def test_the_same_time_on_the_wall_is_another_instant_after_the_change(day, hour):
    assert find(one_day(day=day)).proposals[0].occurrences[0].starts_at == at(day, hour)


def test_one_date_in_the_skipped_hour_falls_out_of_a_series():
    sundays = Wanted(date(2027, 3, 21), date(2027, 3, 21), Pattern.WEEKLY, 1, 3, frozenset({7}))
    limits = Limits(30, earliest=135, latest=165, may_fall_out=1)
    found = find(Problem(sundays, limits, AWAKE)).proposals[0]
    assert [one.is_held for one in found.occurrences] == [True, False, True]
    assert found.occurrences[1].starts_at is None
