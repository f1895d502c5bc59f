"""What the controllers of accounts share: who calls, and where to go next."""

from typing import Any
from urllib.parse import quote

from litestar.datastructures import Cookie

from staffdev.accounts import browsers
from staffdev.accounts.actions import Caller, Opened
from staffdev.settings import Settings
from staffdev.web.inject import PageRequest
from staffdev.web.pages import Page
from staffdev.web.visit import visit_of

FIRST_PAGE = "/"


def caller_of(request: PageRequest) -> Caller:
    """The browser that sends this request."""
    address = request.client.host if request.client else ""
    return Caller(
        visit_of(request.scope).token,
        address,
        browsers.name_of(request.headers.get("user-agent", "")),
        browsers.marked_by(request.cookies.get(browsers.COOKIE, "")),
    )


def remember(answer: Page, opened: Opened, settings: Settings) -> Page:
    """Mark the browser as one she has signed in with."""
    guarded: dict[str, Any] = {"path": "/sign-in", "httponly": True, "secure": settings.secure_cookies}
    value = browsers.mark(opened.account_code)
    answer.set_cookie(Cookie(browsers.COOKIE, value=value, max_age=browsers.SECONDS, samesite="lax", **guarded))
    return answer


def local(path: object) -> str:
    """`path` when it leads to a page of ours, else the first page: nobody is sent elsewhere."""
    if not isinstance(path, str) or not path.startswith("/") or path.startswith("//"):
        return FIRST_PAGE
    return path if path.isprintable() and "\\" not in path else FIRST_PAGE


def with_next(path: str, onwards: str) -> str:
    """`path`, which afterwards leads on to `onwards`."""
    return path if onwards == FIRST_PAGE else f"{path}?next={quote(onwards, safe='/')}"
