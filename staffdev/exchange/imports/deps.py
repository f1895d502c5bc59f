"""What a handler about an import is handed: the import in the address, or 404."""

from typing import TypeAlias
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.exchange.imports import queries
from staffdev.exchange.tables import ImportBatch

TheImport: TypeAlias = NamedDependency[ImportBatch]


async def visible_import(import_code: FromPath[UUID], actor: NamedDependency[Actor]) -> ImportBatch:
    """The import in the address; 404 where it is another organisation's."""
    return await queries.batch_visible_to(actor, import_code)
