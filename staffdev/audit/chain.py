"""Appending to the stored chain: one hop to the writer on SQLite, two round trips on PostgreSQL.

Whoever takes the next place holds the head row until her transaction ends, so the chain cannot fork.
"""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

from staffdev.audit.rules import Entry
from staffdev.audit.tables import AuditEntry, AuditPayload
from staffdev.db.database import bound
from staffdev.db.engine import Postgres
from staffdev.db.engine.connection import fetch
from staffdev.db.transactions import insert_many


@dataclass(frozen=True, slots=True)
class Place:
    """Where the next entry goes: its number, and the mac of the entry before it."""

    seq: int
    prev: bytes


@dataclass(frozen=True, slots=True)
class Payload:
    seq: int
    nonce: bytes
    body: str


Written = tuple[Entry, Payload]
Make = Callable[[Place], Written]

ENTRY = [column.name for column in fields(Entry)]
PAYLOAD = [column.name for column in fields(Payload)]

TAKE = "UPDATE audit_head SET seq = seq + 1 WHERE id = 1 RETURNING seq, mac"
BEGIN = "INSERT INTO audit_head (id, seq, mac) VALUES (1, 0, ?) ON CONFLICT (id) DO NOTHING"
INSERT_ENTRY = f"INSERT INTO audit_entry ({', '.join(ENTRY)}) VALUES ({', '.join('?' * len(ENTRY))})"
INSERT_PAYLOAD = f"INSERT INTO audit_payload ({', '.join(PAYLOAD)}) VALUES ({', '.join('?' * len(PAYLOAD))})"
MOVE = "UPDATE audit_head SET seq = ?, mac = ? WHERE id = 1"


def _numbered(sql: str) -> str:
    """`sql` with PostgreSQL's $1, $2 … for each question mark."""
    first, *others = sql.split("?")
    return first + "".join(f"${number}{part}" for number, part in enumerate(others, 1))


BEGIN_NUMBERED, MOVE_NUMBERED = _numbered(BEGIN), _numbered(MOVE)
ALL_NUMBERED = _numbered(f"WITH entry AS ({INSERT_ENTRY}), payload AS ({INSERT_PAYLOAD}) {MOVE}")


async def append(make: Make, *, genesis: bytes) -> Entry:
    """Store what `make` writes for the next place; must stand in a transaction. `make` may run on another thread."""
    connection = _connection()
    if isinstance(bound(), Postgres):
        entry, payload = make(await _take_on_postgres(connection, genesis))
        await connection.execute(ALL_NUMBERED, *astuple(entry), *astuple(payload), entry.seq, entry.mac)
        return entry
    appended: Entry = await connection.run(lambda held: _append_on_sqlite(held, make, genesis))
    return appended


async def append_all(makes: Sequence[Make], *, genesis: bytes) -> None:
    """Store many at once, in their order."""
    connection = _connection()
    on_postgres = isinstance(bound(), Postgres)
    if on_postgres:
        place = await _take_on_postgres(connection, genesis)
    else:
        place = await connection.run(lambda held: _take_on_sqlite(held, genesis))
    written: list[Written] = []
    for make in makes:
        written.append(make(place))
        place = Place(place.seq + 1, written[-1][0].mac)
    await insert_many(AuditEntry, (_columns(entry, ENTRY) for entry, _ in written))
    await insert_many(AuditPayload, (_columns(payload, PAYLOAD) for _, payload in written))
    last = written[-1][0]
    if on_postgres:
        await connection.execute(MOVE_NUMBERED, last.seq, last.mac)
    else:
        await connection.execute(MOVE, (last.seq, last.mac))


def _connection() -> Any:
    current: Any = bound().current_transaction.get()
    if current is None:
        raise RuntimeError("an audit entry belongs inside the transaction of its change")
    return current.connection


async def _take_on_postgres(connection: Any, genesis: bytes) -> Place:
    row = await connection.fetchrow(TAKE)
    if row is None:
        await connection.execute(BEGIN_NUMBERED, genesis)
        row = await connection.fetchrow(TAKE)
    return Place(*row)


def _append_on_sqlite(connection: sqlite3.Connection, make: Make, genesis: bytes) -> Entry:
    entry, payload = make(_take_on_sqlite(connection, genesis))
    fetch(connection, INSERT_ENTRY, astuple(entry))
    fetch(connection, INSERT_PAYLOAD, astuple(payload))
    fetch(connection, MOVE, (entry.seq, entry.mac))
    return entry


def _take_on_sqlite(connection: sqlite3.Connection, genesis: bytes) -> Place:
    rows = fetch(connection, TAKE)
    if not rows:
        fetch(connection, BEGIN, (genesis,))
        rows = fetch(connection, TAKE)
    return Place(*rows[0].values())


def _columns(row: Entry | Payload, names: list[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
