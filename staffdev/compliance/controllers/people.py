"""One person's duties: for those who lead and oversee, and for herself."""

from litestar import Controller, get
from litestar.di import Provide

from staffdev import clock
from staffdev.access import Actor
from staffdev.compliance import policies
from staffdev.compliance.deps import TheControls, controls
from staffdev.compliance.view.controls import Controls
from staffdev.compliance.view.person import person_page
from staffdev.errors import NotFound
from staffdev.people.deps import ThePerson, visible_person
from staffdev.people.tables import Person
from staffdev.web.inject import CurrentActor
from staffdev.web.pages import Page, page


class PersonDutiesController(Controller):
    path = "/people/{person_code:uuid}/compliance"
    dependencies = {"person": Provide(visible_person), "controls": Provide(controls)}

    @get("/", policy=policies.can_see_own)
    async def show(self, person: ThePerson, actor: CurrentActor, controls: TheControls) -> Page:
        return await _show(person, actor, controls)


class MyDutiesController(Controller):
    path = "/my-duties"
    dependencies = {"controls": Provide(controls)}

    @get("/", policy=policies.can_see_own)
    async def show(self, actor: CurrentActor, controls: TheControls) -> Page:
        person = await Person.objects().get(Person.id == actor.person_id)
        if person is None:
            raise NotFound
        return await _show(person, actor, controls)


async def _show(person: Person, actor: Actor, controls: Controls) -> Page:
    shown = await person_page(person, actor, controls)
    at = clock.now()
    return page("compliance/person.html", status=controls.status, shown=shown, controls=controls, printed_at=at)
