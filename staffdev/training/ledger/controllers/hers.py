"""One person's training, for those who lead: the same year, the same form."""

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.people.deps import ThePerson, visible_person
from staffdev.training.ledger import policies
from staffdev.training.ledger.controllers.logging import Place, empty_form, logged
from staffdev.training.ledger.controllers.own import RECORDED
from staffdev.training.ledger.view.year import year_view
from staffdev.web.inject import CurrentActor, CurrentSettings, PageRequest, Today
from staffdev.web.pages import Page, page, see_other


class PersonTrainingController(Controller):
    path = "/people/{person_code:uuid}/training"
    dependencies = {"person": Provide(visible_person)}

    @get("/", policy=policies.can_view)
    async def index(
        self, person: ThePerson, actor: CurrentActor, today: Today, year: FromQuery[int | None] = None
    ) -> Page:
        view = await year_view(person, actor, year, today)
        return page("training/ledger/year.html", view=view, home=_home(person))

    @get("/new", policy=policies.can_view)
    async def new(self, person: ThePerson, actor: CurrentActor, settings: CurrentSettings) -> Page:
        policies.can_log(actor, person).require()
        return await empty_form(Place(person, _home(person)), actor, settings.max_upload)

    @post("/", policy=policies.can_view)
    async def create(self, request: PageRequest, person: ThePerson, actor: CurrentActor, today: Today) -> Page:
        policies.can_log(actor, person).require()
        place = Place(person, _home(person))
        return await logged(request, place, actor, today) or see_other(request, place.home, RECORDED)


def _home(person: ThePerson) -> str:
    return f"/people/{person.code}/training"
