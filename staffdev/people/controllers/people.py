"""The people of an organisation: the list, a person's page, and what identifies her."""

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import S_
from staffdev.people import actions, policies, queries
from staffdev.people.deps import ThePerson, visible_person
from staffdev.people.forms import NewPersonForm, PersonForm
from staffdev.people.tables import Person
from staffdev.people.view import card_of, roster
from staffdev.web.inject import CurrentActor, PageNumber, PageRequest, Today
from staffdev.web.pages import Page, page, see_other


class PeopleController(Controller):
    path = "/people"

    @get("/", policy=policies.can_list)
    async def index(self, actor: CurrentActor, today: Today, number: PageNumber, search: FromQuery[str] = "") -> Page:
        people, total = await queries.people_visible_to(actor, search=search, page=number)
        rows = roster(
            people, await queries.engagements_of([person["id"] for person in people], actor.organisation_id), today
        )
        return page("people/index.html", rows=rows, total=total, search=search, number=number, size=queries.PAGE)

    @get("/new", policy=policies.can_manage)
    async def new(self) -> Page:
        return page("people/new.html")

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            person = await actions.record_person(parse(NewPersonForm, posted), actor=actor)
        except Invalid as invalid:
            return page("people/new.html", status=422, posted=posted, invalid=invalid)
        said = S_("%(name)s is entered.", name=f"{person.first_name} {person.last_name}")
        return see_other(request, f"/people/{person.code}", said)


class PersonController(Controller):
    path = "/people/{person_code:uuid}"
    dependencies = {"person": Provide(visible_person)}

    @get("/", policy=policies.can_view)
    async def show(self, person: ThePerson, actor: CurrentActor, today: Today) -> Page:
        return page("people/show.html", person=person, card=await card_of(person, actor, today))

    @get("/edit", policy=policies.can_manage)
    async def edit(self, person: ThePerson) -> Page:
        return page("people/edit.html", person=person, posted=_typed(person))

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, person: ThePerson, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.edit_person(person, parse(PersonForm, posted), actor=actor)
        except Invalid as invalid:
            return page("people/edit.html", status=422, person=person, posted=posted, invalid=invalid)
        return see_other(request, f"/people/{person.code}", S_("Saved."))


def _typed(person: Person) -> dict[str, str]:
    return {name: getattr(person, name) or "" for name in PersonForm.__struct_fields__}
