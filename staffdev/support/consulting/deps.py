"""What a handler about consultations is handed: the one in the address, or 404."""

from typing import TypeAlias
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.support.consulting.queries import consultation_visible_to
from staffdev.support.tables import Consultation

TheConsultation: TypeAlias = NamedDependency[Consultation]


async def visible_consultation(consultation_code: FromPath[UUID], actor: NamedDependency[Actor]) -> Consultation:
    """The consultation in the address."""
    return await consultation_visible_to(actor, consultation_code)
