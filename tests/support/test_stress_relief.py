"""Stress relief: offers, places, the waiting list that promotes, and what nobody else is told."""

import pytest

from staffdev.db.facts import current
from staffdev.support.relief import actions
from staffdev.support.tables import ReliefOffer, ReliefPlace
from tests.audit.stored import newest
from tests.support.asking import an_offer, later, stored, typed, with_places

HOME = "/stress-relief"
CHANGED = "support:relief_places:change"
pytestmark = pytest.mark.anyio


async def offers():
    return await ReliefOffer.objects().where(current(ReliefOffer)).order_by(ReliefOffer.id)


# ── offers ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_is_offered_everybody_finds(client, cast):
    await client.sign_in(cast.jelena)
    assert (await client.get(f"{HOME}/new")).status_code == 200
    assert (await client.post(HOME, typed())).status_code == 303
    [offer] = await offers()
    assert (offer.kind, offer.places, offer.minutes) == ("walk", 8, 120)
    assert (await newest()).event == "support:relief_offer:record"
    for member in cast.of_ravnica:
        await client.sign_in(member)
        assert "Planinarsko društvo" in (await client.get(HOME)).text
    await client.sign_in(cast.tijana)
    assert "Planinarsko" not in (await client.get(HOME)).text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "spa"}, "kind"),
        ({"provider_name": ""}, "provider_name"),
        ({"held_on": ""}, "held_on"),
        ({"held_on": "31.12.2098."}, "held_on"),
        ({"offered_on": ""}, "offered_on"),
        ({"offered_on": later(1)}, "offered_on"),
        ({"held_on": later(-2), "offered_on": later(-1)}, "offered_on"),
        ({"places": "0"}, "places"),
        ({"places": "many"}, "places"),
        ({"starts_at": "25:00"}, "starts_at"),
        ({"minutes": "30 h"}, "minutes"),
        ({"is_free": ""}, "is_free"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, change, field):
    await client.sign_in(cast.jelena)
    answer = await client.post(HOME, typed(**change))
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert await ReliefOffer.count() == 0


@pytest.mark.parametrize("member", ["ilona", "mira", "olga"])
async def test_only_those_who_lead_offer(client, cast, member):
    offer = await an_offer(cast)
    await client.sign_in(getattr(cast, member))
    assert (await client.get(f"{HOME}/new")).status_code == 403
    assert (await client.post(HOME, typed())).status_code == 403
    for act in ("", "/withdrawal"):
        assert (await client.post(f"{HOME}/offers/{offer.code}{act}", typed())).status_code == 403


async def test_another_organisations_offer_does_not_exist(client, cast):
    offer = await an_offer(cast)
    await client.sign_in(cast.nada)
    for act in ("", "/withdrawal", "/place", "/place/withdrawal", "/participation", "/participation/withdrawal"):
        assert (await client.post(f"{HOME}/offers/{offer.code}{act}", typed())).status_code == 404
    assert (await client.get(f"{HOME}/offers/{offer.code}/edit")).status_code == 404


async def test_it_is_corrected_but_not_to_fewer_places_than_are_taken(client, cast):
    offer = await an_offer(cast, places=2)
    await with_places(cast, offer, cast.ilona, cast.djurdjica)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"{HOME}/offers/{offer.code}", typed(places="1"))
    assert answer.status_code == 422
    assert "2 places are taken already" in answer.text
    assert (await client.post(f"{HOME}/offers/{offer.code}", typed(places="2", place="Novi kraj"))).status_code == 303
    assert (await stored(offer)).place == "Novi kraj"


async def test_what_is_called_off_is_told_and_its_places_go(client, cast):
    offer = await an_offer(cast)
    await with_places(cast, offer, cast.ilona)
    await client.sign_in(cast.jelena)
    assert (await client.post(f"{HOME}/offers/{offer.code}/withdrawal")).status_code == 422
    assert (
        await client.post(f"{HOME}/offers/{offer.code}/withdrawal", {"because": "Najavljena oluja"})
    ).status_code == 303
    assert await ReliefPlace.count() == 0
    await client.sign_in(cast.djurdjica)
    assert "Najavljena oluja" in (await client.get(HOME)).text


async def test_without_an_audit_entry_nothing_is_offered_or_changed(client, cast, db):
    offer = await an_offer(cast)
    await client.sign_in(cast.jelena)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    form = typed(because="oluja", csrf_token=client.csrf, place="Drugde")
    for address in (
        HOME,
        f"{HOME}/offers/{offer.code}",
        f"{HOME}/offers/{offer.code}/withdrawal",
        f"{HOME}/offers/{offer.code}/place",
    ):
        assert (await client.http.post(address, data=form)).status_code == 500
    [kept] = await offers()
    assert kept.place is None
    assert await ReliefPlace.count() == 0


# ── numbers ──────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_who_prepares_it_is_told_the_number_and_nobody_else_is(client, cast):
    offer = await an_offer(cast, places=3)
    await with_places(cast, offer, cast.ilona)
    for member, is_told in (
        (cast.jelena, True),
        (cast.snezana, True),
        (cast.djurdjica, False),
        (cast.olga, False),
        (cast.mira, False),
    ):
        await client.sign_in(member)
        assert ("1 of 3 taken" in (await client.get(HOME)).text) is is_told


async def test_the_report_shows_counts_only_and_no_small_ones(client, cast):
    offer = await an_offer(cast, 0)
    await with_places(cast, offer, cast.ilona, cast.djurdjica)
    for member in (cast.ilona, cast.djurdjica):
        await actions.note_participation(offer, took_part=True, actor=member.actor)
    await client.sign_in(cast.olga)
    shown = (await client.get(f"{HOME}/report")).text
    assert "walk in nature" in shown
    assert "not shown" in shown
    assert "fewer than 5 people" in shown
    await client.sign_in(cast.ilona)
    assert (await client.get(f"{HOME}/report")).status_code == 403


@pytest.mark.parametrize("year", ["2026", "0000", "9999", "x", "", "20266", "²⁰²⁶"])
async def test_a_report_of_any_year_opens(client, cast, year):
    await client.sign_in(cast.jelena)
    assert (await client.get(f"{HOME}/report?year={year}")).status_code == 200


async def test_every_page_opens_in_a_constant_number_of_statements(client, cast, statements):
    await client.sign_in(cast.jelena)
    ran = []
    for _ in range(2):
        for days in (-3, 0, 4):
            offer = await an_offer(cast, days)
            if days >= 0:
                await with_places(cast, offer, cast.ilona)
        with statements() as seen:
            for address in (HOME, f"{HOME}?shown=past", f"{HOME}/report"):
                assert (await client.get(address)).status_code == 200
        ran.append(len(seen))
    assert ran[0] == ran[1]
