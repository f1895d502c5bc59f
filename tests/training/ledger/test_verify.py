"""Verifying, one row and many: nobody her own, whoever holds the office, every refused row named."""

from datetime import date
from uuid import uuid4

import pytest

from staffdev.access import Role
from staffdev.audit.tables import AuditEntry
from staffdev.people.tables import Appointment, Mandate
from staffdev.training.tables import TrainingRecord
from staffdev.training.vocabulary import RecordState, VerifierOffice
from tests.cast import grant
from tests.training.ledger.ledgering import first, of, on, state_of, written

pytestmark = pytest.mark.anyio
BULK = "/training-records/verifications"


async def test_it_verifies_what_was_ticked(client, cast):
    rows = [await written(cast.ilona), await written(cast.djurdjica, minutes=90)]
    await client.sign_in(cast.jelena)
    answer = await client.post(BULK, {"row": [f"{row.code}@{row.recorded_at.isoformat()}" for row in rows]})
    page = await client.follow(answer)
    assert "2 days verified" in page.text
    stored = await TrainingRecord.objects().where(TrainingRecord.version_of.is_null())
    assert {row.state for row in stored} == {RecordState.VERIFIED}
    assert {row.verified_by for row in stored} == {cast.jelena.code}
    assert {row.verified_as for row in stored} == {VerifierOffice.COORDINATOR}
    assert await AuditEntry.count().where(AuditEntry.event == "training:record:verify") == 2


async def test_one_row_is_verified_on_its_page(client, cast):
    row = await written(cast.ilona)
    await client.sign_in(cast.jelena)
    page = await client.follow(await client.post(of(row, "/verification"), {}))
    assert "Jelena Tomin" in page.text
    assert await state_of(row) is RecordState.VERIFIED


async def test_nobody_verifies_her_own_even_by_a_forged_form(client, cast):
    hers, other = await written(cast.jelena), await written(cast.ilona)
    await client.sign_in(cast.jelena)
    assert str(hers.code) + "@" not in (await client.get("/training-records")).text
    answer = await client.post(BULK, {"row": [str(hers.code), str(other.code)]})
    assert answer.status_code == 200
    assert "Nobody verifies her own training." in answer.text
    assert "Jelena Tomin" in answer.text
    assert "1 day verified" in answer.text
    assert (await state_of(hers), await state_of(other)) == (RecordState.LOGGED, RecordState.VERIFIED)
    alone = await client.post(of(hers, "/verification"), {})
    assert alone.status_code == 403
    assert "Nobody verifies her own training." in alone.text


async def test_nothing_done_is_said_as_such(client, cast):
    hers = await written(cast.jelena)
    await client.sign_in(cast.jelena)
    assert (await client.post(BULK, {"row": [str(hers.code)]})).status_code == 422


async def test_the_coordinators_go_to_the_responsible_person(client, cast):
    row = await written(cast.jelena)
    await client.sign_in(cast.snezana)
    assert (await client.post(of(row, "/verification"), {})).status_code == 303
    stored = await first(TrainingRecord.objects().where(TrainingRecord.id == row.id))
    assert stored.verified_as == VerifierOffice.RESPONSIBLE_PERSON


async def test_the_board_verifies_a_coordinator_who_is_the_responsible_person(client, cast):
    await Mandate.update({Mandate.person: cast.jelena.person.id}).where(Mandate.person == cast.snezana.person.id)
    hers, other = await written(cast.jelena), await written(cast.ilona)
    await client.sign_in(cast.mira)
    page = await client.get("/training-records")
    assert str(hers.code) in page.text
    assert str(other.code) not in page.text
    assert (await client.get(of(other))).status_code == 404
    assert (await client.post(of(other, "/verification"), {})).status_code == 404
    assert (await client.post(of(hers, "/verification"), {})).status_code == 303
    stored = await first(TrainingRecord.objects().where(TrainingRecord.id == hers.id))
    assert stored.verified_as == VerifierOffice.BOARD_MEMBER


