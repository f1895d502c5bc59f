"""Whoever has a shift while a holiday or an exception closes the line is free, on every page and in every search."""

from datetime import UTC, date, datetime, time
from types import SimpleNamespace

import pytest

from staffdev import clock
from staffdev.intervision.rules.clashes import Clash, Plan
from staffdev.intervision.series.clashing import found_against
from staffdev.intervision.slots.lines import watch_of
from staffdev.lines.freed import freed_by, freed_in
from staffdev.lines.rules.duty import Pattern
from staffdev.lines.view import plan_of
from staffdev.rulebook.dates import Span
from tests.intervision.calendar.test_calendar import on_duty
from tests.intervision.meeting import a_group
from tests.lines.entered import a_line, an_exception, on_the_roster, with_hours

TUESDAY, HOLIDAY = date(2026, 11, 24), date(2026, 11, 11)
NOVEMBER = Span(date(2026, 11, 1), date(2026, 11, 30))
EVENING, NIGHT = (time(17), time(20)), (time(22), time(6))


@pytest.fixture(autouse=True)
async def noon():
    with clock.stopped_at(datetime(2026, 11, 2, 11, tzinfo=UTC)):
        yield


@pytest.mark.parametrize(
    ("day", "times", "works", "exceptions", "freed"),
    [
        (TUESDAY, EVENING, False, {}, False),
        (TUESDAY, EVENING, False, {TUESDAY: "10:00-13:00"}, True),
        (TUESDAY, EVENING, False, {TUESDAY: ""}, True),
        (TUESDAY, EVENING, False, {TUESDAY: "15:00-17:00"}, True),
        (TUESDAY, EVENING, False, {TUESDAY: "15:00-17:05"}, False),
        (HOLIDAY, EVENING, False, {}, True),
        (HOLIDAY, EVENING, True, {}, False),
        (HOLIDAY, EVENING, False, {HOLIDAY: "17:00-20:00"}, False),  # an exception decides before a holiday
        (date(2026, 11, 10), NIGHT, False, {}, False),  # it begins before the holiday
        (HOLIDAY, NIGHT, False, {}, False),  # and this one goes on after it
        (HOLIDAY, NIGHT, False, {date(2026, 11, 12): ""}, True),
    ],
)
async def test_she_is_free_where_nothing_of_her_shift_is_needed(day, times, works, exceptions, freed):
    line = SimpleNamespace(id=7, from_on=date(2020, 1, 1), until_on=None, works_on_holidays=works)
    others = [SimpleNamespace(line=7, from_on=one, until_on=one, hours=hours) for one, hours in exceptions.items()]
    shift = Pattern(day.isoweekday(), times[0], times[1], 1, date(2026, 1, 1), None)
    assert (day not in freed_by([line], others).days_of(shift, 7, NOVEMBER)) is freed


async def with_tuesdays(cast):
    """A line on which Ilona has every Tuesday evening; on the 24th it works in the morning instead."""
    line = await a_line(cast.jelena)
    await with_hours(cast.jelena, line)
    await an_exception(cast.jelena, line, from_on="24.11.2026.", until_on="24.11.2026.", hours="10–13")
    await on_the_roster(cast.ilona)
    return line, await on_duty(line, cast.ilona, weekday=2)


async def test_the_calendar_her_page_and_the_duty_plan_say_the_same(client, cast):
    line, shift = await with_tuesdays(cast)
    days = list((await freed_in(cast.ravnica.id, NOVEMBER)).days_of(shift, line.id, NOVEMBER))
    assert [one.day for one in days] == [3, 10, 17]
    assert [one.day for one in await plan_of([line], NOVEMBER, cast.ilona.actor) if one.watches] == days
    with clock.stopped_at(datetime(2026, 11, 16, 11, tzinfo=UTC)):
        await client.sign_in(cast.ilona)
        own = (await client.get("/availability")).text
        weeks = [(await client.get(f"/calendar?view=week&on=2026-11-{day}")).text for day in (17, 24)]
    assert ["Linija Ravnica" in week for week in weeks] == [True, False]
    assert ("17 Nov 2026" in own, "24 Nov 2026" in own) == (True, False)


async def test_a_session_on_a_day_on_which_she_is_free_collides_with_nothing(client, cast):
    await with_tuesdays(cast)
    group = await a_group(cast, cast.ilona)
    for day, clashes in ((TUESDAY, []), (date(2026, 11, 17), [Clash.ON_DUTY])):
        found = await found_against(group, [Plan(day, time(18), 90)], today=clock.today())
        assert [one.kind for one in found if one.kind is Clash.ON_DUTY] == clashes


async def test_the_search_for_a_time_does_not_hold_off_who_is_free(client, cast):
    await with_tuesdays(cast)
    watch = await watch_of(cast.ravnica.id, NOVEMBER)
    on = {one.on for one in watch.of(cast.ilona.person.id)}
    assert TUESDAY not in on
    assert {date(2026, 11, 17), date(2026, 12, 1)} <= on
