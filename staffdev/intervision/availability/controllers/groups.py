"""When a group could meet, for the coordinator: counts by hour, and names for the hour she asks about."""

from datetime import date, timedelta
from typing import Any

from litestar import Controller, get
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.forms import RefusedValueError, read_day
from staffdev.intervision.availability import policies
from staffdev.intervision.availability.everybody import group_week
from staffdev.intervision.deps import TheGroup, visible_group
from staffdev.web.inject import Today
from staffdev.web.pages import Page, page

WEEK = timedelta(days=7)


class GroupAvailabilityController(Controller):
    path = "/intervision/groups/{group_code:uuid}/availability"
    dependencies = {"group": Provide(visible_group)}

    @get("/", policy=policies.can_see_everybody)
    async def show(
        self,
        group: TheGroup,
        today: Today,
        week: FromQuery[str] = "",
        day: FromQuery[str] = "",
        hour: FromQuery[str] = "",
    ) -> Page:
        asked = _hour_asked(day, hour)
        monday = _monday(asked[0] if asked else _day(week) or today)
        context: dict[str, Any] = {"before": monday - WEEK, "after": monday + WEEK}
        found = await group_week(group, monday, asked)
        return page("intervision/availability/groups/show.html", group=group, week=found, **context)


def _hour_asked(day: str, hour: str) -> tuple[date, int] | None:
    found = _day(day)
    return (found, int(hour)) if found and hour.isascii() and hour.isdecimal() and len(hour) <= 2 else None  # noqa: PLR2004 - two digits


def _day(typed: str) -> date | None:
    """A day in the address, None where it makes no sense or lies beyond what calendars say."""
    try:
        found = read_day(typed) if typed else None
    except RefusedValueError:
        return None
    return found if found and date(2000, 1, 1) < found < date(2200, 1, 1) else None


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
