"""Single sessions: added, moved, called off, held after all; revisions rise exactly when calendars must know."""

import html
import re
from datetime import date, time, timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.intervision.tables import Series, Session
from staffdev.training.tables import TrainingRecord
from staffdev.training.vocabulary import Mark
from tests.intervision.meeting import a_group, a_session, marked
from tests.intervision.series.planning import a_series, ticked
from tests.training.offer.offering import closed_year

DAY = date(2027, 3, 9)
TYPED = {"held_on": "9.3.2027.", "starts_at": "17:30", "minutes": "60 min", "place": "Sala 3"}


async def full_group(cast):
    return await a_group(cast, cast.ilona, cast.djurdjica, cast.jelena)


async def fresh(session):
    return await Session.objects().where(Session.id == session.id).first()


def known_in(answer):
    return {"known": html.unescape(re.search('name="known" value="([^"]*)"', answer.text)[1])}


def day_of(session):
    return f"{session.held_on.day}.{session.held_on.month}.{session.held_on.year}."


async def first_of(series):
    return await Session.objects().where(Session.series == series.id).order_by(Session.held_on).first()


async def test_one_is_added_beside_any_series(client, cast):
    group = await full_group(cast)
    await client.sign_in(cast.jelena)
    shown = await client.get(
        f"/intervision/sessions/new?group={group.code}&held_on=2027-03-09&starts_at=17:30&minutes=60"
    )
    assert 'value="9.3.2027."' in shown.text
    assert 'value="1 h"' in shown.text
    answer = await client.post("/intervision/sessions", TYPED | {"group": str(group.code)})
    [session] = await Session.objects()
    assert answer.headers["location"] == f"/intervision/sessions/{session.code}/edit"
    assert (session.held_on, session.starts_at, session.minutes) == (DAY, time(17, 30), 60)
    assert session.series is None
    assert session.planned_on is None
    assert session.sequence == 0
    assert await AuditEntry.exists().where(AuditEntry.event == "intervision:session:create")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"held_on": ""}, "held_on"),
        ({"held_on": "9.3.9999."}, "held_on"),
        ({"starts_at": "x"}, "starts_at"),
        ({"minutes": ""}, "minutes"),
        ({"held_on": "28.3.2027.", "starts_at": "2:00"}, "starts_at"),
        ({"facilitator": "x"}, "facilitator"),
        ({"facilitator": "11111111-1111-1111-1111-111111111111"}, "facilitator"),
        ({"held_on": "1.3.2026."}, "anyway"),
        ({"held_on": "7.1.2027."}, "anyway"),
    ],
)
async def test_it_says_what_to_correct_and_writes_nothing(client, cast, change, field):
    group = await full_group(cast)
    session = await a_session(group, days=30)
    await client.sign_in(cast.jelena)
    for path, extra in (
        ("/intervision/sessions", {"group": str(group.code)}),
        (f"/intervision/sessions/{session.code}", {}),
    ):
        answer = await client.post(path, TYPED | extra | change)
        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.text
    assert await Session.count() == 1
    assert (await fresh(session)).starts_at == time(18)


async def test_what_is_asked_about_is_not_forbidden(client, cast):
    group = await full_group(cast)
    await client.sign_in(cast.jelena)
    typed = TYPED | {"group": str(group.code), "held_on": "7.1.2026."}
    answer = await client.post("/intervision/sessions", typed)
    assert "It is a public holiday" in answer.text
    assert "This is in the past" in answer.text
    assert (await client.post("/intervision/sessions", typed | ticked(answer))).status_code == 303


