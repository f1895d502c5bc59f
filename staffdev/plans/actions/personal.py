"""Goals and ratings of one person. The log keeps that something was written, never what: others read it."""

from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_
from staffdev.people.tables import Person
from staffdev.plans import entry
from staffdev.plans.forms import GoalForm
from staffdev.plans.queries.personal import goal_of, rating_to_write
from staffdev.plans.queries.plans import one_after_the_other, still
from staffdev.plans.rules.competences import write_ratings
from staffdev.plans.tables import CompetenceRating, PersonalGoal, Plan
from staffdev.plans.vocabulary import RatingSide

HANDED_IN = N_("These ratings are handed in and can no longer be changed.")


async def set_goal(plan: Plan, person: Person, form: GoalForm, topics: str, *, actor: Actor) -> PersonalGoal:
    """She has one goal more in the year of the plan."""
    async with transaction():
        plan = await _checked(plan, form)
        values = {name: getattr(form, name) for name in form.__struct_fields__} | {"topics": topics}
        whose = {"organisation": actor.organisation_id, "plan": plan.id, "person": person.id}
        goal: Any = await facts.record(PersonalGoal, by=actor.account_code, at=clock.now(), **whose, **values)
        await audit.record(Event.PLANS_GOAL_RECORD, about=goal.code, actor=actor, **_whose(person, plan.year))
    return goal  # type: ignore[no-any-return] # a PersonalGoal


async def edit_goal(
    plan: Plan, person: Person, goal: PersonalGoal, form: GoalForm, topics: str, *, actor: Actor
) -> None:
    """Change a goal, or say that it is reached."""
    async with transaction():
        plan = await _checked(plan, form)
        goal = await goal_of(person, plan, goal.code)
        values = {name: getattr(form, name) for name in form.__struct_fields__} | {"topics": topics}
        await facts.supersede(goal, by=actor.account_code, at=clock.now(), **values)
        await audit.record(Event.PLANS_GOAL_CORRECT, about=goal.code, actor=actor, **_whose(person, plan.year))


async def withdraw_goal(plan: Plan, person: Person, goal: PersonalGoal, because: str, *, actor: Actor) -> None:
    """Take a goal back that was entered by mistake."""
    async with transaction():
        plan = await still(plan)
        goal = await goal_of(person, plan, goal.code)
        await facts.withdraw(goal, by=actor.account_code, at=clock.now(), because=because)
        await audit.record(Event.PLANS_GOAL_WITHDRAW, about=goal.code, actor=actor, **_whose(person, plan.year))


async def rate(
    side: RatingSide, person: Person, year: int, ratings: dict[str, int], *, hand_in: bool, actor: Actor
) -> None:
    """Keep one side's ratings, and hand them in; after that they stay. Conflict where they are handed in."""
    at, by = clock.now(), actor.account_code
    values = {"ratings": write_ratings(ratings), "handed_in_at": at if hand_in else None}
    async with transaction():
        await one_after_the_other(actor)
        stored = await rating_to_write(side, person, actor.organisation_id, year)
        if stored is None:
            whose = {"organisation": actor.organisation_id, "person": person.id, "year": year, "side": side}
            stored = await facts.record(CompetenceRating, by=by, at=at, **whose, **values)
        elif stored.handed_in_at:
            raise Conflict(HANDED_IN)
        else:
            await facts.supersede(stored, by=by, at=at, **values)
        event = Event.PLANS_RATING_HAND_IN if hand_in else Event.PLANS_RATING_EDIT
        await audit.record(event, about=stored.code, actor=actor, **_whose(person, year))


async def _checked(plan: Plan, form: GoalForm) -> Plan:
    plan = await still(plan)
    problems = entry.due_problems(form.due_on, plan.year)
    problems |= entry.done_problems(form.done_on, plan.year, clock.today())
    if problems:
        raise Invalid(problems)
    return plan


def _whose(person: Person, year: int) -> dict[str, Any]:
    return {"person": f"{person.first_name} {person.last_name}", "year": year}
