"""Consultations: asked for, agreed, declined, held, corrected, taken back; who may know of them."""

from datetime import date, timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.support.tables import Consultation
from tests.audit.stored import newest
from tests.support.asking import agreed, asked, held, stored, trained

HOME = "/consultations"
pytestmark = pytest.mark.anyio


def later(days):
    return f"{clock.today() + timedelta(days=days):%d.%m.%Y.}"


async def current_ones():
    return await Consultation.objects().where(current(Consultation)).order_by(Consultation.id)


# ── asking ───────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_she_asks_a_colleague_and_the_log_tells_neither_whom_nor_about_what(client, cast):
    await trained(cast.ilona)
    await client.sign_in(cast.djurdjica)
    form = await client.get(f"{HOME}/new")
    assert "Sabo Ilona" in form.text
    posted = {"professional": str(cast.ilona.person.code), "theme": "risk", "held_on": later(5)}
    shown = await client.follow(await client.post(HOME, posted))
    assert "Waiting for an answer" in shown.text
    [one] = await current_ones()
    assert (one.person, one.professional, one.state) == (cast.djurdjica.person.id, cast.ilona.person.id, "requested")
    entry = await newest()
    assert (entry.event, entry.about) == ("support:consultation:request", one.code)
    assert entry.body == "{}"


async def test_somebody_from_outside_is_asked_by_name_and_qualification(client, cast):
    await client.sign_in(cast.djurdjica)
    posted = {"professional_name": "Slavica Jugović", "qualification": "psihološkinja, licenca 1204"}
    shown = await client.follow(await client.post(HOME, posted))
    assert "Slavica Jugović, psihološkinja, licenca 1204" in shown.text


async def test_only_those_the_rule_offers_can_be_chosen(client, cast):
    """Jelena began on the same day as Ilona, and Đurđica is no professional: neither is more experienced than she."""
    await client.sign_in(cast.ilona)
    form = (await client.get(f"{HOME}/new")).text
    assert "Tomin Jelena" not in form
    assert "Peić Đurđica" not in form


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        ({}, "professional"),
        ({"professional_name": "Slavica"}, "qualification"),
        ({"qualification": "psihološkinja"}, "professional_name"),
        ({"professional": "11111111-1111-1111-1111-111111111111"}, "professional"),
        ({"professional": "x"}, "professional"),
        ({"professional_name": "S", "qualification": "p", "theme": "gossip"}, "theme"),
        ({"professional_name": "S", "qualification": "p", "held_on": "31.12.2098."}, "held_on"),
        ({"professional_name": "S", "qualification": "p", "held_on": "1.1.2020."}, "held_on"),
        ({"professional_name": "S" * 201, "qualification": "p"}, "professional_name"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, posted, field):
    await client.sign_in(cast.djurdjica)
    answer = await client.post(HOME, posted)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert await Consultation.count() == 0


async def test_herself_and_a_colleague_beside_somebody_from_outside_are_refused(client, cast):
    await client.sign_in(cast.jelena)
    own = {"person": str(cast.ilona.person.code), "professional": str(cast.ilona.person.code)}
    assert (await client.post(HOME, own)).status_code == 422
    both = {"professional": str(cast.ilona.person.code), "professional_name": "Slavica", "qualification": "p"}
    assert (await client.post(HOME, both)).status_code == 422
    assert await Consultation.count() == 0


@pytest.mark.parametrize("member", ["olga", "mira"])
async def test_whoever_only_oversees_asks_for_none(client, cast, member):
    await client.sign_in(getattr(cast, member))
    assert (await client.get(f"{HOME}/new")).status_code == 403
    assert (await client.post(HOME, {"professional_name": "S", "qualification": "p"})).status_code == 403


async def test_a_consultant_asks_for_nobody_else_and_the_coordinator_for_her_own_people(client, cast):
    posted = {"professional_name": "Slavica", "qualification": "psihološkinja"}
    await client.sign_in(cast.djurdjica)
    assert (await client.post(HOME, posted | {"person": str(cast.ilona.person.code)})).status_code == 403
    await client.sign_in(cast.jelena)
    assert (await client.post(HOME, posted | {"person": str(cast.tijana.person.code)})).status_code == 404
    assert (await client.post(HOME, posted | {"person": "x"})).status_code == 404
    assert (await client.post(HOME, posted | {"person": str(cast.ilona.person.code)})).status_code == 303
    assert [one.person for one in await current_ones()] == [cast.ilona.person.id]


