"""Her own training: the year with its ring, and logging an outside training in under a minute."""

from litestar import Controller, get, post
from litestar.params import FromQuery

from staffdev.i18n import N_
from staffdev.training.ledger import policies
from staffdev.training.ledger.controllers.logging import Place, empty_form, logged
from staffdev.training.ledger.queries.records import person_of
from staffdev.training.ledger.view.year import year_view
from staffdev.web.inject import CurrentActor, CurrentSettings, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

HOME = "/my-training"
RECORDED = N_("Recorded. It counts once it is verified.")


class OwnTrainingController(Controller):
    path = HOME

    @get("/", policy=policies.can_log_own)
    async def index(self, actor: CurrentActor, today: Today, year: FromQuery[int | None] = None) -> Page:
        view = await year_view(await person_of(actor.person_id), actor, year, today)
        return page("training/ledger/year.html", view=view, home=HOME)

    @get("/new", policy=policies.can_log_own)
    async def new(self, actor: CurrentActor, settings: CurrentSettings) -> Page:
        return await empty_form(Place(await person_of(actor.person_id), HOME), actor, settings.max_upload)

    @post("/", policy=policies.can_log_own)
    async def create(self, request: PageRequest, actor: CurrentActor, today: Today) -> Page:
        place = Place(await person_of(actor.person_id), HOME)
        return await logged(request, place, actor, today) or see_other(request, HOME, RECORDED)
