"""Who leads the sessions of a series: proposed by turns, changed and saved on one page."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.errors import Invalid
from staffdev.forms import Posted
from staffdev.i18n import N_, P_
from staffdev.intervision import policies
from staffdev.intervision.queries import groups_by_id, members_of
from staffdev.intervision.series.actions.sessions import share_out
from staffdev.intervision.series.deps import TheSeries, visible_series
from staffdev.intervision.series.forms import KNOWN, LEADS
from staffdev.intervision.series.view import turns_of
from staffdev.intervision.tables import Series
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other


class RotationController(Controller):
    path = "/intervision/series/{series_code:uuid}/facilitators"
    dependencies = {"series": Provide(visible_series)}

    @get("/", policy=policies.can_manage)
    async def show(self, series: TheSeries, today: Today) -> Page:
        return await _page(series, today)

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, series: TheSeries, actor: CurrentActor, today: Today) -> Page:
        posted = await request.form()
        try:
            many = await share_out(series, await _chosen(series, posted), actor=actor, known=_typed(posted, KNOWN))
        except Invalid as invalid:
            return await _page(series, today, posted=posted, invalid=invalid)
        said = P_("%(n)s session has a facilitator now.", "%(n)s sessions have a facilitator now.", many)
        return see_other(request, f"/intervision/series/{series.code}", said if many else N_("Nothing changed."))


async def _chosen(series: Series, posted: Posted) -> dict[str, int | None]:
    """Who was chosen for which session: row ids by the code of the session."""
    people = {str(one.person_code): one.person for one in await members_of([series.group])}
    typed = _typed(posted, LEADS)
    if unknown := [code for code in typed.values() if code and code not in people]:
        raise Invalid({"": N_("Choose for each day somebody who belongs to the group then.")}) from LookupError(unknown)
    return {session: people.get(code) for session, code in typed.items()}


def _typed(posted: Posted, before: str) -> dict[str, str]:
    """What was sent about each session in the fields that begin so, by its code."""
    return {name.removeprefix(before): str(posted[name]) for name in posted if name.startswith(before)}


async def _page(series: Series, today: Any, *, posted: Any = None, invalid: Invalid | None = None) -> Page:
    group = (await groups_by_id([series.group]))[series.group]
    return page(
        "intervision/series/facilitators.html",
        status=422 if invalid else 200,
        series=series,
        group=group,
        turns=await turns_of(series, group, today),
        posted=posted or {},
        invalid=invalid,
    )