async def test_what_somebody_else_saved_meanwhile_is_not_written_over_unseen(client, cast):
    earlier = clock.now() - timedelta(hours=1)
    session = await a_session(await full_group(cast), days=30, place="Sala 1", changed_at=earlier)
    home = f"/intervision/sessions/{session.code}"
    await client.sign_in(cast.jelena)
    opened = await client.get(f"{home}/edit")
    hers = {"held_on": day_of(session), "starts_at": "18:00", "minutes": "90 min", "place": "Sala 1"} | known_in(opened)
    other = await client.another().sign_in(cast.snezana)
    assert (await other.post(home, hers | {"place": "Sala 2"})).status_code == 303
    wrong = await client.post(home, hers | {"place": "Sala 3", "starts_at": "x"})
    assert known_in(wrong) == known_in(opened)
    refused = await client.post(home, hers | {"place": "Sala 3"})
    assert refused.status_code == 422
    assert "Somebody changed this session meanwhile" in refused.text
    assert "place: Sala 2." in refused.text
    assert 'value="Sala 3"' in refused.text
    assert (await fresh(session)).place == "Sala 2"
    assert (await client.post(home, hers | {"place": "Sala 2"})).status_code == 303, "the same twice is no quarrel"
    assert (await client.post(home, hers | {"place": "Sala 3"} | known_in(refused))).status_code == 303
    assert (await fresh(session)).place == "Sala 3"


async def test_a_move_touches_nothing_else(client, cast):
    series = await a_series(cast, await full_group(cast), first_on=date(2027, 3, 8))
    before = await Session.objects().order_by(Session.held_on)
    await client.sign_in(cast.jelena)
    home = f"/intervision/sessions/{before[0].code}"
    assert 'value="8.3.2027."' in (await client.get(f"{home}/edit")).text
    assert "Planned before" in (await client.follow(await client.post(home, TYPED))).text
    moved, *others = await Session.objects().order_by(Session.held_on)
    assert (moved.held_on, moved.starts_at, moved.minutes, moved.sequence) == (DAY, time(17, 30), 60, 1)
    assert (moved.planned_on, moved.planned_at) == (date(2027, 3, 8), time(18))
    assert [one.to_dict() for one in others] == [one.to_dict() for one in before[1:]]
    assert (await Series.objects().first()).sequence == 0
    assert series.sequence == 0


async def test_place_and_facilitator_are_no_new_revision(client, cast):
    session = await a_session(await full_group(cast), days=30)
    await client.sign_in(cast.jelena)
    typed = {"held_on": f"{session.held_on:%d.%m.%Y.}", "starts_at": "18", "minutes": "1,5", "place": "Sala 9"}
    typed["facilitator"] = str(cast.ilona.person.code)
    with clock.stopped_at(clock.now() + timedelta(minutes=10)):
        await client.post(f"/intervision/sessions/{session.code}", typed)
    after = await fresh(session)
    assert (after.sequence, after.place, after.facilitator) == (0, "Sala 9", cast.ilona.person.id)
    assert after.changed_at > session.changed_at
    assert await AuditEntry.count().where(AuditEntry.event == "intervision:session:edit") == 1
    await client.post(f"/intervision/sessions/{session.code}", typed)
    assert (await fresh(session)).changed_at == after.changed_at


async def test_a_called_off_day_leaves_the_rule_and_comes_back(client, cast):
    series = await a_series(cast, await full_group(cast), first_on=date(2027, 3, 8))
    session = await first_of(series)
    home = f"/intervision/sessions/{session.code}"
    await client.sign_in(cast.jelena)
    assert (await client.post(f"{home}/cancellation", {"because": ""})).status_code == 422
    assert (await client.post(f"{home}/cancellation", {"because": "a" * 301})).status_code == 422
    shown = await client.follow(await client.post(f"{home}/cancellation", {"because": "Sala je zauzeta."}))
    assert "Sala je zauzeta." in shown.text
    assert ((await fresh(session)).sequence, (await Series.objects().first()).sequence) == (1, 1)
    assert (await client.post(f"{home}/cancellation", {"because": "opet"})).status_code == 409
    assert (await client.post(home, TYPED)).status_code == 409
    await client.follow(await client.post(f"{home}/restoration"))
    after = await fresh(session)
    assert (after.cancelled_at, after.cancelled_because, after.sequence) == (None, None, 2)
    assert (await Series.objects().first()).sequence == 2
    assert (await client.post(f"{home}/restoration")).status_code == 409