async def test_without_an_audit_entry_nothing_is_asked_for(client, cast, broken_audit):
    await client.sign_in(cast.djurdjica)
    posted = {"professional_name": "Slavica", "qualification": "p"}
    assert (await client.http.post(HOME, data=posted | {"csrf_token": client.csrf})).status_code == 500
    assert await Consultation.count() == 0


# ── answering ────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_she_who_was_asked_agrees_and_may_move_it(client, cast):
    one = await asked(cast.djurdjica, cast.ilona)
    await client.sign_in(cast.ilona)
    assert "waits for your answer" in (await client.get(HOME)).text
    answer = await client.post(f"{HOME}/{one.code}/acceptance", {"held_on": later(3), "starts_at": "18:30"})
    assert "18:30" in (await client.follow(answer)).text
    await client.post(f"{HOME}/{one.code}/acceptance", {"held_on": later(4), "place": "Prostorije"})
    fresh = await stored(one)
    assert (fresh.state, fresh.held_on, fresh.place) == ("accepted", clock.today() + timedelta(days=4), "Prostorije")


@pytest.mark.parametrize("typed", ["", "x", "1.1.2024."])
async def test_a_day_that_cannot_be_agreed_on_is_refused(client, cast, typed):
    one = await asked(cast.djurdjica, cast.ilona)
    await client.sign_in(cast.ilona)
    answer = await client.post(f"{HOME}/{one.code}/acceptance", {"held_on": typed, "place": "Prostorije"})
    assert answer.status_code == 422
    assert 'href="#held_on"' in answer.text
    assert "Prostorije" in answer.text
    assert (await stored(one)).state == "requested"


async def test_declining_asks_for_no_reason_and_keeps_none(client, cast):
    one = await asked(cast.djurdjica, cast.ilona)
    await client.sign_in(cast.ilona)
    assert (await client.post(f"{HOME}/{one.code}/refusal")).status_code == 303
    assert (await stored(one)).state == "declined"
    assert (await client.post(f"{HOME}/{one.code}/acceptance", {"held_on": later(1)})).status_code == 409


@pytest.mark.parametrize("act", ["acceptance", "refusal", "minutes"])
async def test_nobody_confirms_what_she_asked_for_herself(client, cast, act):
    one = await asked(cast.jelena)
    await client.sign_in(cast.jelena)
    assert (await client.post(f"{HOME}/{one.code}/{act}", {"held_on": later(0)})).status_code == 403
    await client.sign_in(cast.snezana)
    assert (await client.get(f"{HOME}/{one.code}")).status_code == 200


@pytest.mark.parametrize("member", ["djurdjica", "mira", "olga", "nada", "tijana"])
@pytest.mark.parametrize("act", ["acceptance", "refusal", "minutes", "withdrawal"])
async def test_those_of_others_do_not_exist(client, cast, member, act):
    one = await asked(cast.jelena)
    await client.sign_in(getattr(cast, member))
    assert (await client.get(f"{HOME}/{one.code}")).status_code == 404
    assert (await client.post(f"{HOME}/{one.code}/{act}")).status_code == 404


async def test_without_an_audit_entry_nothing_is_answered(client, cast, db):
    one = await asked(cast.djurdjica, cast.ilona)
    await client.sign_in(cast.ilona)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    for act in ("acceptance", "refusal", "minutes", "withdrawal"):
        typed = {"held_on": later(0), "minutes": "45 min", "theme": "call", "csrf_token": client.csrf}
        answer = await client.http.post(f"{HOME}/{one.code}/{act}", data=typed)
        assert answer.status_code == (403 if act == "withdrawal" else 500)
    assert (await stored(one)).state == "requested"


# ── held ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_it_is_recorded_as_held_and_counts(client, cast):
    await trained(cast.ilona)
    one = await agreed(cast.djurdjica, cast.ilona, days=0)
    await client.sign_in(cast.ilona)
    posted = {"held_on": later(0), "minutes": "45 min", "theme": "own_strain"}
    shown = await client.follow(await client.post(f"{HOME}/{one.code}/minutes", posted))
    assert "It counts for Article 26" in shown.text
    fresh = await stored(one)
    assert (fresh.state, fresh.minutes, fresh.theme) == ("held", 45, "own_strain")
    assert await AuditEntry.exists().where(AuditEntry.event == "support:consultation:hold")
    await client.post(f"{HOME}/{one.code}/minutes", posted | {"minutes": "1 h"})
    assert (await stored(one)).minutes == 60


