"""The pages of the calendar: who sees what on which day, in the order of the clock, over both clock changes."""

import re
from datetime import UTC, date, datetime, time

import pytest

from staffdev import clock
from staffdev.db.facts import record
from staffdev.intervision.series.actions.sessions import cancel_session
from staffdev.intervision.tables import Session
from staffdev.lines.tables import Shift
from tests.cast import SINCE
from tests.intervision.meeting import a_group, a_session, joins
from tests.intervision.series.planning import a_series
from tests.lines.entered import a_line
from tests.training.offer.offering import a_course, enrolled
from tests.training.offer.offering import a_session as a_course_day

VIEWS = ["month", "week", "agenda"]


@pytest.fixture(autouse=True)
async def noon():
    with clock.stopped_at(datetime(2026, 11, 22, 11, tzinfo=UTC)):
        yield


async def on_duty(line, member, **when):
    who = {"organisation": line.organisation, "line": line.id, "person": member.person.id}
    usual = {"starts_at": time(17), "ends_at": time(20), "every_weeks": 1, "from_on": SINCE, "until_on": None}
    return await record(Shift, by=None, at=clock.now(), **who, **usual | when)


def cells(page):
    """What stands on each day of a month's page."""
    found = re.findall(r"<td[^>]*>(.*?)</td>", page.text, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", cell).split()) for cell in found]


async def test_a_month_has_a_cell_for_every_day(client, cast):
    group = await a_group(cast, cast.ilona)
    await a_session(group, days=1)
    await client.sign_in(cast.ilona)
    page = await client.get("/calendar?on=2026-11-05")
    assert len(cells(page)) == 42
    assert "23 23 November 2026 18:00 Prva grupa , intervision" in cells(page)
    assert [cell for cell in cells(page) if ", today" in cell] == ["22 22 November 2026, today"]
    assert "11 11 November 2026 Armistice Day" in cells(page)
    assert "October 2026" in (await client.get("/calendar?on=2026-10-01")).text


@pytest.mark.parametrize("view", VIEWS)
async def test_what_is_called_off_or_moved_says_so(client, cast, view):
    group = await a_group(cast, cast.ilona, cast.djurdjica, cast.jelena)
    series = await a_series(cast, group, first_on=date(2026, 11, 23), days=7, every=1)
    first, second = await Session.objects().where(Session.series == series.id).order_by(Session.held_on)
    await cancel_session(first, "Sala je zauzeta.", actor=cast.jelena.actor)
    second.held_on = date(2026, 11, 24)
    await second.save()
    await client.sign_in(cast.ilona)
    text = " ".join(re.sub(r"<[^>]*>", " ", (await client.get(f"/calendar?view={view}&on=2026-11-23")).text).split())
    assert "called off" in text
    assert "moved" in text


@pytest.mark.parametrize("view", VIEWS)
async def test_each_sees_what_is_hers_to_know(client, cast, view):
    group, other = await a_group(cast, title="Ponedeljak"), await a_group(cast, title="Sreda")
    await joins(group, cast.ilona, from_on=date(2026, 11, 24), until_on=date(2026, 11, 24))
    await a_session(group, days=1)
    await a_session(group, days=2, facilitator=cast.ilona)
    await a_session(group, days=3, starts_at=time(9))
    await a_session(other, days=2)
    line = await a_line(cast.jelena, name="Noćna linija")
    await on_duty(line, cast.ilona, weekday=4, starts_at=time(22), ends_at=time(6))
    course = await a_course(cast, title="Radionica za sve")
    await a_course_day(cast, course, days=4)
    address = f"/calendar?view={view}&on=2026-11-23"
    await client.sign_in(cast.ilona)
    text = (await client.get(address)).text
    assert text.count("Ponedeljak") == 1
    assert "Sreda" not in text.replace("Wednesday", "")
    assert "Noćna linija" in text
    assert "Radionica za sve" in text
    for member, seen, unseen in (
        (cast.djurdjica, "Radionica za sve", ("Ponedeljak", "Noćna linija")),
        (cast.jelena, "Sreda", ("Noćna linija",)),
        (cast.olga, "Ponedeljak", ("Noćna linija", "Ilona")),
        (cast.nada, "Calendar", ("Ponedeljak", "Radionica", "Noćna")),
    ):
        await client.sign_in(member)
        text = (await client.get(address)).text
        assert seen in text
        assert not [word for word in unseen if word in text]


async def test_a_week_and_an_agenda_are_in_the_order_of_the_clock(client, cast):
    group = await a_group(cast, cast.ilona)
    for hour in (20, 9, 17):
        await a_session(group, days=1, starts_at=time(hour))
    await client.sign_in(cast.ilona)
    for view in ("week", "agenda"):
        text = (await client.get(f"/calendar?view={view}&on=2026-11-23")).text
        assert text.index("09:00–10:30") < text.index("17:00–18:30") < text.index("20:00–21:30")


async def test_wall_clocks_stay_over_both_changes(client, cast):
    group = await a_group(cast, cast.ilona, cast.djurdjica, cast.jelena)
    await a_series(cast, group, first_on=date(2026, 11, 30), days=200, every=1)
    await a_session(group, days=0, held_on=date(2027, 3, 28), starts_at=time(1, 30), minutes=60)
    await a_session(group, days=0, held_on=date(2026, 10, 25), starts_at=time(1, 30), minutes=120)
    await client.sign_in(cast.ilona)
    for on in ("2027-03-22", "2027-03-29", "2027-04-05"):
        assert "18:00–19:30" in (await client.get(f"/calendar?view=week&on={on}")).text
    assert "01:30–03:30" in (await client.get("/calendar?view=week&on=2027-03-28")).text
    assert "01:30–02:30" in (await client.get("/calendar?view=week&on=2026-10-25")).text


@pytest.mark.parametrize(
    "asked", ["view=year&on=x", "on=9999-12-31", "view=agenda&on=0001-01-01", "on=%00", "view[]=1"]
)
async def test_nonsense_shows_this_month(client, cast, asked):
    await client.sign_in(cast.ilona)
    assert "22 November 2026" in (await client.get(f"/calendar?{asked}")).text


@pytest.mark.parametrize("view", VIEWS)
async def test_it_asks_the_database_as_often_for_many_as_for_few(client, cast, statements, view):
    group = await a_group(cast, cast.ilona)
    await a_session(group, days=1, facilitator=cast.ilona)
    line = await a_line(cast.jelena)
    await on_duty(line, cast.ilona, weekday=1)
    await client.sign_in(cast.ilona)
    with statements() as few:
        await client.get(f"/calendar?view={view}&on=2026-11-23")
    for day in range(2, 20):
        other = await a_group(cast, cast.ilona, title=f"Grupa {day}")
        await a_session(other, days=day % 7, facilitator=cast.ilona)
    course = await a_course(cast)
    await a_course_day(cast, course, days=2)
    await enrolled(cast, course, cast.ilona)
    with statements() as many:
        await client.get(f"/calendar?view={view}&on=2026-11-23")
    assert len(many) == len(few)


async def test_a_visitor_is_asked_to_sign_in(client):
    assert (await client.get("/calendar")).status_code in {303, 401}
