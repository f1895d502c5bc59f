"""The log of twelve entries, tampered with by somebody who has the database, but not the key."""

import asyncio
from uuid import uuid4

import pytest

from staffdev.audit.actions import Happening, record, record_many
from staffdev.audit.events import Event
from staffdev.audit.inspection import Fault
from staffdev.audit.tables import AuditEntry
from staffdev.audit.verification import anchor, verify
from staffdev.db.transactions import transaction
from staffdev.errors import StaffdevError
from staffdev.vault.keys import Keyring, hold
from tests.audit.tampering import without_triggers


@pytest.fixture
async def log(db, mira):
    for number in range(1, 13):
        async with transaction():
            await record(Event.TRAINING_RECORD_LOG, about=uuid4(), actor=mira, number=number)


async def faults(anchor=None):
    report = await verify(anchor)
    assert report.is_sound == (not report.found)
    return [(found.fault, found.first, found.last) for found in report.found]


async def test_an_untouched_log_is_sound(log):
    report = await verify()
    assert (report.is_sound, report.entries, report.erased, report.anchor) == (True, 12, 0, await anchor())
    assert report.anchor.startswith("12:")


async def test_a_log_that_was_never_written_is_sound(db):
    report = await verify()
    assert (report.is_sound, report.entries, report.anchor, await anchor()) == (True, 0, "", "")


@pytest.mark.parametrize(
    "edit",
    [
        "at = '2020-01-01 00:00:00.000000+00:00'",
        "actor = '00000000-0000-0000-0000-000000000009'",
        "actor = NULL",
        "organisation = '00000000-0000-0000-0000-000000000009'",
        "about = NULL",
        "event = 'people:person:edit'",
        "commitment = prev",
        "mac = commitment",
    ],
)
async def test_an_edited_entry_is_named(log, edit):
    await without_triggers(f"UPDATE audit_entry SET {edit} WHERE seq = 7")
    assert await faults() == [(Fault.EDITED, 7, 7)]


@pytest.mark.parametrize("edit", ["at = 'yesterday'", "actor = 'Mira'", "mac = 'x'", "prev = 'x'", "at = X'00'"])
async def test_what_is_not_even_of_its_kind_is_named(sqlite_db, mira, edit):
    for _ in range(3):
        async with transaction():
            await record(Event.PEOPLE_PERSON_EDIT, about=None, actor=mira)
    await without_triggers(f"UPDATE audit_entry SET {edit} WHERE seq = 2")
    assert await faults() == [(Fault.EDITED, 2, 2)]


async def test_the_edited_first_entry_is_named_although_nothing_stands_before_it(log):
    await without_triggers("UPDATE audit_entry SET event = 'people:person:edit' WHERE seq = 1")
    assert await faults() == [(Fault.EDITED, 1, 1)]


async def test_the_only_entry_edited_is_not_taken_for_a_wrong_key(db, mira):
    async with transaction():
        await record(Event.PEOPLE_PERSON_CREATE, about=None, actor=mira)
    await without_triggers("UPDATE audit_entry SET event = 'people:person:edit'")
    assert await faults() == [(Fault.EDITED, 1, 1)]


async def test_edited_particulars_are_named(log):
    await without_triggers("""UPDATE audit_payload SET body = '{"number":600}' WHERE seq = 5""")
    assert await faults() == [(Fault.PARTICULARS, 5, 5)]


async def test_particulars_that_vanished_are_named(log):
    await without_triggers("DELETE FROM audit_payload WHERE seq IN (3, 4)")
    assert await faults() == [(Fault.ERASED, 3, 3), (Fault.ERASED, 4, 4)]


async def test_a_gap_is_named_with_both_its_ends(log):
    await without_triggers("DELETE FROM audit_entry WHERE seq IN (4, 5, 6)")
    assert await faults() == [(Fault.GAP, 4, 6)]


async def test_one_missing_entry_is_a_gap(log):
    await without_triggers("DELETE FROM audit_entry WHERE seq = 5")
    assert await faults() == [(Fault.GAP, 5, 5)]


async def test_a_missing_beginning_is_a_gap(log):
    await without_triggers("DELETE FROM audit_entry WHERE seq < 3")
    assert await faults() == [(Fault.GAP, 1, 2)]


async def test_a_closed_gap_is_still_found(log):
    await without_triggers(
        "DELETE FROM audit_entry WHERE seq = 11", "UPDATE audit_entry SET seq = 11 WHERE seq = 12",
        "DELETE FROM audit_payload WHERE seq = 11", "UPDATE audit_payload SET seq = 11 WHERE seq = 12",
        "UPDATE audit_head SET seq = 11",
    )  # fmt: skip
    assert await faults() == [(Fault.EDITED, 11, 11)]


