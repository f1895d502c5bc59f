"""The server itself."""

import asyncio
import gc
import signal
import socket
from typing import Any

import uvicorn

from staffdev.app import create_app
from staffdev.audit.verification import verify_newest
from staffdev.cli.printing import tell, warn
from staffdev.i18n import N_, S_
from staffdev.reminders.running import remind_daily
from staffdev.settings import Settings

LOCAL = frozenset({"127.0.0.1", "::1", "localhost"})
SECONDS_TO_FINISH = 5


class Server(uvicorn.Server):
    """Says where it is once it answers."""

    def __init__(self, settings: Settings, *, is_set_up: bool) -> None:
        self.settings, self.is_set_up = settings, is_set_up
        self.reminding: asyncio.Task[None] | None = None
        super().__init__(
            uvicorn.Config(
                create_app(settings),
                log_config=None,
                log_level="warning",
                access_log=False,
                server_header=False,
                proxy_headers=False,
                lifespan="on",
                timeout_graceful_shutdown=SECONDS_TO_FINISH,
            )
        )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        gc.freeze()  # what is loaded now stays; looking through it again held up a page for a tenth of a second
        gc.enable()
        if not (await verify_newest()).is_sound:
            warn(N_("The log of changes has been tampered with. See what was done to it: staffdev audit verify"))
        tell(S_("StaffDev is at %(url)s – stop it with Ctrl-C.", url=self.settings.url))
        self.reminding = asyncio.create_task(remind_daily(self.settings))
        if not self.is_set_up:
            tell(N_("Nobody has an account yet: the first page sets it up."))
        if self.settings.host not in LOCAL and not self.settings.secure_cookies:
            tell(N_("Others can reach it without encryption. Put it behind HTTPS and set STAFFDEV_URL."))

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        if self.reminding is not None:
            self.reminding.cancel()
            await asyncio.gather(self.reminding, return_exceptions=True)
        await super().shutdown(sockets)


def serve_on(listener: socket.socket, settings: Settings, *, is_set_up: bool) -> None:
    """Serve until Ctrl-C or SIGTERM; requests under way are finished first."""
    server = Server(settings, is_set_up=is_set_up)
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _do_nothing)  # uvicorn stops in good order, and then raises the signal again
    server.run(sockets=[listener])


def _do_nothing(*_: Any) -> None: ...
