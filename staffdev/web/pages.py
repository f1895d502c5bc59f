"""How a handler answers: a page, a part of one, the way to the next page, or a file."""

import re
from typing import Any, TypeAlias
from urllib.parse import quote

from litestar.connection import Request
from litestar.datastructures import FormMultiDict
from litestar.response import Redirect, Response, Template
from litestar.response.base import ASGIResponse

from staffdev import clock, translations
from staffdev.errors import Advice
from staffdev.forms import clean
from staffdev.translations import LANGUAGES
from staffdev.web import flash
from staffdev.web.inject import PageRequest
from staffdev.web.navigation import navigation
from staffdev.web.visit import visit_of

CONTROLS = bytes({*range(0x20), 0x7F} - set(b"\t\n\r"))  # no page may hold them, whoever typed them
RARE_CONTROLS = re.compile(rb"\xc2[\x80-\x9f]"), re.compile(rb"\xef\xbf[\xbe\xbf]")  # U+0080–U+009F, U+FFFE, U+FFFF


class PageTemplate(Template):
    """A template that also knows what every page needs: who reads it, in which language, and where she is."""

    def to_asgi_response(self, app: Any, request: Request[Any, Any, Any], **kwargs: Any) -> ASGIResponse:
        """The rendered page; control characters somebody typed into a field are left out when it is shown again."""
        with translations.speaking(visit_of(request.scope).language):  # no middleware ran where the router refused
            answer = super().to_asgi_response(app, request, **kwargs)
        body = answer.body.translate(None, CONTROLS)
        for control in RARE_CONTROLS:  # one after the other: each begins with bytes that are quickly looked for
            body = control.sub(b"", body)
        if len(body) < len(answer.body):
            answer.body, answer.content_length = body, len(body)
            answer.headers["content-length"] = str(len(body))
        return answer

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
