"""How one sheet of a file is read: what it records, where its columns are named, which is which."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.errors import Invalid, NotFound
from staffdev.exchange import policies
from staffdev.exchange.forms import SheetForm
from staffdev.exchange.imports import queries
from staffdev.exchange.imports.changing import correct_sheet
from staffdev.exchange.imports.deps import TheImport, visible_import
from staffdev.exchange.imports.grounds import groups_of
from staffdev.exchange.imports.view import cell_texts
from staffdev.exchange.planning.ground import NEW_GROUP
from staffdev.exchange.reading import SheetPlan
from staffdev.exchange.tables import ImportBatch
from staffdev.exchange.vocabulary import TableKind
from staffdev.exchange.words import sheet_field_word, sheet_kind_word
from staffdev.forms import parse
from staffdev.i18n import N_, S_
from staffdev.sheets.tables import fields_of
from staffdev.translations import gettext
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other

ROWS_SHOWN = 12
READ_AGAIN = N_("The sheet was read again.")
GUESSED = N_("Read again. Check which column is which.")


class ImportSheetController(Controller):
    path = "/imports/{import_code:uuid}/sheets/{index:int}"
    dependencies = {"batch": Provide(visible_import)}

    @get("/", policy=policies.can_import)
    async def edit(self, batch: TheImport, index: FromPath[int], actor: CurrentActor) -> Page:
        return await _sheet(batch, index, actor)

    @post("/", policy=policies.can_import)
    async def update(self, request: PageRequest, batch: TheImport, index: FromPath[int], actor: CurrentActor) -> Page:
        posted = await request.form()
        sheet = _plan(batch, index)
        try:
            form = parse(SheetForm, posted)
            is_same = (form.kind, form.header_row) == (sheet.kind, sheet.header_row)
            columns = _columns(sheet, posted) if is_same else None
            await correct_sheet(batch, index, form.kind, form.header_row, columns, actor=actor, group=form.group)
        except Invalid as invalid:
            return await _sheet(batch, index, actor, posted, invalid)
        return see_other(request, f"/imports/{batch.code}/sheets/{index}", READ_AGAIN if is_same else GUESSED)


async def _groups(sheet: SheetPlan, actor: Actor) -> list[tuple[str, str]]:
    """The groups a list of intervision may be of, and a new one; nothing for other sheets."""
    if sheet.kind is not TableKind.INTERVISION:
        return []
    known, new = await groups_of(actor.organisation_id)
    return [*((one.code, one.title) for one in known), (NEW_GROUP, gettext("a new group: %(title)s") % {"title": new})]


def _plan(batch: ImportBatch, index: int) -> SheetPlan:
    sheets = queries.sheets_of(batch)
    if not 0 <= index < len(sheets):
        raise NotFound
    return sheets[index]


def _columns(sheet: SheetPlan, posted: Any) -> dict[str, int | None]:
    """Field → column as chosen; Invalid where one field was chosen for two columns."""
    known = fields_of(sheet.kind)
    columns: dict[str, int | None] = {}
    for index, heading in enumerate(sheet.headings):
        field = str(posted.get(f"column-{index}") or "")
        if field in columns:
            raise Invalid(
                {f"column-{index}": S_("Another column is that already. Choose it once: %(name)s.", name=heading)}
            )
        if field in known:
            columns[field] = index
    return columns


async def _sheet(
    batch: ImportBatch, index: int, actor: Actor, posted: Any = None, invalid: Invalid | None = None
) -> Page:
    sheet = _plan(batch, index)
    rows = await queries.first_rows(batch, index, ROWS_SHOWN)
    return page(
        "exchange/imports/sheet.html",
        status=422 if invalid else 200,
        batch=batch,
        sheet=sheet,
        rows=[(row["row_number"], cell_texts(row)) for row in rows],
        kinds=[(kind.value, sheet_kind_word(kind)) for kind in TableKind],
        fields=[(field, sheet_field_word(field)) for field in fields_of(sheet.kind)],
        chosen={column: field for field, column in sheet.columns.items()},
        groups=await _groups(sheet, actor),
        missing=[sheet_field_word(field) for field in sheet.table.missing],
        posted=posted,
        invalid=invalid,
    )
