"""A series goes on longer, is called off, or goes on by another rule from a session on."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.errors import Conflict, Invalid
from staffdev.forms import parse
from staffdev.i18n import N_, P_
from staffdev.intervision import policies
from staffdev.intervision.deps import TheSession, visible_session
from staffdev.intervision.series import queries
from staffdev.intervision.series.actions import planning
from staffdev.intervision.series.controllers.series import colliding
from staffdev.intervision.series.deps import TheSeries, visible_series
from staffdev.intervision.series.forms import CancellationForm, ExtensionForm, RuleForm
from staffdev.intervision.series.prefill import as_typed
from staffdev.intervision.series.view import series_card
from staffdev.intervision.tables import Series, Session
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other


class SeriesChangesController(Controller):
    path = "/intervision/series/{series_code:uuid}"
    dependencies = {"series": Provide(visible_series)}

    @get("/extension", policy=policies.can_manage)
    async def ask_longer(self, series: TheSeries) -> Page:
        return _page("extension", series=series)

    @post("/extension", policy=policies.can_manage)
    async def extend(self, request: PageRequest, series: TheSeries, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            many = await planning.extend_series(series, parse(ExtensionForm, posted), actor=actor)
        except Invalid as invalid:
            return _page("extension", series=series, posted=posted, invalid=invalid)
        said = P_("%(n)s session came to the series.", "%(n)s sessions came to the series.", many)
        return see_other(request, f"/intervision/series/{series.code}", said)

    @get("/cancellation", policy=policies.can_manage)
    async def ask(self, series: TheSeries, actor: CurrentActor, today: Today) -> Page:
        return await _cancellation(series, actor, today)

    @post("/cancellation", policy=policies.can_manage)
    async def cancel(self, request: PageRequest, series: TheSeries, actor: CurrentActor, today: Today) -> Page:
        posted = await request.form()
        try:
            many = await planning.cancel_series(series, parse(CancellationForm, posted).because, actor=actor)
        except Invalid as invalid:
            return await _cancellation(series, actor, today, posted=posted, invalid=invalid)
        said = P_(
            "The series is called off, with %(n)s session ahead.",
            "The series is called off, with %(n)s sessions ahead.",
            many,
        )
        return see_other(request, f"/intervision/series/{series.code}", said)


class FollowingSeriesController(Controller):
    path = "/intervision/sessions/{session_code:uuid}/following-series"
    dependencies = {"session": Provide(visible_session)}

    @get("/new", policy=policies.can_manage)
    async def new(self, session: TheSession) -> Page:
        series = await _series_of(session)
        return _page("following", session=session, series=series, posted=as_typed(series, session))

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, session: TheSession, actor: CurrentActor) -> Page:
        posted = await request.form()
        series = await _series_of(session)
        try:
            new = await planning.go_on_from(series, session, parse(RuleForm, posted), actor=actor)
        except Invalid as invalid:
            return _page("following", session=session, series=series, posted=posted, invalid=invalid)
        said = N_("From there on the group meets by the new rule. Send the new invitations.")
        return see_other(request, f"/intervision/series/{new.code}", said)


async def _series_of(session: Session) -> Series:
    series = await queries.series_by_id(session.series)
    if series is None:
        raise Conflict(N_("This session is of no series. Plan a series for its group instead."))
    return series


async def _cancellation(series: Series, actor: Actor, today: Any, **shown: Any) -> Page:
    return _page("cancellation", series=series, card=await series_card(series, actor, today), **shown)


def _page(name: str, *, posted: Any = None, invalid: Invalid | None = None, **shown: Any) -> Page:
    shown |= {"posted": posted or {}, "invalid": invalid, **colliding(invalid)}
    return page(f"intervision/series/{name}.html", status=422 if invalid else 200, **shown)
