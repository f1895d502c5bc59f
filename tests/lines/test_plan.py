"""The duty plan: who is on duty, when somebody is missing, and what each reader may know of leave."""

import re
from datetime import UTC, date, datetime

import pytest

from staffdev.clock import stopped_at
from staffdev.db import facts
from staffdev.lines.shift_actions import StandsAgainst
from staffdev.people.tables import Leave
from staffdev.people.vocabulary import LeaveKind
from tests.cast import RECORDED
from tests.client import questions_of
from tests.lines.entered import a_line, a_shift, an_exception, on_the_roster, with_hours

pytestmark = pytest.mark.anyio

WEEK = "duty-plan?week=2026-01-12"


@pytest.fixture(autouse=True)
async def in_january():
    """Monday 12 January 2026, half past five in Belgrade."""
    with stopped_at(datetime(2026, 1, 12, 16, 30, tzinfo=UTC)):
        yield


async def ready(cast, **change):
    line = await a_line(cast.jelena, **change)
    await with_hours(cast.jelena, line)
    await on_the_roster(cast.ilona)
    await a_shift(cast.jelena, line, cast.ilona)
    return line


async def on_leave(member, first, last):
    who = {"person": member.person.id, "organisation": member.organisation.id}
    days = {"from_on": first, "until_on": last, "kind": LeaveKind.SICK}
    return await facts.record(Leave, by=None, at=RECORDED, **who, **days)


async def test_everybody_reads_who_is_on_duty_and_when_nobody_is(client, cast):
    line = await ready(cast)
    for member in cast.of_ravnica:
        await client.sign_in(member)
        page = await client.get(f"/lines/{line.code}/{WEEK}")
        assert "Ilona Sabo" in page.text
        assert page.text.count("nobody on duty") == 4


async def test_the_list_says_what_is_open_now_and_who_is_missing_next(client, cast):
    await ready(cast)
    await client.sign_in(cast.djurdjica)
    page = await client.get("/lines")
    assert "works now" in page.text
    assert "Ilona Sabo" in page.text
    assert "Somebody is missing next on 13 Jan 2026." in page.text


@pytest.mark.parametrize(
    ("hour", "minute", "words"),
    [(15, 59, "does not work now"), (16, 0, "works now"), (18, 59, "works now"), (19, 0, "does not work now")],
)
async def test_it_is_open_from_five_to_eight_by_the_clock_of_belgrade(client, cast, hour, minute, words):
    await ready(cast)
    with stopped_at(datetime(2026, 1, 12, hour, minute, tzinfo=UTC)):
        await client.sign_in(cast.ilona)
        assert f">{words}<" in re.sub(r"\s*<svg.*?</svg>\s*", "", (await client.get("/lines")).text)


async def test_that_she_is_away_is_known_to_those_who_lead_and_to_herself(client, cast):
    line = await ready(cast)
    await on_leave(cast.ilona, date(2026, 1, 12), date(2026, 1, 12))
    for member in (cast.jelena, cast.snezana, cast.ilona):
        await client.sign_in(member)
        page = await client.get(f"/lines/{line.code}/{WEEK}")
        assert "Ilona Sabo" in page.text
        assert "away" in page.text
        assert page.text.count("nobody on duty") == 5
    for member in (cast.djurdjica, cast.mira, cast.olga):
        for path in (f"/lines/{line.code}/{WEEK}", f"/lines/{line.code}", "/lines"):
            await client.sign_in(member)
            page = await client.get(path)
            assert "away" not in page.text
            assert "Ilona Sabo" not in page.text, path
            assert "sick" not in page.text


async def test_an_observer_does_not_cover_the_line(client, cast):
    line = await a_line(cast.jelena)
    await with_hours(cast.jelena, line)
    entry = await on_the_roster(cast.ilona)
    await a_shift(cast.jelena, line, cast.ilona)
    await facts.supersede(entry, by=None, at=RECORDED, is_observer=True)
    await client.sign_in(cast.djurdjica)
    page = await client.get(f"/lines/{line.code}/{WEEK}")
    assert "observes" in page.text
    assert page.text.count("nobody on duty") == 5


