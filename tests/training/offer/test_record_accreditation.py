"""Accreditations, their renewals, and the attestation of a programme that has none."""

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.training.tables import Accreditation, ProgrammeAttestation
from tests.training.offer.offering import a_programme

TYPED = {"number": "551-1/2022", "body": "Republički zavod", "from_on": "1.4.2022.", "until_on": "31.3.2025."}
RENEWAL = {"number": "551-2/2025", "body": "Republički zavod", "decided_on": "20.4.2025.", "from_on": "1.4.2025."}
ATTESTED = {"attested_on": "1.6.2025.", "statement": "Prati propise i savremene pristupe."}


async def home_of(cast):
    return f"/programmes/{(await a_programme(cast)).code}"


async def test_a_renewal_stands_beside_the_first_decision(client, cast):
    home = await home_of(cast)
    await client.sign_in(cast.jelena)
    await client.post(f"{home}/accreditations", TYPED)
    shown = await client.follow(await client.post(f"{home}/accreditations", RENEWAL))
    assert "551-1/2022" in shown.text
    assert "551-2/2025" in shown.text
    assert await Accreditation.count().where(current(Accreditation)) == 2
    assert await AuditEntry.count().where(AuditEntry.event == "training:accreditation:record") == 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": ""}, "number"),
        ({"body": ""}, "body"),
        ({"from_on": "31.2.2022."}, "from_on"),
        ({"until_on": "31.3.2022."}, "until_on"),
        ({"decided_on": "1.1.2999."}, "decided_on"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, change, field):
    home = await home_of(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"{home}/accreditations", TYPED | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not await Accreditation.count()


async def test_a_correction_keeps_history_and_a_withdrawal_its_reason(client, cast):
    home = await home_of(cast)
    await client.sign_in(cast.jelena)
    await client.post(f"{home}/accreditations", TYPED)
    [made] = await Accreditation.objects()
    address = f"{home}/accreditations/{made.code}"
    assert "551-1/2022" in (await client.get(f"{address}/edit")).text
    await client.post(address, TYPED | {"number": "551-9/2022"})
    [now] = await Accreditation.objects().where(current(Accreditation))
    assert (now.id, now.number, await Accreditation.count()) == (made.id, "551-9/2022", 2)
    assert (await client.post(f"{address}/withdrawal", {"because": ""})).status_code == 422
    await client.post(f"{address}/withdrawal", {"because": "pogrešan program"})
    assert not await Accreditation.count().where(current(Accreditation))
    assert (await client.get(f"{address}/edit")).status_code == 404


async def test_the_coordinator_attests_a_programme_without_accreditation(client, cast):
    home = await home_of(cast)
    await client.sign_in(cast.jelena)
    shown = await client.follow(await client.post(f"{home}/attestations", ATTESTED))
    assert ATTESTED["statement"] in shown.text
    assert "attested by the coordinator" in (await client.get("/programmes")).text


async def test_an_accredited_programme_needs_no_attestation(client, cast):
    home = await home_of(cast)
    await client.sign_in(cast.jelena)
    await client.post(f"{home}/accreditations", RENEWAL)
    answer = await client.post(f"{home}/attestations", ATTESTED)
    assert "551-2/2025" in answer.text
    assert answer.status_code == 422
    assert not await ProgrammeAttestation.count()


async def test_only_the_coordinator_attests(client, cast):
    home = await home_of(cast)
    await client.sign_in(cast.snezana)
    answer = await client.post(f"{home}/attestations", ATTESTED)
    assert answer.status_code == 403
    assert "The coordinator attests" in answer.text
    assert (await client.get(f"{home}/attestations/new")).status_code == 403


@pytest.mark.parametrize("member", ["ilona", "olga", "mira"])
async def test_who_does_not_lead_may_not_record(client, cast, member):
    home = await home_of(cast)
    await client.sign_in(getattr(cast, member))
    assert (await client.post(f"{home}/accreditations", TYPED)).status_code == 403


async def test_another_organisations_programme_does_not_exist(client, cast):
    home = await home_of(cast)
    await client.sign_in(cast.nada)
    assert (await client.post(f"{home}/accreditations", TYPED)).status_code == 404
    assert (await client.post(f"{home}/nonsense", TYPED)).status_code == 404


async def test_without_an_audit_entry_nothing_is_recorded(client, cast, db):
    home = await home_of(cast)
    await client.sign_in(cast.jelena)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    await client.http.post(f"{home}/accreditations", data=TYPED | {"csrf_token": client.csrf})
    assert not await Accreditation.count()
