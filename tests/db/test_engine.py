"""What only one of the two engines does."""

import asyncio
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from staffdev.db.database import bind, bound, database, engine_for
from staffdev.db.engine import Postgres, SQLite, heavy
from staffdev.db.engine.connection import connect
from staffdev.db.engine.lane import Lane
from staffdev.db.transactions import transaction
from staffdev.errors import StaffdevError
from staffdev.settings import Settings
from tests.db.library import Shelf, build

SLOW_SUM = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT sum(i) AS total FROM n"
)


async def test_the_file_is_private_and_safe(sqlite_db):
    assert stat.S_IMODE(sqlite_db.file.stat().st_mode) & 0o077 == 0 or sys.platform == "win32"
    async with transaction():
        settings = [(await sqlite_db.run_ddl(f"PRAGMA {name}"))[0] for name in ("journal_mode", "foreign_keys")]
        durable = (await sqlite_db.run_ddl("PRAGMA synchronous"))[0]["synchronous"]
    assert settings == [{"journal_mode": "wal"}, {"foreign_keys": 1}]
    assert durable == 2


async def test_a_read_cannot_write(sqlite_library):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await sqlite_library.run_ddl(
            "WITH new(label) AS (VALUES ('A')) INSERT INTO test_shelf (label) SELECT * FROM new"
        )


async def test_a_heavy_read_lets_the_others_work(sqlite_db):
    turns = 0

    async def others():
        nonlocal turns
        while True:
            await asyncio.sleep(0)
            turns += 1

    working = asyncio.create_task(others())
    with heavy():
        assert await sqlite_db.run_ddl(SLOW_SUM) == [{"total": 45000150000}]
    working.cancel()
    assert turns > 10


async def test_a_cancelled_read_leaves_its_connection_usable(sqlite_db):
    with heavy():
        reading = asyncio.create_task(sqlite_db.run_ddl(SLOW_SUM))
        await asyncio.sleep(0.01)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert await sqlite_db.run_ddl("SELECT 1 AS one") == [{"one": 1}]


async def test_closing_leaves_no_thread_and_no_wal(sqlite_settings):
    before = threading.active_count()
    async with database(sqlite_settings) as engine:
        await build(engine)
        await Shelf(label="A").save()
        assert threading.active_count() == before + 2
    assert threading.active_count() == before
    assert [file.name for file in Path(sqlite_settings.database).parent.glob("staffdev.sqlite*")] == ["staffdev.sqlite"]


async def test_it_works_without_open_connections(sqlite_settings):
    engine = bind(engine_for(sqlite_settings))
    before = threading.active_count()
    await build(engine)
    async with transaction():
        await Shelf(label="A").save()
        await Shelf(label="B").save()
    with pytest.raises(sqlite3.IntegrityError):
        await Shelf(label="A").save()
    assert await Shelf.count() == 2
    assert threading.active_count() == before


async def test_two_processes_may_share_the_file(sqlite_settings):
    """Each reads before it writes; begun DEFERRED, one of two would fail with "database is locked"."""
    other = SQLite(sqlite_settings.database)
    await other.start_connection_pool()
    async with database(sqlite_settings) as engine:
        await build(engine)
        await Shelf(label="A").save()

        async def count_up(engine):
            async with engine.transaction():
                books = (await engine.run_ddl("SELECT books FROM test_shelf"))[0]["books"]
                await engine.run_ddl(f"UPDATE test_shelf SET books = {books + 1}")

        await asyncio.gather(*(count_up(one) for one in [engine, other] * 50))
        assert await Shelf.select(Shelf.books) == [{"books": 100}]
    await other.close_connection_pool()


async def test_a_closed_database_says_so(sqlite_settings):
    lane = Lane(SQLite(sqlite_settings.database).connect)
    await lane.stop()
    await lane.stop()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        await lane.execute("SELECT 1")


@pytest.mark.parametrize("content", [None, b"this is a letter, not a database" * 200])
async def test_what_is_no_database_is_refused_in_one_sentence(tmp_path, content):
    path = tmp_path / "staffdev.sqlite"
    path.mkdir() if content is None else path.write_bytes(content)
    threads = threading.active_count()
    with pytest.raises(StaffdevError, match="cannot be opened"):
        async with database(Settings(data=tmp_path, database=str(path))):
            pass
    assert threading.active_count() == threads


def test_another_module_can_open_the_file_with_a_key(tmp_path):
    """Room for encryption: the key goes first, and errors come out as sqlite3's."""

    class Keyed(sqlite3.Connection):
        said: list[str] = []

        def execute(self, sql, parameters=(), /):
            self.said.append(sql)
            return super().execute(sql, parameters)

    module = type(sys)("keyed")
    vars(module).update(vars(sqlite3), connect=lambda *a, **k: sqlite3.connect(*a, **k, factory=Keyed))
    connect(tmp_path / "secret.sqlite", key=b"\x01\xff", module=module).close()
    assert Keyed.said[0] == "PRAGMA key = \"x'01ff'\""


@pytest.mark.parametrize("engine", [SQLite("none.sqlite"), Postgres("postgresql://nobody@127.0.0.1:1/none")])
async def test_piccolos_batch_is_refused(engine):
    with pytest.raises(NotImplementedError):
        await engine.batch(Shelf.select())


async def test_a_server_that_is_down_is_one_clear_sentence(tmp_path):
    settings = Settings(data=tmp_path, database="postgresql://nobody@127.0.0.1:1/none")
    with pytest.raises(StaffdevError, match="The database server cannot be used"):
        async with database(settings):
            pass
    with pytest.raises(StaffdevError, match="The database server cannot be used"):
        await bound().run_ddl("SELECT 1")


PROGRAM = """
import asyncio, signal, sys
from pathlib import Path
from staffdev.db.database import database
from staffdev.db.transactions import transaction
from staffdev.settings import Settings

async def write(engine):
    while True:
        async with transaction():
            await engine.run_ddl("INSERT INTO busy VALUES (1)")

async def main(path):
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    async with database(Settings(data=Path(path).parent, database=path)) as engine:
        await engine.run_ddl("CREATE TABLE busy (n INTEGER)")
        writing = [asyncio.create_task(write(engine)) for _ in range(20)]
        print("ready", flush=True)
        await stop.wait()
        if sys.argv[2] == "politely":
            for task in writing:
                task.cancel()
            await asyncio.wait(writing)
            return
        raise SystemExit(0)

asyncio.run(main(sys.argv[1]))
"""


@pytest.mark.parametrize("manner", ["politely", "at once"])
def test_a_busy_process_ends_quickly_when_it_is_told_to(tmp_path, manner):
    arguments = [sys.executable, "-c", PROGRAM, str(tmp_path / "busy.sqlite"), manner]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own program
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(3) == 0
    check = sqlite3.connect(tmp_path / "busy.sqlite")
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()
