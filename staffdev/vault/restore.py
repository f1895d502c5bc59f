"""A backup becomes an installation again: in an empty place, whole, and compared with what was backed up."""

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg

from staffdev.access import COMMAND_LINE
from staffdev.audit.actions import record
from staffdev.audit.events import Event
from staffdev.audit.verification import verify
from staffdev.db.database import bind, bound, engine_for, known_migrations, migrate
from staffdev.db.migrations import schema_change
from staffdev.errors import StaffdevError
from staffdev.i18n import N_, S_
from staffdev.settings import Settings
from staffdev.vault.archive import Archive
from staffdev.vault.keys import Keyring, hold, key_file, read_keys, write_keys
from staffdev.vault.manifest import Content, Manifest, Shape, write_row
from staffdev.vault.rows import Rows, rows_of
from staffdev.vault.traces import database_is_in_use


async def restore(path: Path, *, settings: Settings) -> Manifest:
    """Fill the empty place of `settings` with that backup, from either database into either, and hold its keys.

    An older backup is brought up to date. Raises a StaffdevError, and leaves the place empty, when the place is not
    empty, the file is no whole backup of this version or an older one, or what was restored is not what it holds.
    """
    with Archive(path) as archive:
        archive.check()
        keyring = _keys_of(archive)
        _require_known(archive.manifest)
        _require_empty(settings, keyring)
        with _removed_if_it_fails(settings):
            bind(engine_for(settings))
            hold(keyring)
            with _in_one_sentence(), _put_back(keyring, settings):
                async with schema_change(bound()):
                    await _fill(archive)
        return archive.manifest


async def _fill(archive: Archive) -> None:
    """All of it in the transaction around."""
    manifest = archive.manifest
    await migrate(through=manifest.migrations[-1])
    current: Any = bound().current_transaction.get()
    rows = rows_of(current.connection)
    await _require_fitting(manifest, rows)
    for shape in manifest.shapes:
        await rows.insert(shape, archive.rows(shape))
    await _compare(manifest, rows)
    await migrate()
    created_at, anchor = manifest.created_at, manifest.audit.anchor
    await record(Event.VAULT_BACKUP_RESTORE, about=None, actor=COMMAND_LINE, created_at=created_at, anchor=anchor)


async def _require_fitting(manifest: Manifest, rows: Rows) -> None:
    there = {shape.name: shape.columns for shape in await rows.shapes()}
    if there != {shape.name: shape.columns for shape in manifest.shapes}:
        raise StaffdevError(N_("The tables in this backup are not those of its version. Use another one."))


async def _compare(manifest: Manifest, rows: Rows) -> None:
    """Raise a StaffdevError unless every row, the audit log and the database itself are as they were."""
    for shape in manifest.shapes:
        if await _content_of(shape, rows) != manifest.contents[shape.member]:
            raise StaffdevError(S_("The table %(name)s came back otherwise than it was.", name=shape.name))
    if problem := await rows.problem():
        raise StaffdevError(S_("The restored database is damaged: %(what)s.", what=problem))
    chain = await verify(manifest.audit.anchor or None, select=rows.select)
    if manifest.audit.is_sound and not chain.is_sound:
        raise StaffdevError(N_("The audit log in this backup has been tampered with. Use another one."))


async def _content_of(shape: Shape, rows: Rows) -> Content:
    digest, size, count = hashlib.sha256(), 0, 0
    async for batch in rows.batches(shape):
        text = b"".join(map(write_row, batch))
        digest.update(text)
        size, count = size + len(text), count + len(batch)
    return Content(size, digest.hexdigest(), count)


def _keys_of(archive: Archive) -> Keyring:
    try:
        return Keyring.from_text(archive.keys)
    except (ValueError, KeyError, TypeError) as error:
        raise StaffdevError(N_("The keys in this backup are damaged. Use another one.")) from error


def _require_known(manifest: Manifest) -> None:
    if not manifest.migrations or set(manifest.migrations) - set(known_migrations()):
        advice = S_(
            "This backup was made by version %(version)s. Install that version first.", version=manifest.version
        )
        raise StaffdevError(advice)


def _require_empty(settings: Settings, keyring: Keyring) -> None:
    if database_is_in_use(settings):
        raise StaffdevError(
            N_("There already is a database. Restore into an empty place: let STAFFDEV_DATA name a new folder.")
        )
    file = key_file(settings)
    if settings.secret is not None and Keyring.derived_from(settings.secret) != keyring:
        raise StaffdevError(N_("STAFFDEV_SECRET is not the one of this backup. Set that one, or leave it empty."))
    if file.exists() and read_keys(file) != keyring:
        raise StaffdevError(
            S_("The key file %(path)s belongs to something else. Restore into an empty folder.", path=file)
        )


@contextlib.contextmanager
def _removed_if_it_fails(settings: Settings) -> Iterator[None]:
    if settings.uses_postgres:
        yield  # what the transaction did is undone
        return
    file = Path(settings.database)
    try:
        yield
    except BaseException:
        for suffix in ("", "-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _put_back(keyring: Keyring, settings: Settings) -> Iterator[None]:
    """The key file stands before the database is filled, and not at all when that fails."""
    file = key_file(settings)
    made = settings.secret is None and not file.exists()
    if made:
        write_keys(keyring, file)
    try:
        yield
    except BaseException:
        if made:
            file.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _in_one_sentence() -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        raise StaffdevError(S_("The backup could not be restored: %(why)s.", why=_first_line(error))) from error


def _first_line(error: Exception) -> str:
    """What went wrong, without the rows PostgreSQL quotes below it."""
    return (str(error).splitlines() or [type(error).__name__])[0]