async def test_what_does_not_count_says_why(client, cast):
    one = await held(cast.ilona, cast.djurdjica, by=cast.jelena)
    await client.sign_in(cast.ilona)
    shown = await client.get(f"{HOME}/{one.code}")
    assert "It does not count for Article 26" in shown.text
    assert "neither engaged as a professional worker nor licensed" in shown.text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"held_on": "31.12.2098."}, "held_on"),
        ({"held_on": ""}, "held_on"),
        ({"minutes": "0"}, "minutes"),
        ({"minutes": "25"}, "minutes"),
        ({"minutes": ""}, "minutes"),
        ({"theme": ""}, "theme"),
    ],
)
async def test_what_was_not_held_like_that_is_refused(client, cast, change, field):
    one = await asked(cast.djurdjica, cast.ilona)
    await client.sign_in(cast.ilona)
    posted = {"held_on": later(0), "minutes": "45 min", "theme": "call"} | change
    answer = await client.post(f"{HOME}/{one.code}/minutes", posted)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert (await stored(one)).state == "requested"


# ── taken back ───────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_she_takes_back_what_was_not_held_yet(client, cast):
    one = await agreed(cast.djurdjica, cast.ilona)
    await client.sign_in(cast.djurdjica)
    assert (await client.post(f"{HOME}/{one.code}/withdrawal")).status_code == 303
    assert await current_ones() == []
    assert (await client.get(f"{HOME}/{one.code}")).status_code == 404


async def test_what_was_held_is_taken_back_by_those_who_lead_with_a_reason(client, cast):
    one = await held(cast.djurdjica, cast.ilona)
    await client.sign_in(cast.djurdjica)
    assert (await client.post(f"{HOME}/{one.code}/withdrawal", {"because": "greška"})).status_code == 403
    await client.sign_in(cast.ilona)
    assert (await client.post(f"{HOME}/{one.code}/withdrawal", {"because": "greška"})).status_code == 403
    await client.sign_in(cast.jelena)
    assert (await client.post(f"{HOME}/{one.code}/withdrawal")).status_code == 422
    assert (await client.post(f"{HOME}/{one.code}/withdrawal", {"because": "greška"})).status_code == 303
    assert await current_ones() == []


# ── who knows of what ────────────────────────────────────────────────────────────────────────────────────────────────


async def test_a_consultant_sees_her_own_and_those_she_was_asked_for(client, cast):
    await asked(cast.djurdjica, cast.ilona)
    await asked(cast.jelena)
    await client.sign_in(cast.ilona)
    shown = (await client.get(HOME)).text
    assert "Đurđica Peić" in shown
    assert "Slavica" not in shown
    await client.sign_in(cast.jelena)
    both = (await client.get(HOME)).text
    assert "Đurđica Peić" in both
    assert "Slavica" in both


@pytest.mark.parametrize("member", ["olga", "mira"])
async def test_those_who_oversee_see_numbers_and_small_ones_not(client, cast, member):
    await held(cast.djurdjica, cast.ilona)
    await client.sign_in(getattr(cast, member))
    shown = (await client.get(f"{HOME}?shown=held")).text
    assert "Peić" not in shown
    assert "Sabo" not in shown
    assert "Numbers of fewer than 5 people are not shown." in shown
    assert "Consultations held" in shown


async def test_every_view_opens_in_a_constant_number_of_statements(client, cast, statements):
    await client.sign_in(cast.jelena)
    ran = []
    for _ in range(2):
        await held(cast.djurdjica, cast.ilona, on=date(2025, 5, 5))
        await asked(cast.djurdjica, cast.ilona)
        with statements() as seen:
            for shown in ("open", "held", "declined", "nonsense"):
                assert (await client.get(f"{HOME}?shown={shown}")).status_code == 200
        ran.append(len(seen))
    assert ran[0] == ran[1]


async def test_the_form_shows_whom_she_may_ask_and_says_where_there_is_nobody(client, cast):
    await trained(cast.ilona)
    await client.sign_in(cast.djurdjica)
    page = await client.get(f"{HOME}/new")
    assert f'type="radio" id="professional" name="professional" value="{cast.ilona.person.code}"' in page.text
    assert "checked" not in page.text.partition("</form>")[0].partition('name="professional"')[2]
    await client.sign_in(cast.ilona)
    page = await client.get(f"{HOME}/new")
    assert "Nobody here is a professional more experienced than you today." in page.text
