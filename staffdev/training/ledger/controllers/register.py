"""The register of all training: found, sorted, decided about in bulk, taken away as a sheet."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.training.ledger import policies
from staffdev.training.ledger.controllers.deciding import return_many, verify_many
from staffdev.training.ledger.deps import TheOffices, offices_now
from staffdev.training.ledger.forms import RegisterFilter
from staffdev.training.ledger.offices import Today as Offices
from staffdev.training.ledger.queries.register import NEWEST_FIRST, SIZES, asked, whole_register_visible_to
from staffdev.training.ledger.register_sheet import SHEETS, sheet_of
from staffdev.training.ledger.view.register import HOME, register_view
from staffdev.training.tables import TrainingRecord
from staffdev.training.vocabulary import RecordState, TrainingKind
from staffdev.web.inject import CurrentActor, PageNumber, PageRequest
from staffdev.web.pages import Page, file, page


class RegisterController(Controller):
    path = HOME
    dependencies = {"offices": Provide(offices_now)}

    @get("/", policy=policies.can_list)
    async def index(
        self,
        request: PageRequest,
        offices: TheOffices,
        actor: CurrentActor,
        number: PageNumber,
        *,
        sort: FromQuery[str] = NEWEST_FIRST,
        size: FromQuery[int] = SIZES[0],
    ) -> Page:
        try:
            chosen, invalid = parse(RegisterFilter, request.query_params), None
        except Invalid as found:
            chosen, invalid = RegisterFilter(), found
        view = await register_view(actor, asked(chosen, sort, number, size), offices)
        return _page(view, request.query_params, invalid)

    @post("/verifications", policy=policies.can_verify)
    async def verify(self, request: PageRequest, actor: CurrentActor) -> Page:
        return await verify_many(request, TrainingRecord, HOME, actor)

    @post("/returns", policy=policies.can_verify)
    async def give_back(self, request: PageRequest, actor: CurrentActor) -> Page:
        return await return_many(request, TrainingRecord, HOME, actor)


@get([f"{HOME}.xlsx", f"{HOME}.csv"], policy=policies.can_list, dependencies={"offices": Provide(offices_now)})
async def download_register(
    request: PageRequest, offices: TheOffices, actor: CurrentActor, sort: FromQuery[str] = NEWEST_FIRST
) -> Page:
    """The rows the filters find, in their order, as a sheet that Excel opens."""
    chosen = parse(RegisterFilter, request.query_params)
    content, kind = await _sheet(chosen, sort, request.url.path.rpartition(".")[2], actor, offices)
    return file(content, name=kind.name, media_type=kind.media_type)


def _page(view: Any, posted: Any, invalid: Invalid | None) -> Page:
    shown: dict[str, Any] = {"view": view, "states": list(RecordState), "kinds": list(TrainingKind), "sizes": SIZES}
    return page("training/ledger/index.html", status=422 if invalid else 200, posted=posted, invalid=invalid, **shown)


async def _sheet(chosen: RegisterFilter, sort: str, ending: str, actor: Actor, offices: Offices) -> tuple[bytes, Any]:
    rows = await whole_register_visible_to(actor, asked(chosen, sort, 1, SIZES[0]), offices)
    return sheet_of(rows, SHEETS[ending]), SHEETS[ending]
