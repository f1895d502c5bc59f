"""All or nothing, on either database."""

from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from piccolo.columns import Column
from piccolo.columns.defaults.base import Default
from piccolo.table import Table

from staffdev.db.database import bound
from staffdev.db.engine import Postgres, heavy
from staffdev.db.engine.connection import run_many

__all__ = ["heavy", "insert_many", "locked", "new_ids", "savepoint", "transaction"]

BATCH = 2000

Query = TypeVar("Query")


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    """Commit what happens inside, or nothing of it. Inside another transaction it is part of that one.

    On SQLite nobody else writes meanwhile. Never `gather` inside: the tasks would share one connection.
    """
    async with bound().transaction():
        yield


@asynccontextmanager
async def savepoint() -> AsyncIterator[None]:
    """Undo only what happens inside when it fails; the transaction around it can go on."""
    current: Any = bound().current_transaction.get()
    if current is None:
        raise RuntimeError("a savepoint stands inside a transaction")
    point = await current.savepoint()
    try:
        yield
    except BaseException:
        await point.rollback_to()
        await point.release()
        raise
    await point.release()


def locked(query: Query) -> Query:
    """The select or objects query that holds its rows until the transaction ends; for every read before a write.

    SQLite needs no locks: its transactions come one after the other.
    """
    if isinstance(bound(), Postgres):
        lockable: Any = query
        return lockable.lock_rows("UPDATE")  # type: ignore[no-any-return] # it returns the query itself
    return query


async def insert_many(table: type[Table], rows: Iterable[Mapping[str, Any]]) -> int:
    """Insert the rows about as fast as the driver can, and say how many; `rows` may be a generator.

    The first row says which columns come; the others get the defaults of the table. Belongs inside a transaction.
    """
    remaining = iter(rows)
    count = 0
    async with transaction():
        columns: Sequence[Column] = ()
        while batch := list(islice(remaining, BATCH)):
            columns = columns or _columns(table, batch[0])
            await _insert(table, columns, list(_records(columns, batch)))
            count += len(batch)
    return count


async def new_ids(table: type[Table], count: int) -> list[int]:
    """Ids for that many rows still to be inserted with `insert_many`, so that children can name their parents.

    Belongs inside the transaction that inserts them.
    """
    name = table._meta.tablename
    if isinstance(bound(), Postgres):
        sequence = f"pg_get_serial_sequence('\"{name}\"', 'id')"
        rows = await table.raw(f"SELECT nextval({sequence}) AS id FROM generate_series(1, {{}}::int)", count)
        return [row["id"] for row in rows]
    rows = await table.raw(f'SELECT coalesce(max(id), 0) AS last FROM "{name}"')
    first = rows[0]["last"] + 1
    return list(range(first, first + count))


def _columns(table: type[Table], row: Mapping[str, Any]) -> list[Column]:
    """The columns of `row`, and those that have a default of their own."""
    if unknown := row.keys() - {column._meta.name for column in table._meta.columns}:
        raise ValueError(f"{table.__name__} has no {', '.join(sorted(unknown))}")
    return [column for column in table._meta.columns if column._meta.name in row or _default(column) is not None]


def _records(columns: Sequence[Column], batch: Sequence[Mapping[str, Any]]) -> Iterator[tuple[Any, ...]]:
    names = [column._meta.name for column in columns]
    if len(names) > 1 and all(name in batch[0] for name in names):
        yield from map(itemgetter(*names), batch)
        return
    for row in batch:
        yield tuple([row[c._meta.name] if c._meta.name in row else _default(c) for c in columns])


def _default(column: Column) -> Any:
    if column._meta.primary_key:
        return None
    value = column.get_default_value()
    return value.python() if isinstance(value, Default) else value


async def _insert(table: type[Table], columns: Sequence[Column], records: list[tuple[Any, ...]]) -> None:
    names = [column._meta.db_column_name for column in columns]
    engine = bound()
    current: Any = engine.current_transaction.get()
    if isinstance(engine, Postgres):
        await current.connection.copy_records_to_table(table._meta.tablename, records=records, columns=names)
        return
    quoted = ", ".join(f'"{name}"' for name in names)
    sql = f'INSERT INTO "{table._meta.tablename}" ({quoted}) VALUES ({", ".join("?" * len(names))})'
    await current.connection.run(lambda connection: run_many(connection, sql, records))
