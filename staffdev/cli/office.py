"""What a command needs around it: keys, an open database of this version, somebody who acts."""

import argparse
import contextlib
from collections.abc import AsyncIterator

from piccolo.apps.migrations.tables import Migration

from staffdev.access import Actor, Role
from staffdev.db.database import database, known_migrations, pending
from staffdev.errors import StaffdevError
from staffdev.i18n import N_, S_
from staffdev.organisations.tables import Organisation
from staffdev.settings import Settings
from staffdev.vault.keys import hold, load_keyring
from staffdev.vault.traces import database_is_in_use

NOT_SET_UP = N_("Nothing is set up here yet. Start with: staffdev init")
OLDER = N_("The database is of an older version. Bring it up to date with: staffdev serve")
NEWER = N_("The database is of a newer version of StaffDev. Install that version to use it.")


async def opened(args: argparse.Namespace) -> int | None:
    """Run the command with the database open; `old_database=True` among its defaults lets it see an older one."""
    async with office(args.settings, old_database=getattr(args, "old_database", False)):
        done: int | None = await args.run(args)
        return done


@contextlib.asynccontextmanager
async def office(settings: Settings, *, old_database: bool = False) -> AsyncIterator[None]:
    """The keys held and the database open; a StaffdevError says what is missing."""
    if not database_is_in_use(settings):
        raise StaffdevError(NOT_SET_UP)
    hold(load_keyring(settings))
    async with database(settings):
        await require_not_newer()
        if not old_database and await pending():
            raise StaffdevError(OLDER)
        yield


async def require_not_newer() -> None:
    """Raise a StaffdevError when a later version of staffdev has worked with the bound database."""
    ran = await Migration.get_migrations_which_ran("staffdev") if await Migration.table_exists() else []
    if set(ran) - set(known_migrations()):
        raise StaffdevError(NEWER)


async def organisation_named(code: str | None) -> Organisation:
    """The organisation of that code; without one, the only organisation there is."""
    organisations = await Organisation.objects().order_by(Organisation.code)
    found = [organisation for organisation in organisations if code in {None, organisation.code}]
    if len(found) == 1:
        return found[0]
    codes = ", ".join(organisation.code for organisation in organisations)
    if not organisations:
        raise StaffdevError(NOT_SET_UP)
    raise StaffdevError(S_("Name one organisation with --organisation: %(codes)s.", codes=codes))


def acting_for(organisation: Organisation) -> Actor:
    """Whoever works at the server acts as the responsible person of that organisation would."""
    return Actor(
        account_id=0,
        name="staffdev",
        organisation_id=organisation.id,
        organisation_uid=organisation.uid,
        organisation_code=organisation.code,
        roles=frozenset({Role.RESPONSIBLE_PERSON}),
    )
