"""Days that are not as usual: entered, corrected, taken back."""

from datetime import time

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.intervision.tables import AvailabilityException
from tests.intervision.availability.telling import excepts

TYPED = {"from_on": "1.2.2027.", "until_on": "14.2.2027.", "grade": "no"}
HOME = "/availability/exceptions"


async def held():
    table = AvailabilityException
    return await table.objects().where(current(table)).order_by(table.from_on)


async def test_whole_days_are_entered(client, cast):
    await client.sign_in(cast.ilona)
    assert (await client.get(f"{HOME}/new")).status_code == 200
    page = await client.follow(await client.post(HOME, TYPED))
    assert "1 Feb 2027 – 14 Feb 2027" in page.text
    [row] = await held()
    assert (row.grade, row.starts_at, row.ends_at) == ("no", None, None)
    assert await AuditEntry.exists().where(AuditEntry.event == "intervision:exception:record")


async def test_some_hours_of_one_day_are_entered(client, cast):
    await client.sign_in(cast.ilona)
    some = {"from_on": "1.2.2027.", "grade": "glad", "starts_at": "17", "ends_at": "24"}
    answer = await client.post(HOME, some | {"then": "another"})
    assert answer.headers["location"] == f"{HOME}/new"
    [row] = await held()
    assert (row.from_on, row.starts_at, row.ends_at) == (row.until_on, time(17), time(0))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"from_on": ""}, "from_on"),
        ({"until_on": "31.1.2027."}, "until_on"),
        ({"until_on": "3.2.2028."}, "until_on"),
        ({"from_on": "1.2.2020.", "until_on": "2.2.2020."}, "until_on"),
        ({"grade": ""}, "grade"),
        ({"grade": "ill"}, "grade"),
        ({"starts_at": "17"}, "ends_at"),
        ({"ends_at": "17"}, "starts_at"),
        ({"starts_at": "17", "ends_at": "17"}, "ends_at"),
        ({"starts_at": "17", "ends_at": "16"}, "ends_at"),
        ({"starts_at": "late", "ends_at": "16"}, "starts_at"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, change, field):
    await client.sign_in(cast.ilona)
    answer = await client.post(HOME, TYPED | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not await held()


async def test_a_year_at_once_is_the_most(client, cast):
    await client.sign_in(cast.ilona)
    assert (await client.post(HOME, TYPED | {"until_on": "2.2.2028."})).status_code == 303


async def test_there_is_no_place_for_why(client, cast):
    await client.sign_in(cast.ilona)
    page = await client.get(f"{HOME}/new")
    assert "<textarea" not in page.text
    await client.post(HOME, TYPED | {"because": "bolovanje", "reason": "bolovanje"})
    [row] = await held()
    assert "bolovanje" not in str(row.to_dict())


async def test_a_correction_keeps_what_was_there(client, cast):
    row = await excepts(cast.ilona, starts_at=time(17), ends_at=time(19))
    await client.sign_in(cast.ilona)
    page = await client.get(f"{HOME}/{row.code}/edit")
    assert 'value="17:00"' in page.text
    await client.follow(await client.post(f"{HOME}/{row.code}", TYPED))
    [now] = await held()
    assert (now.id, now.starts_at, await AvailabilityException.count()) == (row.id, None, 2)
    assert (await client.post(f"{HOME}/{row.code}", TYPED | {"grade": ""})).status_code == 422
    await client.follow(await client.post(f"{HOME}/{row.code}", TYPED))
    assert await AvailabilityException.count() == 2


async def test_taken_back_it_counts_no_more(client, cast):
    row = await excepts(cast.ilona)
    await client.sign_in(cast.ilona)
    await client.follow(await client.post(f"{HOME}/{row.code}/withdrawal"))
    assert not await held()
    assert await AuditEntry.exists().where(AuditEntry.event == "intervision:exception:withdraw")


@pytest.mark.parametrize("member", ["mira", "olga"])
async def test_who_is_no_person_of_the_register_has_none(client, cast, member):
    await client.sign_in(getattr(cast, member))
    assert (await client.post(HOME, TYPED)).status_code == 403
    assert not await held()


@pytest.mark.parametrize("member", ["jelena", "snezana", "djurdjica", "nada"])
async def test_another_ones_does_not_exist(client, cast, member):
    row = await excepts(cast.ilona)
    await client.sign_in(getattr(cast, member))
    assert (await client.get(f"{HOME}/{row.code}/edit")).status_code == 404
    assert (await client.post(f"{HOME}/{row.code}", TYPED)).status_code == 404
    assert (await client.post(f"{HOME}/{row.code}/withdrawal")).status_code == 404
    assert len(await held()) == 1


async def test_without_an_audit_entry_nothing_is_recorded_or_changed(client, cast, db):
    row = await excepts(cast.ilona)
    await client.sign_in(cast.ilona)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    for path in (HOME, f"{HOME}/{row.code}", f"{HOME}/{row.code}/withdrawal"):
        await client.http.post(path, data=TYPED | {"csrf_token": client.csrf})
    assert await AvailabilityException.count() == 1
    assert len(await held()) == 1
