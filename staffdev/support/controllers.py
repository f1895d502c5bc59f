"""Professional support: consultations, stress relief, and a page to breathe at."""

from litestar import get
from litestar.params import FromQuery

from staffdev.access import anyone
from staffdev.i18n import Language
from staffdev.support.consulting.controllers import ROUTES as CONSULTING
from staffdev.support.relief.controllers import ROUTES as RELIEF
from staffdev.web.inject import PageRequest
from staffdev.web.pages import Page, page
from staffdev.web.visit import visit_of

WEEK = 7 * 24 * 60 * 60  # seconds


@get("/breathing", policy=anyone, sync_to_thread=False)
def breathing(request: PageRequest, language: FromQuery[str] = "") -> Page:
    """A page to breathe at and to set a call down. It knows nobody, and so the browser may keep it for a week.

    Kept, it opens with the cable out. It is the same for everybody in a language, which the page itself can change:
    no name, no form, no token.
    """
    visit = visit_of(request.scope)
    visit.cookie_is_due = False  # a new cookie would be another visitor to the browser, which then asks again
    if language in set(Language):
        visit.language = Language(language)
    shown = page("support/breathing.html")
    shown.headers["cache-control"] = f"private, max-age={WEEK}"
    shown.headers["vary"] = "Cookie"
    return shown


ROUTES = [*CONSULTING, *RELIEF, breathing]
