"""The one place that opens SQLite files, and what goes in and comes out of a connection."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

from piccolo.engine.sqlite import ADAPTERS, CONVERTERS, convert_array_out

from staffdev.errors import StaffdevError
from staffdev.i18n import S_

Rows = list[dict[str, Any]]
TUPLES = "tuples"  # the `query_type` of a statement whose rows come as plain tuples, for those who read thousands

MOST_DAYS = 40_000  # remembered
PRAGMAS = {
    "journal_mode": "WAL",
    "synchronous": "FULL",  # what was answered with "saved" survives a power cut
    "foreign_keys": "ON",
    "secure_delete": "ON",  # what is deleted is also gone from the file
    "trusted_schema": "OFF",
    "busy_timeout": 5000,
    "cache_size": -16_000,
    "temp_store": "MEMORY",
}


def connect(
    path: str | Path, *, key: bytes | None = None, module: ModuleType = sqlite3, read_only: bool = False, **pragmas: Any
) -> sqlite3.Connection:
    """Open the database file, readable by its owner only; `key` is the raw key of `module`'s encryption.

    Raises a StaffdevError when the file cannot be opened or is no database.
    """
    _speak_python(module)
    try:
        Path(path).touch(mode=0o600)
        connection = module.connect(
            str(path),
            detect_types=sqlite3.PARSE_DECLTYPES | sqlite3.PARSE_COLNAMES,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=512,
        )
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for name, value in {**PRAGMAS, **pragmas}.items():
            connection.execute(f"PRAGMA {name} = {value}")
        connection.execute(f"PRAGMA query_only = {int(read_only)}")
    except (OSError, sqlite3.Error, module.Error) as error:
        advice = "The database %(path)s cannot be opened: %(why)s."
        raise StaffdevError(S_(advice, path=path, why=error)) from error
    return connection  # type: ignore[no-any-return] # another module's connection is shaped like sqlite3's


def fetch(connection: sqlite3.Connection, sql: str, parameters: Any = (), query_type: str = "") -> Rows:
    """Run one statement and take all its rows, as dicts unless it asks for TUPLES."""
    with _errors_of_sqlite3():
        cursor = connection.execute(sql, parameters)
        rows = cursor.fetchall()
        names = [column[0] for column in cursor.description or ()]
        cursor.close()
    return rows if query_type == TUPLES else [dict(zip(names, row, strict=True)) for row in rows]


def run_many(connection: sqlite3.Connection, sql: str, records: Iterable[Sequence[Any]]) -> None:
    """Run one statement once for each record."""
    with _errors_of_sqlite3():
        connection.executemany(sql, records).close()


@contextmanager
def _errors_of_sqlite3() -> Iterator[None]:
    """Raise sqlite3's errors, whichever module opened the connection."""
    try:
        yield
    except sqlite3.Error:
        raise
    except Exception as error:
        kind = getattr(sqlite3, type(error).__name__, None)
        if not (isinstance(kind, type) and issubclass(kind, sqlite3.Error)):
            raise
        raise kind(*error.args) from error


def _speak_python(module: ModuleType) -> None:
    """Teach `module` our types; Piccolo's own INTEGER goes through Decimal."""
    for kind, adapt in {**ADAPTERS, datetime: _instant_in}.items():
        module.register_adapter(kind, adapt)
    for name, convert in {**CONVERTERS, **_FAST}.items():
        module.register_converter(name, convert)


def _instant_in(instant: datetime) -> str:
    """Of one length, so that text sorts as time. Only Piccolo's list of migrations has instants without a zone."""
    moment = instant if instant.tzinfo is None or instant.tzinfo is UTC else instant.astimezone(UTC)
    return moment.isoformat(" ", "microseconds")


def _instant_out(text: bytes) -> datetime:
    return datetime.fromisoformat(text.decode("ascii"))


class _Days(dict[bytes, date]):
    """Days by their text; a database has few different ones, and asks for them in nearly every row."""

    def __missing__(self, text: bytes) -> date:
        if len(self) > MOST_DAYS:
            self.clear()
        return self.setdefault(text, date.fromisoformat(text.decode("ascii")))


def _uuid_out(text: bytes) -> UUID:
    return UUID(text.decode("ascii"))


_FAST = {
    "INTEGER": int,
    "BOOLEAN": lambda bit: bit == b"1",
    "DATE": _Days().__getitem__,
    "TIMESTAMPTZ": _instant_out,
    "UUID": _uuid_out,
    "ARRAY": convert_array_out,
}
