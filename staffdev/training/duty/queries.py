"""Who is on duty on which channel, and what her duty rests on."""

from piccolo.columns.combination import And

from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.people import queries as people
from staffdev.people.tables import DutyAssignment, Engagement, Person
from staffdev.training.duty.entry import Background
from staffdev.training.tables import BasicTraining


async def duties_of(person: Person, actor: Actor) -> list[DutyAssignment]:
    """Her entries in the roster, latest first."""
    duties: list[DutyAssignment] = await people.facts_of(DutyAssignment, person, actor)
    return duties


async def background_of(person: Person, actor: Actor, *, but: int = -1) -> Background:
    """What a rule of entry looks at; `but` is the entry being corrected."""
    mine = And(BasicTraining.person == person.id, BasicTraining.organisation == actor.organisation_id)
    return Background(
        engagements=tuple(await people.facts_of(Engagement, person, actor)),
        trainings=tuple(await BasicTraining.objects().where(mine, current(BasicTraining))),
        duties=tuple(duty for duty in await duties_of(person, actor) if duty.id != but),
    )
