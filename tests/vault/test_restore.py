import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from staffdev.access import COMMAND_LINE
from staffdev.audit.actions import record
from staffdev.audit.events import Event
from staffdev.audit.tables import AuditEntry
from staffdev.audit.verification import verify
from staffdev.db.database import database, is_current, known_migrations, migrate
from staffdev.db.transactions import transaction
from staffdev.errors import StaffdevError
from staffdev.organisations.tables import Organisation
from staffdev.settings import Settings
from staffdev.vault.backup import backup
from staffdev.vault.keys import Keyring, held, hold, key_file, load_keyring, write_keys
from staffdev.vault.restore import restore
from tests.audit.tampering import without_triggers
from tests.cast import create_organisation
from tests.vault.office import everything
from tests.vault.rewriting import rewritten, with_footer


@pytest.fixture
async def made(office, tmp_path):
    """The backup of an office."""
    await backup(tmp_path / "office.backup")
    return tmp_path / "office.backup"


@pytest.fixture
async def sqlite_made(sqlite_office, tmp_path):
    await backup(tmp_path / "office.backup")
    return tmp_path / "office.backup"


@pytest.fixture
async def older(tmp_path):
    """An office whose database the newest migration has not reached."""
    settings = Settings(data=tmp_path / "older", database=str(tmp_path / "older" / "staffdev.sqlite"))
    hold(load_keyring(settings))
    async with database(settings):
        await migrate(through=known_migrations()[-2])
        async with transaction():
            await create_organisation("ravnica", "SOS Ravnica")
            await record(Event.ORGANISATIONS_ORGANISATION_CREATE, about=None, actor=COMMAND_LINE)
        yield


async def refused(path, settings, reason):
    """The restore is refused for that reason, and nothing is left behind."""
    before = sorted(settings.data.iterdir()) if settings.data.exists() else []
    with pytest.raises(StaffdevError, match=reason) as caught:
        await restore(path, settings=settings)
    assert "\n" not in str(caught.value)
    assert (sorted(settings.data.iterdir()) if settings.data.exists() else []) == before


async def verified(settings):
    async with database(settings):
        return await verify()


async def test_what_comes_back_is_what_was_there_on_either_database(office, empty_place, tmp_path):
    before, keyring = await everything(), held()
    made = await backup(tmp_path / "office.backup")
    assert await restore(tmp_path / "office.backup", settings=empty_place) == made
    assert held() == load_keyring(empty_place) == keyring
    async with database(empty_place):
        after = await everything()
        chain = await verify(made.audit.anchor)
    assert (chain.is_sound, chain.entries, made.audit.entries) == (True, 3, 2)
    assert after["audit_entry"].pop()["event"] == "vault:backup:restore"
    del after["audit_payload"][-1], after["audit_head"], before["audit_head"]
    assert after == before


async def test_work_goes_on_in_the_restored_place(made, empty_place):
    await restore(made, settings=empty_place)
    async with database(empty_place):
        before = await everything()
        async with transaction():
            await create_organisation("novi", "Novi")
        assert len((await everything())["organisation"]) == len(before["organisation"]) + 1


async def test_a_backup_of_the_restored_place_holds_the_same(made, empty_place, tmp_path):
    first = await restore(made, settings=empty_place)
    async with database(empty_place):
        second = await backup(tmp_path / "second.backup")
    changed = {"tables/audit_entry.jsonl", "tables/audit_payload.jsonl", "tables/audit_head.jsonl"}
    for name in first.contents.keys() - changed:
        assert second.contents[name] == first.contents[name], name


async def test_a_place_with_a_database_is_not_empty(office, made):
    count = await AuditEntry.count()
    with pytest.raises(StaffdevError, match="already is a database"):
        await restore(made, settings=office)
    async with database(office):
        assert await AuditEntry.count() == count


async def test_a_folder_with_the_keys_of_another_installation_is_not_empty(sqlite_made, empty_folder):
    write_keys(Keyring.new(), key_file(empty_folder))
    await refused(sqlite_made, empty_folder, "belongs to something else")


async def test_after_a_power_cut_between_keys_and_rows_it_can_be_tried_again(sqlite_made, empty_folder):
    write_keys(held(), key_file(empty_folder))
    key_file(empty_folder).with_name("staffdev.sqlite").touch()
    await restore(sqlite_made, settings=empty_folder)


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"datum;ime\n1.1.2025;Mira\n", bytes(1000), Path(zipfile.__file__).read_bytes()]
)
async def test_a_foreign_file_is_refused(tmp_path, empty_folder, content):
    path = tmp_path / "foreign"
    path.write_bytes(content)
    await refused(path, empty_folder, "is not a backup of StaffDev, or it is damaged")


async def test_a_foreign_archive_is_refused(tmp_path, empty_folder):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    await refused(tmp_path / "a.zip", empty_folder, "is not a backup of StaffDev")
    await refused(with_footer(tmp_path / "a.zip"), empty_folder, "is not a backup of StaffDev")


async def test_a_file_that_is_not_there_is_named(tmp_path, empty_folder):
    await refused(tmp_path / "lost.backup", empty_folder, "There is no file .*lost.backup")
    await refused(tmp_path, empty_folder, "cannot be read")


