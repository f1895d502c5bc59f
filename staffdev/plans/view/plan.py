"""A plan with what came of it: its items, its rhythms and, for the coordinator, everybody by name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev.access import Actor, Role
from staffdev.db.srpski import search_key
from staffdev.people.queries import names_of, target_groups_of
from staffdev.plans import policies
from staffdev.plans.missing import readings_on
from staffdev.plans.queries.personal import pairs_of
from staffdev.plans.queries.plans import items_of, plans_of, plans_visible_to
from staffdev.plans.queries.year import year_of
from staffdev.plans.rules.competences import Heat, heat_of
from staffdev.plans.rules.realisation import (
    RHYTHMS,
    Counts,
    Outcome,
    Realised,
    Rhythm,
    held_trainings,
    realised,
    rhythms,
)
from staffdev.plans.tables import Plan, PlanItem
from staffdev.training.topic_entry import TopicRow, said_topics


@dataclass(frozen=True, slots=True)
class ItemLine:
    """Something foreseen, and what came of it."""

    item: PlanItem
    topics: Sequence[TopicRow]
    came: Realised

    @property
    def may_be_settled(self) -> bool:
        """Trainings are counted; only what is no training is said to be done."""
        return self.came.outcome is not Outcome.DONE or self.item.done_on is not None


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One consultant of the year, and how often she had what the plan foresees."""

    code: str
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything on the page of a plan; without `shows_realisation` only what was adopted."""

    plan: Plan
    signatory: str
    lines: Sequence[ItemLine]
    foreseen: Sequence[tuple[str, int]]
    rhythms: Sequence[Rhythm]
    people: Sequence[PersonLine]
    shows_realisation: bool
    shows_people: bool
    may_change: bool
    may_settle: bool
    may_adopt: bool

    @property
    def done(self) -> int:
        """How many items are done."""
        return sum(line.came.outcome is Outcome.DONE for line in self.lines)

    @property
    def owed(self) -> int:
        """How many items were not dropped."""
        return sum(line.came.outcome is not Outcome.DROPPED for line in self.lines)


@dataclass(frozen=True, slots=True)
class PlanList:
    """The list of plans, and the years a draft may be begun for; none is suggested where none is due."""

    plans: Sequence[Plan]
    years: Sequence[tuple[str, str]]
    suggested: int | None
    may_draft: bool


async def plan_list(actor: Actor, today: date) -> PlanList:
    """Every plan she may know of; suggested is this year, or the next one where this has its plan."""
    known = await plans_of(actor.organisation_id)
    free = [year for year in range(today.year + 1, today.year - 5, -1) if year not in known]
    suggested = next((year for year in (today.year, today.year + 1) if year in free), None)
    years = [(str(year), str(year)) for year in free]
    return PlanList(await plans_visible_to(actor), years, suggested, bool(policies.can_draft(actor)))


async def plan_page(plan: Plan, actor: Actor, today: date) -> PlanPage:
    """The plan as this reader sees it."""
    shows = bool(policies.can_read_realisation(actor)) and plan.year <= today.year
    shows_people = shows and actor.is_any(Role.COORDINATOR)
    year = await year_of(actor.organisation_id, plan.year, today)
    lines = await item_lines(plan, year.records)
    people = [
        PersonLine(str(row["code"]), f"{row['first_name']} {row['last_name']}", year.counts[row["id"]])
        for row in (year.people if shows_people else ())
    ]
    return PlanPage(
        plan=plan,
        signatory=await signatory_of(plan),
        lines=lines,
        foreseen=[(name, getattr(plan, name)) for name in RHYTHMS],
        rhythms=rhythms(plan, list(year.counts.values())) if shows else (),
        people=people,
        shows_realisation=shows,
        shows_people=shows_people,
        may_change=bool(policies.can_change(actor, plan)),
        may_settle=bool(policies.can_draft(actor)),
        may_adopt=bool(policies.can_adopt(actor)) and plan.adopted_on is None,
    )


async def item_lines(plan: Plan, records: Sequence[Mapping[str, Any]]) -> list[ItemLine]:
    """What the plan foresees, each with what came of it."""
    groups = await target_groups_of(plan.organisation)
    held = held_trainings(records, search_key)
    return [
        ItemLine(item, said_topics(item.topics, groups), realised(item, held, search_key))
        for item in await items_of(plan)
    ]


async def signatory_of(plan: Plan) -> str:
    """Who adopted it; nobody's name for a draft."""
    return next(iter((await names_of([plan.signatory])).values()), "") if plan.signatory else ""


@dataclass(frozen=True, slots=True)
class HeatPage:
    """The team's competences; without `map` there are too few people whom both sides have rated."""

    year: int
    map: Sequence[Heat]
    min_cell: int


async def heat_page(year: int, actor: Actor, today: date) -> HeatPage:
    """The team's map of that year; `report.min_cell` says how many people it needs."""
    least = (await readings_on(actor, today)).count("report.min_cell")
    return HeatPage(year, heat_of(await pairs_of(actor.organisation_id, year), min_cell=least), least)
