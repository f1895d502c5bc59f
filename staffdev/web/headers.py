"""What every response says to the browser, errors and static files included; and the cookies that are due."""

from collections.abc import Callable, Coroutine
from typing import Any

from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.types import Message, Scope

from staffdev.settings import Settings
from staffdev.web import flash
from staffdev.web.visit import Visit, cookie_name

DIRECTIVES = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",  # Tabler's arrows
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
POLICY = "; ".join(DIRECTIVES)
HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}

KEPT = "public, max-age=31536000, immutable"  # its address changes with its content (assets)

BeforeSend = Callable[[Message, Scope], Coroutine[Any, Any, None]]


def seal(settings: Settings) -> BeforeSend:
    """The hook that adds the headers, and sets the session cookie when it is due."""

    async def before_send(message: Message, scope: Scope) -> None:
        if message["type"] != "http.response.start":
            return
        headers = MutableScopeHeaders.from_message(message)
        for name, value in HEADERS.items():
            headers.setdefault(name, value)  # an attachment's own policy is stricter
        if "cache-control" not in headers:
            headers["cache-control"] = KEPT if _is_kept(message, scope) else "no-store"
        if settings.secure_cookies:
            headers["strict-transport-security"] = "max-age=31536000"
        visit: Visit | None = scope["state"].get("visit")
        if visit is not None:
            _set_cookies(headers, visit, settings)

    return before_send


def _is_kept(message: Message, scope: Scope) -> bool:
    """A static file asked for by its whole address; a page never, since others use the computer too."""
    is_there = message["type"] == "http.response.start" and message["status"] in {200, 304}
    return is_there and scope["path"].startswith("/static/") and scope["query_string"].startswith(b"v=")


def _set_cookies(headers: MutableScopeHeaders, visit: Visit, settings: Settings) -> None:
    secure = settings.secure_cookies
    due = flash.cookies(visit)
    if visit.cookie_is_due:
        due.append(Cookie(cookie_name(secure=secure), value=visit.token, httponly=True, samesite="lax"))
    for cookie in due:
        cookie.secure = secure
        headers.add("set-cookie", cookie.to_header(header=""))
