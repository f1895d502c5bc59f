"""Her own calendars: read in from a file, looked at, confirmed, forgotten."""

from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.i18n import N_, P_
from staffdev.intervision.availability import policies, queries
from staffdev.intervision.availability.actions.calendars import import_calendar, remove_calendar
from staffdev.intervision.availability.calendars import NUMBERS, number_in, previewed, span_of, year_ahead
from staffdev.intervision.availability.carrying import put_down
from staffdev.intervision.availability.controllers.home import HOME
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other


class CalendarsController(Controller):
    path = f"{HOME}/calendars"

    @get("/new", policy=policies.can_keep_own)
    async def new(self, actor: CurrentActor) -> Page:
        return await _form(actor)

    @post("/previews", policy=policies.can_keep_own)
    async def preview(self, request: PageRequest, actor: CurrentActor, today: Today) -> Page:
        posted = await request.form()
        try:
            content, number = await _sent(posted), number_in(posted)
            found = await previewed(content, number, await queries.addresses_of(actor), today)
        except Invalid as invalid:
            return await _form(actor, posted, invalid)
        known = next((one for one in await queries.calendars_of(actor) if one["number"] == found.number), None)
        return page("intervision/availability/calendars/preview.html", found=found, known=known)

    @post("/", policy=policies.can_keep_own)
    async def create(self, request: PageRequest, actor: CurrentActor, today: Today) -> Page:
        posted, days = await request.form(), year_ahead(today)
        try:
            number, whole_days = number_in(posted), posted.get("whole_days") == "yes"
            times = put_down(posted.get("times"), span_of(days), whole_days=whole_days)
        except Invalid as invalid:
            return await _form(actor, posted, invalid)
        await import_calendar(number, times, days, whole_days=whole_days, actor=actor)
        return see_other(request, HOME, P_("Saved: %(n)s busy time.", "Saved: %(n)s busy times.", len(times)))

    @post("/{calendar_code:uuid}/removal", policy=policies.can_keep_own)
    async def remove(self, request: PageRequest, calendar_code: FromPath[UUID], actor: CurrentActor) -> Page:
        await remove_calendar(await queries.calendar_of(actor, calendar_code), actor=actor)
        return see_other(request, HOME, N_("Removed with all its times."))


async def _sent(posted: Any) -> bytes:
    """What was sent in the field `file`; Invalid where there is nothing."""
    file = posted.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise Invalid({"file": N_("Choose a calendar file; its name ends with .ics.")})
    return await file.read()


async def _form(actor: Actor, posted: Any = None, invalid: Invalid | None = None) -> Page:
    used = {one["number"]: one for one in await queries.calendars_of(actor)}
    return page(
        "intervision/availability/calendars/new.html",
        status=422 if invalid else 200,
        numbers=[(number, used.get(number)) for number in NUMBERS],
        free=next((number for number in NUMBERS if number not in used), 1),
        posted=posted or {},
        invalid=invalid,
    )
