"""One person's goals and ratings: hers, and the coordinator's with her."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from staffdev.access import Actor
from staffdev.people.queries import target_groups_of
from staffdev.people.tables import Person
from staffdev.plans.forms import FIRST_YEAR
from staffdev.plans.queries.personal import Ratings, goals_of, ratings_for
from staffdev.plans.queries.plans import plans_of
from staffdev.plans.queries.year import records_of
from staffdev.plans.rules.competences import read_ratings
from staffdev.plans.rules.realisation import Outcome, goal_reached
from staffdev.plans.tables import PersonalGoal, Plan
from staffdev.plans.vocabulary import Competence, RatingSide
from staffdev.rulebook.dates import year_span
from staffdev.training.topic_entry import TopicRow, said_topics


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal, and what came of it."""

    goal: PersonalGoal
    topics: Sequence[TopicRow]
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Development:
    """Her page of one year; `plan` is None where there is none yet, and nothing to set goals under."""

    person: Person
    year: int
    years: Sequence[int]
    plan: Plan | None
    goals: Sequence[GoalLine]
    ratings: Ratings
    is_hers: bool
    may_rate: bool

    @property
    def name(self) -> str:
        return f"{self.person.first_name} {self.person.last_name}"

    @property
    def suggested(self) -> tuple[str, ...]:
        """The topics that would help where a competence is weak, once both ratings are in."""
        return tuple(dict.fromkeys(tag for gap in self.ratings.both for tag in gap.topics))


def side_of(actor: Actor, person: Person) -> RatingSide:
    """Whose ratings she gives: her own, or the coordinator's."""
    return RatingSide.SELF if person.id == actor.person_id else RatingSide.COORDINATOR


def asked_year(given: str, today: date) -> int:
    """The year in the address, this one where it makes no sense; goals may be set for the next."""
    is_year = given.isascii() and given.isdecimal() and len(given) == len("2026")
    return int(given) if is_year and FIRST_YEAR <= int(given) <= today.year + 1 else today.year


def may_rate_in(year: int, today: date) -> bool:
    """People are rated for this year, and in the next for the one that is over."""
    return today.year - 1 <= year <= today.year


async def development(person: Person, year: int, actor: Actor, today: date) -> Development:
    """Her goals of that year, and the ratings as this reader may see them."""
    plans = await plans_of(actor.organisation_id)
    plan = plans.get(year)
    side = side_of(actor, person)
    return Development(
        person=person,
        year=year,
        years=sorted({*plans, today.year} - set(range(today.year + 2, today.year + 100)), reverse=True),
        plan=plan,
        goals=await _goals(person, plan, actor) if plan else (),
        ratings=await ratings_for(side, person, actor.organisation_id, year),
        is_hers=side is RatingSide.SELF,
        may_rate=may_rate_in(year, today),
    )


async def _goals(person: Person, plan: Plan, actor: Actor) -> list[GoalLine]:
    groups = await target_groups_of(actor.organisation_id)
    records = await records_of(actor.organisation_id, year_span(plan.year), person.id)
    return [
        GoalLine(goal, said_topics(goal.topics, groups), goal_reached(goal, records))
        for goal in await goals_of(person, plan)
    ]


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One competence on the form, and the number chosen."""

    name: str
    competence: Competence
    chosen: str


def rating_rows(ratings: Ratings, posted: dict[str, str] | None = None) -> list[RatingRow]:
    """The rows of the form, as they are stored or as they were chosen."""
    stored = read_ratings(ratings.own.ratings) if ratings.own else {}
    return [
        RatingRow(
            name=f"rating-{one.value}",
            competence=one,
            chosen=posted.get(f"rating-{one.value}", "") if posted is not None else str(stored.get(one, "")),
        )
        for one in Competence
    ]
