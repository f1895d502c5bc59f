"""Reads about papers; their content is fetched only to be sent."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And

from staffdev.errors import NotFound
from staffdev.evidence.tables import Attachment

LISTED = (
    Attachment.code,
    Attachment.about,
    Attachment.filename,
    Attachment.media_type,
    Attachment.size,
    Attachment.recorded_at,
)


async def attachments_of(kind: str, about: Collection[UUID]) -> list[dict[str, Any]]:
    """The papers that prove these things, oldest first, without their content."""
    if not about:
        return []
    proving = And(Attachment.about_kind == kind, Attachment.about.is_in(list(about)))
    return await Attachment.select(*LISTED).where(proving, Attachment.removed_at.is_null()).order_by(Attachment.id)


async def attachment_of(kind: str, about: UUID, code: UUID) -> Attachment:
    """One paper that proves this thing, with its content; NotFound where it proves another one or was removed."""
    proving = And(Attachment.about_kind == kind, Attachment.about == about)
    found = await Attachment.objects().where(Attachment.code == code, proving, Attachment.removed_at.is_null()).first()
    if found is None:
        raise NotFound
    return found
