"""Many rows changed at once, about as fast as the driver can; belongs inside a transaction."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from piccolo.table import Table

from staffdev.db.database import bound
from staffdev.db.engine import Postgres
from staffdev.db.engine.connection import run_many


async def update_many(table: type[Table], columns: Sequence[str], records: Iterable[Sequence[Any]]) -> None:
    """Set `columns` of rows; each record has their values and then the row's id."""
    if isinstance(bound(), Postgres):
        places = ", ".join(f'"{name}" = ${number}' for number, name in enumerate(columns, 1))
        sql = f'UPDATE "{table._meta.tablename}" SET {places} WHERE id = ${len(columns) + 1}'
        await _connection().executemany(sql, records)
        return
    places = ", ".join(f'"{name}" = ?' for name in columns)
    sql = f'UPDATE "{table._meta.tablename}" SET {places} WHERE id = ?'
    rows = list(records)
    await _connection().run(lambda connection: run_many(connection, sql, rows))


async def withdraw_many(table: type[Table], ids: Sequence[int], *, by: UUID | None, at: datetime, because: str) -> None:
    """Take these facts back with the reason; what was there stays as history, as `facts.withdraw` does it."""
    if not ids:
        return
    kept = [column._meta.name for column in table._meta.columns if column._meta.name not in {"id", "version_of"}]
    copied = ", ".join("{}" if name == "superseded_at" else f'"{name}"' for name in kept)
    columns = ", ".join(f'"{name}"' for name in kept)
    name, listed = table._meta.tablename, ", ".join(map(str, ids))
    await table.raw(
        f'INSERT INTO "{name}" ({columns}, "version_of") SELECT {copied}, "id" FROM "{name}" WHERE "id" IN ({listed})',
        at,
    )
    await table.raw(
        f'UPDATE "{name}" SET "recorded_at" = {{}}, "superseded_at" = {{}}, "recorded_by" = {{}}, '
        f'"withdrawn_because" = {{}} WHERE "id" IN ({listed})',
        at,
        at,
        by,
        because,
    )


def _connection() -> Any:
    current: Any = bound().current_transaction.get()
    if current is None:
        raise RuntimeError("rows are changed in bulk inside a transaction")
    return current.connection
