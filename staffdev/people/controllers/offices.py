"""The offices of Art. 16: who is the responsible person, who coordinates, by which decision."""

from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath, FromQuery

from staffdev.access import Actor
from staffdev.dated import EndingForm, ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_, Language
from staffdev.people import actions, policies, queries
from staffdev.people.forms import AppointmentForm, MandateForm
from staffdev.people.papers import appointment_paper
from staffdev.people.tables import Appointment, Mandate
from staffdev.people.view import names_to_choose, offices_of
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, file, page, see_other

PDF = "application/pdf"


class OfficesController(Controller):
    path = "/offices"

    @get("/", policy=policies.can_list)
    async def index(self, actor: CurrentActor, today: Today) -> Page:
        return page("people/offices/index.html", offices=await offices_of(actor, today))


class AppointmentsController(Controller):
    path = "/appointments"

    @get("/new", policy=policies.can_appoint)
    async def new(self, actor: CurrentActor) -> Page:
        return page("people/offices/appointment.html", people=await names_to_choose(actor))

    @post("/", policy=policies.can_appoint)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            _, warning = await actions.record_appointment(parse(AppointmentForm, posted), actor=actor)
        except Invalid as invalid:
            people = await names_to_choose(actor)
            return page("people/offices/appointment.html", status=422, people=people, posted=posted, invalid=invalid)
        return see_other(
            request, "/offices", warning or N_("The appointment is recorded."), "warn" if warning else "ok"
        )

    @get("/{code:uuid}/decision", policy=policies.can_list)
    async def show_decision(
        self,
        code: FromPath[UUID],
        actor: CurrentActor,
        today: Today,
        language: FromQuery[Language] = Language.SERBIAN_CYRILLIC,
    ) -> Page:
        appointment = await queries.office_of(Appointment, code, actor)
        paper = await appointment_paper(appointment, language=language, printed_on=today)
        return file(paper, name=f"{appointment.decision_number.replace('/', '-')}.pdf", media_type=PDF, inline=True)

    @get("/{code:uuid}/ending", policy=policies.can_appoint)
    async def edit_ending(self, code: FromPath[UUID], actor: CurrentActor) -> Page:
        return await _ending(Appointment, code, actor)

    @post("/{code:uuid}/ending", policy=policies.can_appoint)
    async def end(self, request: PageRequest, code: FromPath[UUID], actor: CurrentActor) -> Page:
        return await _end(Appointment, code, request, actor)

    @post("/{code:uuid}/withdrawal", policy=policies.can_appoint)
    async def withdraw(self, request: PageRequest, code: FromPath[UUID], actor: CurrentActor) -> Page:
        return await _withdraw(Appointment, code, request, actor)


class MandatesController(Controller):
    path = "/mandates"

    @get("/new", policy=policies.can_appoint)
    async def new(self, actor: CurrentActor) -> Page:
        return page("people/offices/mandate.html", people=await names_to_choose(actor))

    @post("/", policy=policies.can_appoint)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.record_mandate(parse(MandateForm, posted), actor=actor)
        except Invalid as invalid:
            people = await names_to_choose(actor)
            return page("people/offices/mandate.html", status=422, people=people, posted=posted, invalid=invalid)
        return see_other(request, "/offices", N_("The mandate is recorded."))

    @get("/{code:uuid}/ending", policy=policies.can_appoint)
    async def edit_ending(self, code: FromPath[UUID], actor: CurrentActor) -> Page:
        return await _ending(Mandate, code, actor)

    @post("/{code:uuid}/ending", policy=policies.can_appoint)
    async def end(self, request: PageRequest, code: FromPath[UUID], actor: CurrentActor) -> Page:
        return await _end(Mandate, code, request, actor)

    @post("/{code:uuid}/withdrawal", policy=policies.can_appoint)
    async def withdraw(self, request: PageRequest, code: FromPath[UUID], actor: CurrentActor) -> Page:
        return await _withdraw(Mandate, code, request, actor)


async def _ending(table: Any, code: UUID, actor: Actor, posted: Any = None, invalid: Invalid | None = None) -> Page:
    office = await queries.office_of(table, code, actor)
    names = await queries.names_of([office.person])
    return page(
        "people/offices/ending.html",
        status=422 if invalid else 200,
        office=office,
        person=names[office.person],
        home=f"/{table._meta.tablename}s/{code}",
        posted=posted or {},
        invalid=invalid,
    )


async def _end(table: Any, code: UUID, request: PageRequest, actor: Actor) -> Page:
    posted = await request.form()
    try:
        office = await queries.office_of(table, code, actor)
        await actions.end_office(office, parse(EndingForm, posted).until_on, actor=actor)
    except Invalid as invalid:
        return await _ending(table, code, actor, posted, invalid)
    return see_other(request, "/offices", N_("The last day is recorded."))


async def _withdraw(table: Any, code: UUID, request: PageRequest, actor: Actor) -> Page:
    posted = await request.form()
    try:
        office = await queries.office_of(table, code, actor)
        await actions.withdraw_office(office, parse(ReasonForm, posted).because, actor=actor)
    except Invalid as invalid:
        return await _ending(table, code, actor, posted, invalid)
    return see_other(request, "/offices", N_("Taken back. It stays readable in the log of changes."))