async def test_what_is_marked_moves_with_it_and_needs_a_reason(client, cast):
    session = await a_session(await full_group(cast), days=-5)
    await marked(session, (cast.ilona, Mark.PRESENT), (cast.djurdjica, Mark.ABSENT), by=cast.jelena)
    await client.sign_in(cast.jelena)
    home = f"/intervision/sessions/{session.code}"
    assert (await client.post(f"{home}/cancellation", {"because": "nije održano"})).status_code == 409
    typed = TYPED | {"held_on": "16.11.2026.", "minutes": "2"}
    tick = ticked(await client.post(home, typed))
    answer = await client.post(home, typed | tick)
    assert answer.status_code == 422
    assert 'href="#because"' in answer.text
    assert (await client.post(home, TYPED | {"because": "pogrešan dan"})).status_code == 422
    assert (await client.post(home, typed | tick | {"because": "pogrešan dan"})).status_code == 303
    records = await TrainingRecord.objects().where(current(TrainingRecord)).order_by(TrainingRecord.minutes)
    assert [(one.held_on, one.minutes) for one in records] == [(date(2026, 11, 16), 0), (date(2026, 11, 16), 120)]


async def test_nothing_marked_moves_into_a_closed_year(client, cast):
    session = await a_session(await full_group(cast), days=-5)
    await marked(session, (cast.ilona, Mark.PRESENT), by=cast.jelena)
    await closed_year(cast, 2025)
    await client.sign_in(cast.jelena)
    typed = TYPED | {"held_on": "16.12.2025.", "because": "pogrešan dan"}
    home = f"/intervision/sessions/{session.code}"
    tick = ticked(await client.post(home, typed))
    assert (await client.post(home, typed | tick)).status_code == 409


@pytest.mark.parametrize("member", ["ilona", "olga", "mira"])
async def test_who_does_not_lead_looks_and_does_not_write(client, cast, member):
    session = await a_session(await full_group(cast), days=3)
    await client.sign_in(getattr(cast, member))
    home = f"/intervision/sessions/{session.code}"
    shown = await client.get(home)
    assert shown.status_code == 200
    assert "Move or correct" not in shown.text
    for path in (
        "/intervision/sessions",
        home,
        f"{home}/cancellation",
        f"{home}/restoration",
        f"{home}/following-series",
    ):
        assert (await client.post(path, TYPED | {"because": "xyz"})).status_code == 403
    assert (await fresh(session)).sequence == 0


async def test_who_is_no_member_that_day_finds_no_session(client, cast):
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    home = f"/intervision/sessions/{session.code}"
    for member in (cast.djurdjica, cast.nada, cast.tijana):
        await client.sign_in(member)
        assert (await client.get(home)).status_code == 404
        assert (await client.post(home, TYPED)).status_code in {403, 404}
        assert (await client.post(f"{home}/restoration")).status_code in {403, 404}


async def test_without_an_audit_entry_nothing_is_written(client, cast, broken_audit):
    group = await full_group(cast)
    session, off = await a_session(group, days=3), await a_session(group, days=4, cancelled_at=clock.now())
    await client.sign_in(cast.jelena)
    home, other = f"/intervision/sessions/{session.code}", f"/intervision/sessions/{off.code}"
    asked = [("/intervision/sessions", TYPED | {"group": str(group.code)}), (home, TYPED), (f"{other}/restoration", {})]
    for path, data in [*asked, (f"{home}/cancellation", {"because": "razlog"})]:
        await client.http.post(path, data=data | {"csrf_token": client.csrf})
    assert await Session.count() == 2
    assert ((await fresh(session)).sequence, (await fresh(session)).cancelled_at) == (0, None)
    assert (await fresh(off)).cancelled_at
