"""Whether somebody already works with a database; asked before new keys are made, and before a restore."""

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import asyncpg

from staffdev.db.engine.connection import connect
from staffdev.errors import StaffdevError
from staffdev.i18n import S_
from staffdev.settings import Settings


def database_is_in_use(settings: Settings) -> bool:
    """Whether the database has any table of ours; one that does not exist has none."""
    if not settings.uses_postgres:
        return _file_has_tables(Path(settings.database))
    with ThreadPoolExecutor(1) as aside:  # the caller may stand in a running event loop
        return aside.submit(asyncio.run, _server_has_tables(settings.database)).result()


def _file_has_tables(path: Path) -> bool:
    if not path.exists() or path.stat().st_size == 0:
        return False
    try:
        with closing(connect(path, read_only=True)) as connection:
            return bool(connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone())
    except (StaffdevError, sqlite3.Error):
        return True  # something is there that we cannot read: not ours to replace


async def _server_has_tables(address: str) -> bool:
    try:
        connection = await asyncpg.connect(address)
    except (OSError, asyncpg.PostgresError) as error:
        raise StaffdevError(S_("The database server cannot be reached: %(why)s.", why=error)) from error
    try:
        found = "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() LIMIT 1"
        return bool(await connection.fetchval(found))
    finally:
        await connection.close()
