"""The matrix and a person's transcript to take along: sheets and papers. Each is an entry of the log."""

from collections.abc import Callable
from datetime import date
from typing import Any

from litestar import Controller, get
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.compliance import policies
from staffdev.compliance.deps import TheControls, TheFilter, controls, matrix_filter
from staffdev.compliance.queries import judged, names_in
from staffdev.compliance.register import Export, as_csv, as_pdf, as_xlsx
from staffdev.compliance.view.controls import Controls
from staffdev.compliance.view.filters import Filter
from staffdev.compliance.view.matrix import matrix
from staffdev.db.transactions import transaction
from staffdev.i18n import Language
from staffdev.people.deps import ThePerson, visible_person
from staffdev.people.papers import letterhead_of
from staffdev.people.tables import Person
from staffdev.translations import gettext
from staffdev.web.inject import CurrentActor, CurrentVisit
from staffdev.web.pages import Page, file

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class PapersController(Controller):
    dependencies = {"controls": Provide(controls), "wanted": Provide(matrix_filter)}

    @get("/compliance.xlsx", policy=policies.can_see_all)
    async def show_sheet(self, actor: CurrentActor, controls: TheControls, wanted: TheFilter) -> Page:
        return await _export(actor, controls, wanted, as_xlsx, kind="xlsx", media_type=XLSX)

    @get("/compliance.csv", policy=policies.can_see_all)
    async def show_text(self, actor: CurrentActor, controls: TheControls, wanted: TheFilter) -> Page:
        return await _export(actor, controls, wanted, as_csv, kind="csv", media_type="text/csv; charset=utf-8")

    @get("/compliance.pdf", policy=policies.can_see_all)
    async def show_paper(self, actor: CurrentActor, controls: TheControls, wanted: TheFilter) -> Page:
        return await _export(actor, controls, wanted, as_pdf, kind="pdf", media_type=PDF)


class TranscriptController(Controller):
    path = "/people/{person_code:uuid}/transcript"
    dependencies = {"person": Provide(visible_person), "controls": Provide(controls)}

    @get("/", policy=policies.can_see_own)
    async def show(
        self,
        person: ThePerson,
        actor: CurrentActor,
        visit: CurrentVisit,
        controls: TheControls,
        language: FromQuery[Language | None] = None,
    ) -> Page:
        """A PDF in the reader's language, or in the one asked for."""
        from staffdev.compliance.transcript import imprint_of, transcript_of  # ReportLab is slow to import
        from staffdev.pdf.transcript.paper import transcript

        if controls.invalid:
            raise controls.invalid
        imprint = await imprint_of(actor, language=language or visit.language, printed_on=controls.today)
        paper = transcript(await transcript_of(person, actor, controls.asked, imprint))
        return await _handed_over(paper, person, actor, controls.asked.as_of)


async def _handed_over(paper: bytes, person: Person, actor: Actor, as_of: date) -> Page:
    """The transcript under its name, and that it was printed in the log."""
    name = f"{person.first_name} {person.last_name}"
    async with transaction():
        detail: dict[str, Any] = {"as_of": as_of, "person": name}
        await audit.record(Event.EXCHANGE_TRANSCRIPT_PRINT, about=person.code, actor=actor, **detail)
    return file(paper, name=f"{gettext('Transcript')} {name} {as_of}.pdf", media_type=PDF, inline=True)


async def _export(
    actor: Actor, controls: Controls, wanted: Filter, write: Callable[[Export], bytes], *, kind: str, media_type: str
) -> Page:
    """The whole matrix as a file; a question that can't be read is refused instead of answered with another one."""
    if controls.invalid:
        raise controls.invalid
    names = await names_in(actor.organisation_id)
    shown = matrix(await judged(actor, controls.asked), names, actor, wanted, number=None)
    head = await letterhead_of(actor.organisation_id)
    content = write(Export(shown, controls.asked, head, controls.today))
    async with transaction():
        detail: dict[str, Any] = {"format": kind, "as_of": controls.asked.as_of, "period": controls.period}
        await audit.record(Event.COMPLIANCE_REPORT_PRINT, about=actor.organisation_uid, actor=actor, **detail)
    return file(content, name=f"{gettext('Duties')} {controls.asked.as_of}.{kind}", media_type=media_type)
