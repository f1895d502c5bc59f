"""Personal goals: entering, changing, taking back."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.people.queries import target_groups_of
from staffdev.people.tables import Person
from staffdev.plans import policies
from staffdev.plans.actions import personal as actions
from staffdev.plans.deps import TheGoal, ThePerson, ThePlan, goals_plan, her_whom_she_may_know, visible_goal
from staffdev.plans.forms import GoalForm
from staffdev.plans.tables import PersonalGoal, Plan
from staffdev.training.offer.posting import parse_with_topics, typed
from staffdev.training.topic_entry import topic_rows
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other

GOALS = "/people/{person_code:uuid}/plans/{year:int}/goals"
DEPENDENCIES = {"person": Provide(her_whom_she_may_know), "plan": Provide(goals_plan)}


class GoalsController(Controller):
    path = GOALS
    dependencies = DEPENDENCIES

    @get("/new", policy=policies.can_see_own)
    async def new(self, plan: ThePlan, person: ThePerson, actor: CurrentActor) -> Page:
        return await _form(plan, person, None, actor)

    @post("/", policy=policies.can_see_own)
    async def create(self, request: PageRequest, plan: ThePlan, person: ThePerson, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            form, topics = parse_with_topics(GoalForm, posted, await target_groups_of(actor.organisation_id))
            await actions.set_goal(plan, person, form, topics, actor=actor)
        except Invalid as invalid:
            return await _form(plan, person, None, actor, posted=posted, invalid=invalid)
        return see_other(request, _home(person, plan), N_("The goal is set."))


class GoalController(Controller):
    path = f"{GOALS}/{{goal_code:uuid}}"
    dependencies = {**DEPENDENCIES, "goal": Provide(visible_goal)}

    @get("/edit", policy=policies.can_see_own)
    async def edit(self, plan: ThePlan, person: ThePerson, goal: TheGoal, actor: CurrentActor) -> Page:
        return await _form(plan, person, goal, actor)

    @post("/", policy=policies.can_see_own)
    async def update(
        self, request: PageRequest, plan: ThePlan, person: ThePerson, goal: TheGoal, actor: CurrentActor
    ) -> Page:
        posted = await request.form()
        try:
            groups = await target_groups_of(actor.organisation_id)
            form, topics = parse_with_topics(GoalForm, posted, groups, stored=goal.topics)
            await actions.edit_goal(plan, person, goal, form, topics, actor=actor)
        except Invalid as invalid:
            return await _form(plan, person, goal, actor, posted=posted, invalid=invalid)
        return see_other(request, _home(person, plan), N_("Saved."))

    @post("/withdrawal", policy=policies.can_see_own)
    async def withdraw(
        self, request: PageRequest, plan: ThePlan, person: ThePerson, goal: TheGoal, actor: CurrentActor
    ) -> Page:
        try:
            because = parse(ReasonForm, await request.form()).because
            await actions.withdraw_goal(plan, person, goal, because, actor=actor)
        except Invalid as invalid:
            return await _form(plan, person, goal, actor, invalid=invalid)
        return see_other(request, _home(person, plan), N_("Taken back."))


def _home(person: Person, plan: Plan) -> str:
    return f"/people/{person.code}/development?year={plan.year}"


async def _form(
    plan: Plan,
    person: Person,
    goal: PersonalGoal | None,
    actor: Actor,
    *,
    posted: Any = None,
    invalid: Invalid | None = None,
) -> Page:
    groups = await target_groups_of(actor.organisation_id)
    shown: dict[str, Any] = {
        "plan": plan,
        "person": person,
        "is_own": person.id == actor.person_id,
        "goal": goal,
        "topics": topic_rows(goal.topics if goal else "", groups, posted),
        "posted": posted or (typed(goal, GoalForm) if goal else {}),
        "invalid": invalid,
    }
    return page("plans/goals/form.html", status=422 if invalid else 200, **shown)
