"""Training years: the list, one year as it is judged, closing, proposing, reopening."""

from typing import Any

from litestar import Controller, get, post
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid, NotFound
from staffdev.forms import parse
from staffdev.i18n import N_, S_
from staffdev.training.ledger import policies
from staffdev.training.ledger.actions import years as actions
from staffdev.training.ledger.forms import NoteForm
from staffdev.training.ledger.judged import closing_day
from staffdev.training.ledger.view.years import year_lines, year_page
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

HOME = "/years"
FIRST_YEAR = 2015  # the rulebook


class YearsController(Controller):
    path = HOME

    @get("/", policy=policies.can_list)
    async def index(self, actor: CurrentActor, today: Today) -> Page:
        return page("training/ledger/years/index.html", lines=await year_lines(actor, today))

    @get("/{year:int}", policy=policies.can_list)
    async def show(self, year: FromPath[int], actor: CurrentActor, today: Today) -> Page:
        return await _show(_known(year, today), actor, today)

    @post("/{year:int}/closure", policy=policies.can_close_years)
    async def close(self, request: PageRequest, year: FromPath[int], actor: CurrentActor, today: Today) -> Page:
        _known(year, today)
        try:
            note = parse(NoteForm, await request.form()).note
        except Invalid as invalid:
            return await _show(year, actor, today, invalid)
        await actions.close_year(year, note, from_on=await closing_day(actor, year, today), actor=actor)
        said = S_("The year %(year)s is closed and stays as it was judged today.", year=year)
        return see_other(request, f"{HOME}/{year}", said)

    @post("/{year:int}/proposal", policy=policies.can_propose_closing)
    async def propose(self, request: PageRequest, year: FromPath[int], actor: CurrentActor, today: Today) -> Page:
        _known(year, today)
        try:
            note = parse(NoteForm, await request.form()).note
        except Invalid as invalid:
            return await _show(year, actor, today, invalid)
        await actions.propose_closing(year, note, from_on=await closing_day(actor, year, today), actor=actor)
        return see_other(request, f"{HOME}/{year}", N_("Proposed. The responsible person decides."))

    @post("/{year:int}/reopening", policy=policies.can_close_years)
    async def reopen(self, request: PageRequest, year: FromPath[int], actor: CurrentActor, today: Today) -> Page:
        _known(year, today)
        try:
            because = parse(ReasonForm, await request.form()).because
        except Invalid as invalid:
            return await _show(year, actor, today, invalid)
        await actions.reopen_year(year, because, actor=actor)
        return see_other(request, f"{HOME}/{year}", S_("The year %(year)s is open again.", year=year))


def _known(year: int, today: Any) -> int:
    if not FIRST_YEAR <= year <= today.year:
        raise NotFound
    return year


async def _show(year: int, actor: Actor, today: Any, invalid: Invalid | None = None) -> Page:
    view = await year_page(actor, year, today)
    return page("training/ledger/years/show.html", status=422 if invalid else 200, view=view, invalid=invalid)
