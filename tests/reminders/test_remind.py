"""The week's digests: made once whoever runs it, for whom it concerns, read by her alone."""

import asyncio
import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from staffdev import clock
from staffdev.access import Actor
from staffdev.accounts.tables import Account, RoleGrant
from staffdev.db.facts import record
from staffdev.db.transactions import transaction
from staffdev.intervision.tables import Group, GroupMember, InvitationAnswer, Poll, Session
from staffdev.people.tables import Engagement, Licence
from staffdev.reminders.actions import remind
from staffdev.reminders.tables import Digest, Reminder
from tests.intervision.polls.asking import GLAD, NO, a_poll, answers
from tests.plans.planning import adopted, foreseen, goal_of, on

pytestmark = pytest.mark.anyio
MONDAY = (2026, 11, 16)


def installation(organisation):
    """What `staffdev remind` acts as."""
    return Actor(
        name="staffdev",
        organisation_id=organisation.id,
        organisation_uid=organisation.uid,
        organisation_code=organisation.code,
    )


async def run(cast, day=MONDAY, hour=10):
    with on(day[0], day[1], day[2], hour):
        return await remind(installation(cast.ravnica))


async def licence_until(member, day):
    async with transaction():
        await Licence.update({Licence.until_on: day}).where(Licence.person == member.person.id)


async def keys():
    return sorted(row["key"] for row in await Reminder.select(Reminder.key))


async def hers(member):
    rows = await Reminder.select(Reminder.key, Reminder.stage).where(Reminder.digest.person == member.person.id)
    return {row["key"].split(" ", 2)[2]: row["stage"] for row in rows}


async def test_everybody_gets_one_digest_with_what_is_hers(client, cast):
    await licence_until(cast.ilona, date(2026, 12, 10))
    made = await run(cast)
    assert made.digests == 3
    [licence] = [key for key in await hers(cast.ilona) if key.startswith("licence")]
    assert licence.endswith("2026-12-10 30")
    assert licence in await hers(cast.jelena)
    assert licence not in await hers(cast.djurdjica)
    assert any("RS-SOS-18.2" in key for key in await hers(cast.ilona))


async def test_twice_is_once(client, cast):
    await licence_until(cast.ilona, date(2026, 12, 10))
    await run(cast)
    before = await keys()
    for day in (MONDAY, (2026, 11, 18), (2026, 11, 22)):
        assert (await run(cast, day)).digests == 0
    assert await keys() == before


async def test_two_at_once_are_once(client, cast):
    await licence_until(cast.ilona, date(2026, 12, 10))
    with on(*MONDAY):
        actor = installation(cast.ravnica)
        made = await asyncio.gather(*(remind(actor) for _ in range(4)))
    assert sorted(one.digests for one in made) == [0, 0, 0, 3]
    assert len(await keys()) == len(set(await keys()))
    assert await Digest.count() == 3


async def test_the_next_week_says_only_what_is_at_a_new_stage(client, cast):
    await licence_until(cast.ilona, date(2026, 12, 10))
    await run(cast)
    before = set(await keys())
    await run(cast, (2026, 11, 23))
    assert not {one for one in set(await keys()) - before if "licence" in one}
    await run(cast, (2026, 12, 7))
    new = {one for one in set(await keys()) - before if "licence" in one}
    assert {one[-1] for one in new} == {"7"}
    await run(cast, (2026, 12, 14))
    assert {one.rsplit(" ", 1)[1] for one in set(await keys()) - before - new if "licence" in one} == {"0"}


@pytest.mark.parametrize(("day", "hour", "weeks"), [((2026, 11, 22), 22, 1), ((2026, 11, 22), 23, 2)])
async def test_a_new_week_begins_at_midnight_in_belgrade(client, cast, day, hour, weeks):
    plan = await adopted(cast)
    await goal_of(plan, cast.ilona, due_on=date(2026, 11, 28))
    await run(cast)
    await goal_of(plan, cast.ilona, wording="Još jedan", due_on=date(2026, 11, 27))
    await run(cast, day, hour)
    assert await Digest.count().where(Digest.person == cast.ilona.person.id) == weeks


