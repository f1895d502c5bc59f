"""What a plan foresees: entering, changing, saying what came of it, taking back."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.people.queries import target_groups_of
from staffdev.plans import policies
from staffdev.plans.actions import items as actions
from staffdev.plans.deps import TheItem, ThePlan, visible_item, visible_plan
from staffdev.plans.forms import ItemForm, OutcomeForm
from staffdev.plans.tables import Plan, PlanItem
from staffdev.plans.vocabulary import PlanItemKind
from staffdev.training.offer.posting import parse_with_topics, typed
from staffdev.training.topic_entry import topic_rows
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other


class ItemsController(Controller):
    path = "/plans/{year:int}/items"
    dependencies = {"plan": Provide(visible_plan)}

    @get("/new", policy=policies.can_draft)
    async def new(self, plan: ThePlan, actor: CurrentActor) -> Page:
        policies.can_change(actor, plan).require()
        return await _form(plan, None, actor)

    @post("/", policy=policies.can_draft)
    async def create(self, request: PageRequest, plan: ThePlan, actor: CurrentActor) -> Page:
        policies.can_change(actor, plan).require()
        posted = await request.form()
        try:
            form, topics = parse_with_topics(ItemForm, posted, await target_groups_of(actor.organisation_id))
            await actions.add_item(plan, form, topics, actor=actor)
        except Invalid as invalid:
            return await _form(plan, None, actor, posted=posted, invalid=invalid)
        return see_other(request, f"/plans/{plan.year}", N_("Added to the plan."))


class ItemController(Controller):
    path = "/plans/{year:int}/items/{item_code:uuid}"
    dependencies = {"plan": Provide(visible_plan), "item": Provide(visible_item)}

    @get("/edit", policy=policies.can_draft)
    async def edit(self, plan: ThePlan, item: TheItem, actor: CurrentActor) -> Page:
        policies.can_change(actor, plan).require()
        return await _form(plan, item, actor)

    @post("/", policy=policies.can_draft)
    async def update(self, request: PageRequest, plan: ThePlan, item: TheItem, actor: CurrentActor) -> Page:
        policies.can_change(actor, plan).require()
        posted = await request.form()
        try:
            groups = await target_groups_of(actor.organisation_id)
            form, topics = parse_with_topics(ItemForm, posted, groups, stored=item.topics)
            await actions.edit_item(plan, item, form, topics, actor=actor)
        except Invalid as invalid:
            return await _form(plan, item, actor, posted=posted, invalid=invalid)
        return see_other(request, f"/plans/{plan.year}", N_("Saved. What was there is kept as history."))

    @get("/outcome", policy=policies.can_draft)
    async def ask(self, plan: ThePlan, item: TheItem) -> Page:
        return _outcome(plan, item, posted=typed(item, OutcomeForm))

    @post("/outcome", policy=policies.can_draft)
    async def settle(self, request: PageRequest, plan: ThePlan, item: TheItem, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.settle_item(plan, item, parse(OutcomeForm, posted), actor=actor)
        except Invalid as invalid:
            return _outcome(plan, item, posted=posted, invalid=invalid)
        return see_other(request, f"/plans/{plan.year}", N_("Saved."))

    @post("/withdrawal", policy=policies.can_draft)
    async def withdraw(self, request: PageRequest, plan: ThePlan, item: TheItem, actor: CurrentActor) -> Page:
        try:
            await actions.withdraw_item(plan, item, parse(ReasonForm, await request.form()).because, actor=actor)
        except Invalid as invalid:
            return await _form(plan, item, actor, invalid=invalid)
        return see_other(request, f"/plans/{plan.year}", N_("Taken back. It stays readable in the log of changes."))


async def _form(
    plan: Plan, item: PlanItem | None, actor: Actor, *, posted: Any = None, invalid: Invalid | None = None
) -> Page:
    groups = await target_groups_of(actor.organisation_id)
    shown: dict[str, Any] = {
        "plan": plan,
        "item": item,
        "kinds": list(PlanItemKind),
        "topics": topic_rows(item.topics if item else "", groups, posted),
        "posted": posted or (typed(item, ItemForm) if item else {}),
        "invalid": invalid,
    }
    return page("plans/items/form.html", status=422 if invalid else 200, **shown)


def _outcome(plan: Plan, item: PlanItem, *, posted: Any, invalid: Invalid | None = None) -> Page:
    shown: dict[str, Any] = {"plan": plan, "item": item, "posted": posted, "invalid": invalid}
    is_typed = item.kind == PlanItemKind.ORGANISATIONAL
    return page("plans/items/outcome.html", status=422 if invalid else 200, is_typed=is_typed, **shown)
