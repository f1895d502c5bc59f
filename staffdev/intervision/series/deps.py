"""What a handler about series is handed: the series in the address, or 404."""

from typing import TypeAlias
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.intervision.series import queries
from staffdev.intervision.tables import Series

TheSeries: TypeAlias = NamedDependency[Series]


async def visible_series(series_code: FromPath[UUID], actor: NamedDependency[Actor]) -> Series:
    """The series in the address."""
    return await queries.series_visible_to(actor, series_code)
