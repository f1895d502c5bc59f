"""Correcting a day of training, and taking it back."""

from datetime import date
from uuid import uuid4

import pytest

from staffdev import clock
from staffdev.db import facts
from staffdev.training.tables import TrainingRecord
from staffdev.training.vocabulary import RecordSource, RecordState
from tests.training.ledger.ledgering import current_rows, first, of, on, state_of, written

pytestmark = pytest.mark.anyio
TYPED = {"title": "Radionica o traumi", "kind": "seminar", "held_on": "10.5.2026.", "minutes": "3", "evidence": "1"}


async def test_a_returned_row_is_corrected_and_waits_again(client, cast):
    row = await written(cast.ilona, state=RecordState.RETURNED, comment="Koliko sati?")
    before = clock.now()
    await client.sign_in(cast.ilona)
    page = await client.follow(await client.post(of(row), TYPED))
    assert "waits for verification" in page.text
    (now,) = await current_rows()
    assert (now.minutes, now.state, now.comment) == (180, RecordState.LOGGED, None)
    (then,) = await TrainingRecord.objects().where(facts.known(TrainingRecord, before))
    assert (then.minutes, then.state, facts.identity(then)) == (120, RecordState.RETURNED, row.id)
    assert "What it said before" in page.text


async def test_a_verified_row_says_so_first_and_loses_its_verification(client, cast):
    row = await written(cast.ilona, state=RecordState.VERIFIED, verified_by=cast.jelena.code)
    await client.sign_in(cast.ilona)
    assert "This record is verified" in (await client.get(of(row, "/edit"))).text
    await client.post(of(row), TYPED)
    (now,) = await current_rows()
    assert (now.state, now.verified_by) == (RecordState.LOGGED, None)


async def test_nothing_changed_keeps_the_verification(client, cast):
    row = await written(cast.ilona, state=RecordState.VERIFIED, verified_by=cast.jelena.code)
    await client.sign_in(cast.ilona)
    same = TYPED | {"kind": "workshop", "minutes": "2"}
    assert (await client.post(of(row), same)).status_code == 303
    assert await state_of(row) is RecordState.VERIFIED
    assert await TrainingRecord.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"held_on": "31.2.2026."}, "held_on"),
        ({"held_on": "1.1.2100."}, "held_on"),
        ({"minutes": "25"}, "minutes"),
        ({"minutes": ""}, "minutes"),
        ({"held_on": "11.5.2026."}, "is_another"),
    ],
)
async def test_it_says_what_to_correct_and_changes_nothing(client, cast, typed, field):
    row = await written(cast.ilona)
    await written(cast.ilona, held_on=date(2026, 5, 11))
    await client.sign_in(cast.ilona)
    answer = await client.post(of(row), TYPED | typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert await TrainingRecord.count() == 2


async def test_into_and_out_of_a_closed_year_nothing_moves(client, cast):
    old, new = await written(cast.ilona, held_on=date(2025, 5, 10)), await written(cast.ilona, held_on=date(2026, 1, 5))
    with on(2026, 2, 2):
        await client.sign_in(cast.snezana)
        await client.post("/years/2025/closure", {})
        await client.sign_in(cast.ilona)
        assert (await client.get(of(old, "/edit"))).status_code == 409
        assert (await client.post(of(old), TYPED | {"held_on": "10.1.2026."})).status_code == 409
        assert (await client.post(of(old, "/withdrawal"), {"because": "greška"})).status_code == 409
        assert (await client.post(of(new), TYPED | {"held_on": "10.12.2025."})).status_code == 422
    assert await TrainingRecord.count() == 2


async def test_attendance_is_corrected_where_it_was_marked(client, cast):
    row = await written(cast.ilona, source=RecordSource.ATTENDANCE)
    await client.sign_in(cast.jelena)
    assert (await client.post(of(row), TYPED)).status_code == 403
    assert (await client.post(of(row, "/withdrawal"), {"because": "greška"})).status_code == 403


async def test_whoever_does_not_lead_corrects_only_her_own(client, cast):
    row = await written(cast.ilona)
    await client.sign_in(cast.djurdjica)
    assert (await client.post(of(row), TYPED)).status_code == 404
    await client.sign_in(cast.olga)
    assert (await client.post(of(row), TYPED)).status_code == 403
    await client.sign_in(cast.nada)
    assert (await client.post(of(row), TYPED)).status_code == 404
    await client.sign_in(cast.jelena)
    assert (await client.post(of(row), TYPED)).status_code == 303


async def test_taking_back_needs_a_reason_and_keeps_the_record(client, cast):
    row = await written(cast.ilona)
    await client.sign_in(cast.ilona)
    assert (await client.post(of(row, "/withdrawal"), {"because": " "})).status_code == 422
    page = await client.follow(await client.post(of(row, "/withdrawal"), {"because": "uneto dvaput"}))
    assert "Taken back" in page.text
    assert await current_rows() == []
    kept = await first(TrainingRecord.objects().where(TrainingRecord.id == row.id))
    assert kept.withdrawn_because == "uneto dvaput"
    assert (await client.post(of(row, "/withdrawal"), {"because": "opet"})).status_code == 404


async def test_without_an_audit_entry_nothing_changes(client, cast, broken_audit):
    row = await written(cast.ilona)
    await client.sign_in(cast.ilona)
    for tail, data in (("", TYPED), ("/withdrawal", {"because": "greška"})):
        answer = await client.http.post(of(row, tail), data={**data, "csrf_token": client.csrf})
        assert answer.status_code == 500
    assert await TrainingRecord.count() == 1
    assert await state_of(row) is RecordState.LOGGED


async def test_an_unknown_record_does_not_exist(client, cast):
    await client.sign_in(cast.jelena)
    assert (await client.get(f"/training-records/{uuid4()}")).status_code == 404
    assert (await client.get("/training-records/nonsense")).status_code == 404
