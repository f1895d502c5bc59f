"""The engagements an act can be about, and the acts that are recorded."""

from typing import Any
from uuid import UUID

from piccolo.columns.combination import And

from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.errors import Invalid, NotFound
from staffdev.i18n import N_
from staffdev.people.queries import facts_of
from staffdev.people.tables import Engagement, Person
from staffdev.training.ledger.arrival.kinds import ArrivalKind


async def engagements_for(kind: ArrivalKind, person: Person, actor: Actor) -> list[Engagement]:
    """Her engagements that the act is about, latest first."""
    return [one for one in await facts_of(Engagement, person, actor) if kind.concerns(one)]


async def arrivals_of(kind: ArrivalKind, person: Person, actor: Actor) -> list[Any]:
    """The acts of this kind about her engagements here, latest first."""
    hers = Engagement.select(Engagement.id).where(
        Engagement.person == person.id, Engagement.organisation == actor.organisation_id
    )
    about = And(kind.table.engagement.is_in(hers), current(kind.table))
    rows: list[Any] = await kind.table.objects().where(about).order_by(kind.table.completed_on, ascending=False)
    return rows


async def arrival_of(kind: ArrivalKind, code: UUID, person: Person, actor: Actor) -> Any:
    """One act by its code; NotFound where it is another's or was taken back."""
    for row in await arrivals_of(kind, person, actor):
        if row.code == code:
            return row
    raise NotFound


async def engagement_named(kind: ArrivalKind, code: str, person: Person, actor: Actor) -> Engagement:
    """The engagement a form names; the only one where it names none; Invalid where it is not hers."""
    engagements = await engagements_for(kind, person, actor)
    named = [one for one in engagements if str(one.code) == code] if code else engagements
    if len(named) != 1:
        raise Invalid({"engagement": N_("Choose the engagement it is about.")})
    return named[0]
