"""Dated facts about a person: recorded, corrected with history, taken back with a reason."""

from datetime import date

import pytest

from staffdev import clock
from staffdev.db import facts
from staffdev.people.tables import Engagement, Leave, TaskAssignment

pytestmark = pytest.mark.anyio

LEAVE = {"kind": "maternity", "from_on": "1.3.2025.", "until_on": "28.2.2026."}


def address(member, slug, tail=""):
    return f"/people/{member.person.code}/{slug}{tail}"


async def test_it_records_leave(client, cast):
    await client.sign_in(cast.jelena)
    page = await client.follow(await client.post(address(cast.ilona, "leave"), LEAVE))
    assert "maternity leave" in page.text
    leave = await Leave.objects().get(Leave.person == cast.ilona.person.id)
    assert (leave.from_on, leave.until_on) == (date(2025, 3, 1), date(2026, 2, 28))


@pytest.mark.parametrize(
    ("first", "last", "stands"),
    [
        ("1.1.2025.", "28.2.2025.", True),
        ("1.1.2025.", "1.3.2025.", False),
        ("28.2.2026.", "", False),
        ("1.3.2026.", "", True),
    ],
)
async def test_a_day_of_leave_is_recorded_once(client, cast, first, last, stands):
    await client.sign_in(cast.jelena)
    await client.post(address(cast.ilona, "leave"), LEAVE)
    answer = await client.post(address(cast.ilona, "leave"), LEAVE | {"from_on": first, "until_on": last})
    assert answer.status_code == (303 if stands else 422)
    assert await Leave.count() == (2 if stands else 1)


async def test_a_correction_keeps_what_was_there(client, cast):
    await client.sign_in(cast.jelena)
    await client.post(address(cast.ilona, "leave"), LEAVE)
    leave = await Leave.objects().get(Leave.person == cast.ilona.person.id)
    before = clock.now()
    await client.post(address(cast.ilona, "leave", f"/{leave.code}"), LEAVE | {"until_on": "31.1.2026."})
    now = await Leave.objects().where(facts.current(Leave))
    then = await Leave.objects().where(facts.known(Leave, before))
    assert [row.until_on for row in now] == [date(2026, 1, 31)]
    assert [row.until_on for row in then] == [date(2026, 2, 28)]
    assert {facts.identity(row) for row in (*now, *then)} == {leave.id}


async def test_taking_back_needs_a_reason_and_keeps_the_fact(client, cast):
    await client.sign_in(cast.jelena)
    await client.post(address(cast.ilona, "leave"), LEAVE)
    leave = await Leave.objects().get(Leave.person == cast.ilona.person.id)
    back = address(cast.ilona, "leave", f"/{leave.code}/withdrawal")
    assert (await client.post(back, {"because": " "})).status_code == 422
    assert (await client.post(back, {"because": "meant for Jelena"})).status_code == 303
    assert await Leave.count().where(facts.current(Leave)) == 0
    kept = await Leave.objects().where(Leave.withdrawn_because.is_not_null()).first()
    assert kept is not None
    assert kept.withdrawn_because == "meant for Jelena"
    assert (await client.post(back, {"because": "again"})).status_code == 404


async def test_an_associate_needs_a_reason_for_a_task_beyond_article_15(client, cast):
    await client.sign_in(cast.jelena)
    task = {"item": "14", "from_on": "1.6.2025."}
    refused = await client.post(address(cast.djurdjica, "tasks"), task)
    assert refused.status_code == 422
    assert "Article 15(4)" in refused.text
    reasoned = task | {"override_reason": "The only professional is ill."}
    assert (await client.post(address(cast.djurdjica, "tasks"), reasoned)).status_code == 303
    assert (await client.post(address(cast.ilona, "tasks"), task)).status_code == 303
    assert await TaskAssignment.count() == 2


async def test_engagements_do_not_overlap(client, cast):
    await client.sign_in(cast.jelena)
    again = {"role": "professional", "contract": "employee", "from_on": "1.6.2025."}
    answer = await client.post(address(cast.djurdjica, "engagements"), again)
    assert answer.status_code == 422
    assert "already engaged" in answer.text
    assert await Engagement.count().where(Engagement.person == cast.djurdjica.person.id) == 1


async def test_a_consultant_may_not_record(client, cast):
    await client.sign_in(cast.ilona)
    assert (await client.post(address(cast.ilona, "leave"), LEAVE)).status_code == 403
    assert (await client.get(address(cast.ilona, "leave", "/new"))).status_code == 403


@pytest.mark.parametrize("slug", ["engagements", "leave", "licences", "tasks", "group-work"])
async def test_nobody_of_another_organisation_exists(client, cast, slug):
    await client.sign_in(cast.jelena)
    assert (await client.get(address(cast.tijana, slug, "/new"))).status_code == 404
    assert (await client.post(address(cast.tijana, slug), LEAVE)).status_code == 404


async def test_anothers_fact_does_not_exist_on_her_page(client, cast):
    await client.sign_in(cast.jelena)
    await client.post(address(cast.ilona, "leave"), LEAVE)
    leave = await Leave.objects().get(Leave.person == cast.ilona.person.id)
    assert (await client.get(address(cast.djurdjica, "leave", f"/{leave.code}/edit"))).status_code == 404


async def test_an_unknown_kind_does_not_exist(client, cast):
    await client.sign_in(cast.jelena)
    assert (await client.get(address(cast.ilona, "secrets", "/new"))).status_code == 404


async def test_without_an_audit_entry_nothing_is_recorded(client, cast, broken_audit):
    await client.sign_in(cast.jelena)
    where = address(cast.ilona, "leave")
    answer = await client.http.post(where, data={**LEAVE, "csrf_token": client.csrf})
    assert answer.status_code == 500
    assert await Leave.count() == 0
