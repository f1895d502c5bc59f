import asyncio
import contextlib
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from staffdev import clock
from staffdev.access import COMMAND_LINE, Role
from staffdev.audit.actions import Happening, record, record_many
from staffdev.audit.events import Event
from staffdev.audit.tables import AuditEntry, AuditHead, AuditPayload
from staffdev.db.transactions import transaction
from tests.audit.stored import head, newest

NOON = datetime(2026, 3, 1, 12, 0, 0, 5, tzinfo=UTC)


async def test_it_keeps_who_did_what_when_and_to_what(db, mira):
    about, organisation = uuid4(), uuid4()
    with clock.stopped_at(NOON):
        async with transaction():
            await record(Event.PEOPLE_PERSON_EDIT, about=about, actor=mira, organisation=organisation, name="Đorđe")
    entry = await newest()
    assert (entry.seq, entry.at, entry.actor, entry.event) == (1, NOON, mira.account_code, "people:person:edit")
    assert (entry.about, entry.organisation) == (about, organisation)
    assert entry.body == '{"name":"Đorđe"}'


async def test_values_of_every_kind_are_kept_as_text_that_can_be_read_again(db, mira):
    changes = {"held_on": [None, date(2025, 12, 31)], "at": [NOON, None], "role": [Role.AUDITOR, {Role.COORDINATOR}]}
    async with transaction():
        await record(Event.TRAINING_RECORD_LOG, about=None, actor=mira, changes=changes, code=UUID(int=1))
    assert (await newest()).body == (
        '{"changes":{"at":["2026-03-01T12:00:00.000005Z",null],"held_on":[null,"2025-12-31"],'
        '"role":["auditor",["coordinator"]]},"code":"00000000-0000-0000-0000-000000000001"}'
    )


async def test_the_command_line_is_named_where_no_account_is(db):
    async with transaction():
        await record(Event.VAULT_BACKUP_CREATE, about=None, actor=COMMAND_LINE)
    entry = await newest()
    assert entry.actor is None
    assert entry.body == '{"by":"staffdev"}'


async def test_an_entry_outside_a_transaction_is_refused(db, mira):
    with pytest.raises(RuntimeError, match="inside the transaction"):
        await record(Event.PEOPLE_PERSON_EDIT, about=None, actor=mira)
    assert await AuditHead.count() == 0


async def test_what_cannot_be_written_down_takes_the_change_with_it(db, mira):
    with pytest.raises(TypeError, match="cannot stand in the audit log"):
        async with transaction():
            await record(Event.PEOPLE_PERSON_EDIT, about=None, actor=mira, thing=object())
    assert await AuditHead.count() == await AuditEntry.count() == 0


async def test_a_change_that_fails_leaves_no_entry_behind(db, mira):
    async with transaction():
        await record(Event.PEOPLE_PERSON_CREATE, about=None, actor=mira)
    with contextlib.suppress(ZeroDivisionError):
        async with transaction():
            await record(Event.PEOPLE_PERSON_EDIT, about=None, actor=mira)
            raise ZeroDivisionError
    assert await AuditEntry.count() == await AuditPayload.count() == 1
    assert (await head()).seq == 1


async def test_many_entries_stand_in_their_order(db, mira):
    happenings = [Happening(Event.TRAINING_RECORD_LOG, uuid4(), None, {"n": n}) for n in range(5)]
    async with transaction():
        await record(Event.EXCHANGE_IMPORT_APPLY, about=None, actor=mira)
        assert await record_many(happenings, actor=mira) == 5
        assert await record_many([], actor=mira) == 0
        await record(Event.EXCHANGE_IMPORT_UNDO, about=None, actor=mira)
    entries = await AuditEntry.select().order_by(AuditEntry.seq)
    assert [entry["seq"] for entry in entries] == [1, 2, 3, 4, 5, 6, 7]
    assert [entry["about"] for entry in entries[1:6]] == [happening.about for happening in happenings]
    assert [entry["prev"] for entry in entries[1:]] == [entry["mac"] for entry in entries[:-1]]


async def test_twenty_writers_at_once_make_one_chain(db, mira):
    async def write(number):
        for _ in range(10):
            async with transaction():
                await record(Event.TRAINING_RECORD_LOG, about=None, actor=mira, writer=number)

    await asyncio.gather(*(write(number) for number in range(20)))
    entries = await AuditEntry.select().order_by(AuditEntry.seq)
    assert [entry["seq"] for entry in entries] == list(range(1, 201))
    assert [entry["prev"] for entry in entries[1:]] == [entry["mac"] for entry in entries[:-1]]
    assert (await head()).seq == 200
