"""Published hours and exceptions: a week typed in one line a day."""

from datetime import date

import pytest

from staffdev.db import facts
from staffdev.lines.tables import HoursException, PublishedHours
from tests.lines.entered import HOURS, a_line, a_silent_line, an_exception, with_hours

pytestmark = pytest.mark.anyio

WEEK = "1 17:00-20:00 2 17:00-20:00 3 17:00-20:00 4 17:00-20:00 5 17:00-20:00"


async def test_it_records_a_week_typed_once_for_the_working_days(client, cast):
    line = await a_line(cast.jelena)
    await client.sign_in(cast.jelena)
    page = await client.follow(await client.post(f"/lines/{line.code}/published-hours", HOURS))
    assert "Monday–Friday 17:00–20:00" in page.text
    [made] = await PublishedHours.objects()
    assert (made.week, made.from_on) == (WEEK, date(2023, 1, 9))
    assert made.until_on is None


async def test_a_day_of_its_own_goes_before_the_working_days_and_a_night_before_midnight(client, cast):
    line = await a_line(cast.jelena)
    await client.sign_in(cast.jelena)
    own = {"friday": "10-13 i 17-20", "saturday": "22–2"}
    await client.post(f"/lines/{line.code}/published-hours", HOURS | own)
    [made] = await PublishedHours.objects()
    until_thursday = "1 17:00-20:00 2 17:00-20:00 3 17:00-20:00 4 17:00-20:00"
    assert made.week == f"{until_thursday} 5 10:00-13:00 5 17:00-20:00 6 22:00-24:00 7 00:00-02:00"


async def test_around_the_clock_is_one_tick_and_stays_one(client, cast):
    line = await a_line(cast.jelena, kind="national")
    await client.sign_in(cast.jelena)
    await client.post(f"/lines/{line.code}/published-hours", {"around_the_clock": "yes", "from_on": "9.1.2023."})
    [made] = await PublishedHours.objects()
    assert made.week == " ".join(f"{number} 00:00-24:00" for number in range(1, 8))
    page = await client.get(f"/lines/{line.code}/published-hours/{made.code}/edit")
    assert 'name="around_the_clock" value="yes" checked' in page.text
    assert "every day around the clock" in (await client.get(f"/lines/{line.code}")).text


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"working_days": "evening"}, "Write the times like 17–20"),
        ({"working_days": "17–17"}, "Write the times like 17–20"),
        ({"working_days": "17"}, "Write the times like 17–20"),
        ({"working_days": "25–26"}, "Write the times like 17–20"),
        ({"working_days": "1-2,3-4,5-6,7-8,9-10"}, "Write the times like 17–20"),
        ({"working_days": "17–20, 19–21"}, "Two times of this day overlap."),
        ({"working_days": "20–2, 21–22"}, "Two times of this day overlap."),
        ({"working_days": ""}, "Write the hours of at least one day."),
        ({"around_the_clock": "yes"}, "Leave one of them."),
        ({"from_on": "8.1.2023."}, "The line can be called from"),
        ({"until_on": "8.1.2023."}, "The last day cannot be before the first day."),
        ({"monday": "x" * 5000}, "Write the times like 17–20"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, change, advice):
    line = await a_line(cast.jelena)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/lines/{line.code}/published-hours", HOURS | change)
    assert answer.status_code == 422
    assert advice in answer.text
    assert await PublishedHours.count() == 0


async def test_one_week_holds_on_a_day(client, cast):
    line = await a_line(cast.jelena)
    await with_hours(cast.jelena, line, until_on="30.6.2026.")
    await client.sign_in(cast.jelena)
    home = f"/lines/{line.code}/published-hours"
    answer = await client.post(home, HOURS | {"from_on": "30.6.2026."})
    assert answer.status_code == 422
    assert "Hours are already published from" in answer.text
    assert (await client.post(home, HOURS | {"from_on": "1.7.2026."})).status_code == 303


async def test_the_end_of_hours_without_one_is_said_once_in_words(client, cast):
    line = await a_line(cast.jelena)
    await with_hours(cast.jelena, line)
    await client.sign_in(cast.jelena)
    home = f"/lines/{line.code}/published-hours"
    answer = await client.post(home, HOURS | {"from_on": "30.6.2026."})
    assert " to an open end. Enter their last day first, or correct them." in answer.text
    client.speak("sr-Cyrl")
    answer = await client.post(home, HOURS | {"from_on": "30.6.2026."})
    assert "– до даљег). Прво му унесите последњи дан" in answer.text


