"""Consultations: the list, asking for one, agreeing, declining, recording it as held, taking it back."""

from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.access import LEADERS, Actor
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid, NotFound
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.people.queries import everybody_in, person_visible_to
from staffdev.people.tables import Person
from staffdev.support.consulting import actions, entry, policies, view
from staffdev.support.consulting.deps import TheConsultation, visible_consultation
from staffdev.support.consulting.forms import AppointedForm, MinutesForm, RequestForm
from staffdev.support.consulting.queries import VIEWS
from staffdev.support.tables import Consultation
from staffdev.support.vocabulary import ConsultationTheme
from staffdev.web.inject import CurrentActor, PageNumber, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

HOME = "/consultations"
THEMES = tuple(ConsultationTheme)
TAKEN_BACK = "taken back by her who asked"


class ConsultationsController(Controller):
    path = HOME

    @get("/", policy=policies.can_look)
    async def index(
        self, actor: CurrentActor, today: Today, number: PageNumber, shown: FromQuery[str] = "open"
    ) -> Page:
        which = shown if shown in VIEWS else "open"
        may_count = bool(policies.can_count(actor))
        context: dict[str, Any] = {"shown": which, "found": await view.listed(actor, which, number)}
        context["year"] = await view.year_counts(actor, today) if may_count else None
        may = {"may_request": bool(policies.can_request(actor)), "sees_all": actor.is_any(*LEADERS)}
        return page(
            "support/consultations/index.html", only_counts=may_count and not actor.is_any(*LEADERS), **may, **context
        )

    @get("/new", policy=policies.can_request)
    async def new(self, actor: CurrentActor, today: Today, person: FromQuery[str] = "") -> Page:
        return await _form(await _asker(person, actor), actor, today)

    @post("/", policy=policies.can_request)
    async def create(self, request: PageRequest, actor: CurrentActor, today: Today) -> Page:
        posted = await request.form()
        asker = await _asker(str(posted.get("person") or ""), actor)
        try:
            form = parse(RequestForm, posted)
            made = await actions.request_consultation(
                form, asker, await _adviser(form, asker, actor, today), actor=actor
            )
        except Invalid as invalid:
            return await _form(asker, actor, today, posted=posted, invalid=invalid)
        return see_other(request, f"{HOME}/{made.code}", N_("Asked for. You will find the answer here."))


class ConsultationController(Controller):
    path = f"{HOME}/{{consultation_code:uuid}}"
    dependencies = {"consultation": Provide(visible_consultation)}

    @get("/", policy=policies.can_look)
    async def show(self, consultation: TheConsultation, actor: CurrentActor, today: Today) -> Page:
        return page("support/consultations/show.html", card=await view.card_of(consultation, actor, today))

    @get("/acceptance", policy=policies.can_look)
    async def edit_acceptance(self, consultation: TheConsultation, actor: CurrentActor, today: Today) -> Page:
        policies.can_answer(actor, consultation).require()
        return await _part("acceptance", consultation, actor, today)

    @post("/acceptance", policy=policies.can_look)
    async def accept(
        self, request: PageRequest, consultation: TheConsultation, actor: CurrentActor, today: Today
    ) -> Page:
        policies.can_answer(actor, consultation).require()
        posted = await request.form()
        try:
            await actions.accept_consultation(consultation, parse(AppointedForm, posted), actor=actor)
        except Invalid as invalid:
            return await _part("acceptance", consultation, actor, today, posted=posted, invalid=invalid)
        return see_other(request, f"{HOME}/{consultation.code}", N_("Agreed."))

    @post("/refusal", policy=policies.can_look)
    async def decline(self, request: PageRequest, consultation: TheConsultation, actor: CurrentActor) -> Page:
        await actions.decline_consultation(consultation, actor=actor)
        return see_other(request, HOME, N_("Answered: it is not possible."))


class HeldController(Controller):
    path = f"{HOME}/{{consultation_code:uuid}}"
    dependencies = {"consultation": Provide(visible_consultation)}

    @get("/minutes", policy=policies.can_look)
    async def edit(self, consultation: TheConsultation, actor: CurrentActor, today: Today) -> Page:
        policies.can_answer(actor, consultation).require()
        return await _part("minutes", consultation, actor, today)

    @post("/minutes", policy=policies.can_look)
    async def hold(
        self, request: PageRequest, consultation: TheConsultation, actor: CurrentActor, today: Today
    ) -> Page:
        policies.can_answer(actor, consultation).require()
        posted = await request.form()
        try:
            await actions.hold_consultation(consultation, parse(MinutesForm, posted), actor=actor)
        except Invalid as invalid:
            return await _part("minutes", consultation, actor, today, posted=posted, invalid=invalid)
        return see_other(request, f"{HOME}/{consultation.code}", N_("Recorded as held."))

    @get("/withdrawal", policy=policies.can_look)
    async def ask(self, consultation: TheConsultation, actor: CurrentActor, today: Today) -> Page:
        policies.can_take_back(actor, consultation).require()
        return await _part("withdrawal", consultation, actor, today)

    @post("/withdrawal", policy=policies.can_look)
    async def withdraw(
        self, request: PageRequest, consultation: TheConsultation, actor: CurrentActor, today: Today
    ) -> Page:
        policies.can_take_back(actor, consultation).require()
        posted = await request.form()
        try:
            because = parse(ReasonForm, posted).because if consultation.state not in entry.OPEN else TAKEN_BACK
            await actions.withdraw_consultation(consultation, because, actor=actor)
        except Invalid as invalid:
            return await _part("withdrawal", consultation, actor, today, posted=posted, invalid=invalid)
        return see_other(request, HOME, N_("Taken back."))


async def _asker(typed: str, actor: Actor) -> Person:
    """For whom it is asked: herself, unless one who leads names somebody."""
    own = await Person.objects().get(Person.id == actor.person_id)
    if not typed or (own and typed == str(own.code)):
        if own is None:
            raise NotFound
        return own
    policies.can_manage(actor).require()
    try:
        return await person_visible_to(actor, UUID(typed))
    except ValueError:
        raise NotFound from None


async def _adviser(form: RequestForm, asker: Person, actor: Actor, today: Any) -> Person | None:
    if form.professional is None:
        return None
    offered = [code for code, _ in await view.advisers_for(asker, actor, today)]
    if problems := entry.choice_problems(form.professional, str(asker.code), offered):
        raise Invalid(problems)
    return await Person.objects().get(Person.code == UUID(form.professional))


async def _form(asker: Person, actor: Actor, today: Any, *, posted: Any = None, invalid: Invalid | None = None) -> Page:
    leads = actor.is_any(*LEADERS)
    people = await everybody_in(actor.organisation_id) if leads else []
    return page(
        "support/consultations/new.html",
        status=422 if invalid else 200,
        asker=asker,
        people=[(str(one["code"]), f"{one['last_name']} {one['first_name']}") for one in people],
        advisers=await view.advisers_for(asker, actor, today),
        themes=THEMES,
        posted=posted or {"person": str(asker.code)},
        invalid=invalid,
    )


async def _part(
    name: str,
    consultation: Consultation,
    actor: Actor,
    today: Any,
    *,
    posted: Any = None,
    invalid: Invalid | None = None,
) -> Page:
    """One of its forms, filled from what is stored or with what to correct."""
    return page(
        f"support/consultations/{name}.html",
        status=422 if invalid else 200,
        card=await view.card_of(consultation, actor, today),
        themes=THEMES,
        posted=posted,
        invalid=invalid,
    )


ROUTES = [ConsultationsController, ConsultationController, HeldController]
