"""Her page: her week, days that are not as usual, her calendars, and what is planned for her already."""

from litestar import Controller, get

from staffdev.intervision.availability import policies
from staffdev.intervision.availability.own import own_page
from staffdev.web.inject import CurrentActor, Today
from staffdev.web.pages import Page, page

HOME = "/availability"


class AvailabilityController(Controller):
    path = HOME

    @get("/", policy=policies.can_keep_own)
    async def show(self, actor: CurrentActor, today: Today) -> Page:
        return page("intervision/availability/show.html", own=await own_page(actor, today))
