"""Rows that were not recorded, as a workbook that can be mended and brought in again."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from io import BytesIO
from pathlib import PurePath

from staffdev.exchange.cells import read_row
from staffdev.exchange.imports import queries
from staffdev.exchange.imports.view import row_view, text_of
from staffdev.exchange.reading import SheetPlan, Sheets
from staffdev.exchange.tables import ImportBatch
from staffdev.exchange.vocabulary import RowOutcome, TableKind
from staffdev.sheets.cells import Cell, Hours
from staffdev.sheets.reading import Value
from staffdev.sheets.reading.model import CellError, Formula
from staffdev.sheets.writing import Column, SheetOut, write_xlsx
from staffdev.translations import gettext as _
from staffdev.translations import say

REJECTED = (RowOutcome.NEEDS_YOU, RowOutcome.SKIPPED)
WIDE, NARROW = 60, 8
SECONDS_OF_A_MINUTE = 60


async def rejected_book(batch: ImportBatch) -> tuple[str, bytes]:
    """File name and content: the columns as they were, then why each row was not recorded and where it stood."""
    sheets = queries.sheets_of(batch)
    out = [await _sheet(batch, sheets, sheet) for sheet in sheets if sheet.kind is not TableKind.UNKNOWN]
    stream = BytesIO()
    write_xlsx(stream, [sheet for sheet in out if sheet.rows] or out[:1] or [_empty()])
    return f"{PurePath(batch.filename).stem}-{_('not recorded')}.xlsx", stream.getvalue()


async def _sheet(batch: ImportBatch, sheets: Sheets, sheet: SheetPlan) -> SheetOut:
    columns = [Column(heading) for heading in sheet.headings] + _own_columns()
    rows = [row async for chunk in queries.each_chunk(batch, sheet.index, outcomes=REJECTED) for row in chunk]
    return SheetOut(sheet.name, columns, list(_rows(rows, sheets, sheet, batch)))


def _rows(
    rows: Sequence[queries.Row], sheets: Sheets, sheet: SheetPlan, batch: ImportBatch
) -> Iterator[Sequence[Cell]]:
    width = len(sheet.headings)
    for row in rows:
        view = row_view(row, sheets, batch)
        answers = {sheet.columns[field]: text for field, text in view.answers.items() if field in sheet.columns}
        values = [_cell(value) for value in read_row(row["row_number"], row["cells"]).values[:width]]
        values += [None] * (width - len(values))
        for index, text in answers.items():
            values[index] = text
        why = [problem.advice for problem in view.problems] + list(view.reading.assumptions) + list(view.says)
        yield [*values, " ".join(say(sentence) for sentence in why), view.number]


def _own_columns() -> list[Column]:
    return [Column(_("Why it was not recorded"), WIDE), Column(_("Row in the first file"), NARROW)]


def _empty() -> SheetOut:
    return SheetOut(_("not recorded"), _own_columns(), [])


def _cell(value: Value) -> Cell:
    if isinstance(value, timedelta):
        return Hours(int(value.total_seconds()) // SECONDS_OF_A_MINUTE)
    if isinstance(value, bool | Formula | CellError):
        return text_of(value)
    return value
