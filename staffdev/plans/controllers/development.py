"""Her goals and ratings of a year: for herself, and for the coordinator with her."""

from datetime import date

from litestar import Controller, get
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.access import Actor
from staffdev.errors import NotFound
from staffdev.people.tables import Person
from staffdev.plans import policies
from staffdev.plans.deps import ThePerson, her_whom_she_may_know
from staffdev.plans.view.development import asked_year, development
from staffdev.web.inject import CurrentActor, Today
from staffdev.web.pages import Page, page


class MyDevelopmentController(Controller):
    path = "/my-development"

    @get("/", policy=policies.can_see_own)
    async def show(self, actor: CurrentActor, today: Today, year: FromQuery[str] = "") -> Page:
        person = await Person.objects().get(Person.id == actor.person_id)
        if person is None:
            raise NotFound
        return await _show(person, year, actor, today)


class DevelopmentController(Controller):
    path = "/people/{person_code:uuid}/development"
    dependencies = {"person": Provide(her_whom_she_may_know)}

    @get("/", policy=policies.can_see_own)
    async def show(self, person: ThePerson, actor: CurrentActor, today: Today, year: FromQuery[str] = "") -> Page:
        return await _show(person, year, actor, today)


async def _show(person: Person, year: str, actor: Actor, today: date) -> Page:
    return page("plans/development.html", shown=await development(person, asked_year(year, today), actor, today))
