"""What a handler about members is handed: the membership in the address, or 404."""

from typing import TypeAlias
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.intervision.groups import queries
from staffdev.intervision.tables import Group, GroupMember

TheMember: TypeAlias = NamedDependency[GroupMember]


async def visible_member(member_code: FromPath[UUID], group: NamedDependency[Group]) -> GroupMember:
    """The membership in the address, as it holds now."""
    return await queries.member_of(group, member_code)
