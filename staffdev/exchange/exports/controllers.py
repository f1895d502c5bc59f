"""Export: registers as sheets, and everything as one interchange document."""

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery

from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.errors import Invalid, NotFound
from staffdev.exchange import policies
from staffdev.exchange.exports import queries
from staffdev.exchange.exports.sheets import SheetFormat, written
from staffdev.exchange.imports.controllers.uploads import uploaded
from staffdev.exchange.interchange.reading import bring_in
from staffdev.exchange.interchange.writing import document
from staffdev.exchange.vocabulary import What
from staffdev.exchange.words import REGISTERS
from staffdev.i18n import N_, P_
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, file, page, see_other


class ExportsController(Controller):
    path = "/exports"

    @get("/", policy=policies.can_export)
    async def index(self, actor: CurrentActor) -> Page:
        return await _index(actor)

    @get("/{what:str}", policy=policies.can_export)
    async def show(
        self,
        what: FromPath[str],
        actor: CurrentActor,
        shape: FromQuery[SheetFormat] = SheetFormat.XLSX,
        year: FromQuery[int | None] = None,
    ) -> Page:
        if what not in set(What) or (year is not None and not 1 <= year <= 9999):  # noqa: PLR2004 - what a date can be
            raise NotFound
        found = await written(What(what), shape, actor=actor, year=year)
        return file(found.content, name=found.name, media_type=found.media_type)


class InterchangeController(Controller):
    path = "/interchange"

    @get("/", policy=policies.can_interchange)
    async def show(self, actor: CurrentActor, papers: FromQuery[str] = "") -> Page:
        async with transaction():
            pieces = [piece async for piece in document(actor.organisation_id, attachments=papers == "yes")]
            await audit.record(Event.EXCHANGE_DOCUMENT_EXPORT, about=None, actor=actor, name=actor.organisation_code)
        name = f"{actor.organisation_code}.json"
        return file(b"".join(pieces), name=name, media_type="application/json")

    @post("/", policy=policies.can_interchange)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        try:
            _name, content = await uploaded(await request.form())
            added = await bring_in(content, actor=actor, own=actor.organisation_code)
        except Invalid as invalid:
            return await _index(actor, invalid)
        total = sum(added.values())
        said = (
            P_("%(n)s record was added.", "%(n)s records were added.", total)
            if total
            else N_("Everything was here already.")
        )
        return see_other(request, "/exports", said)


async def _index(actor: Actor, invalid: Invalid | None = None) -> Page:
    return page(
        "exchange/exports/index.html",
        status=422 if invalid else 200,
        titles={what.value: title for what, title in REGISTERS.items()},
        years=await queries.years_of(actor),
        may_import=bool(policies.can_import(actor)),
        may_interchange=bool(policies.can_interchange(actor)),
        invalid=invalid,
    )


ROUTES = (ExportsController, InterchangeController)
