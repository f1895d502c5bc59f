"""Plans and what they foresee. A draft exists for those who lead and oversee; an adopted plan for everybody."""

from typing import Any
from uuid import UUID

from piccolo.columns.combination import And

from staffdev.access import READERS_OF_ALL, Actor
from staffdev.db.facts import current
from staffdev.db.transactions import locked
from staffdev.errors import NotFound
from staffdev.organisations.tables import Organisation
from staffdev.plans.forms import FIRST_YEAR, LAST_YEAR
from staffdev.plans.tables import Plan, PlanItem


def visible_to(actor: Actor) -> And:
    """Where-clause for the plans she may know of."""
    mine = And(Plan.organisation == actor.organisation_id, current(Plan))
    return mine if actor.is_any(*READERS_OF_ALL) else And(mine, Plan.adopted_on.is_not_null())


async def plans_visible_to(actor: Actor) -> list[Plan]:
    """The plans, latest year first."""
    return await Plan.objects().where(visible_to(actor)).order_by(Plan.year, ascending=False)


async def plan_visible_to(actor: Actor, year: int) -> Plan:
    """The plan of that year; NotFound where it does not exist for her."""
    found = None
    if FIRST_YEAR <= year <= LAST_YEAR:
        found = await Plan.objects().where(visible_to(actor), Plan.year == year).first()
    if found is None:
        raise NotFound
    return found


async def plans_of(organisation_id: int) -> dict[int, Plan]:
    """Every plan that holds, by year."""
    rows = await Plan.objects().where(Plan.organisation == organisation_id, current(Plan)).order_by(Plan.year)
    return {row.year: row for row in rows}


async def one_after_the_other(actor: Actor) -> None:
    """Hold the organisation's row until the transaction ends, so that two cannot begin the same thing at once."""
    await locked(Organisation.objects().where(Organisation.id == actor.organisation_id)).first()


async def still(plan: Plan) -> Plan:
    """The plan as it is stored now, held until the transaction ends; NotFound where it was taken back meanwhile."""
    found = await locked(Plan.objects().where(Plan.id == plan.id, current(Plan))).first()
    if found is None:
        raise NotFound
    return found


async def items_of(plan: Plan) -> list[PlanItem]:
    """What the plan foresees, by day, what has none last."""
    rows = await PlanItem.objects().where(PlanItem.plan == plan.id, current(PlanItem)).order_by(PlanItem.id)
    return sorted(rows, key=lambda one: (one.due_on is None, one.due_on or one.id, one.id)) if rows else []


async def item_of(plan: Plan, code: UUID) -> PlanItem:
    """One thing the plan foresees; NotFound where it is another's or was taken back."""
    there: Any = And(PlanItem.plan == plan.id, current(PlanItem))
    found = await PlanItem.objects().where(there, PlanItem.code == code).first()
    if found is None:
        raise NotFound
    return found
