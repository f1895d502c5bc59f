"""What a handler about polls is handed: the poll in the address, or 404."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.intervision.polls import queries
from staffdev.intervision.tables import Poll

ThePoll: TypeAlias = NamedDependency[Poll]


async def visible_poll(poll_code: FromPath[UUID], actor: NamedDependency[Actor], today: NamedDependency[date]) -> Poll:
    """The poll in the address."""
    return await queries.poll_visible_to(actor, poll_code, today)
