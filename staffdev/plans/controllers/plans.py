"""The yearly plans: the list, one plan, its adoption, its paper, the map of the team."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_, S_
from staffdev.plans import policies
from staffdev.plans.actions import plans as actions
from staffdev.plans.deps import ThePlan, visible_plan
from staffdev.plans.forms import AdoptionForm, PlanForm, YearForm
from staffdev.plans.papers import plan_paper
from staffdev.plans.tables import Plan
from staffdev.plans.view.plan import heat_page, plan_list, plan_page
from staffdev.training.offer.posting import typed
from staffdev.web.inject import CurrentActor, CurrentVisit, PageRequest, Today
from staffdev.web.pages import Page, file, page, see_other

HOME = "/plans"
PDF = "application/pdf"


class PlansController(Controller):
    path = HOME

    @get("/", policy=policies.can_look)
    async def index(self, actor: CurrentActor, today: Today) -> Page:
        return page("plans/index.html", found=await plan_list(actor, today))

    @post("/", policy=policies.can_draft)
    async def create(self, request: PageRequest, actor: CurrentActor, today: Today) -> Page:
        posted = await request.form()
        try:
            plan = await actions.draft_plan(parse(YearForm, posted).year, actor=actor)
        except Invalid as invalid:
            found = await plan_list(actor, today)
            return page("plans/index.html", status=422, found=found, posted=posted, invalid=invalid)
        said = S_("The draft for %(year)s is begun. Read through it and change what is different.", year=plan.year)
        return see_other(request, f"{HOME}/{plan.year}", said)


class PlanController(Controller):
    path = f"{HOME}/{{year:int}}"
    dependencies = {"plan": Provide(visible_plan)}

    @get("/", policy=policies.can_look)
    async def show(self, plan: ThePlan, actor: CurrentActor, today: Today) -> Page:
        return page("plans/show.html", shown=await plan_page(plan, actor, today))

    @get("/edit", policy=policies.can_draft)
    async def edit(self, plan: ThePlan, actor: CurrentActor) -> Page:
        policies.can_change(actor, plan).require()
        return _form(plan, posted=typed(plan, PlanForm))

    @post("/", policy=policies.can_draft)
    async def update(self, request: PageRequest, plan: ThePlan, actor: CurrentActor) -> Page:
        policies.can_change(actor, plan).require()
        posted = await request.form()
        try:
            await actions.edit_plan(plan, parse(PlanForm, posted), actor=actor)
        except Invalid as invalid:
            return _form(plan, posted=posted, invalid=invalid)
        return see_other(request, f"{HOME}/{plan.year}", N_("Saved. What was there is kept as history."))

    @get("/adoption", policy=policies.can_adopt)
    async def ask(self, plan: ThePlan) -> Page:
        return _adoption(plan)

    @post("/adoption", policy=policies.can_adopt)
    async def adopt(self, request: PageRequest, plan: ThePlan, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.adopt_plan(plan, parse(AdoptionForm, posted), actor=actor)
        except Invalid as invalid:
            return _adoption(plan, posted=posted, invalid=invalid)
        said = S_("The plan of %(year)s is adopted. From now on it is changed only by a correction.", year=plan.year)
        return see_other(request, f"{HOME}/{plan.year}", said)

    @get("/withdrawal", policy=policies.can_draft)
    async def ask_back(self, plan: ThePlan, actor: CurrentActor) -> Page:
        policies.can_change(actor, plan).require()
        return page("plans/withdrawal.html", plan=plan)

    @post("/withdrawal", policy=policies.can_draft)
    async def withdraw(self, request: PageRequest, plan: ThePlan, actor: CurrentActor) -> Page:
        policies.can_change(actor, plan).require()
        posted = await request.form()
        try:
            await actions.withdraw_plan(plan, parse(ReasonForm, posted).because, actor=actor)
        except Invalid as invalid:
            return page("plans/withdrawal.html", status=422, plan=plan, posted=posted, invalid=invalid)
        return see_other(request, HOME, N_("Taken back. It stays readable in the log of changes."))

    @get("/paper", policy=policies.can_look)
    async def print_plan(self, plan: ThePlan, actor: CurrentActor, visit: CurrentVisit, today: Today) -> Page:
        made = await plan_paper(plan, actor, language=visit.language, today=today)
        return file(made, name=f"plan-{actor.organisation_code}-{plan.year}.pdf", media_type=PDF, inline=True)

    @get("/competences", policy=policies.can_read_realisation)
    async def show_map(self, plan: ThePlan, actor: CurrentActor, today: Today) -> Page:
        return page("plans/competences.html", heat=await heat_page(plan.year, actor, today))


def _form(plan: Plan, *, posted: Any = None, invalid: Invalid | None = None) -> Page:
    status = 422 if invalid else 200
    return page("plans/form.html", status=status, plan=plan, posted=posted or {}, invalid=invalid)


def _adoption(plan: Plan, *, posted: Any = None, invalid: Invalid | None = None) -> Page:
    status = 422 if invalid else 200
    return page("plans/adoption.html", status=status, plan=plan, posted=posted or {}, invalid=invalid)
