"""The page about her feed, and the feed itself, which calendars read without signing in."""

from typing import Any

from litestar import Controller, HttpMethod, get, post, route
from litestar.params import FromPath
from litestar.response import Response

from staffdev.access import Actor, anyone
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.intervision.feeds import actions, queries
from staffdev.intervision.feeds.forms import ALARMS, FeedForm, NewFeedForm
from staffdev.intervision.feeds.policies import can_subscribe
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other
from staffdev.web.visit import visit_of

HOME = "/intervision/feed"
TYPE = "text/calendar"  # the framework adds the charset


class FeedController(Controller):
    path = HOME

    @get("/", policy=can_subscribe)
    async def show(self, actor: CurrentActor) -> Page:
        return await _page(actor)

    @post("/", policy=can_subscribe)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        """Answers with the page itself: the address is shown this once, and no redirect may carry it."""
        posted = await request.form()
        try:
            token = await actions.create_feed(parse(NewFeedForm, posted), actor=actor)
        except Invalid as invalid:
            return await _page(actor, posted=posted, invalid=invalid)
        return await _page(actor, address=f"{request.base_url}feeds/{token}/intervision.ics")

    @post("/alarm", policy=can_subscribe)
    async def update(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.edit_feed(parse(FeedForm, posted), actor=actor)
        except Invalid as invalid:
            return await _page(actor, posted=posted, invalid=invalid)
        return see_other(request, HOME, N_("Saved."))

    @post("/revocation", policy=can_subscribe)
    async def revoke(self, request: PageRequest, actor: CurrentActor) -> Page:
        await actions.revoke_feed(actor=actor)
        return see_other(request, HOME, N_("The address does not work any more."))


@route("/feeds/{token:str}/intervision.ics", http_method=[HttpMethod.GET, HttpMethod.HEAD], policy=anyone)
async def read_feed(request: PageRequest, token: FromPath[str]) -> Response[bytes]:
    """Her sessions; 304 with the same validators where the calendar has them already. HEAD tells the same of them."""
    visit_of(request.scope).cookie_is_due = False  # a calendar is no browser, and has no session to keep
    made = await queries.feed_at(token)
    headers = {"etag": made.etag, "cache-control": "private, max-age=0, must-revalidate"}
    if _has(request.headers.get("if-none-match", ""), made.etag):
        return Response(b"", status_code=304, headers=headers, media_type=TYPE)
    if request.method == HttpMethod.HEAD:
        return Response(b"", headers=headers | {"content-length": str(len(made.content))}, media_type=TYPE)
    return Response(made.content, headers=headers, media_type=TYPE)


def _has(condition: str, etag: str) -> bool:
    """If-None-Match, compared weakly (RFC 9110 §13.1.2); a date beside it (If-Modified-Since) is not looked at."""
    known = {one.strip().removeprefix("W/") for one in condition.split(",")}
    return bool(known & {etag, "*"})


async def _page(actor: Actor, *, address: str = "", posted: Any = None, invalid: Invalid | None = None) -> Page:
    feed = await queries.feed_of(actor)
    shown = {"feed": feed, "address": address, "alarms": ALARMS, "posted": posted, "invalid": invalid}
    return page("intervision/feeds/show.html", status=422 if invalid else 200, **shown)


ROUTES: tuple[Any, ...] = (FeedController, read_feed)
