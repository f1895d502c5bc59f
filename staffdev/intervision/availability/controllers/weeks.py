"""Her week: entered, carried forward, corrected, taken back."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery

from staffdev import translations
from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.i18n import N_
from staffdev.intervision.availability import policies, queries
from staffdev.intervision.availability.actions.weeks import correct_week, record_week, withdraw_week
from staffdev.intervision.availability.controllers.home import HOME
from staffdev.intervision.availability.entry import read_week
from staffdev.intervision.availability.rules.placing import DAY
from staffdev.intervision.availability.view import said_of, typed_week, week_rows
from staffdev.intervision.tables import Availability
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other


class WeeksController(Controller):
    path = f"{HOME}/weeks"

    @get("/new", policy=policies.can_keep_own)
    async def new(self, actor: CurrentActor, today: Today, after: FromQuery[UUID | None] = None) -> Page:
        return _form(await _forward(actor, today, after) if after else {"from_on": translations.day_typed(today)})

    @post("/", policy=policies.can_keep_own)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            form, week = read_week(posted)
            placed = await record_week(form, week, actor=actor)
        except Invalid as invalid:
            return _form(posted, invalid=invalid)
        return see_other(request, HOME, said_of(placed))

    @get("/{week_code:uuid}/edit", policy=policies.can_keep_own)
    async def edit(self, week_code: FromPath[UUID], actor: CurrentActor) -> Page:
        week = await queries.week_of(actor, week_code)
        return _form(_typed(week, week.from_on, week.until_on), week)

    @post("/{week_code:uuid}", policy=policies.can_keep_own)
    async def update(self, request: PageRequest, week_code: FromPath[UUID], actor: CurrentActor) -> Page:
        row, posted = await queries.week_of(actor, week_code), await request.form()
        try:
            form, week = read_week(posted)
            placed = await correct_week(row, form, week, actor=actor)
        except Invalid as invalid:
            return _form(posted, row, invalid)
        return see_other(request, HOME, said_of(placed))

    @post("/{week_code:uuid}/withdrawal", policy=policies.can_keep_own)
    async def withdraw(self, request: PageRequest, week_code: FromPath[UUID], actor: CurrentActor) -> Page:
        await withdraw_week(await queries.week_of(actor, week_code), actor=actor)
        return see_other(request, HOME, N_("Taken back. For its days nothing is recorded now."))


async def _forward(actor: Actor, today: date, code: UUID) -> dict[str, Any]:
    """A week of hers once more, from the day after it ends, or from today."""
    row = await queries.week_of(actor, code)
    return _typed(row, max(today, row.until_on + DAY) if row.until_on else today, None)


def _typed(row: Availability, first: date, last: date | None) -> dict[str, Any]:
    return typed_week(row.week) | {
        "from_on": translations.day_typed(first),
        "until_on": translations.day_typed(last),
    }


def _form(posted: Any, week: Availability | None = None, invalid: Invalid | None = None) -> Page:
    return page(
        "intervision/availability/weeks/form.html",
        status=422 if invalid else 200,
        week=week,
        rows=week_rows(posted),
        posted=posted,
        invalid=invalid,
    )
