"""The first page of everybody: what needs attention."""

from litestar import get

from staffdev.access import signed_in
from staffdev.attention.view import home
from staffdev.web.inject import CurrentActor, PageNumber, Today
from staffdev.web.pages import Page, page


@get("/", policy=signed_in)
async def show_home(actor: CurrentActor, today: Today, number: PageNumber) -> Page:
    """One list: what, why, by when, one button."""
    return page("attention/home.html", home=await home(actor, today, number))


ROUTES = (show_home,)
