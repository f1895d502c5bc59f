"""The pages about duty: a person's entries in the roster, on an address below her own page."""

from typing import Any, TypeAlias
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.people.deps import ThePerson, visible_person
from staffdev.people.queries import fact_of
from staffdev.people.tables import DutyAssignment, Person
from staffdev.people.vocabulary import Channel
from staffdev.training.duty import actions, policies
from staffdev.training.duty.forms import DutyForm
from staffdev.training.duty.queries import duties_of
from staffdev.translations import day_typed
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other

TheDuty: TypeAlias = NamedDependency[DutyAssignment]


async def visible_duty(
    duty_code: FromPath[UUID], person: NamedDependency[Person], actor: NamedDependency[Actor]
) -> DutyAssignment:
    """Her entry in the address, as it holds now."""
    duty: DutyAssignment = await fact_of(DutyAssignment, duty_code, person, actor)
    return duty


class DutiesController(Controller):
    path = "/people/{person_code:uuid}/duty"
    dependencies = {"person": Provide(visible_person)}

    @get("/", policy=policies.can_view)
    async def index(self, person: ThePerson, actor: CurrentActor) -> Page:
        duties, may_manage = await duties_of(person, actor), bool(policies.can_manage(actor))
        return page("training/duty/index.html", person=person, duties=duties, may_manage=may_manage)

    @get("/new", policy=policies.can_manage)
    async def new(self, person: ThePerson) -> Page:
        return _form(person)

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, person: ThePerson, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.record_duty(person, parse(DutyForm, posted), actor=actor)
        except Invalid as invalid:
            return _form(person, posted=posted, invalid=invalid)
        return see_other(request, f"/people/{person.code}/duty", N_("Recorded."))


class DutyController(Controller):
    path = "/people/{person_code:uuid}/duty/{duty_code:uuid}"
    dependencies = {"person": Provide(visible_person), "duty": Provide(visible_duty)}

    @get("/edit", policy=policies.can_manage)
    async def edit(self, person: ThePerson, duty: TheDuty) -> Page:
        return _form(person, duty=duty, posted=_typed(duty))

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, person: ThePerson, duty: TheDuty, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.correct_duty(person, duty, parse(DutyForm, posted), actor=actor)
        except Invalid as invalid:
            return _form(person, duty=duty, posted=posted, invalid=invalid)
        return see_other(request, f"/people/{person.code}/duty", N_("Corrected. What was there is kept as history."))

    @post("/withdrawal", policy=policies.can_manage)
    async def withdraw(self, request: PageRequest, person: ThePerson, duty: TheDuty, actor: CurrentActor) -> Page:
        try:
            because = parse(ReasonForm, await request.form()).because
        except Invalid as invalid:
            return _form(person, duty=duty, posted=_typed(duty), invalid=invalid)
        await actions.withdraw_duty(person, duty, because, actor=actor)
        return see_other(
            request, f"/people/{person.code}/duty", N_("Taken back. It stays readable in the log of changes.")
        )


def _form(
    person: Person, *, duty: DutyAssignment | None = None, posted: Any = None, invalid: Invalid | None = None
) -> Page:
    """The form of one entry; empty, filled, or with what has to be corrected."""
    shown: dict[str, Any] = {
        "person": person,
        "duty": duty,
        "posted": posted or {},
        "invalid": invalid,
        "channels": list(Channel),
    }
    return page("training/duty/form.html", status=422 if invalid else 200, **shown)


def _typed(duty: DutyAssignment) -> dict[str, str]:
    return {
        "channel": duty.channel,
        "is_observer": "yes" if duty.is_observer else "",
        "from_on": day_typed(duty.from_on),
        "until_on": day_typed(duty.until_on),
    }


ROUTES = (DutiesController, DutyController)
