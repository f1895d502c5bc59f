"""Rows that wait for what is recorded elsewhere, looked at once more: nothing of it is kept by opening the page."""

from datetime import date

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import record, withdraw
from staffdev.exchange.tables import ImportRow
from staffdev.training.tables import TrainingRecord, YearClosure
from tests.exchange.office import batch_at, brought_in, confirm_people, everything, ledger, outcomes

pytestmark = pytest.mark.anyio


@pytest.fixture
async def waiting(client, cast):
    """The address of an import whose row of 2024 waits for the closed year, and the closure."""
    await client.sign_in(cast.jelena)
    closing = {"organisation": cast.ravnica.id, "year": 2024, "closed_on": date(2025, 1, 31)}
    closure = await record(YearClosure, by=None, at=cast.ravnica.created_at, **closing)
    rows = [("Ilona Sabo", day, "Obuka", "kurs", 3, "da") for day in ("1.2.2024.", "1.2.2090.")]
    home = await brought_in(client, "a.xlsx", ledger(*rows))
    await confirm_people(client, home)
    return home, closure


async def reopen(closure):
    await withdraw(closure, by=None, at=clock.now(), because="An import was forgotten")


async def test_a_row_that_waited_for_a_year_to_be_reopened_is_looked_at_once_more(client, cast, waiting):
    home, closure = waiting
    assert f"{home}/rows/second-look" in (await client.get(f"{home}/rows")).text
    answer = await client.post(f"{home}/rows/second-look")
    assert "they stand as before" in (await client.get(answer.headers["location"])).text
    await reopen(closure)
    entries = await AuditEntry.count()
    assert "The training year 2024 is closed." in (await client.get(f"{home}/rows")).text  # looking writes nothing
    assert await AuditEntry.count() == entries
    answer = await client.post(f"{home}/rows/second-look")
    assert answer.headers["location"] == f"{home}/rows"
    page = await client.get(f"{home}/rows?outcome=all")
    assert "1 row stands otherwise now." in page.text
    assert "The training year 2024 is closed." not in page.text
    assert "1 Feb 2090 is still to come." in page.text
    assert await outcomes(await batch_at(home)) == {(0, 1): "not_counted", (0, 2): "ready", (0, 3): "needs_you"}
    await client.post(f"{home}/application")
    assert await TrainingRecord.count().where(TrainingRecord.person == cast.ilona.person.id) == 1


async def test_what_was_decided_and_typed_stays_when_the_rows_are_looked_at_once_more(client, waiting):
    home, closure = waiting
    await client.post(f"{home}/sheets/0/rows/2", {"title": "Obuka o granicama"})
    await client.post(f"{home}/sheets/0/rows/3/decision", {"decision": "skip"})
    await reopen(closure)
    await client.post(f"{home}/rows/second-look")
    rows = await ImportRow.select().where(ImportRow.row_number > 1).order_by(ImportRow.row_number)
    assert [row["outcome"] for row in rows] == ["ready", "skipped"]
    assert "Obuka o granicama" in rows[0]["answers"]


async def test_rows_of_an_import_that_is_recorded_or_put_away_are_not_looked_at_once_more(client, waiting):
    home, closure = waiting
    await client.post(f"{home}/discarding")
    await reopen(closure)
    before = await everything()
    assert f"{home}/rows/second-look" not in (await client.get(f"{home}/rows")).text
    assert (await client.post(f"{home}/rows/second-look")).status_code == 409
    assert await everything() == before


async def test_a_second_look_without_its_entry_in_the_log_changes_nothing(client, waiting, db):
    home, closure = waiting
    await reopen(closure)
    before = await everything()
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    answer = await client.http.post(f"http://127.0.0.1:8000{home}/rows/second-look", data={"csrf_token": client.csrf})
    assert answer.status_code == 500
    assert await everything() == before
