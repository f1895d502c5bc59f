"""The server of the demonstration, and what the terminal says about it."""

import signal
import socket
from collections.abc import Sequence

from staffdev.accounts import passwords
from staffdev.cli.printing import tell, tell_rows
from staffdev.cli.serving import Server
from staffdev.db.database import database, migrate
from staffdev.demo.story import SignIn, tell_story
from staffdev.i18n import N_
from staffdev.settings import Settings
from staffdev.translations import gettext as _
from staffdev.vault.keys import hold, load_keyring


async def prepare(settings: Settings) -> Sequence[SignIn]:
    """A new database with the whole story in it; says how to sign in."""
    tell(N_("The demonstration is being made …"))
    passwords.hold(passwords.CHEAP)  # nothing is secret here: the passwords are on the screen
    hold(load_keyring(settings))
    async with database(settings):
        await migrate()
        return await tell_story()


class DemoServer(Server):
    """Says how to sign in once it answers."""

    def __init__(self, settings: Settings, sign_ins: Sequence[SignIn]) -> None:
        super().__init__(settings, is_set_up=True)
        self.sign_ins = sign_ins

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        heading = (_("Sign in as"), _("User name"), _("Password"))
        tell_rows([heading, *((_(one.role), one.username, one.password) for one in self.sign_ins)])
        tell(N_("Everybody in it is invented. When it stops, nothing of it is left."))


def serve_on(listener: socket.socket, settings: Settings, sign_ins: Sequence[SignIn]) -> None:
    """Serve until SIGINT or SIGTERM; requests under way are finished first."""
    server = DemoServer(settings, sign_ins)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: None)  # uvicorn stops in good order, and then raises the signal again
    server.run(sockets=[listener])