async def test_the_board_sees_nothing_where_somebody_stands_above_the_coordinator(client, cast):
    row = await written(cast.jelena)
    await client.sign_in(cast.mira)
    assert str(row.code) not in (await client.get("/training-records")).text
    assert (await client.get(of(row))).status_code == 404


async def test_one_woman_in_two_offices_still_does_not_verify_her_own(client, cast):
    await grant(cast.jelena.account, cast.ravnica, Role.RESPONSIBLE_PERSON)
    await grant(cast.jelena.account, cast.ravnica, Role.BOARD_MEMBER)
    row = await written(cast.jelena)
    await client.sign_in(cast.jelena)
    assert (await client.post(of(row, "/verification"), {})).status_code == 403
    assert await state_of(row) is RecordState.LOGGED


async def test_an_office_that_has_ended_verifies_nothing(client, cast):
    row = await written(cast.ilona)
    hers = Appointment.person == cast.jelena.person.id
    with on(2026, 6, 1):
        await Appointment.update({Appointment.until_on: date(2026, 5, 31)}).where(hers)
        await client.sign_in(cast.jelena)
        answer = await client.post(of(row, "/verification"), {})
    assert answer.status_code == 403
    assert "You hold no office" in answer.text
    with on(2026, 5, 31):
        assert (await client.post(of(row, "/verification"), {})).status_code == 303


async def test_a_row_that_changed_meanwhile_is_looked_at_again(client, cast):
    row = await written(cast.ilona)
    seen = f"{row.code}@{row.recorded_at.isoformat()}"
    await client.sign_in(cast.ilona)
    typed = {"title": row.title, "kind": "seminar", "held_on": "10.5.2026.", "minutes": "2"}
    assert (await client.post(of(row), typed)).status_code == 303
    await client.sign_in(cast.jelena)
    answer = await client.post(BULK, {"row": [seen]})
    assert answer.status_code == 422
    assert "changed meanwhile" in answer.text
    assert await state_of(row) is RecordState.LOGGED


async def test_twice_is_once(client, cast):
    row = await written(cast.ilona)
    await client.sign_in(cast.jelena)
    await client.post(of(row, "/verification"), {})
    again = await client.post(of(row, "/verification"), {})
    assert again.status_code == 409
    page = await client.follow(await client.post(BULK, {"row": [str(row.code)]}))
    assert "these rows were so already" in page.text
    assert await TrainingRecord.count() == 2


async def test_it_says_that_nothing_was_ticked(client, cast):
    await client.sign_in(cast.jelena)
    page = await client.follow(await client.post(BULK, {"row": ["nonsense", ""]}))
    assert "Tick at least one row" in page.text


@pytest.mark.parametrize("who", ["ilona", "olga"])
async def test_whoever_has_no_such_office_may_not(client, cast, who):
    row = await written(cast.djurdjica)
    await client.sign_in(getattr(cast, who))
    assert (await client.post(BULK, {"row": [str(row.code)]})).status_code == 403
    assert await state_of(row) is RecordState.LOGGED


async def test_rows_of_another_organisation_do_not_exist(client, cast):
    theirs, ours = await written(cast.tijana), await written(cast.ilona)
    await client.sign_in(cast.jelena)
    assert (await client.get(of(theirs))).status_code == 404
    assert (await client.post(of(theirs, "/verification"), {})).status_code == 404
    answer = await client.post(BULK, {"row": [str(theirs.code), str(uuid4()), str(ours.code)]})
    assert answer.status_code == 200
    assert "2 rows do not exist" in answer.text
    assert theirs.title not in answer.text
    assert (await state_of(theirs), await state_of(ours)) == (RecordState.LOGGED, RecordState.VERIFIED)


async def test_without_an_audit_entry_nothing_is_verified(client, cast, broken_audit):
    row = await written(cast.ilona)
    await client.sign_in(cast.jelena)
    answer = await client.http.post(BULK, data={"row": str(row.code), "csrf_token": client.csrf})
    assert answer.status_code == 500
    assert await state_of(row) is RecordState.LOGGED
