"""A programme is entered and corrected."""

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.training.tables import Programme
from tests.training.offer.offering import a_programme

TYPED = {
    "title": "Основни програм обуке",
    "provider_name": "Autonomni ženski centar",
    "is_basic": "yes",
    "total_minutes": "72",
    "min_attendance_percent": "85",
    "topics": ["T1", "T7a"],
    "minutes-T1": "1,5",
}


async def test_it_is_entered_and_shown(client, cast):
    await client.sign_in(cast.jelena)
    shown = await client.follow(await client.post("/programmes", TYPED))
    assert "Основни програм обуке" in shown.text
    [programme] = await Programme.objects()
    assert (programme.total_minutes, programme.min_attendance_percent) == (4320, 85)
    assert (programme.topics, programme.is_basic, programme.organisation) == ("T1:90 T7a", True, cast.ravnica.id)
    assert await AuditEntry.exists().where(AuditEntry.event == "training:programme:create")


async def test_it_is_found_in_either_script(client, cast):
    await client.sign_in(cast.olga)
    await a_programme(cast, title="Žene i nasilje")
    assert "Žene i nasilje" in (await client.get("/programmes?search=жене")).text
    assert "Nothing found" in (await client.get("/programmes?search=100%")).text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"total_minutes": "a week"}, "total_minutes"),
        ({"min_attendance_percent": "0"}, "min_attendance_percent"),
        ({"min_attendance_percent": "101"}, "min_attendance_percent"),
        ({"minutes-T1": "long"}, "minutes-T1"),
    ],
)
async def test_it_says_what_to_correct_and_enters_nothing(client, cast, change, field):
    await client.sign_in(cast.jelena)
    answer = await client.post("/programmes", TYPED | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not await Programme.count()


async def test_all_advice_comes_at_once_and_what_was_typed_stays(client, cast):
    await client.sign_in(cast.jelena)
    answer = await client.post("/programmes", TYPED | {"title": "", "minutes-T1": "long"})
    assert 'href="#title"' in answer.text
    assert 'href="#minutes-T1"' in answer.text
    assert 'value="long"' in answer.text


async def test_a_correction_keeps_old_and_new_in_the_log(client, cast):
    programme = await a_programme(cast)
    await client.sign_in(cast.snezana)
    answer = await client.post(f"/programmes/{programme.code}", TYPED)
    assert answer.status_code == 303
    [stored] = await Programme.objects()
    assert (stored.title, stored.topics) == (TYPED["title"], "T1:90 T7a")
    assert await AuditEntry.exists().where(AuditEntry.event == "training:programme:edit")


@pytest.mark.parametrize("member", ["ilona", "olga", "mira"])
async def test_who_does_not_lead_may_not_enter_or_correct(client, cast, member):
    programme = await a_programme(cast)
    await client.sign_in(getattr(cast, member))
    assert (await client.post("/programmes", TYPED)).status_code == 403
    assert (await client.post(f"/programmes/{programme.code}", TYPED)).status_code == 403


async def test_another_organisations_programme_does_not_exist(client, cast):
    programme = await a_programme(cast)
    await client.sign_in(cast.nada)
    assert (await client.get(f"/programmes/{programme.code}")).status_code == 404
    assert (await client.post(f"/programmes/{programme.code}", TYPED)).status_code == 404
    assert "Osnovna obuka" not in (await client.get("/programmes")).text


async def test_without_an_audit_entry_nothing_is_entered(client, cast, broken_audit):
    await client.sign_in(cast.jelena)
    assert (await client.http.post("/programmes", data=TYPED | {"csrf_token": client.csrf})).status_code == 500
    assert not await Programme.count()
