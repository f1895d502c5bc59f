"""A database that was swept after a test is as it was copied, and one that was altered is not lent again."""

import asyncpg
import pytest

from tests.postgres import COUNTED, TABLES


@pytest.fixture
async def swept(postgres_stage):
    swept, _ = postgres_stage
    await swept.drop()
    return swept


async def everything(address):
    """Every row of every table, and how far the counters are."""
    connection = await asyncpg.connect(address)
    try:
        tables = [row["relname"] for row in await connection.fetch(TABLES)]
        rows = {name: await connection.fetch(f'SELECT * FROM "{name}" ORDER BY 1') for name in tables}
        return rows, await connection.fetch(COUNTED)
    finally:
        await connection.close()


async def changed(address, *statements):
    connection = await asyncpg.connect(address)
    for statement in statements:
        await connection.execute(statement)
    await connection.close()


async def test_rows_and_counters_are_as_they_were(swept):
    async with swept.lent() as address:
        before = await everything(address)
        await changed(
            address,
            "INSERT INTO sign_in_try (digest, failures, last_at) VALUES ('x', 1, now())",
            "UPDATE person SET first_name = 'Vida'",
            "DELETE FROM licence",
        )
        assert await everything(address) != before
    async with swept.lent() as again:
        assert again == address
        assert await everything(again) == before


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE audit_entry RENAME TO audit_entry_that_was",
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "ALTER TABLE person ADD COLUMN more text",
        "CREATE TABLE another (id int)",
        "TRUNCATE person CASCADE",
        "DROP TABLE digest CASCADE",
    ],
)
async def test_a_database_that_was_altered_is_thrown_away(swept, statement):
    async with swept.lent() as address:
        await changed(address, statement)
    async with swept.lent() as another:
        assert another != address
        rows, _ = await everything(another)
        assert rows["person"]
        assert rows["audit_entry"] == []


async def test_whoever_is_still_connected_is_sent_away(swept):
    async with swept.lent() as address:
        left = await asyncpg.connect(address)
        await left.execute("BEGIN; LOCK TABLE person")
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, ConnectionError)):
        await left.execute("SELECT 1")


async def test_our_own_connection_stays_and_is_swept_behind(swept):
    async with swept.lent():
        engine = await swept.connected()
        before = await engine.run_ddl("SELECT pg_backend_pid() AS pid")
        await engine.run_ddl("INSERT INTO sign_in_try (digest, failures, last_at) VALUES ('x', 1, now())")
    async with swept.lent():
        assert await (await swept.connected()).run_ddl("SELECT pg_backend_pid() AS pid") == before
        assert await engine.run_ddl("SELECT * FROM sign_in_try") == []


async def test_even_ours_is_sent_away_in_the_middle_of_something(swept):
    async with swept.lent():
        engine = await swept.connected()
        taken = await engine.pool.acquire()
        await taken.execute("BEGIN; LOCK TABLE person")
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError, ConnectionError)):
        await taken.execute("SELECT 1")
    await engine.pool.release(taken)
