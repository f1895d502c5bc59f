"""Places in what is offered: taken, waited for, given up without a trace, noted for oneself alone."""

import asyncio
from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry, AuditPayload
from staffdev.audit.verification import verify
from staffdev.errors import Conflict
from staffdev.support.relief import actions
from staffdev.support.tables import ReliefPlace
from tests.support.asking import an_offer, another, states, stored, typed, with_places

HOME = "/stress-relief"
CHANGED = "support:relief_places:change"
pytestmark = pytest.mark.anyio


# ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_she_takes_a_place_and_gives_it_up_and_nothing_is_left(client, cast):
    offer = await an_offer(cast)
    await client.sign_in(cast.ilona)
    shown = await client.follow(await client.post(f"{HOME}/offers/{offer.code}/place"))
    assert "a place is yours" in shown.text
    assert "only you see this" in shown.text
    assert await states(offer) == {cast.ilona.person.id: "taken"}
    assert (await client.post(f"{HOME}/offers/{offer.code}/place")).status_code == 409
    shown = await client.follow(await client.post(f"{HOME}/offers/{offer.code}/place/withdrawal"))
    assert "Given up. Nothing of it is kept." in shown.text
    assert await ReliefPlace.count() == 0
    assert (await client.post(f"{HOME}/offers/{offer.code}/place/withdrawal")).status_code == 409


async def test_the_waiting_list_moves_up_in_its_order(cast):
    offer = await an_offer(cast, places=1)
    await with_places(cast, offer, cast.ilona, cast.djurdjica, cast.jelena)
    assert list((await states(offer)).values()) == ["taken", "waiting", "waiting"]
    await actions.give_up_place(offer, actor=cast.ilona.actor)
    assert await states(offer) == {cast.djurdjica.person.id: "taken", cast.jelena.person.id: "waiting"}
    await with_places(cast, offer, cast.ilona)
    assert list((await states(offer)).values()) == ["taken", "waiting", "waiting"]


async def test_more_places_promote_whoever_waits_longest(client, cast):
    offer = await an_offer(cast, places=1)
    await with_places(cast, offer, cast.ilona, cast.djurdjica, cast.jelena)
    await client.sign_in(cast.jelena)
    await client.post(f"{HOME}/offers/{offer.code}", typed(places="2"))
    assert list((await states(offer)).values()) == ["taken", "taken", "waiting"]
    await client.post(f"{HOME}/offers/{offer.code}", typed(places=""))
    assert list((await states(offer)).values()) == ["taken", "taken", "taken"]


async def test_nobody_takes_a_place_once_the_day_has_passed(client, cast):
    offer = await an_offer(cast, -1)
    await client.sign_in(cast.ilona)
    assert (await client.post(f"{HOME}/offers/{offer.code}/place")).status_code == 409
    today = await an_offer(cast, 0)
    assert (await client.post(f"{HOME}/offers/{today.code}/place")).status_code == 303


@pytest.mark.parametrize("member", ["mira", "olga"])
async def test_who_is_no_person_of_the_register_takes_no_place(client, cast, member):
    offer = await an_offer(cast)
    await client.sign_in(getattr(cast, member))
    for act in ("place", "place/withdrawal", "participation", "participation/withdrawal"):
        assert (await client.post(f"{HOME}/offers/{offer.code}/{act}")).status_code == 403


async def test_taking_part_is_noted_only_if_she_wants_and_taken_back(client, cast):
    offer = await an_offer(cast, 0)
    await with_places(cast, offer, cast.ilona)
    [place] = await ReliefPlace.objects()
    assert place.took_part is None
    await client.sign_in(cast.ilona)
    answer = await client.post(f"{HOME}/offers/{offer.code}/participation")
    assert (await stored(place)).took_part is True
    assert "Take the note back" in (await client.get(answer.headers["location"])).text
    answer = await client.post(f"{HOME}/offers/{offer.code}/participation/withdrawal")
    assert "Note for myself that I was there" in (await client.get(answer.headers["location"])).text
    assert (await stored(place)).took_part is None
    ahead = await an_offer(cast, 3)
    await with_places(cast, ahead, cast.ilona)
    assert (await client.post(f"{HOME}/offers/{ahead.code}/participation")).status_code == 409


