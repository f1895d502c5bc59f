"""What a plan foresees: adding, changing, saying what came of it, taking back."""

from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_
from staffdev.plans import entry, policies
from staffdev.plans.forms import ItemForm, OutcomeForm
from staffdev.plans.queries.plans import item_of, still
from staffdev.plans.tables import Plan, PlanItem

FIELDS = ("kind", "title", "minutes", "due_on", "budget")


async def add_item(plan: Plan, form: ItemForm, topics: str, *, actor: Actor) -> PlanItem:
    """The plan foresees one thing more; an adopted one with the reason."""
    async with transaction():
        plan = await _may_change(plan, form, topics, actor)
        values = _values(form, topics)
        here = {"organisation": actor.organisation_id, "plan": plan.id}
        item: Any = await facts.record(PlanItem, by=actor.account_code, at=clock.now(), **here, **values)
        about: dict[str, Any] = {"year": plan.year, **values, **_why(form)}
        await audit.record(Event.PLANS_ITEM_RECORD, about=item.code, actor=actor, **about)
    return item  # type: ignore[no-any-return] # a PlanItem


async def edit_item(plan: Plan, item: PlanItem, form: ItemForm, topics: str, *, actor: Actor) -> None:
    """Change what is foreseen; in an adopted plan with the reason."""
    async with transaction():
        plan = await _may_change(plan, form, topics, actor)
        item = await item_of(plan, item.code)
        new = _values(form, topics)
        changes = {name: [getattr(item, name), value] for name, value in new.items() if getattr(item, name) != value}
        if not changes:
            return
        await facts.supersede(item, by=actor.account_code, at=clock.now(), **new)
        about: dict[str, Any] = {"year": plan.year, "title": form.title, "changes": changes, **_why(form)}
        await audit.record(Event.PLANS_ITEM_CORRECT, about=item.code, actor=actor, **about)


async def settle_item(plan: Plan, item: PlanItem, form: OutcomeForm, *, actor: Actor) -> None:
    """Say when it was done, why it is dropped, or that it is open again."""
    async with transaction():
        plan = await still(plan)
        item = await item_of(plan, item.code)
        if problems := entry.outcome_problems(item, form.done_on, plan.year, clock.today()):
            raise Invalid(problems)
        values = {"done_on": form.done_on, "dropped_because": form.dropped_because}
        if not any(getattr(item, name) != value for name, value in values.items()):
            return
        await facts.supersede(item, by=actor.account_code, at=clock.now(), **values)
        about: dict[str, Any] = {"year": plan.year, "title": item.title, **values}
        await audit.record(Event.PLANS_ITEM_DECIDE, about=item.code, actor=actor, **about)


async def withdraw_item(plan: Plan, item: PlanItem, because: str, *, actor: Actor) -> None:
    """Take back what was entered in a draft by mistake; Conflict once the plan is adopted."""
    async with transaction():
        plan = await still(plan)
        if plan.adopted_on:
            raise Conflict(N_("The plan is adopted: settle this as dropped, with the reason."))
        item = await item_of(plan, item.code)
        await facts.withdraw(item, by=actor.account_code, at=clock.now(), because=because)
        about: dict[str, Any] = {"year": plan.year, "title": item.title, "because": because}
        await audit.record(Event.PLANS_ITEM_WITHDRAW, about=item.code, actor=actor, **about)


async def _may_change(plan: Plan, form: ItemForm, topics: str, actor: Actor) -> Plan:
    plan = await still(plan)
    policies.can_change(actor, plan).require()
    problems = entry.item_problems(form.kind, topics, form.minutes, form.due_on, plan.year)
    problems |= entry.correction_problems(plan, form.because)
    if problems:
        raise Invalid(problems)
    return plan


def _values(form: ItemForm, topics: str) -> dict[str, Any]:
    return {name: getattr(form, name) for name in FIELDS} | {"topics": topics}


def _why(form: ItemForm) -> dict[str, str]:
    return {"because": form.because} if form.because else {}
