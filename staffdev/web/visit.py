"""Who is at the other end of a request: her cookie, her session, her language. Worked out once, before any handler."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from litestar.connection import Request
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Receive, Scope, Send

from staffdev import translations
from staffdev.access import NOBODY, Actor
from staffdev.i18n import DEFAULT_LANGUAGE, Language
from staffdev.vault import keys

COOKIE = "sid"
LANGUAGE_COOKIE = "lang"
TOKEN_BYTES = 32


@dataclass(frozen=True, slots=True)
class SignedIn:
    """What a known session token stands for."""

    actor: Actor
    language: Language | None = None
    organisations: tuple[dict[str, str], ...] = ()
    organisation_name: str = ""


FindSession = Callable[[str], Awaitable[SignedIn | None]]


@dataclass(slots=True)
class Visit:
    """One browser's request. `token` is what its cookie holds; one nobody knows is a visitor's and is never adopted."""

    token: str
    signed_in: SignedIn
    language: Language
    cookie_is_due: bool = False
    said: list[dict[str, Any]] = field(default_factory=list)
    forget_said: bool = False

    @property
    def actor(self) -> Actor:
        return self.signed_in.actor

    @property
    def csrf(self) -> str:
        """The token every form carries: bound to this cookie, so another session's is worthless."""
        mac = hmac.digest(keys.held().csrf_key, b"csrf:" + self.token.encode(), "sha256")
        return base64.urlsafe_b64encode(mac).decode().rstrip("=")

    def become(self, token: str) -> None:
        """From now on the browser holds `token`: at sign-in, at sign-out, whenever rights change."""
        self.token, self.cookie_is_due = token, True


NO_SESSION = SignedIn(NOBODY)


def new_token() -> str:
    """A session token: 256 random bits."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def visit_of(scope: Any) -> Visit:
    """The visit a request belongs to; a visitor's where no middleware ran (an address the router does not know)."""
    known: Visit | None = scope["state"].get("visit")
    if known is None:
        cookies = Request[Any, Any, Any](scope).cookies
        known = Visit(cookies.get(COOKIE) or new_token(), NO_SESSION, _language(cookies.get(LANGUAGE_COOKIE)))
        scope["state"]["visit"] = known
    return known


def cookie_name(*, secure: bool) -> str:
    """The browser itself guards a `__Host-` cookie, but only keeps it where the connection is encrypted."""
    return f"__Host-{COOKIE}" if secure else COOKIE


class VisitMiddleware(ASGIMiddleware):
    """Find out who asks, and speak her language, before anything else happens."""

    scopes = (ScopeType.HTTP,)
    exclude_opt_key = "is_static"

    def __init__(self, find_session: FindSession, *, secure: bool) -> None:
        self.find_session, self.cookie = find_session, cookie_name(secure=secure)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        visit = scope["state"]["visit"] = await self._visit(scope)
        with translations.speaking(visit.language):
            await next_app(scope, receive, send)

    async def greet(self, error: Exception, scope: Scope) -> None:
        """Find out who asks where the router refused an address before any middleware ran."""
        if isinstance(error, HTTPException) and "visit" not in scope["state"]:
            scope["state"]["visit"] = await self._visit(scope)

    async def _visit(self, scope: Scope) -> Visit:
        cookies = Request[Any, Any, Any](scope).cookies
        token = cookies.get(self.cookie, "")
        signed_in = (await self.find_session(token) if token else None) or NO_SESSION
        language = signed_in.language or _language(cookies.get(LANGUAGE_COOKIE))
        return Visit(token or new_token(), signed_in, language, cookie_is_due=not token)


def _language(tag: str | None) -> Language:
    return Language(tag) if tag in set(Language) else DEFAULT_LANGUAGE
