"""Drafting a plan from what is left of the year before, changing, adopting and taking it back."""

from datetime import date
from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.srpski import search_key
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_, S_
from staffdev.people.queries import mandates_of
from staffdev.plans import entry, policies
from staffdev.plans.forms import AdoptionForm, PlanForm
from staffdev.plans.missing import missing_topics_of, readings_on
from staffdev.plans.queries.plans import items_of, one_after_the_other, plans_of, still
from staffdev.plans.queries.year import year_of
from staffdev.plans.rules.drafting import NewItem, carried, for_missing_topics
from staffdev.plans.rules.realisation import held_trainings, realised
from staffdev.plans.tables import Plan, PlanItem
from staffdev.translations import gettext

CONTENT = ("goals", "intervisions", "consultations", "reliefs", "budget")


async def draft_plan(year: int, *, actor: Actor) -> Plan:
    """A draft that starts from the latest plan before it: its goals and rhythms, what was not done, missing topics."""
    by, at, today = actor.account_code, clock.now(), clock.today()
    async with transaction():
        await one_after_the_other(actor)
        known = await plans_of(actor.organisation_id)
        if problems := entry.year_problems(year, known, today):
            raise Invalid(problems)
        before = known[max(earlier)] if (earlier := [one for one in known if one < year]) else None
        content = {name: getattr(before, name) for name in CONTENT} if before else await _beginning(actor, today)
        own = {"organisation": actor.organisation_id, "year": year}
        plan: Any = await facts.record(Plan, by=by, at=at, **own, **content)
        items = await _first_items(before, year, actor, today)
        for item in items:
            values = {name: getattr(item, name) for name in NewItem.__slots__}
            here = {"organisation": actor.organisation_id, "plan": plan.id}
            await facts.record(PlanItem, by=by, at=at, **here, **values)
        about: dict[str, Any] = {"year": year, "items": [item.title for item in items]}
        await audit.record(Event.PLANS_PLAN_RECORD, about=plan.code, actor=actor, **about)
    return plan  # type: ignore[no-any-return] # a Plan


async def edit_plan(plan: Plan, form: PlanForm, *, actor: Actor) -> None:
    """Change a draft, or correct an adopted plan with the reason; what was there is kept."""
    async with transaction():
        plan = await still(plan)
        policies.can_change(actor, plan).require()
        if problems := entry.correction_problems(plan, form.because):
            raise Invalid(problems)
        new = {name: getattr(form, name) for name in CONTENT}
        changes = {name: [getattr(plan, name), value] for name, value in new.items() if getattr(plan, name) != value}
        if not changes:
            return
        await facts.supersede(plan, by=actor.account_code, at=clock.now(), **new)
        about: dict[str, Any] = {"year": plan.year, "changes": changes, **_why(form.because)}
        event = Event.PLANS_PLAN_CORRECT if plan.adopted_on else Event.PLANS_PLAN_EDIT
        await audit.record(event, about=plan.code, actor=actor, **about)


async def adopt_plan(plan: Plan, form: AdoptionForm, *, actor: Actor) -> None:
    """From now on it is the plan of its year, signed by the one who adopts it; Conflict where it is already."""
    async with transaction():
        plan = await still(plan)
        if plan.adopted_on:
            raise Conflict(S_("The plan of %(year)s is adopted already.", year=plan.year))
        if not plan.goals.strip():
            raise Conflict(N_("The plan has no goals yet. Write them first."))
        mandates = await mandates_of(actor.organisation_id)
        problems = entry.adoption_problems(plan, form.adopted_on, mandates, actor.person_id, clock.today())
        if problems:
            raise Invalid(problems)
        values = {"adopted_on": form.adopted_on, "decision_number": form.decision_number}
        await facts.supersede(plan, by=actor.account_code, at=clock.now(), signatory=actor.person_id, **values)
        about: dict[str, Any] = {"year": plan.year, "signatory_name": actor.name, **values}
        await audit.record(Event.PLANS_PLAN_ADOPT, about=plan.code, actor=actor, **about)


async def withdraw_plan(plan: Plan, because: str, *, actor: Actor) -> None:
    """Take a plan back that was recorded by mistake; it no longer exists for anybody."""
    async with transaction():
        plan = await still(plan)
        policies.can_change(actor, plan).require()
        await facts.withdraw(plan, by=actor.account_code, at=clock.now(), because=because)
        about: dict[str, Any] = {"year": plan.year, "because": because}
        await audit.record(Event.PLANS_PLAN_WITHDRAW, about=plan.code, actor=actor, **about)


def _why(because: str | None) -> dict[str, str]:
    return {"because": because} if because else {}


async def _beginning(actor: Actor, today: date) -> dict[str, Any]:
    """The first plan of an organisation starts from what the readings call a goal."""
    readings = await readings_on(actor, today)
    return {
        "goals": "",
        "intervisions": readings.count("support.goal.intervision_per_year"),
        "consultations": readings.count("support.min.consultation"),
        "reliefs": readings.count("support.min.stress_relief_offered"),
        "budget": None,
    }


async def _first_items(before: Plan | None, year: int, actor: Actor, today: date) -> list[NewItem]:
    items: list[NewItem] = []
    if before is not None:
        held = held_trainings((await year_of(actor.organisation_id, before.year, today)).records, search_key)
        came = [(item, realised(item, held, search_key)) for item in await items_of(before)]
        items = carried(came, year - before.year)
    missing = await missing_topics_of(actor, today)
    return items + for_missing_topics(missing, items, gettext(N_("Training on the missing topics of Article 17")))
