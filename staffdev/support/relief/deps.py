"""What a handler about stress relief is handed: the offer in the address, or 404."""

from typing import TypeAlias
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.support.relief.queries import offer_visible_to
from staffdev.support.tables import ReliefOffer

TheOffer: TypeAlias = NamedDependency[ReliefOffer]


async def visible_offer(offer_code: FromPath[UUID], actor: NamedDependency[Actor]) -> ReliefOffer:
    """The offer in the address."""
    return await offer_visible_to(actor, offer_code)
