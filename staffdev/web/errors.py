"""Every failure becomes a page in the reader's language, or problem+json for a program; nothing else gets out."""

import logging
import secrets
from typing import Any

from litestar.connection import Request
from litestar.exceptions import HTTPException
from litestar.response import Redirect, Response

from staffdev import translations
from staffdev.errors import Invalid, SignInNeeded, StaffdevError, Throttled, TooLarge
from staffdev.i18n import N_, S_, Sentence
from staffdev.web.pages import PageTemplate, page
from staffdev.web.visit import visit_of

log = logging.getLogger("staffdev")

HTTP_SENTENCES = {
    400: N_("This request could not be read. Go back and try again."),
    404: N_("This page does not exist, or it is not meant for you."),
    405: N_("This page cannot be used that way. Go back and try again."),
    413: N_("This file is too large. Send a file of at most 10 MB."),
}
UNEXPECTED = N_("Something went wrong here. Nothing was saved; try again, and quote %(number)s if it happens again.")
UNEXPECTED_STATUS = 500
Answer = PageTemplate | Redirect | Response[Any]


def expected(request: Request[Any, Any, Any], error: StaffdevError) -> Answer:
    """A failure somebody can be told about."""
    if isinstance(error, SignInNeeded) and request.method == "GET" and not _is_program(request):
        path = request.url.path
        return Redirect(f"/sign-in?next={path}" if path != "/" else "/sign-in", status_code=303)
    answer = _answer(request, error.status_code, error.advice, error)
    if isinstance(error, Throttled):
        answer.headers["retry-after"] = str(error.seconds)
    return answer


def by_the_router(request: Request[Any, Any, Any], error: HTTPException) -> Answer:
    """What the framework refuses: an unknown address, a method, a body it can't read."""
    status = error.status_code
    if status >= UNEXPECTED_STATUS:
        return unexpected(request, error)
    if status == TooLarge.status_code:
        limit = request.app.state.settings.max_upload // (1024 * 1024)
        return _answer(request, status, S_("This file is too large. Send a file of at most %(mb)s MB.", mb=limit))
    answer = _answer(request, status, Sentence(HTTP_SENTENCES.get(status, HTTP_SENTENCES[400])))
    answer.headers.update(error.headers or {})  # the methods an address does have
    return answer


def unexpected(request: Request[Any, Any, Any], error: Exception) -> Answer:
    """A defect: logged with a number and without a word of what was typed."""
    number = secrets.token_hex(4)
    log.error("request %s failed: %s", number, type(error).__name__, exc_info=error)
    return _answer(request, 500, S_(UNEXPECTED, number=number))


def _answer(request: Request[Any, Any, Any], status: int, advice: Sentence, error: Exception | None = None) -> Answer:
    with translations.speaking(visit_of(request.scope).language):
        if _is_program(request):
            return _problem(status, advice, error)
        return page("layout/error.html", status=status, advice=advice)


def _problem(status: int, advice: Sentence, error: Exception | None) -> Response[Any]:
    body: dict[str, Any] = {"status": status, "title": translations.say(advice)}
    if isinstance(error, Invalid):
        body["problems"] = {name: translations.say(advice) for name, advice in error.problems.items()}
    return Response(body, status_code=status, media_type="application/problem+json")


def _is_program(request: Request[Any, Any, Any]) -> bool:
    return request.url.path.startswith("/api/")


HANDLERS: dict[int | type[Exception], Any] = {
    StaffdevError: expected,
    HTTPException: by_the_router,
    Exception: unexpected,
}
