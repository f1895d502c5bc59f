"""What a handler about intervision is handed: the group or session in the address, or 404."""

from typing import TypeAlias
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.intervision import queries
from staffdev.intervision.tables import Group, Session

TheGroup: TypeAlias = NamedDependency[Group]
TheSession: TypeAlias = NamedDependency[Session]


async def visible_group(group_code: FromPath[UUID], actor: NamedDependency[Actor]) -> Group:
    """The group in the address."""
    return await queries.group_visible_to(actor, group_code)


async def visible_session(session_code: FromPath[UUID], actor: NamedDependency[Actor]) -> Session:
    """The session in the address."""
    return await queries.session_of(session_code, actor)
