"""Reads about people. What is found depends on who asks; what she may not see does not exist."""

from datetime import date
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, Or

from staffdev.access import READERS_OF_ALL, Actor
from staffdev.db.facts import current
from staffdev.db.srpski import search_key
from staffdev.errors import Invalid, NotFound
from staffdev.i18n import N_
from staffdev.organisations.tables import TargetGroup
from staffdev.people.tables import Appointment, Engagement, Mandate, Person

PAGE = 50


def visible_to(actor: Actor) -> Any:
    """Where-clause for the people she may know of: all of her organisation, or only herself."""
    own = Person.id == actor.person_id
    if not actor.is_any(*READERS_OF_ALL):
        return own
    engaged = Engagement.select(Engagement.person).where(
        Engagement.organisation == actor.organisation_id, current(Engagement)
    )
    return Or(own, Or(Person.organisation == actor.organisation_id, Person.id.is_in(engaged)))


async def person_visible_to(actor: Actor, code: UUID) -> Person:
    """The person with that code; NotFound where she does not exist for the one who asks."""
    person = await Person.objects().get(And(Person.code == code, visible_to(actor)))
    if person is None:
        raise NotFound
    return person


async def people_visible_to(actor: Actor, *, search: str = "", page: int = 1) -> tuple[list[dict[str, Any]], int]:
    """One page of people in the order of the Serbian alphabet, and how many there are in all."""
    where = visible_to(actor)
    if search:
        where = And(where, Person.search_key.like(f"%{_literal(search_key(search))}%"))
    total = await Person.count().where(where)
    people = await (
        Person.select(Person.id, Person.code, Person.first_name, Person.last_name, Person.profession)
        .where(where)
        .order_by(Person.sort_key, Person.id)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return people, total


async def everybody_in(organisation_id: int) -> list[dict[str, Any]]:
    """Everybody an organisation may name in a form, in the order of the Serbian alphabet."""
    of_it = And(Engagement.organisation == organisation_id, current(Engagement))
    engaged = Engagement.select(Engagement.person).where(of_it)
    return await (
        Person.select(Person.id, Person.code, Person.first_name, Person.last_name)
        .where(Or(Person.organisation == organisation_id, Person.id.is_in(engaged)))
        .order_by(Person.sort_key, Person.id)
    )


async def engagements_of(person_ids: list[int], organisation_id: int) -> list[dict[str, Any]]:
    """The engagements of these people at the organisation, latest first."""
    if not person_ids:
        return []
    return await (
        Engagement.select()
        .where(Engagement.person.is_in(person_ids), Engagement.organisation == organisation_id, current(Engagement))
        .order_by(Engagement.from_on, ascending=False)
    )


def _literal(text: str) -> str:
    """`text` without LIKE's wildcards; a search key holds only letters, digits and spaces that matter."""
    return text.replace("%", "").replace("_", "")


async def facts_of(table: Any, person: Person, actor: Actor) -> list[Any]:
    """Her facts of one kind in the organisation that asks, latest first."""
    mine = And(table.person == person.id, table.organisation == actor.organisation_id)
    rows = await table.objects().where(mine, current(table)).order_by(table.id, ascending=False)
    return sorted(rows, key=lambda row: row.from_on or date.min, reverse=True)


async def fact_of(table: Any, code: UUID, person: Person, actor: Actor) -> Any:
    """One of her facts by its code; NotFound where it is another's or was withdrawn."""
    mine = And(table.person == person.id, table.organisation == actor.organisation_id)
    fact = await table.objects().where(table.code == code, mine, current(table)).first()
    if fact is None:
        raise NotFound
    return fact


async def appointments_of(organisation_id: int) -> list[Appointment]:
    """Every appointment that holds, latest first."""
    return await (
        Appointment.objects()
        .where(Appointment.organisation == organisation_id, current(Appointment))
        .order_by(Appointment.from_on, ascending=False)
    )


async def mandates_of(organisation_id: int) -> list[Mandate]:
    """Every mandate of a responsible person, latest first."""
    return await (
        Mandate.objects()
        .where(Mandate.organisation == organisation_id, current(Mandate))
        .order_by(Mandate.from_on, ascending=False)
    )


async def target_groups_of(organisation_id: int) -> list[TargetGroup]:
    """The target groups the organisation's programme orientation names."""
    return await (
        TargetGroup.objects()
        .where(TargetGroup.organisation == organisation_id, current(TargetGroup))
        .order_by(TargetGroup.name)
    )


async def target_group_id(code: str, organisation_id: int) -> int:
    """The row a form names by its code; Invalid where the organisation has no such group."""
    groups = {str(group.code): group.id for group in await target_groups_of(organisation_id)}
    if code not in groups:
        raise Invalid({"target_group": N_("Choose a target group.")})
    return groups[code]


async def names_of(person_ids: list[int]) -> dict[int, str]:
    """First and last names by row id."""
    if not person_ids:
        return {}
    people = await Person.select(Person.id, Person.first_name, Person.last_name).where(Person.id.is_in(person_ids))
    return {row["id"]: f"{row['first_name']} {row['last_name']}" for row in people}


async def office_of(table: Any, code: UUID, actor: Actor) -> Any:
    """An appointment or a mandate of the actor's organisation by its code; NotFound where there is none."""
    where = And(table.code == code, table.organisation == actor.organisation_id)
    office = await table.objects().where(where, current(table)).first()
    if office is None:
        raise NotFound
    return office
