"""Reads about the organisation one acts for; others do not exist."""

from typing import Any
from uuid import UUID

from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.errors import NotFound
from staffdev.organisations.tables import NetworkMembership, Organisation
from staffdev.organisations.vocabulary import OrganisationKind


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
    """The networks it belongs to or, where it is one, the members it has; with their names, latest first."""
    own = actor.organisation_id
    mine = (NetworkMembership.network == own) | (NetworkMembership.member == own)
    return await (
        NetworkMembership.select(
            NetworkMembership.code,
            NetworkMembership.decision_number,
            NetworkMembership.decided_on,
            NetworkMembership.from_on,
            NetworkMembership.until_on,
            NetworkMembership.network.name.as_alias("network"),
            NetworkMembership.member.name.as_alias("member"),
        )
        .where(mine, current(NetworkMembership))
        .order_by(NetworkMembership.from_on, NetworkMembership.id, ascending=False)
    )


async def own_network(actor: Actor) -> Organisation:
    """The network the actor acts for; NotFound where she acts for a provider, which has no members."""
    organisation = await own_organisation(actor)
    if organisation.kind != OrganisationKind.NETWORK:
        raise NotFound
    return organisation


async def membership_of(code: UUID, actor: Actor) -> NetworkMembership:
    """One of the network's memberships; NotFound where it is another's or was taken back."""
    own = NetworkMembership.network == (await own_network(actor)).id
    held = NetworkMembership.objects().where(own, current(NetworkMembership))
    membership: NetworkMembership | None = await held.where(NetworkMembership.code == code).first()
    if membership is None:
        raise NotFound
    return membership


async def memberships_beside(network: int, member: int, *, but: int = -1) -> list[NetworkMembership]:
    """The other memberships of that provider in that network."""
    both = (NetworkMembership.network == network) & (NetworkMembership.member == member)
    held = NetworkMembership.objects().where(both, current(NetworkMembership))
    return list(await held.where(NetworkMembership.id != but))


async def provider_called(code: str) -> Organisation | None:
    """The provider of that code, however it is spelled; networks are none."""
    spelled = Organisation.code == code.strip().lower()
    found: Organisation | None = await (
        Organisation.objects().where(spelled, Organisation.kind == OrganisationKind.PROVIDER).first()
    )
    return found


async def name_of(organisation_id: int) -> str:
    """What it is called."""
    row = await Organisation.select(Organisation.name).where(Organisation.id == organisation_id).first()
    return str(row["name"]) if row else ""
