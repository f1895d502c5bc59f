"""Imports: the list, bringing a file in, one import with its steps, recording it, taking it back."""

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.exchange import policies
from staffdev.exchange.imports import queries
from staffdev.exchange.imports.applying import apply_import
from staffdev.exchange.imports.changing import discard
from staffdev.exchange.imports.controllers.uploads import bring_in
from staffdev.exchange.imports.deps import TheImport, visible_import
from staffdev.exchange.imports.rejected import rejected_book
from staffdev.exchange.imports.undoing import undo_import
from staffdev.exchange.imports.view import Overview
from staffdev.exchange.tables import ImportBatch
from staffdev.i18n import N_, P_, S_
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, file, page, see_other

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AGAIN = N_("This very file was brought in before and not recorded yet. Here it is.")


class ImportsController(Controller):
    path = "/imports"

    @get("/", policy=policies.can_import)
    async def index(self, actor: CurrentActor) -> Page:
        return await _index(actor)

    @post("/", policy=policies.can_import)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        try:
            batch, was_there = await bring_in(await request.form(), actor=actor)
        except Invalid as invalid:
            return await _index(actor, invalid)
        said = AGAIN if was_there else N_("The file was read. Nothing is recorded yet.")
        return see_other(request, f"/imports/{batch.code}", said, "warn" if was_there else "ok")


class ImportController(Controller):
    path = "/imports/{import_code:uuid}"
    dependencies = {"batch": Provide(visible_import)}

    @get("/", policy=policies.can_import)
    async def show(self, batch: TheImport) -> Page:
        return page("exchange/imports/show.html", overview=await overview_of(batch))

    @post("/application", policy=policies.can_import)
    async def apply(self, request: PageRequest, batch: TheImport, actor: CurrentActor) -> Page:
        rows = await apply_import(batch, actor=actor)
        return see_other(
            request, f"/imports/{batch.code}", P_("%(n)s row is recorded.", "%(n)s rows are recorded.", rows)
        )

    @post("/undoing", policy=policies.can_import)
    async def undo(self, request: PageRequest, batch: TheImport, actor: CurrentActor) -> Page:
        undone = await undo_import(batch, actor=actor)
        if undone.stay:
            advice = N_("%(rows)s rows are taken back; %(stay)s stay, because somebody has built on them since.")
            said = S_(advice, rows=undone.rows, stay=undone.stay)
            return see_other(request, f"/imports/{batch.code}/rows?outcome=written", said, "warn")
        said = P_("%(n)s row is taken back.", "%(n)s rows are taken back.", undone.rows)
        return see_other(request, f"/imports/{batch.code}", said)

    @post("/discarding", policy=policies.can_import)
    async def discard(self, request: PageRequest, batch: TheImport, actor: CurrentActor) -> Page:
        await discard(batch, actor=actor)
        return see_other(request, "/imports", N_("The file is put away. Nothing of it was recorded."))

    @get("/rejected-rows", policy=policies.can_import)
    async def show_rejected(self, batch: TheImport) -> Page:
        name, content = await rejected_book(batch)
        return file(content, name=name, media_type=XLSX)


async def overview_of(batch: ImportBatch) -> Overview:
    """How the import stands."""
    names = await queries.names_of(batch)
    still_open = sum(not written.confirmed for written in names.values())
    counts = (await queries.counts_of([batch.id]))[batch.id]
    return Overview(batch, queries.sheets_of(batch), counts, still_open, len(names))


async def _index(actor: Actor, invalid: Invalid | None = None) -> Page:
    batches = await queries.batches_visible_to(actor)
    counts = await queries.counts_of([batch.id for batch in batches])
    return page(
        "exchange/imports/index.html", status=422 if invalid else 200, batches=batches, counts=counts, invalid=invalid
    )
