"""Every row of a database, out and in, by asking the database itself what tables it has.

`rows_of` wants a connection that is inside a transaction: on SQLite a Lane, on PostgreSQL asyncpg's.
"""

import sqlite3
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from graphlib import TopologicalSorter
from typing import Any

from staffdev.db.engine.lane import Lane
from staffdev.vault.manifest import Kind, Row, Shape, kind_of

BATCH = 1000
LOWEST = -(2**62)
LEFT_OUT = frozenset({"migration", "web_session", "sign_in_try"})  # a restored place has nobody signed in

Batch = list[Row]


class Rows(ABC):
    """What is stored behind one connection."""

    async def shapes(self) -> list[Shape]:
        """The tables, in an order in which none points at one still to come."""
        columns = await self._columns()
        kept = sorted(columns.keys() - LEFT_OUT)
        pointing = await self._pointing()
        order = TopologicalSorter({table: sorted(pointing.get(table, set()) - {table}) for table in kept})
        return [Shape(table, dict(sorted(columns[table].items()))) for table in order.static_order() if table in kept]

    async def migrations(self) -> list[str]:
        """The migrations that have run, oldest first."""
        return [row["name"] for row in await self.select("SELECT name FROM migration ORDER BY name")]

    async def count(self, shape: Shape) -> int:
        return int((await self.select(f'SELECT count(*) AS n FROM "{shape.name}"'))[0]["n"])

    @abstractmethod
    async def select(self, sql: str) -> Sequence[Mapping[str, Any]]:
        """What that SQL, which takes no parameters, finds."""

    async def batches(self, shape: Shape) -> AsyncIterator[Batch]:
        """All rows, oldest first. Page by page: an open cursor would keep the table from being migrated."""
        columns, last = _names(shape), LOWEST
        page = f'SELECT {columns} FROM "{shape.name}" WHERE id > %d ORDER BY id LIMIT {BATCH}'
        while found := await self.select(page % last):
            yield [tuple(row.values()) for row in found]
            last = found[-1]["id"]

    @abstractmethod
    async def insert(self, shape: Shape, batches: Iterable[Batch]) -> None: ...

    @abstractmethod
    async def problem(self) -> str:
        """What the database itself finds wrong; empty when it is whole."""

    @abstractmethod
    async def _columns(self) -> Mapping[str, dict[str, Kind]]: ...

    @abstractmethod
    async def _pointing(self) -> Mapping[str, set[str]]:
        """For each table those its foreign keys point at."""


class SQLiteRows(Rows):
    def __init__(self, lane: Lane) -> None:
        self.lane = lane

    async def select(self, sql: str) -> Sequence[Mapping[str, Any]]:
        return await self.lane.execute(sql)

    async def insert(self, shape: Shape, batches: Iterable[Batch]) -> None:
        sql = f'INSERT INTO "{shape.name}" ({_names(shape)}) VALUES ({", ".join("?" * len(shape.columns))})'

        def insert_all(connection: sqlite3.Connection) -> None:
            for batch in batches:
                connection.executemany(sql, batch)

        await self.lane.run(insert_all)

    async def problem(self) -> str:
        said = await self.select("PRAGMA integrity_check")
        if said[0]["integrity_check"] != "ok":
            return str(said[0]["integrity_check"])
        broken = await self.select("PRAGMA foreign_key_check")
        return f"{broken[0]['table']} → {broken[0]['parent']}" if broken else ""

    async def _columns(self) -> Mapping[str, dict[str, Kind]]:
        tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        found: dict[str, dict[str, Kind]] = {}
        for row in await self.select(tables):
            columns = await self.select(f'PRAGMA table_info("{row["name"]}")')
            found[row["name"]] = {column["name"]: kind_of(column["type"]) for column in columns}
        return found

    async def _pointing(self) -> Mapping[str, set[str]]:
        tables = await self._columns()
        keys = {table: await self.select(f'PRAGMA foreign_key_list("{table}")') for table in tables}
        return {table: {key["table"] for key in found} for table, found in keys.items()}


class PostgresRows(Rows):
    def __init__(self, connection: Any) -> None:
        self.connection = connection

    async def select(self, sql: str) -> Sequence[Mapping[str, Any]]:
        found: Sequence[Mapping[str, Any]] = await self.connection.fetch(sql)
        return found

    async def insert(self, shape: Shape, batches: Iterable[Batch]) -> None:
        rows = (row for batch in batches for row in batch)
        await self.connection.copy_records_to_table(shape.name, records=rows, columns=list(shape.columns))
        last = f"pg_get_serial_sequence('\"{shape.name}\"', 'id')"
        await self.connection.execute(f'SELECT setval({last}, max(id)) FROM "{shape.name}" HAVING max(id) IS NOT NULL')

    async def problem(self) -> str:
        return ""  # it checks its foreign keys itself, and its pages by their checksums

    async def _columns(self) -> Mapping[str, dict[str, Kind]]:
        found: dict[str, dict[str, Kind]] = {}
        wanted = "SELECT table_name, column_name, data_type FROM information_schema.columns"
        for row in await self.select(f"{wanted} WHERE table_schema = current_schema()"):
            found.setdefault(row["table_name"], {})[row["column_name"]] = kind_of(row["data_type"])
        return found

    async def _pointing(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        pairs = "SELECT c.relname AS from_table, t.relname AS to_table FROM pg_constraint k"
        joined = f"{pairs} JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid"
        for row in await self.select(f"{joined} WHERE k.contype = 'f'"):
            found.setdefault(row["from_table"], set()).add(row["to_table"])
        return found


def rows_of(connection: Any) -> Rows:
    """The rows behind a connection of either database."""
    return SQLiteRows(connection) if isinstance(connection, Lane) else PostgresRows(connection)


def _names(shape: Shape) -> str:
    return ", ".join(f'"{name}"' for name in shape.columns)
