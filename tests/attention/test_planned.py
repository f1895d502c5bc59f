"""Intervision on the first page: what nobody leads yet, and the next session."""

from datetime import timedelta

from staffdev import clock
from tests.intervision.meeting import a_group, a_session


async def test_a_coordinator_is_asked_who_leads_within_three_weeks(client, cast):
    group = await a_group(cast, cast.ilona, cast.djurdjica, cast.jelena)
    session = await a_session(group, days=21)
    await client.sign_in(cast.jelena)
    assert f"/intervision/sessions/{session.code}/edit" in (await client.get("/")).text
    session.facilitator = cast.ilona.person.id
    await session.save()
    assert f"/intervision/sessions/{session.code}/edit" not in (await client.get("/")).text
    session.facilitator, session.cancelled_at = None, clock.now()
    await session.save()
    assert f"/intervision/sessions/{session.code}/edit" not in (await client.get("/")).text
    session.cancelled_at, session.held_on = None, clock.today() + timedelta(days=22)
    await session.save()
    assert f"/intervision/sessions/{session.code}/edit" not in (await client.get("/")).text


async def test_a_consultant_is_not_asked_and_reads_her_next_session_where_nothing_waits(client, cast):
    group = await a_group(cast, cast.ilona)
    session = await a_session(group, days=3)
    await client.sign_in(cast.ilona)
    text = (await client.get("/")).text
    assert f"/intervision/sessions/{session.code}/edit" not in text
    await client.sign_in(cast.djurdjica)
    assert str(session.code) not in (await client.get("/")).text
