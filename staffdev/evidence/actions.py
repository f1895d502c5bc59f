"""Keeping papers and removing them, each with its entry in the log."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.evidence.papers import Paper
from staffdev.evidence.tables import Attachment


async def attach(kind: str, about: UUID, papers: Iterable[Paper], *, title: str, actor: Actor) -> None:
    """Keep `papers` as proof of the thing with that code, called `title`."""
    async with transaction():
        for paper in papers:
            content: dict[Any, Any] = {
                "code": uuid4(),
                "organisation": actor.organisation_id,
                "about_kind": kind,
                "about": about,
                "filename": paper.filename,
                "media_type": paper.media_type.value,
                "size": len(paper.content),
                "sha256": paper.sha256,
                "content": paper.content,
                "recorded_at": clock.now(),
                "recorded_by": actor.account_code,
            }
            await Attachment(**content).save()
            told: dict[str, Any] = {
                "title": title,
                "filename": paper.filename,
                "size": len(paper.content),
                "sha256": paper.sha256,
            }
            await audit.record(Event.EVIDENCE_ATTACHMENT_ADD, about=about, actor=actor, **told)


async def remove(attachment: Attachment, because: str, *, title: str, actor: Actor) -> None:
    """Erase the file; its name, its digest and the reason stay."""
    told: dict[str, Any] = {
        "title": title,
        "filename": attachment.filename,
        "sha256": attachment.sha256,
        "because": because,
    }
    async with transaction():
        erased: dict[Any, Any] = {Attachment.content: None, Attachment.removed_at: clock.now()}
        await Attachment.update(erased).where(Attachment.id == attachment.id)
        await audit.record(Event.EVIDENCE_ATTACHMENT_REMOVE, about=attachment.about, actor=actor, **told)