async def test_nobody_is_reminded_who_left(client, cast):
    ended: dict[Any, Any] = {Engagement.until_on: date(2026, 11, 15)}
    await Engagement.update(ended).where(Engagement.person == cast.ilona.person.id)
    await Account.update({Account.disabled_at: clock.now()}).where(Account.id == cast.djurdjica.account.id)
    await RoleGrant.update({RoleGrant.until_on: date(2026, 11, 15)}).where(RoleGrant.account == cast.jelena.account.id)
    await run(cast)
    people = {row["person"] for row in await Digest.select(Digest.person)}
    assert people == {cast.snezana.person.id}


async def test_on_her_last_day_she_still_is(client, cast):
    await Engagement.update({Engagement.until_on: date(2026, 11, 16)}).where(Engagement.person == cast.ilona.person.id)
    await run(cast)
    assert await Digest.count().where(Digest.person == cast.ilona.person.id) == 1


async def test_her_goals_are_for_herself_and_what_the_plan_foresees_for_the_coordinator(client, cast):
    plan = await adopted(cast)
    await goal_of(plan, cast.ilona, due_on=date(2026, 11, 30), wording="Tajna želja")
    await foreseen(plan, kind="organisational", title="Nova brava", due_on=date(2026, 11, 1))
    await foreseen(plan, kind="organisational", title="Gotovo", due_on=date(2026, 11, 1), done_on=date(2026, 10, 1))
    await run(cast)
    assert [key for key in await hers(cast.ilona) if key.startswith("goal")]
    for other in (cast.jelena, cast.snezana, cast.djurdjica):
        assert not [key for key in await hers(other) if key.startswith("goal")]
    assert [stage for key, stage in (await hers(cast.jelena)).items() if key.startswith("item")] == [0]
    assert "Tajna" not in json.dumps([row["saying"] for row in await Reminder.select(Reminder.saying)])


async def invited(cast, held_on, *members):
    """A session of a group of these members on that day."""
    made = datetime(2026, 10, 1, tzinfo=UTC)
    own: dict[Any, Any] = {"organisation": cast.ravnica.id, "code": uuid4(), "created_at": made}
    bounds: dict[Any, Any] = {"sort_key": "k", "least": 2, "most": 8, "rhythm_days": 30}
    async with transaction():
        group = Group(**own, title="Krug", **bounds)
        await group.save()
        for one in members:
            whose = {"organisation": cast.ravnica.id, "group": group.id, "person": one.person.id}
            more = {"need": "required", "may_facilitate": False, "from_on": date(2026, 1, 1)}
            await record(GroupMember, by=None, at=made, **whose, **more)
        times = {"held_on": held_on, "starts_at": time(18), "minutes": 90, "sequence": 1, "changed_at": made}
        session = Session(**own | {"code": uuid4()}, group=group.id, **times)
        await session.save()
    return session


async def answered(session, member, sequence):
    at = datetime(2026, 11, 1, tzinfo=UTC)
    whose = {"organisation": session.organisation, "person": member.person.id, "session": session.id}
    said = {"answer": "coming", "sequence": sequence, "source": "app", "stamped_at": at, "recorded_at": at}
    await InvitationAnswer(code=uuid4(), **whose, **said).save()


@pytest.mark.parametrize(("ahead", "is_asked"), [(8, False), (7, True), (0, True)])
async def test_whoever_has_not_answered_is_asked_in_the_last_week(client, cast, ahead, is_asked):
    await invited(cast, date(*MONDAY) + timedelta(days=ahead), cast.ilona)
    await run(cast)
    assert any(key.startswith("session") for key in await hers(cast.ilona)) == is_asked


async def test_only_the_silent_are_asked_and_an_answer_to_another_time_is_none(client, cast):
    session = await invited(cast, date(2026, 11, 20), cast.ilona, cast.djurdjica, cast.jelena)
    await answered(session, cast.ilona, sequence=1)
    await answered(session, cast.djurdjica, sequence=0)
    await run(cast)
    asked = [
        one.name
        for one in (cast.ilona, cast.djurdjica, cast.jelena)
        if any(key.startswith("session") for key in await hers(one))
    ]
    assert asked == [cast.djurdjica.name, cast.jelena.name]


