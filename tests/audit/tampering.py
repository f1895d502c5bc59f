"""What somebody with full rights on the database, but without the key, can do to the log."""

import re

from staffdev.db.database import bound
from staffdev.db.engine import Postgres
from staffdev.db.transactions import transaction

TABLES = ("audit_entry", "audit_payload", "audit_head")


async def without_triggers(*statements, loose=False):
    """Run the statements with the triggers out of the way; `loose` also removes what keeps entries apart."""
    engine = bound()
    hexed = r"'\\x\1'::bytea" if isinstance(engine, Postgres) else r"X'\1'"
    async with transaction():
        for statement in (*await removals(engine, loose=loose), *statements):
            await engine.run_ddl(re.sub(r"\{hex:([0-9a-f]+)\}", hexed, statement))


async def removals(engine, *, loose):
    if isinstance(engine, Postgres):
        unique = "SELECT conname AS name FROM pg_constraint WHERE conrelid = 'audit_entry'::regclass AND contype = 'u'"
        names = [row["name"] for row in await engine.run_ddl(unique)] if loose else []
        constraints = [f'ALTER TABLE audit_entry DROP CONSTRAINT "{name}"' for name in names]
        return [f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in TABLES] + constraints
    triggers = await engine.run_ddl("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'audit_%'")
    copy = [
        "ALTER TABLE audit_entry RENAME TO strict_entry",
        "CREATE TABLE audit_entry AS SELECT * FROM strict_entry",
    ]
    return [f"DROP TRIGGER {row['name']}" for row in triggers] + (copy if loose else [])
