"""What a handler about people is handed: the person and the fact in the address, or 404."""

from typing import Any, TypeAlias
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.dated import FactKind
from staffdev.errors import NotFound
from staffdev.people import queries
from staffdev.people.kinds import KINDS
from staffdev.people.tables import Person

ThePerson: TypeAlias = NamedDependency[Person]
TheKind: TypeAlias = NamedDependency[FactKind]
TheFact: TypeAlias = NamedDependency[Any]


async def visible_person(person_code: FromPath[UUID], actor: NamedDependency[Actor]) -> Person:
    """The person in the address; 404 where she does not exist for the one who asks."""
    return await queries.person_visible_to(actor, person_code)


async def known_kind(kind_slug: FromPath[str]) -> FactKind:
    """The kind of fact in the address."""
    if kind_slug not in KINDS:
        raise NotFound
    return KINDS[kind_slug]


async def visible_fact(
    fact_code: FromPath[UUID],
    kind: NamedDependency[FactKind],
    person: NamedDependency[Person],
    actor: NamedDependency[Actor],
) -> Any:
    """Her fact in the address, as it holds now."""
    return await queries.fact_of(kind.table, fact_code, person, actor)
