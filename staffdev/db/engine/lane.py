"""One SQLite connection on one thread of its own."""

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Any

from staffdev.db.engine.connection import Rows, fetch

Work = Callable[[sqlite3.Connection], Any]
Job = tuple[asyncio.AbstractEventLoop, "asyncio.Future[Any]", Work | None]  # None: close and end


class Lane:
    """Runs one unit of work after the other; whoever holds `lock` has the connection to herself."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self.lock = asyncio.Lock()
        self._connect = connect
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        self._stopped = False
        self._thread = Thread(target=self._serve, daemon=True, name="staffdev-sqlite")
        self._thread.start()

    async def execute(self, sql: str, parameters: Any = (), query_type: str = "") -> Rows:
        rows: Rows = await self.run(lambda connection: fetch(connection, sql, parameters, query_type))
        return rows

    async def run(self, work: Work) -> Any:
        """Do `work` on the thread; also when the caller is cancelled it is done before anything asked later."""
        if self._stopped:
            raise sqlite3.ProgrammingError("the database is closed")
        return await self._ask(work)

    async def stop(self) -> None:
        """Finish what was begun, close the connection and end the thread."""
        if not self._stopped:
            self._stopped = True
            await self._ask(None)
            self._thread.join()

    async def _ask(self, work: Work | None) -> Any:
        loop = asyncio.get_running_loop()
        done = loop.create_future()
        self._jobs.put((loop, done, work))
        return await done

    def _serve(self) -> None:
        connection: sqlite3.Connection | None = None
        while True:
            loop, done, work = self._jobs.get()
            result, error = None, None
            try:
                if work is not None:
                    connection = connection or self._connect()
                    result = work(connection)
                elif connection is not None:
                    connection.close()
            except BaseException as caught:  # noqa: BLE001 - the caller gets it, whatever it is
                error = caught
            with contextlib.suppress(RuntimeError):  # the loop may have ended meanwhile
                loop.call_soon_threadsafe(_settle, done, result, error)
            if work is None:
                return


def _settle(done: "asyncio.Future[Any]", result: Any, error: BaseException | None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(result)
    else:
        done.set_exception(error)
