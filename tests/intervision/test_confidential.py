"""Nobody but the coordinator and she herself learns when somebody is busy, what she recorded, or what she answered.

Every page of the application that has no code, and every page about her group, her poll and herself, is read by each
of the cast; what Ilona recorded is marked with times and days that stand nowhere else.
"""

from datetime import date, time, timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditPayload
from staffdev.intervision.polls.queries import options_of
from staffdev.intervision.vocabulary import Grade
from tests.house.addresses import SAFE, addresses_of
from tests.intervision.availability.telling import excepts, is_busy, next_weekday, tells, the_week
from tests.intervision.meeting import a_group
from tests.intervision.polls.asking import GLAD, NO, a_poll, answers

MARKS = ("17:11", "19:47", "17:23", "18:49", "3 busy times")  # of her week, her exception and her calendar
OTHERS = ("djurdjica", "snezana", "mira", "olga", "zorka", "nada", "tijana")


@pytest.fixture
async def told(cast):
    """What Ilona has recorded and answered, and the addresses at which it might show."""
    group = await a_group(cast, cast.ilona, cast.djurdjica, cast.jelena, cast.snezana)
    monday = next_weekday(1, after=8)
    days = (monday - clock.today()).days
    await tells(cast.ilona, "1 17:11-19:47 glad")
    off = await excepts(cast.ilona, days=days + 1, grade=Grade.NO, starts_at=time(17, 23), ends_at=time(18, 49))
    calendar = await is_busy(cast.ilona, (days + 2, 9, 60), (days + 3, 9, 60), (days + 4, 9, 60))
    poll = await a_poll(cast, group=group, days=(days, days + 1))
    await answers(cast.ilona, poll, GLAD, NO)
    await answers(cast.djurdjica, poll, GLAD, GLAD)
    week = await the_week(cast.ilona)
    return {
        "group": f"/intervision/groups/{group.code}",
        "grid": f"/intervision/groups/{group.code}/availability?day={monday + timedelta(days=1)}&hour=18",
        "poll": f"/intervision/polls/{poll.code}",
        "person": f"/people/{cast.ilona.person.code}",
        "week": f"/availability/weeks/{week.code}/edit",
        "exception": f"/availability/exceptions/{off.code}/edit",
        "removal": f"/availability/calendars/{calendar.code}/removal",
        "poll_row": poll,
    }


def plain_pages(app):
    """Every page that is asked for without a code."""
    return sorted({one.path for one in addresses_of(app) if one.method in SAFE and "{" not in one.path})


@pytest.mark.parametrize("member", OTHERS)
async def test_no_page_tells_others_when_she_can_come(client, cast, told, app, member):
    await client.sign_in(getattr(cast, member))
    for path in [*plain_pages(app), told["group"], told["grid"], told["poll"], told["person"]]:
        answer = await client.http.get(path, follow_redirects=True)
        assert not answer.is_server_error
        found = [mark for mark in MARKS if mark in answer.text]
        assert not found, f"{path} tells {member} {found}"


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        ("jelena", {"grid": 200, "poll": 200, "week": 404, "exception": 404}),
        ("djurdjica", {"grid": 403, "poll": 200, "week": 404, "exception": 404}),
        ("snezana", {"grid": 403, "poll": 200, "week": 404, "exception": 404}),
        ("mira", {"grid": 403, "poll": 404, "week": 403, "exception": 403}),
        ("olga", {"grid": 403, "poll": 404, "week": 403, "exception": 403}),
        ("zorka", {"grid": 403, "poll": 404, "week": 404, "exception": 404}),
        ("nada", {"grid": 404, "poll": 404, "week": 404, "exception": 404}),
        ("ilona", {"grid": 403, "poll": 200, "week": 200, "exception": 200}),
    ],
)
async def test_who_may_open_what(client, cast, told, member, expected):
    await client.sign_in(getattr(cast, member))
    assert {name: (await client.get(told[name])).status_code for name in expected} == expected


@pytest.mark.parametrize("member", ["djurdjica", "snezana"])
async def test_who_is_asked_too_reads_no_name_and_no_no(client, cast, told, member):
    await client.sign_in(getattr(cast, member))
    page = (await client.get(told["poll"])).text
    main = page.partition("<main")[2]
    assert "Ilona" not in main
    assert "1 of 4" in main
    assert "Cannot</" not in main


async def test_the_same_page_whoever_of_two_said_no(client, cast, told):
    """Whoever reads the counts cannot tell a no from silence, nor whose it is."""
    poll = told["poll_row"]
    await client.sign_in(cast.snezana)

    async def read():
        return (await client.get(told["poll"])).text.partition("<main")[2].partition("csrf_token")[0]

    before = await counts(client, told)
    await answers(cast.jelena, poll, NO, NO)
    assert await counts(client, told) == before
    await answers(cast.ilona, poll, GLAD, GLAD)
    await answers(cast.djurdjica, poll, GLAD, NO)
    assert await counts(client, told) == before
    assert await read()


async def counts(client, told):
    return (await client.get(told["poll"])).text.partition('id="counts"')[2].partition("</section>")[0]


async def test_the_coordinator_reads_whether_she_comes_and_never_why(client, cast, told):
    await client.sign_in(cast.jelena)
    grid = (await client.get(told["grid"])).text
    assert "Ilona Sabo" in grid.partition('id="who"')[2]
    for mark in MARKS:
        assert mark not in grid


async def test_the_log_says_that_and_never_what(client, cast, told):
    """Responsible person and auditor read the log: no time, day, grade or count of hers stands in its particulars."""
    rows = (
        await AuditPayload.select(AuditPayload.body) if hasattr(AuditPayload, "body") else await AuditPayload.select()
    )
    stored = " ".join(str(row) for row in rows)
    options = await options_of([told["poll_row"].id])
    days = {one.held_on for one in options if isinstance(one.held_on, date)}
    words = ["17:11", "17:23", "if_need_be", "glad", '"no"', *(f"{day}" for day in days)]
    assert not [word for word in words if word in stored]
    await client.sign_in(cast.olga)
    page = (await client.get("/audit-entries")).text
    assert "When somebody can come: entry" in page
    assert not [mark for mark in MARKS if mark in page]
