"""What belongs to no package: the gallery of components, the health of the server, and addresses nobody knows."""

from typing import Any

from litestar import MediaType, get, route
from litestar.params import FromPath

from staffdev.access import anyone, signed_in
from staffdev.errors import NotFound
from staffdev.web.gallery import samples
from staffdev.web.pages import Page, page


@get("/health", policy=anyone, media_type=MediaType.TEXT)
async def show_health() -> str:
    """Whether the server answers, for whoever watches it; says nothing else."""
    return "ok"


@get("/components", policy=signed_in)
async def show_components() -> Page:
    """Every component of the house on one page, for those who build pages."""
    shown: dict[str, Any] = samples()
    return page("web/components.html", **shown)


@route("/{path:path}", http_method=["GET", "POST", "PUT", "PATCH", "DELETE"], policy=anyone)
async def show_nothing(path: FromPath[str]) -> Page:  # noqa: ARG001 - whatever it is, it is not here
    """An unknown address still gets a page in the reader's language."""
    raise NotFound


ROUTES = (show_health, show_components, show_nothing)
