"""The head and the newest entries alone: what a start looks at."""

import pytest

from staffdev.audit.actions import Happening, record, record_many
from staffdev.audit.events import Event
from staffdev.audit.inspection import Fault
from staffdev.audit.tables import AuditPayload
from staffdev.audit.verification import verify, verify_newest
from staffdev.db.transactions import transaction
from staffdev.vault.keys import Keyring, hold
from tests.audit.tampering import without_triggers


@pytest.fixture
async def log(db, mira):
    async with transaction():
        await record_many([Happening(Event.TRAINING_RECORD_LOG, None)] * 12, actor=mira)


async def faults(count=5):
    return [(found.fault, found.first, found.last) for found in (await verify_newest(count)).found]


async def test_no_log_at_all_is_sound(db):
    assert await faults() == []


@pytest.mark.parametrize("count", [1, 5, 12, 13, 200])
async def test_an_untouched_log_is_sound(log, count):
    report = await verify_newest(count)
    assert (report.is_sound, report.entries) == (True, min(count, 12))
    assert report.anchor == (await verify()).anchor


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("UPDATE audit_entry SET event = 'people:person:edit' WHERE seq = 8", [(Fault.EDITED, 8, 8)]),
        ("UPDATE audit_entry SET event = 'people:person:edit' WHERE seq = 12", [(Fault.EDITED, 12, 12)]),
        ("UPDATE audit_payload SET body = '{}' WHERE seq = 9", []),
        ("""UPDATE audit_payload SET body = '{"a":1}' WHERE seq = 9""", [(Fault.PARTICULARS, 9, 9)]),
        ("DELETE FROM audit_payload WHERE seq = 10", [(Fault.ERASED, 10, 10)]),
        ("DELETE FROM audit_entry WHERE seq = 10", [(Fault.GAP, 10, 10)]),
        ("DELETE FROM audit_entry WHERE seq > 10", [(Fault.CUT, 11, 12)]),
        ("DELETE FROM audit_entry", [(Fault.CUT, 1, 12)]),
        ("DELETE FROM audit_head", [(Fault.HEAD, 0, 0)]),
        ("UPDATE audit_head SET seq = 11", [(Fault.HEAD, 11, 11)]),
        ("UPDATE audit_head SET mac = {hex:00ff}", [(Fault.HEAD, 12, 12)]),
    ],
)
async def test_what_was_done_to_the_newest_is_found(log, statement, found):
    await without_triggers(statement)
    assert await faults() == found


async def test_the_oldest_of_them_is_looked_at_and_the_one_before_is_not(log):
    await without_triggers("UPDATE audit_entry SET event = 'people:person:edit' WHERE seq = 7")
    assert await faults(5) == []
    assert await faults(6) == [(Fault.EDITED, 7, 7)]


async def test_particulars_the_retention_erased_are_no_fault(log, mira):
    async with transaction():
        await record(Event.AUDIT_PAYLOADS_ERASE, about=None, actor=mira, through=11)
        await AuditPayload.delete().where(AuditPayload.seq <= 11)
    assert await faults() == []


async def test_with_another_key_one_fault_is_enough(log):
    hold(Keyring.new())
    assert [kind for kind, *_ in await faults()] == [Fault.WRONG_KEY]


async def test_a_long_log_takes_no_more_than_a_short_one(log, mira, statements):
    async with transaction():
        await record_many([Happening(Event.TRAINING_RECORD_LOG, None)] * 3_000, actor=mira)
    with statements() as ran:
        report = await verify_newest(5)
    assert (report.is_sound, report.entries, len(ran)) == (True, 5, 1)
    assert "LIMIT 5" in ran[0]
