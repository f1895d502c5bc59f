"""Returning rows with a comment."""

from datetime import date

import pytest

from staffdev.training.tables import TrainingRecord
from staffdev.training.vocabulary import RecordState
from tests.training.ledger.ledgering import first, of, on, state_of, written

pytestmark = pytest.mark.anyio
BULK = "/training-records/returns"
COMMENT = {"comment": "Na fotografiji se ne vidi datum."}


async def test_it_returns_with_the_comment_which_she_then_reads(client, cast):
    row = await written(cast.ilona)
    await client.sign_in(cast.jelena)
    assert (await client.post(of(row, "/return"), COMMENT)).status_code == 303
    assert await state_of(row) is RecordState.RETURNED
    await client.sign_in(cast.ilona)
    page = await client.get("/my-training?year=2026")
    assert COMMENT["comment"] in page.text
    assert of(row, "/edit") in page.text


async def test_many_are_asked_for_one_comment(client, cast):
    rows = [await written(cast.ilona), await written(cast.djurdjica)]
    codes = [str(row.code) for row in rows]
    await client.sign_in(cast.jelena)
    asked = await client.post(BULK, {"row": codes, "back": "?state=logged"})
    assert asked.status_code == 200
    assert all(code in asked.text for code in codes)
    assert (await client.post(BULK, {"row": codes, "comment": " "})).status_code == 422
    answer = await client.post(BULK, {"row": codes, "back": "?state=logged", **COMMENT})
    assert answer.headers["location"] == "/training-records?state=logged"
    assert {await state_of(row) for row in rows} == {RecordState.RETURNED}


async def test_a_verified_row_loses_its_verification(client, cast):
    row = await written(cast.ilona, state=RecordState.VERIFIED, verified_by=cast.jelena.code)
    await client.sign_in(cast.jelena)
    await client.post(of(row, "/return"), COMMENT)
    stored = await first(TrainingRecord.objects().where(TrainingRecord.id == row.id))
    assert (stored.state, stored.verified_by) == (RecordState.RETURNED, None)


async def test_it_says_what_to_correct_and_returns_nothing(client, cast):
    row = await written(cast.ilona)
    await client.sign_in(cast.jelena)
    answer = await client.post(of(row, "/return"), {"comment": "x"})
    assert answer.status_code == 422
    assert 'href="#comment"' in answer.text
    assert await state_of(row) is RecordState.LOGGED


async def test_nobody_returns_her_own_and_a_returned_row_waits(client, cast):
    hers, other = await written(cast.jelena), await written(cast.ilona)
    await client.sign_in(cast.jelena)
    assert (await client.post(of(hers, "/return"), COMMENT)).status_code == 403
    assert (await client.post(of(other, "/return"), COMMENT)).status_code == 303
    assert (await client.post(of(other, "/return"), COMMENT)).status_code == 409


async def test_a_closed_years_row_is_not_returned(client, cast):
    row = await written(cast.ilona, held_on=date(2025, 5, 10))
    with on(2026, 2, 2):
        await client.sign_in(cast.snezana)
        await client.post("/years/2025/closure", {})
        answer = await client.post(of(row, "/return"), COMMENT)
    assert answer.status_code == 409
    assert await state_of(row) is RecordState.LOGGED


async def test_a_consultant_may_not(client, cast):
    row = await written(cast.djurdjica)
    await client.sign_in(cast.ilona)
    assert (await client.post(BULK, {"row": str(row.code), **COMMENT})).status_code == 403


async def test_a_row_of_another_organisation_does_not_exist(client, cast):
    row = await written(cast.tijana)
    await client.sign_in(cast.jelena)
    assert (await client.post(of(row, "/return"), COMMENT)).status_code == 404
    assert await state_of(row) is RecordState.LOGGED


@pytest.mark.parametrize("back", ["//evil.example", "https://evil.example", "/people", "?x=\n"])
async def test_the_way_back_leads_nowhere_else(client, cast, back):
    row = await written(cast.ilona)
    await client.sign_in(cast.jelena)
    answer = await client.post(BULK, {"row": str(row.code), "back": back, **COMMENT})
    assert answer.headers["location"] == "/training-records"


async def test_without_an_audit_entry_nothing_is_returned(client, cast, broken_audit):
    row = await written(cast.ilona)
    await client.sign_in(cast.jelena)
    data = {"row": str(row.code), "csrf_token": client.csrf, **COMMENT}
    assert (await client.http.post(BULK, data=data)).status_code == 500
    assert await state_of(row) is RecordState.LOGGED
