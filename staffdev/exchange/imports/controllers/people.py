"""Who is who: a human says whom each written name means."""

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.exchange import policies
from staffdev.exchange.imports import queries
from staffdev.exchange.imports.changing import choose_people
from staffdev.exchange.imports.controllers.imports import overview_of
from staffdev.exchange.imports.deps import TheImport, visible_import
from staffdev.exchange.imports.people import choices, questions
from staffdev.exchange.tables import ImportBatch
from staffdev.i18n import N_
from staffdev.people.queries import everybody_in
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other


class ImportPeopleController(Controller):
    path = "/imports/{import_code:uuid}/people"
    dependencies = {"batch": Provide(visible_import)}

    @get("/", policy=policies.can_import)
    async def edit(self, batch: TheImport, actor: CurrentActor) -> Page:
        return await _people(batch, actor)

    @post("/", policy=policies.can_import)
    async def update(self, request: PageRequest, batch: TheImport, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            chosen = choices(await queries.names_of(batch), posted, await everybody_in(actor.organisation_id))
        except Invalid as invalid:
            return await _people(batch, actor, posted, invalid)
        await choose_people(batch, chosen, actor=actor)
        return see_other(request, f"/imports/{batch.code}/rows", N_("Kept. Now look at the rows."))


async def _people(batch: ImportBatch, actor: Actor, posted: object = None, invalid: Invalid | None = None) -> Page:
    register = await queries.register_of(actor)
    asked = questions(await queries.names_of(batch), register, await everybody_in(actor.organisation_id))
    return page(
        "exchange/imports/people.html",
        status=422 if invalid else 200,
        batch=batch,
        overview=await overview_of(batch),
        questions=asked,
        posted=posted,
        invalid=invalid,
    )
