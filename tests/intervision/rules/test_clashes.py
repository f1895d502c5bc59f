"""What collides with a date, on both sides of each bound."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from staffdev.intervision.rules.clashes import Clash, Found, Group, Plan, Someone, clashes, digest
from staffdev.intervision.rules.instants import instant

DAY = date(2027, 3, 1)
PLAN = Plan(DAY, time(18), 90)
GROUP = Group(2, 3)
EVER: dict[str, Any] = {"first": date.min, "last": date.max}
TODAY = date(2026, 11, 22)


def people(*names, **values):
    return [Someone(name, is_required=True, **EVER, **values) for name in names]


def kinds(plan=PLAN, group=GROUP, members=None, today=TODAY):
    members = people("Ana", "Vida") if members is None else members
    return [one.kind for one in clashes([plan], group, members, today=today)]


def busy(start, minutes, kind=Clash.ON_DUTY) -> tuple[datetime, datetime, Clash]:
    first = instant(DAY, start)
    return first, first + timedelta(minutes=minutes), kind


def test_an_ordinary_date_collides_with_nothing():
    assert kinds() == []


@pytest.mark.parametrize(("today", "found"), [(DAY, []), (DAY + timedelta(days=1), [Clash.PAST])])
def test_yesterday_is_past_and_today_is_not(today, found):
    assert kinds(today=today) == found


@pytest.mark.parametrize(("closed_on", "found"), [(DAY, []), (DAY - timedelta(days=1), [Clash.CLOSED_GROUP])])
def test_the_last_day_of_a_group_is_still_its_own(closed_on, found):
    assert kinds(group=Group(2, 3, closed_on)) == found


@pytest.mark.parametrize("day", [date(2027, 1, 7), date(2027, 5, 4), date(2027, 2, 15), date(2027, 11, 11)])
def test_serbian_holidays_are_asked_about(day):
    assert kinds(Plan(day, time(18), 90)) == [Clash.HOLIDAY]


@pytest.mark.parametrize(
    ("names", "found"), [("A", [Clash.TOO_FEW]), ("AB", []), ("ABC", []), ("ABCD", [Clash.TOO_MANY])]
)
def test_the_limits_of_the_group_are_inside(names, found):
    assert kinds(members=people(*names)) == found


def test_only_those_count_who_belong_to_it_that_day():
    late = Someone("Mira", is_required=True, first=DAY + timedelta(days=1), last=date.max, cannot=frozenset({DAY}))
    left = Someone("Sanja", is_required=True, first=date.min, last=DAY - timedelta(days=1), cannot=frozenset({DAY}))
    assert kinds(members=[*people("A", "B", "C"), late, left]) == []
    on_the_days = [replaced(late, DAY, date.max), replaced(left, date.min, DAY)]
    assert kinds(members=[*people("A"), *on_the_days]) == [Clash.SAID_NO, Clash.SAID_NO]


def replaced(one, first, last):
    return Someone(one.name, is_required=True, first=first, last=last, cannot=one.cannot)


@pytest.mark.parametrize(
    ("start", "minutes", "touches"), [(time(16), 120, False), (time(16), 121, True), (time(19, 30), 60, False)]
)
def test_a_duty_collides_by_the_minute(start, minutes, touches):
    members = [*people("Ana"), *people("Vida", busy=(busy(start, minutes),))]
    assert kinds(members=members) == ([Clash.ON_DUTY] if touches else [])


def test_leave_says_away_and_nothing_beside_it():
    members = [*people("Ana"), *people("Vida", away=((DAY, DAY),), busy=(busy(time(18), 60),), cannot=frozenset({DAY}))]
    assert kinds(members=members) == [Clash.AWAY]


def test_each_of_several_reasons_is_named_once():
    both = (busy(time(18), 60), busy(time(19), 60), busy(time(18), 30, Clash.COURSE))
    members = [*people("Ana"), *people("Vida", busy=both, cannot=frozenset({DAY}))]
    assert kinds(members=members) == [Clash.ON_DUTY, Clash.COURSE]


def test_a_session_of_the_same_group_collides():
    first = instant(DAY, time(19, 29))
    assert kinds(group=Group(2, 3, None, ((first, first + timedelta(hours=1)),))) == [Clash.SAME_GROUP]
    first = instant(DAY, time(19, 30))
    assert kinds(group=Group(2, 3, None, ((first, first + timedelta(hours=1)),))) == []


def test_a_tick_stands_for_exactly_what_was_seen():
    one, other = Found(DAY, Clash.AWAY, "Ana"), Found(DAY, Clash.ON_DUTY, "Vida")
    assert digest([one, other]) == digest([other, one])
    assert len({digest([one]), digest([other]), digest([one, other]), digest([])}) == 4
