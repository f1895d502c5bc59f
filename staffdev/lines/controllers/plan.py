"""Who is on duty in a week or a month, and the public holidays of a year."""

from litestar import get
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.lines import policies
from staffdev.lines.deps import TheLine, visible_line
from staffdev.lines.holidays import holidays_of, year_asked
from staffdev.lines.view import days_asked, plan_of
from staffdev.web.inject import CurrentActor, Today
from staffdev.web.pages import Page, page


@get("/lines/{line_code:uuid}/duty-plan", policy=policies.can_view, dependencies={"line": Provide(visible_line)})
async def show_plan(
    line: TheLine, actor: CurrentActor, today: Today, week: FromQuery[str] = "", month: FromQuery[str] = ""
) -> Page:
    """One line's days: its hours, who is on duty, and when somebody is missing."""
    asked = days_asked(week, month, today)
    plan = await plan_of([line], asked.span, actor)
    return page("lines/plan.html", line=line, asked=asked, plan=plan, may_manage=bool(policies.can_manage(actor)))


@get("/lines/public-holidays", policy=policies.can_view)
async def show_holidays(today: Today, year: FromQuery[str] = "") -> Page:
    """The public holidays of Serbia in one year, by name."""
    asked = year_asked(year, today)
    return page("lines/holidays.html", year=asked, holidays=holidays_of(asked))
