"""Shifts: entered for one or several weekdays; what stands against one is said before it is saved."""

import re
from datetime import date, time

import pytest

from staffdev.db import facts
from staffdev.lines.tables import Shift
from staffdev.people.tables import Leave
from staffdev.people.vocabulary import LeaveKind
from tests.cast import RECORDED
from tests.lines.entered import a_line, a_shift, a_silent_line, on_the_roster, shift, with_hours

pytestmark = pytest.mark.anyio


async def ready(cast):
    """A line with hours, and Ilona entered for duty on the telephone."""
    line = await a_line(cast.jelena, rest_minutes="11")
    await with_hours(cast.jelena, line)
    await on_the_roster(cast.ilona)
    return line


async def on_leave(member, first, last):
    who = {"person": member.person.id, "organisation": member.organisation.id}
    days = {"from_on": first, "until_on": last, "kind": LeaveKind.SICK}
    return await facts.record(Leave, by=None, at=RECORDED, **who, **days)


def digest_in(page):
    return re.search(r'name="digest" value="([0-9a-f]+)"', page.text)[1]


async def test_it_enters_one_shift_for_each_weekday(client, cast):
    line = await ready(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/lines/{line.code}/shifts", shift(cast.ilona, weekdays=["1", "3"]))
    page = await client.follow(answer)
    assert page.text.count("17:00–20:00") == 2
    shifts = await Shift.objects().order_by(Shift.weekday)
    assert [(one.weekday, one.starts_at, one.ends_at, one.every_weeks) for one in shifts] == [
        (1, time(17), time(20), 1),
        (3, time(17), time(20), 1),
    ]
    for member in cast.of_ravnica:
        await client.sign_in(member)
        reads = member.username != "djurdjica"  # beside the plan, the shifts of others would tell who of them is away
        assert ("Ilona Sabo" in (await client.get(f"/lines/{line.code}/shifts")).text.partition("<main")[2]) is reads
        assert "Ilona Sabo" in (await client.get(f"/lines/{line.code}/duty-plan?week=2026-01-05")).text


async def test_a_single_one_has_one_day(client, cast):
    line = await ready(cast)
    await client.sign_in(cast.jelena)
    once = shift(cast.ilona, every_weeks="0", weekdays=[], from_on="14.1.2026.")
    await client.post(f"/lines/{line.code}/shifts", once)
    [made] = await Shift.objects()
    assert (made.weekday, made.from_on, made.until_on) == (3, date(2026, 1, 14), date(2026, 1, 14))


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"person": ""}, "Choose who is on duty."),
        ({"person": "00000000-0000-4000-8000-000000000000"}, "Choose who is on duty."),
        ({"starts_at": "26"}, "26"),
        ({"ends_at": "17:00"}, "Enter another time than the one she begins at."),
        ({"every_weeks": "9"}, "Choose how often."),
        ({"weekdays": ["8"]}, "Choose weekdays from Monday to Sunday."),
        ({"every_weeks": "0", "weekdays": ["2"]}, "Only once means the first day alone."),
        ({"every_weeks": "0", "until_on": "1.2.2026."}, "Only once means the first day alone."),
        ({"weekdays": ["4"], "until_on": "7.1.2026."}, "No Thursday lies between"),
        ({"from_on": "2.1.2023."}, "The line can be called from"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, change, advice):
    line = await ready(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/lines/{line.code}/shifts", shift(cast.ilona) | change)
    assert answer.status_code == 422
    assert advice in answer.text
    assert await Shift.count() == 0


async def test_a_stranger_cannot_be_put_on_duty(client, cast):
    line = await ready(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/lines/{line.code}/shifts", shift(cast.nada))
    assert answer.status_code == 422
    assert await Shift.count() == 0


async def test_leave_is_said_first_and_saved_once_it_was_seen(client, cast):
    line = await ready(cast)
    await on_leave(cast.ilona, date(2026, 1, 12), date(2026, 1, 18))
    await client.sign_in(cast.jelena)
    said = await client.post(f"/lines/{line.code}/shifts", shift(cast.ilona))
    assert said.status_code == 422
    assert "She is on leave: 12 Jan 2026" in said.text
    assert await Shift.count() == 0
    seen = shift(cast.ilona, seen="yes", digest=digest_in(said))
    assert (await client.post(f"/lines/{line.code}/shifts", seen)).status_code == 303
    assert await Shift.count() == 1


async def test_what_is_new_since_she_looked_is_said_again(client, cast):
    line = await ready(cast)
    await on_leave(cast.ilona, date(2026, 1, 12), date(2026, 1, 18))
    await client.sign_in(cast.jelena)
    digest = digest_in(await client.post(f"/lines/{line.code}/shifts", shift(cast.ilona)))
    await on_leave(cast.ilona, date(2026, 2, 2), date(2026, 2, 3))
    again = await client.post(f"/lines/{line.code}/shifts", shift(cast.ilona, seen="yes", digest=digest))
    assert again.status_code == 422
    assert "2 Feb 2026" in again.text


async def test_two_shifts_at_one_time_are_refused_however_often_she_has_seen_it(client, cast):
    line = await ready(cast)
    await a_shift(cast.jelena, line, cast.ilona)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/lines/{line.code}/shifts", shift(cast.ilona, starts_at="19:59", ends_at="21:00"))
    assert answer.status_code == 422
    assert "She has another shift at that time." in answer.text
    assert 'name="seen"' not in answer.text
    after = shift(cast.ilona, starts_at="16:00", ends_at="17:00")
    assert "She has another shift" not in (await client.post(f"/lines/{line.code}/shifts", after)).text


async def test_who_is_not_entered_for_duty_is_said_with_the_way_there(client, cast):
    line = await ready(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/lines/{line.code}/shifts", shift(cast.djurdjica))
    assert answer.status_code == 422
    assert "She is not entered for duty on the telephone" in answer.text
    assert f"/people/{cast.djurdjica.person.code}/duty" in answer.text


async def test_a_shift_is_corrected_ended_and_taken_back(client, cast):
    line = await ready(cast)
    made = await a_shift(cast.jelena, line, cast.ilona)
    await client.sign_in(cast.jelena)
    home = f"/lines/{line.code}/shifts/{made.code}"
    assert 'value="17:00"' in (await client.get(f"{home}/edit")).text
    assert (await client.post(home, shift(cast.ilona, until_on="30.6.2026."))).status_code == 303
    [now] = await Shift.objects().where(facts.current(Shift))
    assert (now.id, now.until_on, await Shift.count()) == (made.id, date(2026, 6, 30), 2)
    several = await client.post(home, shift(cast.ilona, weekdays=["1", "2"]))
    assert (several.status_code, "This is one shift" in several.text) == (422, True)
    assert (await client.post(f"{home}/withdrawal", {"because": ""})).status_code == 422
    assert (await client.post(f"{home}/withdrawal", {"because": "swapped"})).status_code == 303
    assert await Shift.count().where(facts.current(Shift)) == 0


@pytest.mark.parametrize("member", ["ilona", "mira", "olga"])
async def test_only_leaders_enter_shifts(client, cast, member):
    line = await ready(cast)
    made = await a_shift(cast.jelena, line, cast.ilona)
    await client.sign_in(getattr(cast, member))
    home = f"/lines/{line.code}/shifts"
    assert (await client.post(home, shift(cast.ilona))).status_code == 403
    assert (await client.get(f"{home}/new")).status_code == 403
    assert (await client.post(f"{home}/{made.code}", shift(cast.ilona))).status_code == 403
    assert (await client.post(f"{home}/{made.code}/withdrawal", {"because": "swapped"})).status_code == 403


async def test_the_shift_of_another_line_does_not_exist(client, cast):
    line, other = await ready(cast), await a_line(cast.jelena, name="Druga")
    made = await a_shift(cast.jelena, line, cast.ilona)
    await client.sign_in(cast.jelena)
    assert (await client.get(f"/lines/{other.code}/shifts/{made.code}/edit")).status_code == 404
    assert (await client.post(f"/lines/{other.code}/shifts/{made.code}", shift(cast.ilona))).status_code == 404
    await client.sign_in(cast.nada)
    assert (await client.post(f"/lines/{line.code}/shifts", shift(cast.tijana))).status_code == 404


async def test_without_an_audit_entry_nothing_is_recorded(client, cast, broken_audit):
    line = await a_silent_line(cast.jelena)
    await on_the_roster(cast.ilona)
    await client.sign_in(cast.jelena)
    first = await client.post(f"/lines/{line.code}/shifts", shift(cast.ilona))  # it has no published hours: said first
    form = shift(cast.ilona, seen="yes", digest=digest_in(first), csrf_token=client.csrf)
    assert (await client.http.post(f"/lines/{line.code}/shifts", data=form)).status_code == 500
    assert await Shift.count() == 0
