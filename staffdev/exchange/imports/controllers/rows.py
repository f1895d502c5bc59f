"""The rows of a file before they are recorded: what will become of each, and every way to change that."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromPath, FromQuery

from staffdev.errors import Invalid
from staffdev.exchange import policies
from staffdev.exchange.forms import DecisionForm
from staffdev.exchange.imports import queries
from staffdev.exchange.imports.changing import answer_row, decide_rows, look_again
from staffdev.exchange.imports.controllers.imports import overview_of
from staffdev.exchange.imports.deps import TheImport, visible_import
from staffdev.exchange.imports.row_form import answers, fields
from staffdev.exchange.imports.view import Paging, RowView, row_view
from staffdev.exchange.tables import ImportBatch
from staffdev.exchange.vocabulary import BatchState, RowDecision, RowOutcome
from staffdev.forms import parse
from staffdev.i18n import N_, P_
from staffdev.web.inject import CurrentActor, PageRequest, page_asked
from staffdev.web.pages import Page, page, see_other

NOTHING_TO_ACCEPT = N_("No row only waits for your agreement. Look at those that need you one by one.")
NOTHING_CHANGED = N_("Nothing of what is recorded changes these rows: they stand as before.")


class ImportRowsController(Controller):
    path = "/imports/{import_code:uuid}/rows"
    dependencies = {"batch": Provide(visible_import)}

    @get("/", policy=policies.can_import)
    async def index(self, batch: TheImport, outcome: FromQuery[str] = "", page_number: FromQuery[int] = 1) -> Page:
        overview, number = await overview_of(batch), page_asked(page_number)
        chosen = outcome if outcome in set(RowOutcome) or outcome == "all" else _first(overview.outcomes)
        outcomes = list(RowOutcome) if chosen == "all" else [chosen]
        rows, total = await queries.rows_page(batch, outcomes=outcomes, page=number)
        views = [row_view(row, overview.sheets, batch) for row in rows]
        paging = Paging(number, queries.PAGE, total)
        return page("exchange/imports/rows.html", overview=overview, chosen=chosen, rows=views, paging=paging)

    @post("/agreement", policy=policies.can_import)
    async def accept_all(self, request: PageRequest, batch: TheImport, actor: CurrentActor) -> Page:
        changed = await decide_rows(batch, _accept_assumed, actor=actor, decision=RowDecision.ACCEPT)
        said = P_("You agreed to %(n)s row.", "You agreed to %(n)s rows.", changed) if changed else NOTHING_TO_ACCEPT
        return see_other(request, f"/imports/{batch.code}/rows", said, "ok" if changed else "warn")

    @post("/second-look", policy=policies.can_import)
    async def look_again(self, request: PageRequest, batch: TheImport, actor: CurrentActor) -> Page:
        changed = await look_again(batch, actor=actor)
        said = P_("%(n)s row stands otherwise now.", "%(n)s rows stand otherwise now.", changed)
        return see_other(request, f"/imports/{batch.code}/rows", said if changed else NOTHING_CHANGED)


class ImportRowController(Controller):
    path = "/imports/{import_code:uuid}/sheets/{index:int}/rows/{row_number:int}"
    dependencies = {"batch": Provide(visible_import)}

    @get("/", policy=policies.can_import)
    async def edit(self, batch: TheImport, index: FromPath[int], row_number: FromPath[int]) -> Page:
        return _row(batch, await _view(batch, index, row_number))

    @post("/", policy=policies.can_import)
    async def update(
        self,
        request: PageRequest,
        batch: TheImport,
        index: FromPath[int],
        row_number: FromPath[int],
        actor: CurrentActor,
    ) -> Page:
        posted = await request.form()
        found = answers(await _view(batch, index, row_number), posted)
        await answer_row(batch, index, row_number, found, actor=actor)
        again = await _view(batch, index, row_number)
        if again.problems:
            problems = {problem.field: problem.advice for problem in again.problems}
            return _row(batch, again, posted, Invalid(problems))
        return see_other(request, f"/imports/{batch.code}/rows", N_("The row was read again."))

    @post("/decision", policy=policies.can_import)
    async def decide(
        self,
        request: PageRequest,
        batch: TheImport,
        index: FromPath[int],
        row_number: FromPath[int],
        actor: CurrentActor,
    ) -> Page:
        form = parse(DecisionForm, await request.form())
        view = await _view(batch, index, row_number)
        place = (index, row_number)
        decide = _only(place, form.decision)
        await decide_rows(batch, decide, actor=actor, row=row_number, sheet=view.sheet.name, decision=form.decision)
        return see_other(request, f"/imports/{batch.code}/rows?outcome={view.outcome}", N_("Kept."))


def _only(place: tuple[int, int], decision: RowDecision) -> Any:
    def decide(row: queries.Row, _reading: Any) -> RowDecision:
        return decision if (row["sheet"], row["row_number"]) == place else RowDecision(row["decision"])

    return decide


def _accept_assumed(row: queries.Row, reading: Any) -> RowDecision:
    waits = row["outcome"] == RowOutcome.NEEDS_YOU and reading.assumptions and not reading.problems
    return RowDecision.ACCEPT if waits else RowDecision(row["decision"])


def _first(outcomes: Any) -> str:
    return str(outcomes[0][0]) if outcomes else "all"


async def _view(batch: ImportBatch, index: int, number: int) -> RowView:
    row = await queries.row_of(batch, index, number)
    return row_view(row, queries.sheets_of(batch), batch)


def _row(batch: ImportBatch, view: RowView, posted: Any = None, invalid: Invalid | None = None) -> Page:
    return page(
        "exchange/imports/row.html",
        status=422 if invalid else 200,
        batch=batch,
        row=view,
        fields=fields(view) if batch.state == BatchState.DRAFT else [],
        wrong=Invalid({one.field: one.advice for one in view.problems}) if view.problems else None,
        posted=posted,
        invalid=invalid,
    )
