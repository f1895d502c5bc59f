"""`staffdev serve`: one process, one worker, stopped cleanly by Ctrl-C or SIGTERM."""

import argparse
import asyncio
import contextlib
import gc
import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from staffdev.errors import StaffdevError
from staffdev.i18n import S_
from staffdev.settings import Settings
from staffdev.translations import gettext as _


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("serve", help=_("let people work with it in their browsers"))
    parser.description = _(
        "Let people work with it in their browsers, until Ctrl-C. A database of an older version is backed up and "
        "brought up to date first."
    )
    parser.add_argument("--host", help=_("the address to listen on; without it this computer alone"))
    parser.add_argument("--port", type=int, help=_("the port to listen on; without it 8000"))
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> None:
    settings = _with_address(args.settings, host=args.host, port=args.port)
    with listening(settings) as listener, _nothing_collected():
        is_set_up = asyncio.run(prepare(settings))
        from staffdev.cli.serving import serve_on

        serve_on(listener, settings, is_set_up=is_set_up)


@contextlib.contextmanager
def _nothing_collected() -> Iterator[None]:
    """What is loaded at the start stays; looking for what could go took a quarter of it. The server collects again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def listening(settings: Settings) -> socket.socket:
    """A socket on the address of `settings`; a StaffdevError when somebody else has it."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # Named as TCP, so that asyncio sends small answers at once; else every page waits 40 ms for an acknowledgement.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((settings.host, settings.port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        where = f"{settings.host}:{settings.port}"
        raise StaffdevError(
            S_("%(where)s cannot be used (%(why)s). Choose another port with --port.", where=where, why=error.strerror)
        ) from error
    return listener


async def prepare(settings: Settings) -> bool:
    """Keys and an up-to-date database; says whether anybody has an account yet."""
    from staffdev.accounts.queries import is_set_up
    from staffdev.cli.upgrading import bring_up_to_date
    from staffdev.db.database import database

    await bring_up_to_date(settings)
    async with database(settings):
        return await is_set_up()


def _with_address(settings: Settings, *, host: str | None, port: int | None) -> Settings:
    if host is None and port is None:
        return settings
    new = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    if settings.url == f"http://{settings.host}:{settings.port}":
        new = replace(new, url=f"http://{new.host}:{new.port}")
    return replace(new, allowed_hosts=(*new.allowed_hosts, new.host))
