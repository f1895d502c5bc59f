"""A member answers: with what she recorded as a suggestion, changed as often as she likes, until the last day."""

import re
from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import record
from staffdev.db.transactions import transaction
from staffdev.intervision.polls.actions import close_poll
from staffdev.intervision.polls.queries import polls_to_settle, polls_waiting_for, silent_in
from staffdev.intervision.tables import Poll, PollVote
from staffdev.people.tables import Leave
from staffdev.people.vocabulary import LeaveKind
from tests.intervision.availability.telling import is_busy, next_weekday, tells
from tests.intervision.meeting import a_group, a_session, joins
from tests.intervision.polls.asking import GLAD, NEED, NO, a_poll, answers, posted_answers
from tests.lines.entered import a_line, a_shift, on_the_roster, with_hours


def ticked(page):
    """The answers that stand ticked on the page, in order."""
    return re.findall(r'name="grade-[^"]*" id="[^"]*" value="([a-z_]+)" checked', page.text)


async def test_she_answers_and_may_change_it(client, cast):
    poll = await a_poll(cast, cast.ilona, cast.djurdjica)
    await client.sign_in(cast.ilona)
    address = f"/intervision/polls/{poll.code}"
    page = await client.follow(await client.post(f"{address}/answers", await posted_answers(poll, GLAD, NO)))
    assert ticked(page) == ["glad", "no"]
    await client.follow(await client.post(f"{address}/answers", await posted_answers(poll, NEED, NO)))
    votes = await PollVote.objects().order_by(PollVote.option)
    assert [(one.person, one.grade) for one in votes] == [
        (cast.ilona.person.id, "if_need_be"),
        (cast.ilona.person.id, "no"),
    ]
    assert await AuditEntry.count().where(AuditEntry.event == "intervision:vote:record") == 2


async def test_what_she_recorded_is_suggested_and_counts_only_once_confirmed(client, cast):
    monday = next_weekday(1, after=8)
    days = [(monday - clock.today()).days + n for n in (0, 7, 1)]
    poll = await a_poll(cast, cast.ilona, days=days)
    await tells(cast.ilona, "1 17:00-21:00 glad")
    await is_busy(cast.ilona, (days[1], 16, 180))
    await client.sign_in(cast.ilona)
    page = await client.get(f"/intervision/polls/{poll.code}")
    assert ticked(page) == ["glad", "no", "no"]
    assert page.text.count("already known</span>") == 3
    assert not await PollVote.count()


async def test_where_something_of_hers_is_then_no_is_suggested(client, cast):
    """Duty, another group, leave; beside them she is glad to come."""
    monday = next_weekday(1, after=8)
    days = [(monday - clock.today()).days + n for n in (0, 1, 2, 3)]
    poll = await a_poll(cast, cast.ilona, cast.djurdjica, days=days)
    for member in (cast.ilona, cast.djurdjica):
        await tells(member, " ".join(f"{one} 17:00-21:00 glad" for one in (1, 2, 3, 4)))
    line = await a_line(cast.jelena)
    await with_hours(cast.jelena, line)
    await on_the_roster(cast.ilona)
    await a_shift(cast.jelena, line, cast.ilona)
    await a_session(await a_group(cast, cast.ilona, title="Druga grupa"), days=days[1], minutes=60)
    leave = {"person": cast.ilona.person.id, "organisation": cast.ravnica.id, "kind": LeaveKind.SICK}
    away = monday + timedelta(days=2)
    async with transaction():
        await record(Leave, by=None, at=clock.now(), **leave, from_on=away, until_on=away)
    await client.sign_in(cast.ilona)
    assert ticked(await client.get(f"/intervision/polls/{poll.code}")) == ["no", "no", "no", "glad"]
    await client.sign_in(cast.djurdjica)
    assert ticked(await client.get(f"/intervision/polls/{poll.code}")) == ["glad"] * 4


async def test_a_regular_time_is_suggested_by_her_week(client, cast):
    poll = await a_poll(cast, cast.ilona, weekly=True)
    await tells(cast.ilona, "1 17:00-21:00 if_need_be")
    await client.sign_in(cast.ilona)
    assert ticked(await client.get(f"/intervision/polls/{poll.code}")) == ["if_need_be", "no"]


async def test_where_nothing_is_recorded_nothing_is_ticked(client, cast):
    poll = await a_poll(cast, cast.ilona)
    await client.sign_in(cast.ilona)
    assert ticked(await client.get(f"/intervision/polls/{poll.code}")) == []


@pytest.mark.parametrize("wrong", ["", "perhaps", None])
async def test_it_says_what_to_answer_and_keeps_nothing(client, cast, wrong):
    poll = await a_poll(cast, cast.ilona)
    posted = await posted_answers(poll, GLAD, wrong)
    first, second = posted
    await client.sign_in(cast.ilona)
    answer = await client.post(f"/intervision/polls/{poll.code}/answers", {k: v for k, v in posted.items() if v})
    assert answer.status_code == 422
    assert f'href="#{second}"' in answer.text
    assert f'id="{second}"' in answer.text
    assert f'id="{first}" value="glad" checked' in answer.text
    assert not await PollVote.count()


