"""Bringing an empty database to the version a backup was made by."""

import contextlib
import io
import sys

from staffdev.db.database import CONF, known_migrations, migrate
from staffdev.errors import StaffdevError
from staffdev.i18n import S_


async def migrate_through(version: str) -> None:
    """Run the migrations up to and including `version` on the bound database."""
    if version == known_migrations()[-1]:
        await migrate()
        return
    from piccolo.apps.migrations.commands.forwards import run_forwards
    from piccolo.conf.apps import AppRegistry

    vars(sys.modules[CONF]).setdefault("APP_REGISTRY", AppRegistry(["staffdev.db.piccolo_app"]))
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        result = await run_forwards("staffdev", migration_id=version)
    if not result.success:
        raise StaffdevError(S_("The database could not be brought up to date: %(why)s", why=result.message))
