"""Piccolo on PostgreSQL: nothing is connected before it is needed, and a server that is down is one clear sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

import asyncpg
from piccolo.engine.postgres import PostgresEngine, PostgresTransaction

from staffdev.errors import StaffdevError
from staffdev.i18n import S_

POOL = {"min_size": 1, "max_size": 10}


class Postgres(PostgresEngine):
    """The engine of one PostgreSQL database; `url` is postgresql://user:password@host:port/name."""

    def __init__(self, url: str) -> None:
        super().__init__(config={"dsn": url, "timeout": 10, "server_settings": {"application_name": "staffdev"}})

    async def check_version(self) -> None:
        """Ask nothing: Piccolo would connect while modules are imported."""

    async def start_connection_pool(self, **options: Any) -> None:
        with _reached():
            await super().start_connection_pool(**{**POOL, **options})

    async def close_connection_pool(self) -> None:
        if self.pool is not None:
            await super().close_connection_pool()

    async def get_new_connection(self) -> Any:
        with _reached():
            return await super().get_new_connection()

    def transaction(self, allow_nested: bool = True) -> "Transaction":  # noqa: FBT001, FBT002 - Piccolo's signature
        return Transaction(self, allow_nested=allow_nested)

    async def batch(self, *_: Any, **__: Any) -> Any:
        raise NotImplementedError("Piccolo's batch() swallows exceptions: page with LIMIT and a key")


class Transaction(PostgresTransaction):
    """Piccolo's, but the connection always goes back, also when BEGIN or COMMIT fails."""

    engine: Postgres
    connection: Any
    transaction: Any

    async def __aenter__(self) -> PostgresTransaction:
        if self._parent is not None:
            return self._parent
        pool = self.engine.pool
        self.connection = await (self.engine.get_new_connection() if pool is None else pool.acquire())
        self.transaction = self.connection.transaction()
        try:
            await self.transaction.start()
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
            if self._committed or self._rolled_back:
                return False
            await (self.transaction.commit() if kind is None else self.transaction.rollback())
        finally:
            await self._leave()
        return False

    async def _leave(self) -> None:
        if self.engine.pool is not None:
            await self.engine.pool.release(self.connection)
        else:
            await self.connection.close()


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        advice = "The database server cannot be used: %(why)s. Check that it runs and what STAFFDEV_DATABASE says."
        raise StaffdevError(S_(advice, why=error or type(error).__name__)) from error