async def test_a_truncated_backup_is_refused_at_whatever_length(sqlite_made, empty_folder, tmp_path):
    whole = sqlite_made.read_bytes()
    for length in [*range(0, len(whole), len(whole) // 40), len(whole) - 1]:
        (tmp_path / "part").write_bytes(whole[:length])
        await refused(tmp_path / "part", empty_folder, "is not a backup of StaffDev, or it is damaged")


async def test_a_damaged_byte_is_noticed_wherever_it_is(sqlite_made, empty_folder):
    whole = sqlite_made.read_bytes()
    with sqlite_made.open("r+b", buffering=0) as file:
        for place in [*range(0, len(whole), 97), *range(len(whole) - 200, len(whole))]:
            os.pwrite(file.fileno(), bytes([whole[place] ^ 1 << place % 8]), place)
            await refused(sqlite_made, empty_folder, "is not a backup of StaffDev, or it is damaged")
            os.pwrite(file.fileno(), whole[place : place + 1], place)
    await restore(sqlite_made, settings=empty_folder)


@pytest.mark.parametrize("more", [b"\0", b"\n", b"PK", bytes(32), bytes(5000)])
async def test_a_backup_with_something_after_its_end_is_refused(sqlite_made, empty_folder, more):
    sqlite_made.write_bytes(sqlite_made.read_bytes() + more)
    await refused(sqlite_made, empty_folder, "is not a backup of StaffDev, or it is damaged")


async def test_a_backup_with_something_before_its_beginning_is_refused(sqlite_made, empty_folder):
    sqlite_made.write_bytes(b"#!/bin/sh\n" + sqlite_made.read_bytes())
    await refused(sqlite_made, empty_folder, "is not a backup of StaffDev, or it is damaged")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"format": 2}, "newer version"),
        ({"migrations": ["2031-01-01T00:00:00:000000"], "version": "9.0"}, "made by version 9.0"),
        ({"migrations": []}, "Install that version first"),
        ({"format": "1"}, "is not a backup"),
        ({"shapes": []}, "not those of its version"),
        ({"contents": {}}, "is not a backup"),
        ({"created_at": "yesterday"}, "is not a backup"),
    ],
)
async def test_a_manifest_that_does_not_fit_is_refused(sqlite_made, empty_folder, change, reason):
    await refused(rewritten(sqlite_made, manifest=change), empty_folder, reason)


async def test_a_member_that_nobody_announced_is_refused(sqlite_made, empty_folder):
    with zipfile.ZipFile(sqlite_made, "a") as archive:
        archive.writestr("../../etc/passwd", "x")
    await refused(with_footer(sqlite_made), empty_folder, "is not a backup")


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (b"[", b"[[", "is not a backup"),
        (b"[", b"[ ", "came back otherwise"),
        (b"[1,", b"[", "is not a backup"),
        (b'"coordinator"', b'"queen"', "could not be restored"),
        (b'"2023-01-09"', b'"9. 1. 2023."', "is not a backup"),
        (b'"2023-01-09"', b"20230109", "is not a backup"),
        (b",1,", b",99,", "could not be restored|is damaged|came back otherwise"),
    ],
)
async def test_rows_that_make_no_sense_are_refused_although_their_sums_are_right(
    sqlite_made, empty_place, before, after, reason
):
    path = rewritten(sqlite_made, members={"tables/role_grant.jsonl": lambda text: text.replace(before, after)})
    await refused(path, empty_place, reason)


async def test_a_log_edited_inside_the_backup_is_refused(sqlite_made, empty_place):
    path = rewritten(
        sqlite_made, members={"tables/audit_entry.jsonl": lambda text: text.replace(b"withdraw", b"withdrew")}
    )
    await refused(path, empty_place, "has been tampered with")


async def test_a_tail_cut_off_inside_the_backup_is_refused(sqlite_made, empty_place):
    def first_line(text):
        return text.splitlines(keepends=True)[0]

    path = rewritten(
        sqlite_made,
        members={"tables/audit_entry.jsonl": first_line, "tables/audit_payload.jsonl": first_line},
    )
    await refused(path, empty_place, "has been tampered with")


async def test_an_installation_whose_log_was_tampered_with_can_still_be_restored(office, empty_place, tmp_path):
    await without_triggers("UPDATE audit_entry SET event = 'people:person:edit' WHERE seq = 1")
    await backup(tmp_path / "office.backup")
    await restore(tmp_path / "office.backup", settings=empty_place)
    async with database(empty_place):
        assert [(found.fault, found.first) for found in (await verify()).found] == [("edited", 1)]


async def test_a_backup_of_an_older_version_is_brought_up_to_date(older, empty_place, tmp_path):
    made = await backup(tmp_path / "older.backup")
    assert made.migrations == known_migrations()[:-1]
    await restore(tmp_path / "older.backup", settings=empty_place)
    async with database(empty_place):
        assert await is_current()
        assert [row["code"] for row in await Organisation.select()] == ["ravnica"]
        assert (await verify()).is_sound


async def test_with_the_secret_of_another_installation_it_is_refused(sqlite_made, empty_folder):
    await refused(sqlite_made, replace(empty_folder, secret="x" * 40), "STAFFDEV_SECRET is not the one")
