import asyncio
import contextlib
import os
import sqlite3
import stat
import zipfile
from uuid import uuid4

import pytest

from staffdev.access import COMMAND_LINE
from staffdev.audit.actions import record
from staffdev.audit.events import Event
from staffdev.audit.tables import AuditEntry
from staffdev.db.transactions import transaction
from staffdev.errors import StaffdevError
from staffdev.vault.archive import Archive
from staffdev.vault.backup import backup
from staffdev.vault.keys import held
from tests.audit.stored import newest
from tests.audit.tampering import without_triggers


@pytest.fixture
def path(tmp_path):
    return tmp_path / "office.backup"


async def test_it_says_what_it_holds(office, path):
    manifest = await backup(path)
    assert manifest.database == ("postgres" if office.uses_postgres else "sqlite")
    assert manifest.contents["tables/person.jsonl"].rows == 7
    assert (manifest.audit.entries, manifest.audit.is_sound) == (2, True)
    with Archive(path) as archive:
        archive.check()
        assert archive.manifest == manifest
        assert archive.keys == held().as_text()


async def test_it_is_itself_recorded(office, path):
    manifest = await backup(path)
    entry = await newest()
    assert (entry.event, entry.seq) == ("vault:backup:create", 3)
    assert entry.body == f'{{"anchor":"{manifest.audit.anchor}","by":"staffdev","file":"office.backup"}}'


async def test_only_its_owner_may_read_it(office, path):
    await backup(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_nobody_is_signed_in_in_a_backup(office, path):
    await backup(path)
    assert not [name for name in zipfile.ZipFile(path).namelist() if "web_session" in name or "sign_in" in name]


async def test_it_replaces_nothing(sqlite_office, path):
    path.write_text("the backup of last week")
    with pytest.raises(StaffdevError, match="already exists"):
        await backup(path)
    assert path.read_text() == "the backup of last week"
    assert await AuditEntry.count() == 2


async def test_a_place_that_cannot_be_written_to_is_named(sqlite_office, tmp_path):
    with pytest.raises(StaffdevError, match=r"nowhere/office\.backup cannot be written"):
        await backup(tmp_path / "nowhere" / "office.backup")


async def test_what_fails_leaves_no_file(office, path):
    await without_triggers("ALTER TABLE audit_head RENAME TO audit_head_that_was")
    with pytest.raises(Exception, match="audit_head"):
        await backup(path)
    assert [file for file in path.parent.iterdir() if "backup" in file.name] == []


async def test_a_damaged_database_is_not_backed_up(sqlite_office, path):
    with contextlib.closing(sqlite3.connect(sqlite_office.database)) as connection, connection:
        connection.execute("UPDATE engagement SET person = 999 WHERE id = 1")
    with pytest.raises(StaffdevError, match=r"damaged \(engagement → person\)"):
        await backup(path)
    assert not path.exists()


async def test_a_tampered_log_is_backed_up_and_said_to_be(office, path):
    await without_triggers("UPDATE audit_entry SET event = 'people:person:edit' WHERE seq = 1")
    manifest = await backup(path)
    assert not manifest.audit.is_sound


async def test_it_is_of_one_moment_while_twenty_others_write(office, path):
    done = asyncio.Event()

    async def write(number):
        while not done.is_set():
            async with transaction():
                for step in range(2):
                    await record(Event.PEOPLE_PERSON_EDIT, about=uuid4(), actor=COMMAND_LINE, writer=number, step=step)

    writers = [asyncio.create_task(write(number)) for number in range(20)]
    await asyncio.sleep(0.05)
    manifests = [await backup(path.with_name(f"{number}.backup")) for number in range(3)]
    done.set()
    await asyncio.gather(*writers)
    for number, manifest in enumerate(manifests):
        entries, payloads = (manifest.contents[f"tables/audit_{name}.jsonl"].rows for name in ("entry", "payload"))
        assert entries == payloads
        assert (entries - number) % 2 == 0, "half a transaction"
        assert manifest.audit.entries == entries
        assert manifest.audit.is_sound
    assert manifests[-1].audit.entries > manifests[0].audit.entries > 2


async def test_a_folder_without_hard_links_will_do(sqlite_office, path, monkeypatch):
    def refuse(*_):
        raise OSError("not on this stick")

    monkeypatch.setattr(os, "link", refuse)
    await backup(path)
    with Archive(path) as archive:
        archive.check()
