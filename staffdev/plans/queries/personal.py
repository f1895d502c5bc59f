"""Goals and ratings of one person. A side's ratings are read with the other's only once both are handed in."""

from typing import Any, NamedTuple
from uuid import UUID

from piccolo.columns.combination import And

from staffdev.db.facts import current
from staffdev.db.transactions import locked
from staffdev.errors import NotFound
from staffdev.people.tables import Person
from staffdev.plans.rules.competences import Gap, side_by_side
from staffdev.plans.tables import CompetenceRating, PersonalGoal, Plan
from staffdev.plans.vocabulary import RatingSide


class Ratings(NamedTuple):
    """What one side may know: its own, and both beside each other once both are handed in."""

    own: CompetenceRating | None
    both: list[Gap]
    is_handed_in: bool


async def goals_of(person: Person, plan: Plan) -> list[PersonalGoal]:
    """Her goals in the year of the plan."""
    hers = And(PersonalGoal.person == person.id, PersonalGoal.plan == plan.id)
    return await PersonalGoal.objects().where(hers, current(PersonalGoal)).order_by(PersonalGoal.id)


async def goal_of(person: Person, plan: Plan, code: UUID) -> PersonalGoal:
    """One of her goals; NotFound where it is another's or was taken back."""
    hers = And(PersonalGoal.person == person.id, PersonalGoal.plan == plan.id)
    found = await PersonalGoal.objects().where(hers, current(PersonalGoal), PersonalGoal.code == code).first()
    if found is None:
        raise NotFound
    return found


async def ratings_for(side: RatingSide, person: Person, organisation_id: int, year: int) -> Ratings:
    """The ratings as that side may see them: of the other one nothing, not even that it is there, until both are in."""
    rows = {one.side: one for one in await _stored(person, organisation_id, year)}
    own = rows.get(side)
    are_in = len(rows) == len(RatingSide) and all(one.handed_in_at for one in rows.values())
    both = side_by_side(rows[RatingSide.SELF].ratings, rows[RatingSide.COORDINATOR].ratings) if are_in else []
    return Ratings(own, both, bool(own and own.handed_in_at))


async def rating_to_write(side: RatingSide, person: Person, organisation_id: int, year: int) -> CompetenceRating | None:
    """That side's ratings, held until the transaction ends."""
    mine = And(_of(organisation_id, year), And(CompetenceRating.person == person.id, CompetenceRating.side == side))
    return await locked(CompetenceRating.objects().where(mine)).first()


async def pairs_of(organisation_id: int, year: int) -> list[list[Gap]]:
    """Both ratings of everybody whom both sides have rated and handed in."""
    rows = await CompetenceRating.objects().where(
        _of(organisation_id, year), CompetenceRating.handed_in_at.is_not_null()
    )
    sides: dict[int, dict[str, str]] = {}
    for row in rows:
        sides.setdefault(row.person, {})[row.side] = row.ratings
    both = [found for found in sides.values() if len(found) == len(RatingSide)]
    return [side_by_side(found[RatingSide.SELF], found[RatingSide.COORDINATOR]) for found in both]


async def _stored(person: Person, organisation_id: int, year: int) -> list[CompetenceRating]:
    hers: Any = CompetenceRating.person == person.id
    return await CompetenceRating.objects().where(_of(organisation_id, year), hers)


def _of(organisation_id: int, year: int) -> And:
    mine = And(CompetenceRating.organisation == organisation_id, CompetenceRating.year == year)
    return And(mine, current(CompetenceRating))
