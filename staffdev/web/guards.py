"""Default deny: a route that declares no policy cannot be reached."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.handlers.base import BaseRouteHandler

from staffdev.access import Policy
from staffdev.errors import Forbidden
from staffdev.i18n import N_
from staffdev.web.visit import visit_of


async def enforce_policy(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Ask the route's policy about whoever is at the other end."""
    if handler.opt.get("is_static"):
        return
    policy: Policy | None = handler.opt.get("policy")
    if policy is None:
        raise Forbidden(N_("This page is closed: nobody has decided who may see it."))
    policy(visit_of(connection.scope).actor).require()
