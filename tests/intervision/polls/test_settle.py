"""A poll is closed, asked on, or settled on one time, which leads to the form that plans it."""

from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.intervision.polls.actions import close_poll
from staffdev.intervision.polls.queries import options_of
from staffdev.intervision.tables import Poll, PollOption
from tests.intervision.polls.asking import GLAD, NEED, NO, a_poll, answers


async def stored(poll):
    return await Poll.objects().get(Poll.id == poll.id)


def home(poll):
    return f"/intervision/polls/{poll.code}"


async def test_what_suits_is_chosen_and_leads_to_the_form_of_a_session(client, cast):
    poll = await a_poll(cast, cast.ilona, cast.djurdjica)
    await answers(cast.ilona, poll, NO, NEED)
    _, second = await options_of([poll.id])
    await client.sign_in(cast.jelena)
    answer = await client.post(f"{home(poll)}/choice", {"option": str(second.code)})
    assert answer.status_code == 303
    place = answer.headers["location"]
    assert place.startswith("/intervision/sessions/new?group=")
    assert place.endswith(f"&held_on={second.held_on}&starts_at=18%3A00&minutes=90")
    assert (await stored(poll)).closed_at
    assert await PollOption.count().where(PollOption.is_chosen.eq(value=True)) == 1
    assert await AuditEntry.exists().where(AuditEntry.event == "intervision:poll:choose")
    assert "chosen" in (await client.get(home(poll))).text


async def test_a_regular_time_leads_to_the_form_of_a_series(client, cast):
    poll = await a_poll(cast, cast.ilona, weekly=True)
    await answers(cast.ilona, poll, NO, GLAD)
    _, second = await options_of([poll.id])
    await client.sign_in(cast.jelena)
    answer = await client.post(f"{home(poll)}/choice", {"option": str(second.code)})
    assert "/intervision/series/new?group=" in answer.headers["location"]
    assert "&weekday=3&starts_at=18%3A00&minutes=90" in answer.headers["location"]


async def test_what_nobody_can_come_to_cannot_be_chosen(client, cast):
    poll = await a_poll(cast, cast.ilona, cast.djurdjica)
    await answers(cast.ilona, poll, NO, GLAD)
    first, _ = await options_of([poll.id])
    await client.sign_in(cast.jelena)
    assert "nobody can come" in (await client.get(home(poll))).text
    answer = await client.post(f"{home(poll)}/choice", {"option": str(first.code)})
    assert answer.status_code == 409
    assert "Nobody of the group can come at this time" in answer.text
    assert (await stored(poll)).closed_at is None


@pytest.mark.parametrize("option", ["", "x", "another"])
async def test_only_what_was_offered_can_be_chosen(client, cast, option):
    poll = await a_poll(cast, cast.ilona)
    other = await a_poll(cast, cast.ilona)
    if option == "another":
        option = str((await options_of([other.id]))[0].code)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"{home(poll)}/choice", {"option": option})
    assert answer.status_code == 422
    assert "Choose one of the times that were offered." in answer.text


async def test_a_day_that_is_over_cannot_be_chosen(client, cast):
    poll = await a_poll(cast, cast.ilona)
    await answers(cast.ilona, poll, GLAD, GLAD)
    first, _ = await options_of([poll.id])
    await PollOption.update({PollOption.held_on: clock.today() - timedelta(days=1)}).where(PollOption.id == first.id)
    await client.sign_in(cast.jelena)
    assert (await client.post(f"{home(poll)}/choice", {"option": str(first.code)})).status_code == 409


async def test_it_is_closed_once_and_asked_on_until_another_day(client, cast):
    poll = await a_poll(cast, cast.ilona)
    await answers(cast.ilona, poll, GLAD, NO)
    await client.sign_in(cast.jelena)
    until = f"{clock.today() + timedelta(days=6):%d.%m.%Y.}"
    assert (await client.post(f"{home(poll)}/reopening", {"answer_by": until})).status_code == 409
    page = await client.follow(await client.post(f"{home(poll)}/closing"))
    assert "This poll is closed" in page.text
    assert (await client.post(f"{home(poll)}/closing")).status_code == 409
    await client.follow(await client.post(f"{home(poll)}/reopening", {"answer_by": until}))
    again = await stored(poll)
    assert (again.closed_at, again.answer_by) == (None, clock.today() + timedelta(days=6))
    for verb in ("close", "reopen"):
        assert await AuditEntry.exists().where(AuditEntry.event == f"intervision:poll:{verb}")


async def test_asked_on_what_was_chosen_is_open_again(client, cast):
    poll = await a_poll(cast, cast.ilona)
    await answers(cast.ilona, poll, GLAD, NO)
    first, _ = await options_of([poll.id])
    await client.sign_in(cast.jelena)
    await client.post(f"{home(poll)}/choice", {"option": str(first.code)})
    until = f"{clock.today() + timedelta(days=6):%d.%m.%Y.}"
    await client.follow(await client.post(f"{home(poll)}/reopening", {"answer_by": until}))
    assert not await PollOption.exists().where(PollOption.is_chosen.eq(value=True))


@pytest.mark.parametrize("days", [-1, 10, None])
async def test_it_says_until_when_it_can_be_asked_on(client, cast, days):
    poll = await a_poll(cast, cast.ilona)
    await close_poll(poll, actor=cast.jelena.actor)
    await client.sign_in(cast.jelena)
    until = "" if days is None else f"{clock.today() + timedelta(days=days):%d.%m.%Y.}"
    answer = await client.post(f"{home(poll)}/reopening", {"answer_by": until})
    assert answer.status_code == 422
    assert 'href="#answer_by"' in answer.text
    assert (await stored(poll)).closed_at


@pytest.mark.parametrize("member", ["ilona", "snezana"])
async def test_only_the_coordinator_settles(client, cast, member):
    poll = await a_poll(cast, cast.ilona, cast.snezana)
    await answers(cast.ilona, poll, GLAD, NO)
    first, _ = await options_of([poll.id])
    await client.sign_in(getattr(cast, member))
    for place, posted in (("closing", {}), ("reopening", {}), ("choice", {"option": str(first.code)})):
        assert (await client.post(f"{home(poll)}/{place}", posted)).status_code == 403
    assert (await stored(poll)).closed_at is None


async def test_another_organisations_poll_does_not_exist(client, cast):
    poll = await a_poll(cast, cast.ilona)
    await client.sign_in(cast.nada)
    for place in ("closing", "reopening", "choice"):
        assert (await client.post(f"{home(poll)}/{place}")).status_code == 404


async def test_without_an_audit_entry_nothing_is_settled(client, cast, db):
    poll, closed = await a_poll(cast, cast.ilona), await a_poll(cast, cast.ilona)
    await answers(cast.ilona, poll, GLAD, NO)
    await close_poll(closed, actor=cast.jelena.actor)
    first, _ = await options_of([poll.id])
    await client.sign_in(cast.jelena)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    until = f"{clock.today() + timedelta(days=6):%d.%m.%Y.}"
    token = {"csrf_token": client.csrf}
    await client.http.post(f"{home(poll)}/choice", data={"option": str(first.code), **token})
    await client.http.post(f"{home(poll)}/closing", data=token)
    await client.http.post(f"{home(closed)}/reopening", data={"answer_by": until, **token})
    assert (await stored(poll)).closed_at is None
    assert (await stored(closed)).closed_at
    assert not await PollOption.exists().where(PollOption.is_chosen.eq(value=True))
