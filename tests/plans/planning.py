"""What tests of plans write: a plan as it is typed, rows as they are stored."""

from datetime import UTC, date, datetime

from staffdev import clock
from staffdev.db.facts import current, record
from staffdev.db.transactions import transaction
from staffdev.plans.tables import CompetenceRating, PersonalGoal, Plan, PlanItem
from staffdev.plans.vocabulary import Competence

AT = datetime(2026, 1, 12, 9, tzinfo=UTC)
CONTENT = {"goals": "Sigurnije procene rizika.", "intervisions": "10", "consultations": "2", "reliefs": "3"}
ITEM = {"title": "Radionica o proceni rizika", "kind": "training", "minutes": "6", "topics": "T3"}
ADOPTION = {"adopted_on": "15.1.2026.", "decision_number": "7/2026"}


def on(year, month, day, hour=10):
    """Let it be that day, in the morning."""
    return clock.stopped_at(datetime(year, month, day, hour, tzinfo=UTC))


async def planned(cast, year=2026, *, organisation=None, **values):
    """A plan as it is stored, a draft unless it says otherwise."""
    own = {"organisation": (organisation or cast.ravnica).id, "year": year}
    content = {"goals": "Cilj.", "intervisions": 2, "consultations": 1, "reliefs": 1, "budget": None}
    async with transaction():
        return await record(Plan, by=None, at=AT, **own, **content | values)


async def adopted(cast, year=2026, **values):
    """A plan that Snežana adopted on 15 January of its year."""
    decision = {"adopted_on": date(year, 1, 15), "decision_number": f"7/{year}", "signatory": cast.snezana.person.id}
    return await planned(cast, year, **decision | values)


async def foreseen(plan, **values):
    """Something the plan foresees."""
    content = {"kind": "training", "title": "Radionica", "topics": "", "minutes": None, "due_on": None}
    async with transaction():
        own = {"organisation": plan.organisation, "plan": plan.id}
        return await record(PlanItem, by=None, at=AT, **own, **content | values)


async def goal_of(plan, member, **values):
    """A goal of hers."""
    content = {"wording": "Mirnije voditi teške pozive", "topics": "", "due_on": None}
    async with transaction():
        own = {"organisation": plan.organisation, "plan": plan.id, "person": member.person.id}
        return await record(PersonalGoal, by=None, at=AT, **own, **content | values)


async def rated(member, side, number=4, *, year=2026, handed_in=True):
    """One side's ratings of her, the same number for everything."""
    async with transaction():
        return await record(
            CompetenceRating,
            by=None,
            at=AT,
            organisation=member.organisation.id,
            person=member.person.id,
            year=year,
            side=side,
            ratings=" ".join(f"{one.value}:{number}" for one in Competence),
            handed_in_at=AT if handed_in else None,
        )


def rating(number, **others):
    """A whole form of ratings."""
    return {f"rating-{one.value}": str(others.get(one.value, number)) for one in Competence}


async def the(table):
    """The one row of that table that holds."""
    rows = await table.objects().where(current(table))
    assert len(rows) == 1, rows
    return rows[0]
