"""No other site may make her browser act: where a request comes from is checked, and that it carries her own token."""

import hmac
from typing import Any
from urllib.parse import urlsplit

from litestar.connection import Request

from staffdev.errors import Forbidden
from staffdev.i18n import N_
from staffdev.web.visit import visit_of

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FIELD = "csrf_token"
OWN_SITE = frozenset({"same-origin", "none"})


async def refuse_forgery(request: Request[Any, Any, Any]) -> None:
    """Refuse a change that another site asks for, or a form that belongs to another session (403)."""
    if request.method in SAFE:
        return
    if not _comes_from_here(request):
        raise Forbidden(N_("This request came from another site and was refused. Open the page here and try again."))
    given = (await request.form()).get(FIELD)
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), visit_of(request.scope).csrf.encode()):
        raise Forbidden(N_("This form is out of date. Go back, reload the page and send it again."))


def _comes_from_here(request: Request[Any, Any, Any]) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in OWN_SITE
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")
