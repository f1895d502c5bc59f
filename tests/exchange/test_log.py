"""What the log keeps of an import: one entry for a thousand records, which names and proves every one of them."""

from uuid import uuid4

import msgspec
import pytest

from staffdev.audit.queries import entries_about
from staffdev.audit.tables import AuditEntry, AuditPayload
from staffdev.exchange.imports.answering import sum_of
from staffdev.training.tables import TrainingRecord
from tests.exchange.office import brought_in, confirm_people, ledger

pytestmark = pytest.mark.anyio

ROW = ("Ilona Sabo", "1.2.2025.", "Obuka", "kurs", 3, "da")


async def imported(client, cast):
    """The address of an import that became two records."""
    await client.sign_in(cast.jelena)
    home = await brought_in(client, "a.xlsx", ledger(ROW, ("Đurđica Peić", *ROW[1:])))
    await confirm_people(client, home)
    await client.post(f"{home}/application")
    return home


async def particulars(event):
    """What the log keeps of every such event, in their order."""
    entries = await AuditEntry.select(AuditEntry.seq).where(AuditEntry.event == event).order_by(AuditEntry.seq)
    bodies = {row["seq"]: row["body"] for row in await AuditPayload.select()}
    return [msgspec.json.decode(bodies[entry["seq"]]) for entry in entries]


async def test_every_record_is_in_the_log_and_the_whole_once(client, cast):
    await imported(client, cast)
    (said,) = await particulars("training:records:import")
    assert set(said["codes"]) == {str(record.code) for record in await TrainingRecord.objects()}
    assert (said["filename"], said["rows"]) == ("a.xlsx", 2)
    assert await AuditEntry.count().where(AuditEntry.event == "exchange:import:apply") == 1
    timeline = await client.get("/audit-entries")
    assert timeline.status_code == 403  # the coordinator does not read the log; the responsible person does


async def test_the_log_tells_whether_imported_records_are_as_they_were_written(client, cast):
    await imported(client, cast)
    (said,) = await particulars("training:records:import")
    rows = {str(row["code"]): row for row in await TrainingRecord.select()}
    assert sum_of([rows[code] for code in said["codes"]]) == said["sha256"]
    await TrainingRecord.update({TrainingRecord.minutes: 600}).where(TrainingRecord.code == said["codes"][0])
    rows = {str(row["code"]): row for row in await TrainingRecord.select()}
    assert sum_of([rows[code] for code in said["codes"]]) != said["sha256"]


async def test_an_imported_record_tells_where_it_came_from_and_that_it_went(client, cast):
    home = await imported(client, cast)
    record, other = [one.code for one in await TrainingRecord.objects().order_by(TrainingRecord.id)]
    await client.post(f"{home}/undoing")
    versions = await TrainingRecord.select().where(TrainingRecord.code == record)
    recorded = [version["recorded_at"] for version in versions]
    found = [
        (line.event, line.detail["filename"])
        for line in await entries_about(record, cast.jelena.actor, recorded=recorded)
    ]
    assert found == [("training:records:withdraw", "a.xlsx"), ("training:records:import", "a.xlsx")]
    assert await entries_about(uuid4(), cast.jelena.actor, recorded=recorded) == []
    assert await entries_about(other, cast.zorka.actor, recorded=recorded) == []


async def test_the_page_of_an_imported_record_shows_who_imported_it(client, cast):
    await imported(client, cast)
    for record in await TrainingRecord.objects():
        page = await client.get(f"/training-records/{record.code}")
        assert "Training records: import" in page.text
        assert "a.xlsx" in page.text
