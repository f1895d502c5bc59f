"""What somebody took on in a session of intervision is said to her alone, and without its words."""

import json
from datetime import date

import pytest

from staffdev import clock
from staffdev.db.facts import record
from staffdev.db.transactions import transaction
from staffdev.intervision.tables import AgreedAction
from staffdev.reminders.sayings import line
from staffdev.reminders.tables import Reminder
from tests.intervision.meeting import a_group, a_session
from tests.plans.planning import on
from tests.reminders.test_remind import hers, run


async def taken_on(cast, member, **values):
    group = await a_group(cast, member)
    session = await a_session(group, days=-30)
    facts = {"organisation": cast.ravnica.id, "group": group.id, "session": session.id, "wording": "Tajni dogovor"}
    usual = {"owner": member.person.id, "due_on": date(2026, 11, 20), "done_on": None, "dropped_because": None}
    async with transaction():
        await record(AgreedAction, by=None, at=clock.now(), **facts, **usual | values)


async def agreed_for(member):
    return [stage for key, stage in (await hers(member)).items() if key.startswith("agreed")]


async def test_it_is_said_to_her_alone_and_without_its_words(client, cast):
    await taken_on(cast, cast.ilona)
    await run(cast)
    assert await agreed_for(cast.ilona) == [7]
    assert await agreed_for(cast.jelena) == await agreed_for(cast.djurdjica) == []
    assert "Tajni" not in json.dumps([row["saying"] for row in await Reminder.select(Reminder.saying)])
    await client.sign_in(cast.ilona)
    with on(2026, 11, 16):
        page = (await client.get("/reminders")).text
    assert "What you took on in intervision" in page
    assert "/intervision/agreed-actions" in page


@pytest.mark.parametrize(
    "values",
    [{"done_on": date(2026, 11, 15)}, {"dropped_because": "Nije potrebno."}, {"due_on": None}, {"owner": None}],
)
async def test_what_is_done_or_dropped_or_has_no_day_or_nobody_is_not(client, cast, values):
    await taken_on(cast, cast.ilona, **values)
    await run(cast)
    assert await agreed_for(cast.ilona) == []


def test_it_leads_to_her_list():
    row = {"saying": {"code": "agreed"}, "due_on": date(2026, 11, 20), "stage": 7}
    assert line(row, "x").href == "/intervision/agreed-actions"