async def test_a_correction_keeps_what_was_there_and_a_withdrawal_its_reason(client, cast):
    line = await a_line(cast.jelena)
    made = await with_hours(cast.jelena, line)
    await client.sign_in(cast.jelena)
    home = f"/lines/{line.code}/published-hours/{made.code}"
    assert "17:00–20:00" in (await client.get(f"{home}/edit")).text
    assert (await client.post(home, HOURS | {"saturday": "10–13"})).status_code == 303
    [now] = await PublishedHours.objects().where(facts.current(PublishedHours))
    assert (now.id, now.week) == (made.id, f"{WEEK} 6 10:00-13:00")
    assert (await client.post(f"{home}/withdrawal", {"because": ""})).status_code == 422
    assert (await client.post(f"{home}/withdrawal", {"because": "another line's"})).status_code == 303
    assert await PublishedHours.count().where(facts.current(PublishedHours)) == 0
    assert await PublishedHours.count() == 3


async def test_an_exception_closes_the_line_or_gives_it_other_hours(client, cast):
    line = await a_line(cast.jelena)
    await client.sign_in(cast.jelena)
    home = f"/lines/{line.code}/exceptions"
    assert (await client.post(home, {"from_on": "31.12.2030.", "is_closed": "yes"})).status_code == 303
    other = {"from_on": "1.1.2031.", "until_on": "2.1.2031.", "hours": "10-13", "reason": "praznik"}
    page = await client.follow(await client.post(home, other))
    assert "10:00–13:00 · praznik" in page.text
    closed, open_ = await HoursException.objects().order_by(HoursException.from_on)
    assert (closed.hours, closed.until_on, open_.hours) == ("", date(2030, 12, 31), "10:00-13:00")
    edit = await client.get(f"{home}/{closed.code}/edit")
    assert 'name="is_closed" value="yes" checked' in edit.text
    assert (await client.post(f"{home}/{closed.code}", {"from_on": "31.12.2030.", "hours": "9-10"})).status_code == 303
    assert (await client.post(f"{home}/{closed.code}/withdrawal", {"because": "not needed"})).status_code == 303


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({}, "Write the hours of these days, or tick"),
        ({"is_closed": "yes", "hours": "10-13"}, "Leave one of them."),
        ({"hours": "22-2"}, "These hours are of one day only"),
        ({"hours": "10-13", "until_on": "30.12.2025."}, "The last day cannot be before the first day."),
        ({"hours": "10-13", "from_on": "1.1.2020."}, "The line can be called from"),
        ({"is_closed": "yes", "from_on": "5.5.2026."}, "There is already an exception from"),
        ({"is_closed": "yes", "from_on": "7.5.2026."}, "There is already an exception on 7 May 2026."),
    ],
)
async def test_it_says_what_to_correct_in_an_exception(client, cast, change, advice):
    line = await a_line(cast.jelena)
    await an_exception(cast.jelena, line, from_on="1.5.2026.", until_on="6.5.2026.", is_closed="yes")
    await client.sign_in(cast.jelena)
    await an_exception(cast.jelena, line, from_on="7.5.2026.", until_on="7.5.2026.", is_closed="yes")
    answer = await client.post(f"/lines/{line.code}/exceptions", {"from_on": "31.12.2025."} | change)
    assert answer.status_code == 422
    assert advice in answer.text
    assert await HoursException.count() == 2


@pytest.mark.parametrize("member", ["ilona", "olga"])
async def test_only_leaders_keep_hours(client, cast, member):
    line = await a_line(cast.jelena)
    made = await with_hours(cast.jelena, line)
    await client.sign_in(getattr(cast, member))
    home = f"/lines/{line.code}/published-hours"
    assert (await client.post(home, HOURS)).status_code == 403
    assert (await client.post(f"{home}/{made.code}", HOURS)).status_code == 403
    assert (await client.post(f"{home}/{made.code}/withdrawal", {"because": "two times"})).status_code == 403


async def test_the_hours_of_another_line_do_not_exist(client, cast):
    line, other = await a_line(cast.jelena), await a_line(cast.nada)
    foreign = await with_hours(cast.nada, other)
    await client.sign_in(cast.jelena)
    assert (await client.get(f"/lines/{line.code}/published-hours/{foreign.code}/edit")).status_code == 404
    assert (await client.post(f"/lines/{line.code}/published-hours/{foreign.code}", HOURS)).status_code == 404
    assert (await client.post(f"/lines/{other.code}/published-hours", HOURS)).status_code == 404


async def test_without_an_audit_entry_nothing_is_recorded(client, cast, broken_audit):
    line = await a_silent_line(cast.jelena)
    await client.sign_in(cast.jelena)
    form = HOURS | {"csrf_token": client.csrf}
    assert (await client.http.post(f"/lines/{line.code}/published-hours", data=form)).status_code == 500
    assert await PublishedHours.count() == 0
