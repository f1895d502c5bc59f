"""One file with everything: every row, and the keys. Written while others work, checked before it gets its name."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from staffdev import __version__, clock
from staffdev.access import COMMAND_LINE, Actor
from staffdev.audit.actions import record
from staffdev.audit.events import Event
from staffdev.audit.verification import verify
from staffdev.db.database import bound
from staffdev.db.engine import Engine, SQLite
from staffdev.db.engine.lane import Lane
from staffdev.db.transactions import transaction
from staffdev.errors import StaffdevError
from staffdev.i18n import S_
from staffdev.vault.archive import Archive, Writer, new_file
from staffdev.vault.keys import held
from staffdev.vault.manifest import FORMAT, AuditState, Manifest
from staffdev.vault.rows import Rows, rows_of


async def backup(path: Path, *, actor: Actor = COMMAND_LINE) -> Manifest:
    """Back the bound database and the held keys up into the new file `path`, as they are at one moment.

    The file is as worth protecting as the installation itself: it holds the keys. A damaged audit log does not stop
    the backup; the manifest says so. Raises a StaffdevError, and leaves no file, when anything else is wrong.
    """
    with new_file(path) as draft:
        with Writer(draft) as writer:
            async with snapshot(bound()) as rows:
                manifest = await _write(rows, writer)
        with Archive(draft) as archive:
            archive.check()
    async with transaction():
        await record(Event.VAULT_BACKUP_CREATE, about=None, actor=actor, file=path.name, anchor=manifest.audit.anchor)
    return manifest


@asynccontextmanager
async def snapshot(engine: Engine) -> AsyncIterator[Rows]:
    """Everything as it is at one moment; others go on writing meanwhile."""
    if isinstance(engine, SQLite):
        lane = Lane(lambda: engine.connect(read_only=True))
        try:
            await lane.execute("BEGIN")
            yield rows_of(lane)
        finally:
            await lane.stop()
        return
    connection = await engine.get_new_connection()
    try:
        async with connection.transaction(isolation="repeatable_read", readonly=True):
            yield rows_of(connection)
    finally:
        await connection.close()


async def _write(rows: Rows, writer: Writer) -> Manifest:
    if problem := await rows.problem():
        raise StaffdevError(S_("The database is damaged (%(what)s). Restore an earlier backup.", what=problem))
    shapes = await rows.shapes()
    for shape in shapes:
        await writer.add_table(shape, rows.batches(shape))
    writer.add_keys(held().as_text())
    chain = await verify(select=rows.select)
    manifest = Manifest(
        format=FORMAT,
        version=__version__,
        created_at=clock.now(),
        database=bound().engine_type,
        migrations=await rows.migrations(),
        shapes=shapes,
        contents=writer.contents,
        audit=AuditState(chain.entries, chain.anchor, chain.is_sound),
    )
    writer.finish(manifest)
    return manifest
