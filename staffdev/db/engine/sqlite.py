"""Piccolo on SQLite: reads on the event loop, writes one after the other on one connection.

An inline read takes tens of microseconds, less than handing it to a thread. Every transaction begins IMMEDIATE, so two
that read before they write cannot meet halfway and fail. One writing connection in one process also keeps clear of the
WAL-reset fault of SQLite before 3.51.3.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from piccolo.engine.sqlite import SQLiteEngine, SQLiteTransaction, TransactionType

from staffdev.db.engine.connection import Rows, connect, fetch
from staffdev.db.engine.lane import Lane

READS = ("SELECT", "WITH", "VALUES", "EXPLAIN")

_on_a_thread: ContextVar[bool] = ContextVar("on_a_thread", default=False)


@contextmanager
def heavy() -> Iterator[None]:
    """Read on a thread inside this block, so that a long report does not hold up everybody's page."""
    token = _on_a_thread.set(True)
    try:
        yield
    finally:
        _on_a_thread.reset(token)


class SQLite(SQLiteEngine):
    """The engine of one database file. Works with its connections open (the server) and without (command line)."""

    def __init__(self, path: str | Path, *, key: bytes | None = None, module: ModuleType = sqlite3) -> None:
        self.file, self.key, self.module = Path(path), key, module
        self.writer: Lane | None = None
        self._reader: sqlite3.Connection | None = None
        self._slow_reader: Lane | None = None
        super().__init__(path=str(path))

    def connect(self, *, read_only: bool = False, **pragmas: Any) -> sqlite3.Connection:
        """A connection of its own to this file."""
        return connect(self.file, key=self.key, module=self.module, read_only=read_only, **pragmas)

    async def start_connection_pool(self) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.writer = Lane(self.connect)
        try:
            await self.writer.execute("SELECT 1")  # makes the file and its WAL before the readers look for them
            self._reader = self.connect(read_only=True)
        except BaseException:
            await self.close_connection_pool()
            raise
        self._slow_reader = Lane(lambda: self.connect(read_only=True))

    async def close_connection_pool(self) -> None:
        writer, slow, reader = self.writer, self._slow_reader, self._reader
        self.writer = self._slow_reader = self._reader = None
        if reader is not None:
            reader.close()
        for lane in (slow, writer):  # the writer last: it folds the WAL into the file
            if lane is not None:
                await lane.stop()

    def transaction(
        self,
        transaction_type: TransactionType = TransactionType.immediate,
        allow_nested: bool = True,  # noqa: FBT001, FBT002 - Piccolo's signature
    ) -> "Transaction":
        return Transaction(self, transaction_type, allow_nested)

    async def batch(self, *_: Any, **__: Any) -> Any:
        raise NotImplementedError("Piccolo's batch() swallows exceptions: page with LIMIT and a key")

    async def get_connection(self) -> Any:
        raise NotImplementedError("connections are lanes here: see Transaction")

    async def _run_in_new_connection(
        self,
        query: str,
        args: list[Any] | None = None,
        query_type: str = "generic",
        table: Any = None,  # noqa: ARG002
    ) -> Rows:
        if self.writer is None or self._reader is None or self._slow_reader is None:
            return self._run_alone(query, args or (), query_type)
        if not query.lstrip()[:8].upper().startswith(READS):
            lane = self.writer
        elif _on_a_thread.get():
            lane = self._slow_reader
        else:
            return fetch(self._reader, query, args or (), query_type)
        async with lane.lock:
            return await lane.execute(query, args or (), query_type)

    async def _run_in_existing_connection(
        self,
        connection: Lane,
        query: str,
        args: list[Any] | None = None,
        query_type: str = "generic",
        table: Any = None,  # noqa: ARG002
    ) -> Rows:
        return await connection.execute(query, args or (), query_type)

    def _run_alone(self, query: str, args: Any, query_type: str) -> Rows:
        connection = self.connect()
        try:
            return fetch(connection, query, args, query_type)
        finally:
            connection.close()


class Transaction(SQLiteTransaction):
    """On the writer's connection, or on one of its own when the pool is not open."""

    engine: SQLite
    connection: Lane

    def __init__(
        self,
        engine: SQLite,
        transaction_type: TransactionType = TransactionType.immediate,
        allow_nested: bool = True,  # noqa: FBT001, FBT002 - Piccolo's signature
        *,
        lane: Lane | None = None,
    ) -> None:
        super().__init__(engine, transaction_type, allow_nested)
        self._own = lane

    async def __aenter__(self) -> SQLiteTransaction:
        if self._parent is not None:
            return self._parent
        if self.engine.writer is None and self._own is None:
            self._own = Lane(self.engine.connect)
        self.connection = self._own or self.engine.writer  # type: ignore[assignment] # one of them is there
        await self.connection.lock.acquire()
        try:
            await self.connection.execute(f"BEGIN {self.transaction_type.value}")
        except BaseException:
            await self._leave()
            raise
        self.context = self.engine.current_transaction.set(self)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        if self._parent is not None:
            return False
        self.engine.current_transaction.reset(self.context)
        try:
            if kind is None and not self._rolled_back and not self._committed:
                await self.connection.execute("COMMIT")
                self._committed = True
        finally:
            await self._leave()
        return False

    async def _leave(self) -> None:
        """Undo what was not committed and let the next one in; does nothing where SQLite has already rolled back."""
        try:
            if not self._committed:
                await self.connection.run(lambda connection: connection.rollback())
        finally:
            self.connection.lock.release()
            if self._own is not None:
                await self._own.stop()