@pytest.mark.parametrize(("ahead", "is_asked"), [(8, False), (7, True), (0, True)])
async def test_a_poll_is_told_to_the_silent_alone_and_once(client, cast, ahead, is_asked):
    with on(*MONDAY):
        poll = await a_poll(cast, cast.ilona, cast.djurdjica, answer_by=ahead)
        await answers(cast.djurdjica, poll, GLAD, NO)
    for _ in range(2):
        await run(cast)
        assert [key.split()[0] for key in await hers(cast.ilona)].count("poll") == is_asked
    assert "poll" not in {key.split()[0] for key in await hers(cast.djurdjica)}
    if is_asked:
        with on(2026, 11, 16, 12):
            await client.sign_in(cast.ilona)
            page = await client.get("/reminders")
            assert "waits for your answer" in page.text
            assert f"/intervision/polls/{poll.code}" in page.text


async def test_a_closed_poll_is_told_to_nobody(client, cast):
    with on(*MONDAY):
        poll = await a_poll(cast, cast.ilona)
    await Poll.update({Poll.closed_at: clock.now()}, force=True).where(Poll.id == poll.id)
    await run(cast)
    assert not any(key.startswith("poll") for key in await hers(cast.ilona))


async def test_another_organisation_hears_nothing(client, cast):
    await run(cast)
    assert await Digest.count().where(Digest.organisation == cast.korak.id) == 0


async def test_without_an_audit_entry_no_digest_is_made(client, cast, broken_audit):
    with pytest.raises(Exception, match="audit_entry"):
        await run(cast)
    assert await Digest.count() + await Reminder.count() == 0


# ── reading them ─────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_she_reads_hers_and_says_so(client, cast):
    await licence_until(cast.ilona, date(2026, 12, 10))
    await run(cast)
    with on(2026, 11, 17):
        await client.sign_in(cast.ilona)
        assert "Reminders of 1 week to read" in (await client.get("/")).text
        text = (await client.get("/reminders")).text
        assert "Your licence" in text
        assert "by 10 Dec 2026" in text
        digest = await Digest.objects().get(Digest.person == cast.ilona.person.id)
        page = await client.follow(await client.post(f"/reminders/{digest.code}/reading"))
        assert "Read on 17 Nov 2026" in page.text
        assert "to read" not in (await client.get("/")).text.partition("<main")[2]


async def test_words_are_made_when_they_are_read(client, cast):
    await licence_until(cast.ilona, date(2026, 12, 10))
    await run(cast)
    with on(2026, 11, 17):
        await client.sign_in(cast.ilona)
        english = (await client.get("/reminders")).text
        client.speak("sr-Cyrl")
        assert "Your licence" in english
        assert "Your licence" not in (await client.get("/reminders")).text


async def test_an_overdue_thing_says_since_when(client, cast):
    await goal_of(await adopted(cast), cast.ilona, due_on=date(2026, 11, 15))
    await run(cast)
    with on(2026, 11, 17):
        await client.sign_in(cast.ilona)
        assert "overdue since 15 Nov 2026" in (await client.get("/reminders")).text


@pytest.mark.parametrize("who", ["jelena", "snezana", "djurdjica", "olga", "tijana"])
async def test_anothers_digest_does_not_exist(client, cast, who):
    await licence_until(cast.ilona, date(2026, 12, 10))
    await run(cast)
    digest = await Digest.objects().get(Digest.person == cast.ilona.person.id)
    await client.sign_in(getattr(cast, who))
    assert (await client.post(f"/reminders/{digest.code}/reading")).status_code == 404
    assert "Your licence" not in (await client.get("/reminders")).text
    assert await Digest.count().where(Digest.read_at.is_not_null()) == 0


@pytest.mark.parametrize(("who", "sees"), [("jelena", True), ("snezana", True), ("olga", True), ("ilona", False)])
async def test_those_who_lead_see_that_digests_were_made(client, cast, who, sees):
    await run(cast)
    await client.sign_in(getattr(cast, who))
    assert ("Reminders were made" in (await client.get("/reminders")).text) == sees


async def test_a_saying_of_a_later_version_is_still_a_sentence(client, cast):
    await run(cast)
    await Reminder.update({Reminder.saying: '{"code": "from_tomorrow"}'}, force=True)
    await client.sign_in(cast.ilona)
    assert "a newer version wrote it" in (await client.get("/reminders")).text


def test_the_days_used_here_are_of_one_week():
    assert date(*MONDAY).weekday() == 0
    assert timedelta(days=6) == date(2026, 11, 22) - date(*MONDAY)
