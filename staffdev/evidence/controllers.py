"""Papers under the address of the thing they prove: whoever may not see the thing does not find them.

class RecordPapersController(AttachmentsController):
    path = "/training-records/{record_code:uuid}/attachments"
    dependencies = {"record": Provide(visible_record), "proved": Provide(proved_record)}
"""

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.access import Actor, Decision, signed_in
from staffdev.audit.events import Event
from staffdev.audit.reading import note_reading
from staffdev.errors import Invalid
from staffdev.evidence import actions, queries
from staffdev.evidence.forms import RemovalForm
from staffdev.evidence.media import MediaType
from staffdev.evidence.papers import read_papers
from staffdev.evidence.tables import Attachment
from staffdev.forms import Posted, parse
from staffdev.i18n import N_
from staffdev.web.inject import CurrentActor, CurrentSettings, PageRequest, Today
from staffdev.web.pages import Page, file, page, see_other

SANDBOX = "sandbox; default-src 'none'"


@dataclass(frozen=True, slots=True)
class Proved:
    """A thing that papers prove: what it is called, its page, whose it is, and whether papers may change now.

    `person` is the row id of whose training it is: others who open its papers stand in the log.
    """

    kind: str
    code: UUID
    title: str
    home: str
    person: int
    may_change: Decision


TheProved: TypeAlias = NamedDependency[Proved]


class AttachmentsController(Controller):
    """The papers of one thing; a subclass says where, and provides `proved`, or 404."""

    @get("/new", policy=signed_in)
    async def new(self, proved: TheProved, settings: CurrentSettings) -> Page:
        proved.may_change.require()
        return _form(proved, settings.max_upload)

    @post("/", policy=signed_in)
    async def create(
        self, request: PageRequest, proved: TheProved, actor: CurrentActor, settings: CurrentSettings
    ) -> Page:
        proved.may_change.require()
        try:
            papers = await read_papers(await request.form(), most_bytes=settings.max_upload, required=True)
        except Invalid as invalid:
            return _form(proved, settings.max_upload, invalid)
        await actions.attach(proved.kind, proved.code, papers, title=proved.title, actor=actor)
        return see_other(request, proved.home, N_("The file is kept."))

    @get("/{attachment_code:uuid}", policy=signed_in)
    async def show(self, proved: TheProved, attachment_code: FromPath[UUID], actor: CurrentActor, today: Today) -> Page:
        """A photo to look at, a PDF to keep (browsers open none inside a sandbox)."""
        found = await queries.attachment_of(proved.kind, proved.code, attachment_code)
        await _note(found, proved, actor, today)
        inline = MediaType(found.media_type).is_image
        answer = file(bytes(found.content), name=found.filename, media_type=found.media_type, inline=inline)
        answer.headers["content-security-policy"] = SANDBOX
        return answer

    @get("/{attachment_code:uuid}/removal", policy=signed_in)
    async def ask(self, proved: TheProved, attachment_code: FromPath[UUID]) -> Page:
        proved.may_change.require()
        return await _removal(proved, attachment_code)

    @post("/{attachment_code:uuid}/removal", policy=signed_in)
    async def remove(
        self, request: PageRequest, proved: TheProved, attachment_code: FromPath[UUID], actor: CurrentActor
    ) -> Page:
        proved.may_change.require()
        posted = await request.form()
        found = await queries.attachment_of(proved.kind, proved.code, attachment_code)
        try:
            because = parse(RemovalForm, posted).because
        except Invalid as invalid:
            return await _removal(proved, attachment_code, posted, invalid)
        await actions.remove(found, because, title=proved.title, actor=actor)
        return see_other(request, proved.home, N_("The file is removed. That it was there stays in the log."))


async def _note(attachment: Attachment, proved: Proved, actor: Actor, today: date) -> None:
    """Certificates of others are personal data (Art. 21): who opens one is written down, once a day."""
    if proved.person != actor.person_id:
        told = {"title": proved.title, "filename": attachment.filename}
        await note_reading(Event.EVIDENCE_ATTACHMENT_READ, actor, today=today, about=attachment.code, **told)


def _form(proved: Proved, most_bytes: int, invalid: Invalid | None = None) -> Page:
    return page("evidence/new.html", status=422 if invalid else 200, proved=proved, most=most_bytes, invalid=invalid)


async def _removal(proved: Proved, code: UUID, posted: Posted | None = None, invalid: Invalid | None = None) -> Page:
    return page(
        "evidence/removal.html",
        status=422 if invalid else 200,
        proved=proved,
        attachment=await queries.attachment_of(proved.kind, proved.code, code),
        posted=posted or {},
        invalid=invalid,
    )


ROUTES: tuple[type, ...] = ()
