"""Reads about the organisation one acts for; others do not exist."""

from typing import Any
from uuid import UUID

from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.errors import NotFound
from staffdev.organisations.tables import NetworkMembership, Organisation


async def own_organisation(actor: Actor) -> Organisation:
    """The organisation the actor acts for."""
    organisation = await Organisation.objects().get(Organisation.id == actor.organisation_id)
    if organisation is None:
        raise NotFound
    return organisation


async def facts_of(table: Any, actor: Actor) -> list[Any]:
    """What holds about the actor's organisation, latest first."""
    rows = table.objects().where(table.organisation == actor.organisation_id, current(table))
    return list(await rows.order_by(table.from_on, ascending=False))


async def fact_of(table: Any, code: UUID, actor: Actor) -> Any:
    """One of its facts by code; NotFound where it is another's or was withdrawn."""
    own = table.organisation == actor.organisation_id
    fact = await table.objects().where(table.code == code, own, current(table)).first()
    if fact is None:
        raise NotFound
    return fact


async def memberships_of(actor: Actor) -> list[dict[str, Any]]:
    """The networks it belongs to and, where it is one, the members it has; with their names."""
    own = actor.organisation_id
    mine = (NetworkMembership.network == own) | (NetworkMembership.member == own)
    return await (
        NetworkMembership.select(
            NetworkMembership.from_on,
            NetworkMembership.until_on,
            NetworkMembership.network.name.as_alias("network"),
            NetworkMembership.member.name.as_alias("member"),
        )
        .where(mine, current(NetworkMembership))
        .order_by(NetworkMembership.from_on)
    )
