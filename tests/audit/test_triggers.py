import sqlite3

import asyncpg
import pytest

from staffdev.audit.actions import record
from staffdev.audit.events import Event
from staffdev.audit.tables import AuditEntry, AuditPayload
from staffdev.audit.verification import verify
from staffdev.db.database import bound
from staffdev.db.transactions import transaction

REFUSED = pytest.raises((sqlite3.IntegrityError, asyncpg.PostgresError), match="append-only")


@pytest.fixture
async def log(db, mira):
    async with transaction():
        await record(Event.PEOPLE_PERSON_CREATE, about=None, actor=mira)
        await record(Event.PEOPLE_PERSON_EDIT, about=None, actor=mira)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET event = 'x'",
        "UPDATE audit_entry SET event = event WHERE seq = 2",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE seq = 2",
        "UPDATE audit_payload SET body = '{}'",
        "DELETE FROM audit_payload",
        "DELETE FROM audit_payload WHERE seq = 1",
        "UPDATE audit_head SET seq = 1",
        "UPDATE audit_head SET id = 2",
        "DELETE FROM audit_head",
    ],
)
async def test_the_database_itself_refuses_to_change_the_log(log, statement):
    with REFUSED:
        await bound().run_ddl(statement)
    assert (await verify()).is_sound


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry WHERE seq = 2",
        "REPLACE INTO audit_payload SELECT * FROM audit_payload WHERE seq = 2",
        "REPLACE INTO audit_head SELECT * FROM audit_head",
        "UPDATE OR REPLACE audit_entry SET seq = 1 WHERE seq = 2",
    ],
)
async def test_replacing_is_no_way_around(sqlite_db, mira, statement):
    async with transaction():
        await record(Event.PEOPLE_PERSON_CREATE, about=None, actor=mira)
        await record(Event.PEOPLE_PERSON_EDIT, about=None, actor=mira)
    with REFUSED:
        await bound().run_ddl(statement)


@pytest.mark.parametrize("table", ["audit_entry", "audit_payload", "audit_head"])
async def test_the_log_cannot_be_emptied(log, table):
    with REFUSED:
        await bound().run_ddl(f"DELETE FROM {table}" if bound().engine_type == "sqlite" else f"TRUNCATE {table}")


async def test_particulars_go_only_right_after_their_erasure_was_recorded(log, mira):
    async with transaction():
        await record(Event.AUDIT_PAYLOADS_ERASE, about=None, actor=mira, through=2)
        await AuditPayload.delete().where(AuditPayload.seq <= 2)
    report = await verify()
    assert (report.is_sound, report.entries, report.erased) == (True, 3, 2)
    async with transaction():
        await record(Event.PEOPLE_PERSON_EDIT, about=None, actor=mira)
    with REFUSED:
        await AuditPayload.delete().where(AuditPayload.seq == 3)
    assert await AuditEntry.count() == 4