async def test_late_answers_are_refused_with_a_sentence(client, cast):
    poll = await a_poll(cast, cast.ilona)
    posted = await posted_answers(poll, GLAD, GLAD)
    await client.sign_in(cast.ilona)
    address = f"/intervision/polls/{poll.code}"
    await Poll.update({Poll.answer_by: clock.today() - timedelta(days=1)}, force=True)
    answer = await client.post(f"{address}/answers", posted)
    assert answer.status_code == 409
    assert "Answers were taken until" in answer.text
    assert "Confirm my answers" not in (await client.get(address)).text
    await Poll.update({Poll.answer_by: clock.today()}, force=True)
    assert (await client.post(f"{address}/answers", posted)).status_code == 303
    await close_poll(poll, actor=cast.jelena.actor)
    answer = await client.post(f"{address}/answers", posted)
    assert (answer.status_code, "This poll is closed." in answer.text) == (409, True)


@pytest.mark.parametrize("member", ["djurdjica", "snezana", "mira", "olga", "nada"])
async def test_for_whoever_is_not_asked_it_does_not_exist(client, cast, member):
    poll = await a_poll(cast, cast.ilona)
    await client.sign_in(getattr(cast, member))
    address = f"/intervision/polls/{poll.code}"
    assert (await client.get(address)).status_code == 404
    assert (await client.post(f"{address}/answers", await posted_answers(poll, GLAD, GLAD))).status_code == 404
    assert str(poll.code) not in (await client.get("/intervision/polls")).text
    assert not await PollVote.count()


async def test_the_coordinator_answers_only_where_she_is_asked_herself(client, cast):
    poll = await a_poll(cast, cast.ilona)
    await client.sign_in(cast.jelena)
    address = f"/intervision/polls/{poll.code}/answers"
    assert (await client.post(address, await posted_answers(poll, GLAD, GLAD))).status_code == 404
    assert not await PollVote.count()


async def test_without_an_audit_entry_no_answer_is_kept(client, cast, db):
    poll = await a_poll(cast, cast.ilona)
    posted = await posted_answers(poll, GLAD, NO)
    await client.sign_in(cast.ilona)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    await client.http.post(f"/intervision/polls/{poll.code}/answers", data=posted | {"csrf_token": client.csrf})
    assert not await PollVote.count()


# ── who is reminded ──────────────────────────────────────────────────────────────────────────────────────────────────


async def names_of_silent(poll):
    return [one.name for one in await silent_in(poll, clock.today())]


async def test_only_the_silent_are_reminded(db, cast):
    group = await a_group(cast, cast.ilona, cast.djurdjica)
    left = clock.today() - timedelta(days=1)
    await joins(group, cast.jelena, until_on=left)
    poll = await a_poll(cast, group=group)
    assert await names_of_silent(poll) == ["Đurđica Peić", "Ilona Sabo"]
    await answers(cast.ilona, poll, NO, NO)
    assert await names_of_silent(poll) == ["Đurđica Peić"]
    await answers(cast.djurdjica, poll, GLAD, NO)
    assert await names_of_silent(poll) == []


async def waits_for(member, day=None):
    return [
        row["code"] for row in await polls_waiting_for(member.person.id, member.organisation.id, day or clock.today())
    ]


async def test_a_poll_waits_until_she_answers_it_is_closed_or_its_day_is_over(db, cast):
    poll = await a_poll(cast, cast.ilona, cast.djurdjica)
    assert await waits_for(cast.ilona) == [poll.code]
    assert await waits_for(cast.ilona, poll.answer_by) == [poll.code]
    assert await waits_for(cast.ilona, poll.answer_by + timedelta(days=1)) == []
    assert await waits_for(cast.jelena) == []
    await answers(cast.ilona, poll, NO, NO)
    assert await waits_for(cast.ilona) == []
    assert await waits_for(cast.djurdjica) == [poll.code]
    await close_poll(poll, actor=cast.jelena.actor)
    assert await waits_for(cast.djurdjica) == []


async def test_the_coordinator_settles_what_is_over_and_open(db, cast):
    poll = await a_poll(cast, cast.ilona)
    over = poll.answer_by + timedelta(days=1)
    assert not await polls_to_settle(cast.ravnica.id, poll.answer_by)
    assert [row["code"] for row in await polls_to_settle(cast.ravnica.id, over)] == [poll.code]
    assert not await polls_to_settle(cast.korak.id, over)
    await close_poll(poll, actor=cast.jelena.actor)
    assert not await polls_to_settle(cast.ravnica.id, over)
