"""Her own page, and what the coordinator sees of a group: counts and names, never why."""

import re
from datetime import time, timedelta

import pytest

from staffdev import clock
from staffdev.db.facts import record
from staffdev.db.transactions import transaction
from staffdev.intervision.slots.rules.masks import Why
from staffdev.intervision.slots.words import WHY
from staffdev.intervision.tables import Group
from staffdev.intervision.vocabulary import Grade
from staffdev.lines.tables import Line, Shift
from tests.cast import SINCE
from tests.house.estate import value_of
from tests.house.values import Around
from tests.intervision.availability.telling import excepts, is_busy, next_weekday, tells
from tests.intervision.meeting import a_group, a_session


async def on_duty(cast, member, weekday):
    """She has a shift on that weekday from five to nine."""
    around = Around(cast.ravnica, member.person, {}, 0)
    content = {
        column._meta.name: value_of(column, around) for column in Line._meta.columns if column._meta.name != "id"
    }
    line = Line(**content | {"name": "Prva linija"})
    await line.save()
    own = {"organisation": cast.ravnica.id, "line": line.id, "person": member.person.id}
    times = {"weekday": weekday, "starts_at": time(17), "ends_at": time(21), "every_weeks": 1}
    async with transaction():
        await record(Shift, by=None, at=clock.now(), **own, **times, from_on=SINCE, until_on=None)


async def test_nothing_recorded_is_said_to_be_no_no(client, cast):
    await client.sign_in(cast.ilona)
    page = await client.get("/availability")
    assert "Nothing is recorded" in page.text
    assert 'href="/availability/weeks/new"' in page.text


async def test_her_page_tells_week_exceptions_calendars_shifts_and_sessions(client, cast):
    await tells(cast.ilona)
    await tells(cast.ilona, "6 08:00-12:00 glad", from_on=clock.today() + timedelta(days=100))
    await tells(cast.ilona, "7 08:00-12:00 glad", from_on=clock.today() - timedelta(days=300))
    await excepts(cast.ilona, days=3)
    await is_busy(cast.ilona, (1, 16, 90))
    await on_duty(cast, cast.ilona, next_weekday(3, after=0).isoweekday())
    session = await a_session(await a_group(cast, cast.ilona), days=2)
    await client.sign_in(cast.ilona)
    page = await client.get("/availability")
    for said in ("17:00–21:00 gladly", "08:00–12:00 gladly", "1 earlier week", "all day", "1 busy time", "Prva linija"):
        assert said in page.text
    assert f"/intervision/sessions/{session.code}" in page.text
    assert "Nobody else sees anything of it." in page.text


async def test_days_that_are_over_and_sessions_called_off_do_not_stand_there(client, cast):
    await excepts(cast.ilona, days=0)
    session = await a_session(await a_group(cast, cast.ilona), days=2, cancelled_at=clock.now())
    await client.sign_in(cast.ilona)
    page = await client.get("/availability")
    assert f"/intervision/sessions/{session.code}" not in page.text
    assert "all day" in page.text


async def test_a_page_asks_the_same_however_much_there_is(client, cast, statements):
    await tells(cast.ilona)
    await excepts(cast.ilona)
    await is_busy(cast.ilona, (1, 16, 90))
    await on_duty(cast, cast.ilona, 3)
    group = await a_group(cast, cast.ilona)
    await a_session(group, days=2)
    await client.sign_in(cast.ilona)
    with statements() as few:
        await client.get("/availability")
    for days in range(1, 8):
        await excepts(cast.ilona, days=days)
        await a_session(group, days=days)
    await is_busy(cast.ilona, (2, 16, 90), number=2)
    await on_duty(cast, cast.ilona, 4)
    await tells(cast.ilona, "6 08:00-12:00 glad", from_on=clock.today() + timedelta(days=30))
    with statements() as many:
        await client.get("/availability")
    assert len(many) == len(few)


# ── the group, for the coordinator ───────────────────────────────────────────────────────────────────────────────────


def cell(page, day, hour):
    """What the table says of one hour."""
    found = re.search(rf'day={day}&amp;hour={hour}".*?: (\d+) could come, (\d+) [^;]*; [^\d]*(\d+)<', page)
    assert found, f"no cell for {day} at {hour}"
    return tuple(int(part) for part in found.groups())


