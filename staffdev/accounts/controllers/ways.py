"""What the controllers of accounts share: who calls, and where to go next."""

from urllib.parse import quote

from staffdev.accounts.actions import Caller
from staffdev.web.inject import PageRequest
from staffdev.web.visit import visit_of

FIRST_PAGE = "/"


def caller_of(request: PageRequest) -> Caller:
    """The browser that sends this request."""
    address = request.client.host if request.client else ""
    return Caller(visit_of(request.scope).token, address, request.headers.get("user-agent", ""))


def local(path: object) -> str:
    """`path` when it leads to a page of ours, else the first page: nobody is sent elsewhere."""
    if not isinstance(path, str) or not path.startswith("/") or path.startswith("//"):
        return FIRST_PAGE
    return path if path.isprintable() and "\\" not in path else FIRST_PAGE


def with_next(path: str, onwards: str) -> str:
    """`path`, which afterwards leads on to `onwards`."""
    return path if onwards == FIRST_PAGE else f"{path}?next={quote(onwards, safe='/')}"
