"""What stands against a shift, on both sides of every boundary."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from staffdev.lines.rules.conflicts import Clash, Hers, Resting, conflicts, looked_at
from tests.lines.test_rules_duty import MONDAY, shift

ELEVEN = 11 * 60
TWO_WEEKS = {"last": MONDAY + timedelta(days=13)}


def fact(first=date(2020, 1, 1), last=None, **more):
    return SimpleNamespace(from_on=first, until_on=last, **more)


ENGAGED, ON_ROSTER = [fact()], [fact(is_observer=False)]


def against(new, *, rest=0, works=True, engagements=None, duties=None, leaves=(), others=()):
    hers = Hers(
        engagements=ENGAGED if engagements is None else engagements,
        leaves=list(leaves),
        duties=ON_ROSTER if duties is None else duties,
        shifts=[Resting(other, rest) for other in others],
    )
    found = conflicts(Resting(new, rest), hers, lambda _shift, _day: works)
    return {one.clash: list(one.days) for one in found}


def test_nothing_stands_against_a_shift_of_who_is_engaged_entered_and_free():
    assert against(shift()) == {}


def test_leave_is_named_by_its_days():
    week = fact(MONDAY + timedelta(days=7), MONDAY + timedelta(days=13))
    assert against(shift(**TWO_WEEKS), leaves=[week]) == {Clash.AWAY: [MONDAY + timedelta(days=7)]}
    between = fact(MONDAY + timedelta(days=1), MONDAY + timedelta(days=6))
    assert against(shift(**TWO_WEEKS), leaves=[between]) == {}
    open_ended = fact(MONDAY + timedelta(days=7))
    assert against(shift(**TWO_WEEKS), leaves=[open_ended]) == {Clash.AWAY: [MONDAY + timedelta(days=7)]}


@pytest.mark.parametrize(
    ("last", "clashes"),
    [
        (MONDAY + timedelta(days=7), {}),
        (MONDAY + timedelta(days=6), {Clash.ENDS_EARLIER: [MONDAY + timedelta(days=7)]}),
        (MONDAY - timedelta(days=1), {Clash.NOT_ENGAGED: [MONDAY, MONDAY + timedelta(days=7)]}),
    ],
)
def test_the_end_of_her_engagement(last, clashes):
    found = against(shift(**TWO_WEEKS), engagements=[fact(last=last)])
    assert {clash: days for clash, days in found.items() if clash is not Clash.NOT_ENTERED} == clashes


def test_two_engagements_that_adjoin_are_no_gap():
    turn = MONDAY + timedelta(days=3)
    both = [fact(last=turn), fact(turn + timedelta(days=1))]
    assert against(shift(**TWO_WEEKS), engagements=both) == {}


def test_who_is_not_entered_for_duty_or_observes():
    assert against(shift(last=MONDAY), duties=[]) == {Clash.NOT_ENTERED: [MONDAY]}
    assert against(shift(last=MONDAY), duties=[fact(is_observer=True)]) == {Clash.OBSERVES: [MONDAY]}
    both = [fact(is_observer=True, last=MONDAY), fact(MONDAY + timedelta(days=1), is_observer=False)]
    assert against(shift(**TWO_WEEKS), duties=both) == {Clash.OBSERVES: [MONDAY]}
    later = [fact(MONDAY + timedelta(days=1), is_observer=False)]
    assert against(shift(**TWO_WEEKS), duties=later) == {Clash.NOT_ENTERED: [MONDAY]}


def test_a_line_that_does_not_work_then():
    assert against(shift(last=MONDAY), works=False) == {Clash.OUTSIDE_HOURS: [MONDAY]}


@pytest.mark.parametrize(
    ("start", "end", "clash"),
    [
        ("20:00", "21:00", None),
        ("19:59", "21:00", Clash.SAME_TIME),
        ("16:00", "17:00", None),
        ("16:00", "17:01", Clash.SAME_TIME),
    ],
)
def test_two_shifts_may_adjoin_and_not_overlap(start, end, clash):
    found = against(shift(last=MONDAY), others=[shift(start=start, end=end)])
    assert set(found) == ({clash} if clash else set())


def test_a_night_reaches_into_the_next_day():
    tuesday = MONDAY + timedelta(days=1)
    night = shift(start="22:00", end="06:00", last=MONDAY)
    early = shift(weekday=2, start="05:00", end="09:00", first=tuesday, last=tuesday)
    assert against(early, others=[night]) == {Clash.SAME_TIME: [tuesday]}
    assert against(night, others=[early]) == {Clash.SAME_TIME: [MONDAY]}


@pytest.mark.parametrize(("start", "clashes"), [("16:59", True), ("17:00", False), ("06:00", False), ("06:01", True)])
def test_a_night_is_followed_by_rest(start, clashes):
    """Eleven hours from six in the morning end at 17:00; what begins at six is one stretch with the night."""
    tuesday = MONDAY + timedelta(days=1)
    night = shift(start="22:00", end="06:00", last=MONDAY)
    later = shift(weekday=2, start=start, end="20:00", first=tuesday, last=tuesday)
    assert (Clash.NO_REST in against(later, rest=ELEVEN, others=[night])) is clashes
    assert (Clash.NO_REST in against(night, rest=ELEVEN, others=[later])) is clashes


def test_an_evening_is_no_night():
    tuesday = MONDAY + timedelta(days=1)
    evening = shift(start="19:00", end="22:00", last=MONDAY)
    morning = shift(weekday=2, start="07:00", end="08:00", first=tuesday, last=tuesday)
    assert against(morning, rest=ELEVEN, others=[evening]) == {}


def test_rest_is_real_time_when_clocks_change():
    """In the night to 29 March 2026 an hour is skipped, so eleven hours after half past midnight it is 12:30."""
    saturday, sunday = date(2026, 3, 28), date(2026, 3, 29)
    late = shift(weekday=6, start="18:00", end="00:30", first=saturday, last=saturday)
    enough = shift(weekday=7, start="12:30", end="14:00", first=sunday, last=sunday)
    short = shift(weekday=7, start="12:29", end="14:00", first=sunday, last=sunday)
    assert Clash.NO_REST not in against(enough, rest=ELEVEN, others=[late])
    assert Clash.NO_REST in against(short, rest=ELEVEN, others=[late])
    winter = shift(weekday=6, start="18:00", end="00:30", first=date(2026, 1, 10), last=date(2026, 1, 10))
    then = shift(weekday=7, start="11:30", end="14:00", first=date(2026, 1, 11), last=date(2026, 1, 11))
    assert Clash.NO_REST not in against(then, rest=ELEVEN, others=[winter])


def test_shifts_of_every_second_week_meet_or_miss_each_other():
    other = shift(weeks=2)
    assert Clash.SAME_TIME in against(shift(weeks=2), others=[other])
    missed = shift(weeks=2, first=MONDAY + timedelta(days=7))
    assert against(missed, others=[other]) == {}
    third = shift(weeks=3, first=MONDAY + timedelta(days=7), last=MONDAY + timedelta(days=80))
    assert against(third, others=[other]) == {
        Clash.SAME_TIME: [MONDAY + timedelta(days=28), MONDAY + timedelta(days=70)]
    }


def test_what_cannot_be_saved_comes_first_and_an_open_end_is_looked_at_for_two_years():
    hers = Hers(ENGAGED, [fact(MONDAY, MONDAY)], [], [Resting(shift(), 0)])
    found = conflicts(Resting(shift(), 0), hers, lambda _shift, _day: True)
    assert [one.clash for one in found] == [Clash.SAME_TIME, Clash.AWAY, Clash.NOT_ENTERED]
    assert [one.is_refused for one in found] == [True, False, False]
    assert looked_at(shift()).days == 733
    assert looked_at(shift(last=MONDAY)).days == 1
