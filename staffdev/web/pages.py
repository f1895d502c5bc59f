"""How a handler answers: a page, a part of one, the way to the next page, or a file."""

from typing import Any, TypeAlias
from urllib.parse import quote

from litestar.connection import Request
from litestar.datastructures import FormMultiDict
from litestar.response import Redirect, Response, Template

from staffdev import clock
from staffdev.errors import Advice
from staffdev.forms import clean
from staffdev.translations import LANGUAGES
from staffdev.web import flash
from staffdev.web.inject import PageRequest
from staffdev.web.navigation import navigation
from staffdev.web.visit import visit_of


class PageTemplate(Template):
    """A template that also knows what every page needs: who reads it, in which language, and where she is."""

    def create_template_context(self, request: Request[Any, Any, Any]) -> dict[str, Any]:
        visit = visit_of(request.scope)
        path = request.url.path if request.url.path.isprintable() else "/"
        frame = {
            "actor": visit.actor,
            "csrf_token": visit.csrf,
            "lang": visit.language,
            "languages": LANGUAGES,
            "path": path,
            "today": clock.today(),
            "navigation": navigation(visit.actor, path),
            "organisations": visit.signed_in.organisations,
            "organisation_name": visit.signed_in.organisation_name,
            "flashes": flash.take(request),
            "invalid": None,
            "posted": {},
        }
        return frame | {name: _shown(value) for name, value in self.context.items()}


def _shown(value: Any) -> Any:
    """What was typed, without the control characters no page may hold; anything else as it is."""
    if isinstance(value, str):
        return value if value.isprintable() else clean(value)
    if isinstance(value, FormMultiDict):
        return {name: clean(text) if isinstance(text, str) else text for name, text in value.items()}
    return value


Page: TypeAlias = PageTemplate | Redirect | Response[bytes]


def page(name: str, *, status: int = 200, **context: Any) -> PageTemplate:
    """The page `name` (a template's path) with what it says it needs."""
    return PageTemplate(
        template_name=name,
        context={"status": status, **context},
        status_code=status,
        media_type="text/html",
        headers={"vary": "Cookie, HX-Request"},
    )


def see_other(request: PageRequest, path: str, said: Advice | None = None, kind: str = "ok") -> Redirect:
    """The way to the page that shows the result, which says `said` first."""
    if said:
        flash.say(request, said, kind)
    return Redirect(path, status_code=303)


def file(content: bytes, *, name: str, media_type: str, inline: bool = False) -> Response[bytes]:
    """A file to keep (or, `inline`, to look at); its name may have any letters."""
    kind = "inline" if inline else "attachment"
    disposition = f"{kind}; filename*=UTF-8''{quote(name)}"
    return Response(content, media_type=media_type, headers={"content-disposition": disposition})
