"""Which database the tables speak to, and bringing it up to date."""

import contextlib
import io
import re
import sys
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

from piccolo.apps.migrations.tables import Migration
from piccolo.querystring import QueryString
from piccolo.table import Table

from staffdev.db.engine import Engine, Postgres, SQLite
from staffdev.db.engine.connection import TUPLES
from staffdev.errors import StaffdevError
from staffdev.i18n import N_, S_
from staffdev.settings import Settings

MIGRATIONS = Path(__file__).with_name("piccolo_migrations")
CONF = "piccolo_conf"  # where Piccolo looks for the engine of tables that exist only inside a migration


@contextlib.asynccontextmanager
async def database(settings: Settings) -> AsyncIterator[Engine]:
    """Bind the tables to the database of `settings` and hold its connections open inside the block."""
    engine = bind(engine_for(settings))
    await engine.start_connection_pool()
    try:
        yield engine
    finally:
        await engine.close_connection_pool()


def engine_for(settings: Settings) -> Engine:
    """The engine of `settings.database`; connects to nothing yet."""
    return Postgres(settings.database) if settings.uses_postgres else SQLite(Path(settings.database).expanduser())


def bind(engine: Engine) -> Engine:
    """Let every table use `engine` from now on."""
    from staffdev.db.registry import TABLES  # tables.py of a package may need this module

    conf = sys.modules.setdefault(CONF, ModuleType(CONF))
    vars(conf)["DB"] = engine
    tables: list[type[Table]] = [*TABLES, Migration]
    for table in tables:
        table._meta.db = engine
    return engine


def bound() -> Engine:
    """The engine the tables use now."""
    engine: Engine | None = getattr(sys.modules.get(CONF), "DB", None)
    if engine is None:
        raise StaffdevError(N_("No database has been opened."))
    return engine


async def tuples(sql: str, values: Iterable[Any] = ()) -> list[tuple[Any, ...]]:
    """The rows of one statement whose `{}` stand for the values, each a plain tuple: for those who read thousands."""
    rows: Any = await bound().run_querystring(QueryString(sql, *values, query_type=TUPLES))
    return rows if isinstance(bound(), SQLite) else [tuple(row) for row in rows]


async def is_current() -> bool:
    """Whether every migration of this version has run on the bound database."""
    return await pending() == []


async def pending() -> list[str]:
    """The migrations of this version that have not run on the bound database, oldest first."""
    ran = await Migration.get_migrations_which_ran("staffdev") if await Migration.table_exists() else []
    return [migration for migration in known_migrations() if migration not in ran]


def known_migrations() -> list[str]:
    """The migrations this version brings, oldest first."""
    found = (re.search(r'^ID = "(.+)"$', file.read_text("utf-8"), re.MULTILINE) for file in MIGRATIONS.glob("*.py"))
    return sorted(match[1] for match in found if match)


async def migrate(through: str = "all") -> None:
    """Run the pending migrations on the bound database, `through` that one: all or, with a StaffdevError, none."""
    from piccolo.apps.migrations.commands.forwards import run_forwards  # slow; few starts need it
    from piccolo.conf.apps import AppRegistry

    from staffdev.db.migrations import schema_change

    vars(sys.modules[CONF]).setdefault("APP_REGISTRY", AppRegistry(["staffdev.db.piccolo_app"]))
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            async with schema_change(bound()):
                result = await run_forwards("staffdev", migration_id=through)
    except StaffdevError:
        raise
    except Exception as error:
        raise StaffdevError(S_("The database could not be brought up to date: %(why)s", why=error)) from error
    if not result.success:
        raise StaffdevError(S_("The database could not be brought up to date: %(why)s", why=result.message))