async def test_who_is_no_longer_entered_for_duty_is_marked_for_those_who_lead(client, cast):
    line = await a_line(cast.jelena)
    await with_hours(cast.jelena, line)
    entry = await on_the_roster(cast.ilona)
    await a_shift(cast.jelena, line, cast.ilona)
    await facts.supersede(entry, by=None, at=RECORDED, until_on=date(2026, 1, 11))
    await client.sign_in(cast.jelena)
    assert "not entered for duty" in (await client.get(f"/lines/{line.code}/{WEEK}")).text
    await client.sign_in(cast.djurdjica)
    assert "not entered for duty" not in (await client.get(f"/lines/{line.code}/{WEEK}")).text


async def test_two_are_needed_and_one_is_there(client, cast):
    line = await ready(cast, least_on_duty="2")
    await client.sign_in(cast.olga)
    page = await client.get(f"/lines/{line.code}/{WEEK}")
    assert "1 of 2 on duty" in page.text


async def test_on_a_line_that_others_cover_too_nobody_is_missing(client, cast):
    line = await ready(cast, least_on_duty="0", kind="shared")
    await client.sign_in(cast.olga)
    assert "nobody on duty" not in (await client.get(f"/lines/{line.code}/{WEEK}")).text


async def test_on_a_closed_day_nobody_is_on_duty_and_nobody_missing(client, cast):
    line = await ready(cast)
    await an_exception(cast.jelena, line, from_on="12.1.2026.", is_closed="yes", reason="selidba")
    await client.sign_in(cast.olga)
    page = await client.get(f"/lines/{line.code}/{WEEK}")
    assert "Ilona Sabo" not in page.text
    assert page.text.count("nobody on duty") == 4


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("", "12 Jan 2026 – 18 Jan 2026"),
        ("?week=2026-01-18", "12 Jan 2026 – 18 Jan 2026"),
        ("?week=2025-12-31", "29 Dec 2025 – 4 Jan 2026"),
        ("?month=2026-02", "February 2026"),
        ("?month=2026-13", "12 Jan 2026 – 18 Jan 2026"),
        ("?week=9999-12-31", "12 Jan 2026 – 18 Jan 2026"),
        ("?week=0001-01-01", "12 Jan 2026 – 18 Jan 2026"),
        ("?week=%00", "12 Jan 2026 – 18 Jan 2026"),
        ("?week=2026-W03", "12 Jan 2026 – 18 Jan 2026"),
    ],
)
async def test_a_week_or_a_month_is_asked_for_in_the_address(client, cast, asked, shown):
    line = await ready(cast)
    await client.sign_in(cast.olga)
    assert shown in (await client.get(f"/lines/{line.code}/duty-plan{asked}")).text


async def test_those_who_lead_find_the_gap_on_their_first_page_and_she_her_next_shift(client, cast):
    line = await ready(cast)
    await client.sign_in(cast.jelena)
    home = (await client.get("/")).text
    assert "Somebody is missing on duty: Linija Ravnica" in home
    assert "13 Jan 2026 17:00–20:00 and 3 more days." in home
    assert f"/lines/{line.code}/duty-plan?week=2026-01-13" in home
    await client.sign_in(cast.olga)
    assert "Somebody is missing on duty" not in (await client.get("/")).text


async def test_pages_ask_as_much_for_one_shift_as_for_many(client, cast, statements):
    line = await ready(cast)
    await on_the_roster(cast.jelena)
    await a_shift(cast.jelena, line, cast.jelena, weekdays=["2"])
    await client.sign_in(cast.jelena)
    paths = ("/lines", f"/lines/{line.code}", f"/lines/{line.code}/{WEEK}", f"/lines/{line.code}/shifts", "/")

    few = await questions_of(client, statements, paths)
    other = await a_line(cast.jelena, name="Druga linija")
    await with_hours(cast.jelena, other)
    for number in range(8):
        hours = {"starts_at": f"{9 + number:02}:00", "ends_at": f"{10 + number:02}:00"}
        form = await _seen(cast, other, hours)
        assert form
    assert await questions_of(client, statements, paths) == few
    assert max(few[:4]) <= 12


async def _seen(cast, line, hours):
    """A shift saved after what stands against it was seen."""
    try:
        return await a_shift(cast.jelena, line, cast.jelena, weekdays=["3"], **hours)
    except StandsAgainst as against:
        return await a_shift(cast.jelena, line, cast.jelena, weekdays=["3"], **hours, seen="yes", digest=against.digest)
