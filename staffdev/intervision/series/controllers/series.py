"""A series: planned with what collides shown first, its page, and where it meets."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.intervision import policies
from staffdev.intervision.groups.queries import choices_of, chosen_at_first
from staffdev.intervision.invitations.on_session import on_series
from staffdev.intervision.series.actions import planning
from staffdev.intervision.series.clashing import Colliding
from staffdev.intervision.series.deps import TheSeries, visible_series
from staffdev.intervision.series.forms import PlaceForm, SeriesForm
from staffdev.intervision.series.prefill import prefilled, usual_series
from staffdev.intervision.series.view import clash_rows, series_card
from staffdev.intervision.tables import Series
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other


class ManySeriesController(Controller):
    path = "/intervision/series"

    @get("/new", policy=policies.can_manage)
    async def new(self, request: PageRequest, actor: CurrentActor, today: Today) -> Page:
        return await _form(
            actor, posted=prefilled(request.query_params, usual_series(today) | await chosen_at_first(actor))
        )

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            series = await planning.plan_series(parse(SeriesForm, posted), actor=actor)
        except Invalid as invalid:
            return await _form(actor, posted=posted, invalid=invalid)
        said = N_("The series is planned. Here is who could lead when, by turns.")
        return see_other(request, f"/intervision/series/{series.code}/facilitators", said)


class SeriesController(Controller):
    path = "/intervision/series/{series_code:uuid}"
    dependencies = {"series": Provide(visible_series)}

    @get("/", policy=policies.can_look)
    async def show(self, series: TheSeries, actor: CurrentActor, today: Today) -> Page:
        card, asked = await series_card(series, actor, today), await on_series(series, actor)
        return page("intervision/series/show.html", series=series, card=card, invitations=asked)

    @get("/edit", policy=policies.can_manage)
    async def edit(self, series: TheSeries) -> Page:
        return _place(series, posted={"place": series.place or ""})

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, series: TheSeries, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await planning.edit_place(series, parse(PlaceForm, posted), actor=actor)
        except Invalid as invalid:
            return _place(series, posted=posted, invalid=invalid)
        return see_other(request, f"/intervision/series/{series.code}", N_("Saved."))


def colliding(invalid: Invalid | None) -> dict[str, Any]:
    """What a form shows of the collisions it was refused for: lines, and the digest that goes with the tick."""
    if not isinstance(invalid, Colliding):
        return {"clashes": [], "seen": ""}
    return {"clashes": clash_rows(invalid.found), "seen": invalid.digest}


async def _form(actor: Actor, *, posted: Any, invalid: Invalid | None = None) -> Page:
    groups = await choices_of(actor)
    shown: dict[str, Any] = {"groups": groups, "posted": posted, "invalid": invalid, **colliding(invalid)}
    return page("intervision/series/form.html", status=422 if invalid else 200, **shown)


def _place(series: Series, *, posted: Any, invalid: Invalid | None = None) -> Page:
    shown: dict[str, Any] = {"series": series, "posted": posted, "invalid": invalid}
    return page("intervision/series/place.html", status=422 if invalid else 200, **shown)