async def test_a_cut_tail_is_named(log):
    await without_triggers("DELETE FROM audit_entry WHERE seq > 9")
    assert await faults() == [(Fault.CUT, 10, 12)]


async def test_an_emptied_log_is_named(log):
    await without_triggers("DELETE FROM audit_entry")
    assert await faults() == [(Fault.CUT, 1, 12)]


async def test_a_cut_tail_with_the_head_turned_back_shows_only_against_an_anchor(log):
    written_down = await anchor()
    (ninth,) = await AuditEntry.select(AuditEntry.mac).where(AuditEntry.seq == 9)
    mac = ninth["mac"].hex()
    await without_triggers(
        "DELETE FROM audit_payload WHERE seq > 9", "DELETE FROM audit_entry WHERE seq > 9",
        f"UPDATE audit_head SET seq = 9, mac = {{hex:{mac}}}",
    )  # fmt: skip
    assert await faults() == []
    assert await faults(written_down) == [(Fault.ANCHOR, 12, 12)]


async def test_an_older_anchor_still_holds(log, mira):
    written_down = await anchor()
    async with transaction():
        await record(Event.PEOPLE_PERSON_EDIT, about=None, actor=mira)
    assert await faults(f" {written_down.upper()} ") == []


@pytest.mark.parametrize("typed", ["", "12", "12:xyz", "12:9f0c44d1be02a37", "9f0c44d1be02a377", "-1:9f0c44d1be02a377"])
async def test_what_cannot_be_an_anchor_is_refused(db, typed):
    with pytest.raises(StaffdevError, match="anchor as it was printed"):
        await verify(typed)


async def test_two_entries_that_changed_places_are_named(log):
    await without_triggers(
        "UPDATE audit_entry SET seq = -1 WHERE seq = 4", "UPDATE audit_entry SET seq = 4 WHERE seq = 8",
        "UPDATE audit_entry SET seq = 8 WHERE seq = -1",
    )  # fmt: skip
    assert await faults() == [(Fault.MOVED, 4, 8), (Fault.MOVED, 8, 4)]


async def test_a_second_entry_at_one_place_is_a_fork(log):
    columns = "prev, at, actor, event, about, commitment"
    await without_triggers(
        "DROP INDEX IF EXISTS audit_entry_seq",
        f"INSERT INTO audit_entry (seq, mac, {columns}) SELECT 6, commitment, {columns} FROM audit_entry WHERE seq = 6",
        loose=True,
    )
    found = await faults()
    assert (Fault.FORK, 6, 6) in found
    assert {first for _, first, _ in found} <= {6, 7}


async def test_a_head_that_belongs_to_another_entry_is_named(log):
    await without_triggers("UPDATE audit_head SET mac = {hex:00}")
    assert await faults() == [(Fault.HEAD, 12, 12)]


async def test_a_head_turned_back_is_named(log):
    await without_triggers("UPDATE audit_head SET seq = 10")
    assert await faults() == [(Fault.HEAD, 10, 10)]


async def test_a_missing_head_is_named(log):
    await without_triggers("DELETE FROM audit_head")
    assert await faults() == [(Fault.HEAD, 0, 0)]


async def test_with_another_key_nothing_is_believed(log):
    hold(Keyring.new())
    assert await faults() == [(Fault.WRONG_KEY, 1, 12)]


async def test_an_entry_signed_with_another_key_is_named(log, mira, keyring):
    hold(Keyring.new())
    async with transaction():
        await record(Event.PEOPLE_PERSON_EDIT, about=None, actor=mira)
    hold(keyring)
    assert await faults() == [(Fault.EDITED, 13, 13)]


async def test_a_log_wholly_spoilt_is_counted_but_listed_only_in_part(db, mira):
    async with transaction():
        await record_many([Happening(Event.TRAINING_RECORD_LOG, None)] * 350, actor=mira)
    await without_triggers("UPDATE audit_entry SET event = 'people:person:edit' WHERE seq > 1")
    report = await verify()
    assert (report.faults, len(report.found)) == (349, 100)


async def test_what_is_written_during_the_walk_is_no_fault(log, mira):
    async def write():
        for _ in range(40):
            async with transaction():
                await record(Event.PEOPLE_PERSON_EDIT, about=None, actor=mira)

    writing = asyncio.create_task(write())
    while not writing.done():
        assert (await verify()).is_sound
    assert (await verify()).entries == 52
