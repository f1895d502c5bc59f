"""Days that are not as usual: entered, corrected, taken back."""

from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath

from staffdev import translations
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.intervision.availability import policies, queries
from staffdev.intervision.availability.actions.exceptions import (
    correct_exception,
    record_exception,
    withdraw_exception,
)
from staffdev.intervision.availability.controllers.home import HOME
from staffdev.intervision.availability.forms import ExceptionForm
from staffdev.intervision.tables import AvailabilityException
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other


class ExceptionsController(Controller):
    path = f"{HOME}/exceptions"

    @get("/new", policy=policies.can_keep_own)
    async def new(self) -> Page:
        return _form({})

    @post("/", policy=policies.can_keep_own)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await record_exception(parse(ExceptionForm, posted), actor=actor)
        except Invalid as invalid:
            return _form(posted, invalid=invalid)
        again = f"{HOME}/exceptions/new" if posted.get("then") == "another" else HOME
        return see_other(request, again, N_("Saved. Only these days differ from your week."))

    @get("/{exception_code:uuid}/edit", policy=policies.can_keep_own)
    async def edit(self, exception_code: FromPath[UUID], actor: CurrentActor) -> Page:
        row = await queries.exception_of(actor, exception_code)
        return _form(_typed(row), row)

    @post("/{exception_code:uuid}", policy=policies.can_keep_own)
    async def update(self, request: PageRequest, exception_code: FromPath[UUID], actor: CurrentActor) -> Page:
        row, posted = await queries.exception_of(actor, exception_code), await request.form()
        try:
            await correct_exception(row, parse(ExceptionForm, posted), actor=actor)
        except Invalid as invalid:
            return _form(posted, row, invalid)
        return see_other(request, HOME, N_("Corrected. What was there is kept as history."))

    @post("/{exception_code:uuid}/withdrawal", policy=policies.can_keep_own)
    async def withdraw(self, request: PageRequest, exception_code: FromPath[UUID], actor: CurrentActor) -> Page:
        await withdraw_exception(await queries.exception_of(actor, exception_code), actor=actor)
        return see_other(request, HOME, N_("Taken back. Your week counts on these days again."))


def _typed(row: AvailabilityException) -> dict[str, Any]:
    clocks = {name: f"{value:%H:%M}" if (value := getattr(row, name)) else "" for name in ("starts_at", "ends_at")}
    days = {name: translations.day_typed(getattr(row, name)) for name in ("from_on", "until_on")}
    return {**clocks, **days, "grade": row.grade}


def _form(posted: Any, row: AvailabilityException | None = None, invalid: Invalid | None = None) -> Page:
    status = 422 if invalid else 200
    return page("intervision/availability/exceptions/form.html", status=status, row=row, posted=posted, invalid=invalid)
