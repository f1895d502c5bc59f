"""Only requests for our own name are answered, so that no other site can point its name at this computer."""

import re
from collections.abc import Iterable
from typing import Any

from litestar.connection import Request
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from staffdev.errors import NotFound, StaffdevError
from staffdev.i18n import N_

HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9_.-]+))(?::\d{1,5})?", re.ASCII | re.IGNORECASE)


class UnknownHost(StaffdevError):
    """The request names a host this installation does not answer for."""

    status_code = 400

    def __init__(self) -> None:
        super().__init__(N_("This address is not one of this installation's. Use the address printed at its start."))


class HostMiddleware(ASGIMiddleware):
    """Refuse a Host header that is not among the allowed names (DNS rebinding)."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        host = Request[Any, Any, Any](scope).headers.get("host", "")
        if "*" not in self.names and _name(host) not in self.names:
            raise UnknownHost
        if "\x00" in scope["path"]:
            raise NotFound  # no file and no page is called so, and the file system would stumble over it
        await next_app(scope, receive, send)


def _name(host: str) -> str:
    """The name in a Host header, without its port; nothing where it is none."""
    written = HOST.fullmatch(host)
    return (written[1] or written[2]).lower() if written else ""