async def test_what_is_over_is_noted_where_it_is_shown(client, cast):
    offer = await an_offer(cast, 0)
    await with_places(cast, offer, cast.ilona)
    with clock.stopped_at(clock.now() + timedelta(days=1)):
        await client.sign_in(cast.ilona)
        answer = await client.post(f"{HOME}/offers/{offer.code}/participation")
        assert "Take the note back" in (await client.get(answer.headers["location"])).text


async def test_who_waits_may_stop_waiting(client, cast):
    offer = await an_offer(cast, places=1)
    await with_places(cast, offer, cast.jelena, cast.ilona)
    await client.sign_in(cast.ilona)
    page = await client.get(HOME)
    assert "Stop waiting" in page.text
    assert "Give up my place" not in page.text
    assert "look again before the day" in page.text
    await actions.give_up_place(offer, actor=cast.jelena.actor)
    page = await client.get(HOME)
    assert "a place is yours" in page.text
    assert "look again before the day" not in page.text


async def test_who_only_waited_has_nothing_to_note(client, cast):
    offer = await an_offer(cast, 0, places=1)
    await with_places(cast, offer, cast.jelena, cast.ilona)
    await client.sign_in(cast.ilona)
    assert (await client.post(f"{HOME}/offers/{offer.code}/participation")).status_code == 409


async def test_fifty_at_once_share_ten_places(cast):
    offer = await an_offer(cast, places=10)
    people = [await another(cast, f"Osoba Broj{n}") for n in range(50)]
    actors = [
        cast.ilona.actor.__class__(person_id=one.id, organisation_id=cast.ravnica.id, account_id=1) for one in people
    ]
    await asyncio.gather(*(actions.take_place(offer, actor=one) for one in actors))
    kept = list((await states(offer)).values())
    assert (kept.count("taken"), kept.count("waiting")) == (10, 40)
    has_place = [one for one in actors if (await states(offer)).get(one.person_id) == "taken"][:5]
    await asyncio.gather(*(actions.give_up_place(offer, actor=one) for one in has_place))
    kept = list((await states(offer)).values())
    assert (kept.count("taken"), kept.count("waiting")) == (10, 35)


async def test_a_double_click_takes_one_place(cast):
    offer = await an_offer(cast)
    both = [actions.take_place(offer, actor=cast.ilona.actor) for _ in range(2)]
    done = await asyncio.gather(*both, return_exceptions=True)
    assert [type(one) for one in done if isinstance(one, Exception)] == [Conflict]
    assert await ReliefPlace.count() == 1


# ── the log ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_the_log_says_that_places_changed_and_neither_whose_nor_how(cast):
    offer = await an_offer(cast, 0)
    before = await AuditEntry.count()
    await actions.take_place(offer, actor=cast.ilona.actor)
    await actions.note_participation(offer, took_part=True, actor=cast.ilona.actor)
    await actions.give_up_place(offer, actor=cast.ilona.actor)
    entries = await AuditEntry.select().where(AuditEntry.seq > before).order_by(AuditEntry.seq)
    assert [(one["event"], one["actor"], one["organisation"], one["about"]) for one in entries] == [
        (CHANGED, None, None, offer.code)
    ] * 3
    bodies = await AuditPayload.select(AuditPayload.body).where(AuditPayload.seq.is_in([one["seq"] for one in entries]))
    assert len({str(one["body"]) for one in bodies}) == 1
    assert (await verify()).is_sound


async def test_without_an_audit_entry_no_place_is_given_up_or_noted(client, cast, db):
    offer = await an_offer(cast, 0)
    await with_places(cast, offer, cast.ilona)
    await client.sign_in(cast.ilona)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    for act in ("place/withdrawal", "participation"):
        answer = await client.http.post(f"{HOME}/offers/{offer.code}/{act}", data={"csrf_token": client.csrf})
        assert answer.status_code == 500
    [place] = await ReliefPlace.objects()
    assert place.took_part is None
