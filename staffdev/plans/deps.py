"""What a handler about plans is handed: the plan, item, person or goal in the address, or 404."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.errors import NotFound
from staffdev.people.policies import can_develop
from staffdev.people.queries import person_visible_to
from staffdev.people.tables import Person
from staffdev.plans.forms import FIRST_YEAR
from staffdev.plans.queries import personal, plans
from staffdev.plans.tables import PersonalGoal, Plan, PlanItem
from staffdev.training.ledger.queries.offices import offices_on

ThePlan: TypeAlias = NamedDependency[Plan]
TheItem: TypeAlias = NamedDependency[PlanItem]
ThePerson: TypeAlias = NamedDependency[Person]
TheGoal: TypeAlias = NamedDependency[PersonalGoal]


async def visible_plan(year: FromPath[int], actor: NamedDependency[Actor]) -> Plan:
    """The plan of the year in the address."""
    return await plans.plan_visible_to(actor, year)


async def visible_item(item_code: FromPath[UUID], plan: NamedDependency[Plan]) -> PlanItem:
    """What the plan foresees under the code in the address."""
    return await plans.item_of(plan, item_code)


async def her_whom_she_may_know(
    person_code: FromPath[UUID], actor: NamedDependency[Actor], today: NamedDependency[date]
) -> Person:
    """The person in the address; Forbidden where her goals and ratings are not this reader's business."""
    person = await person_visible_to(actor, person_code)
    offices = await offices_on(actor, today)
    can_develop(actor, person, offices.coordinators).require()
    return person


async def visible_goal(
    goal_code: FromPath[UUID], plan: NamedDependency[Plan], person: NamedDependency[Person]
) -> PersonalGoal:
    """Her goal in the address."""
    return await personal.goal_of(person, plan, goal_code)


async def goals_plan(year: FromPath[int], actor: NamedDependency[Actor]) -> Plan:
    """The plan of the year whose goals are meant: hers may be set while it is still a draft."""
    found = (await plans.plans_of(actor.organisation_id)).get(year)
    if found is None:
        raise NotFound
    return found


def rated_year(year: FromPath[int], today: NamedDependency[date]) -> int:
    """The year in the address, if people are or were rated for it."""
    if not FIRST_YEAR <= year <= today.year:
        raise NotFound
    return year