async def four(cast):
    """A group of whom one comes gladly, one if need be, one cannot and one has recorded nothing."""
    group = await a_group(cast, cast.ilona, cast.djurdjica, cast.jelena, cast.snezana)
    await tells(cast.ilona, "1 17:00-21:00 glad")
    await tells(cast.djurdjica, "1 18:00-21:00 if_need_be")
    await tells(cast.jelena, "2 17:00-21:00 glad")
    return group, f"/intervision/groups/{group.code}/availability"


async def test_the_coordinator_sees_how_many_could_come(client, cast):
    _, address = await four(cast)
    monday = next_weekday(1)
    await client.sign_in(cast.jelena)
    page = (await client.get(f"{address}?week={monday}")).text
    assert cell(page, monday, 18) == (2, 1, 1)
    assert cell(page, monday, 17) == (1, 1, 1)
    assert cell(page, monday, 21) == (0, 0, 1)
    assert "1 person has recorded nothing" in page
    assert "Snežana Lazić. That is not a no" in page


async def test_for_one_hour_she_reads_who(client, cast):
    _, address = await four(cast)
    await client.sign_in(cast.jelena)
    page = (await client.get(f"{address}?day={next_weekday(1)}&hour=18")).text
    who = page.partition('id="who"')[2].partition("</section>")[0]
    told = dict(re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", who))
    assert told == {
        "Come gladly": "Ilona Sabo",
        "Come if need be": "Đurđica Peić",
        "Recorded nothing": "Snežana Lazić",
        "Cannot come": "Jelena Tomin",
    }


async def test_a_day_off_a_calendar_and_a_rule_look_the_same(client, cast):
    """The pages say word for word the same, whichever keeps her away."""
    _, address = await four(cast)
    monday = next_weekday(1)
    away = monday - clock.today()
    await client.sign_in(cast.jelena)
    asked = f"{address}?day={monday}&hour=18"

    async def told():
        return (await client.get(asked)).text.partition("<main")[2].partition("</main>")[0]

    off = await excepts(cast.ilona, days=away.days, grade=Grade.NO, starts_at=time(18), ends_at=time(19))
    by_exception = await told()
    await client.sign_in(cast.ilona)
    await client.post(f"/availability/exceptions/{off.code}/withdrawal")
    await is_busy(cast.ilona, (away.days, 16 if monday.month in range(4, 11) else 17, 60))
    await client.sign_in(cast.jelena)
    by_calendar = await told()
    await is_busy(cast.ilona)
    await tells(cast.ilona, "1 17:00-18:00 glad 1 19:00-21:00 glad", from_on=clock.today())
    assert by_exception == by_calendar == await told()


@pytest.mark.parametrize(
    "query", ["week=x", "week=9999-12-31", "day=2026-13-40&hour=3", "day=1.1.2027.&hour=99", "hour=-1"]
)
async def test_an_address_that_makes_no_sense_shows_this_week(client, cast, query):
    _, address = await four(cast)
    await client.sign_in(cast.jelena)
    page = await client.get(f"{address}?{query}")
    assert page.status_code == 200
    assert 'id="who"' not in page.text


@pytest.mark.parametrize("member", ["snezana", "ilona", "djurdjica", "mira", "olga"])
async def test_nobody_but_the_coordinator_sees_it(client, cast, member):
    _, address = await four(cast)
    await client.sign_in(getattr(cast, member))
    assert (await client.get(address)).status_code == 403


async def test_a_group_of_another_organisation_does_not_exist(client, cast):
    _, address = await four(cast)
    await client.sign_in(cast.nada)
    assert (await client.get(address)).status_code == 404


async def test_the_table_asks_the_same_however_many_belong_to_the_group(client, cast, statements):
    group, address = await four(cast)
    few_group = await a_group(cast, cast.ilona, title="Druga grupa")
    await client.sign_in(cast.jelena)
    with statements() as few:
        await client.get(f"/intervision/groups/{few_group.code}/availability")
    with statements() as many:
        await client.get(address)
    assert len(few) == len(many)
    assert await Group.count() == 2
    assert group.title


async def test_it_is_said_what_the_coordinator_learns(client, cast):
    """The search for a time names one of these grounds (intervision/slots/words.py), so the page may not deny it."""
    await client.sign_in(cast.ilona)
    page = (await client.get("/availability")).text
    assert "she sees whether you cannot because of the times you gave, a shift or a calendar" in page
    assert {Why.RULE, Why.DUTY, Why.CALENDAR} <= set(WHY)
