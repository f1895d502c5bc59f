"""Bringing an installation's database to this version, with a backup of what was there."""

from staffdev import __version__, clock
from staffdev.cli.office import require_not_newer
from staffdev.cli.printing import tell
from staffdev.db.database import database, migrate, pending
from staffdev.i18n import S_
from staffdev.settings import Settings
from staffdev.vault.backup import backup
from staffdev.vault.keys import hold, load_keyring
from staffdev.vault.traces import database_is_in_use


async def bring_up_to_date(settings: Settings) -> None:
    """Make keys and database where there are none; back an older database up, then migrate it."""
    in_use = database_is_in_use(settings)
    hold(load_keyring(settings))
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    async with database(settings):
        await require_not_newer()
        if not await pending():
            return
        if in_use:
            file = settings.data / f"before-{__version__}-{clock.now():%Y%m%dT%H%M%S}.backup"
            await backup(file)
            tell(S_("The database was of an older version; it was backed up to %(file)s.", file=file))
        await migrate()
