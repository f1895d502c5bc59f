"""The page of the calendar."""

from litestar import Controller, get
from litestar.params import FromQuery

from staffdev import clock
from staffdev.intervision import policies
from staffdev.intervision.calendar import rules
from staffdev.intervision.calendar.view import page_of
from staffdev.web.inject import CurrentActor, Today
from staffdev.web.pages import Page, page


class CalendarController(Controller):
    path = "/calendar"

    @get("/", policy=policies.can_look)
    async def show(self, actor: CurrentActor, today: Today, view: FromQuery[str] = "", on: FromQuery[str] = "") -> Page:
        asked = rules.view_asked(view)
        shown = await page_of(actor, asked, rules.day_asked(on, today), today)
        return page("intervision/calendar/show.html", calendar=shown, now=clock.now())


ROUTES = (CalendarController,)
