"""How the sheets of one file are read: what each records, where its header stands, which column is which. Pure."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from staffdev.i18n import N_, S_
from staffdev.sheets.headings import Certainty, TableKind
from staffdev.sheets.ledger import read_ledger
from staffdev.sheets.reading import Row
from staffdev.sheets.readings import NO_ANSWERS, Answers, RowReading
from staffdev.sheets.registers import read_appointments, read_intervisions, read_staff
from staffdev.sheets.tables import Column, RowKind, Table, table_at

READERS: Mapping[TableKind, Callable[..., Iterator[RowReading[Any]]]] = {
    TableKind.STAFF: read_staff,
    TableKind.APPOINTMENTS: read_appointments,
    TableKind.LEDGER: read_ledger,
    TableKind.INTERVISION: read_intervisions,
}
IN_ORDER = (*READERS, TableKind.UNKNOWN)  # whoever is entered in one row may be needed by the next sheet
LONGEST_HEADING = 100


class SheetPlan(msgspec.Struct, frozen=True, omit_defaults=True):
    """How one sheet is read; `columns` says at which index (from 0) each field stands, `header_row` counts from 1."""

    index: int
    name: str
    kind: TableKind
    header_row: int
    headings: tuple[str, ...] = ()
    columns: dict[str, int] = {}
    year: int | None = None
    encoding: str | None = None
    is_hidden: bool = False
    was_corrected: bool = False
    rows: int = 0
    group: str | None = None  # of a list of intervision: the code or name of its group, or "new"

    @property
    def table(self) -> Table:
        """The table as the reader of sheets knows it."""
        columns = {
            field: Column(index, self.headings[index] if index < len(self.headings) else "", Certainty.CHOSEN)
            for field, index in self.columns.items()
        }
        return Table(self.kind, self.header_row, self.headings, columns, self.year)


Sheets = tuple[SheetPlan, ...]
write_sheets = msgspec.json.Encoder().encode
read_sheets = msgspec.json.Decoder(Sheets).decode


def plan_of(index: int, name: str, table: Table, **known: Any) -> SheetPlan:
    """How a sheet with that table is read."""
    columns = {field: column.index for field, column in table.columns.items()}
    headings = tuple(text[:LONGEST_HEADING] for text in table.headings)
    return SheetPlan(index, name, table.kind, table.header_row, headings, columns, table.year, **known)


def replanned(
    sheet: SheetPlan, kind: TableKind, header: Row, columns: Mapping[str, int | None] | None = None
) -> SheetPlan:
    """The sheet with another kind, header row or columns; without `columns` they are guessed from the header.

    Invalid where a column does not exist.
    """
    if kind is TableKind.UNKNOWN:
        return msgspec.structs.replace(sheet, kind=kind, columns={}, was_corrected=True)
    table = table_at(header, kind)
    if columns is not None:
        table = Table(kind, table.header_row, table.headings, {}, sheet.year)
        for field, index in columns.items():
            table = table.with_column(field, index)
    known = {"encoding": sheet.encoding, "is_hidden": sheet.is_hidden, "rows": sheet.rows}
    plan = plan_of(sheet.index, sheet.name, table, was_corrected=True, **known)
    return msgspec.structs.replace(plan, year=sheet.year, group=sheet.group)


def read_rows(sheet: SheetPlan, rows: Iterable[Row], answers: Answers = NO_ANSWERS) -> Iterator[RowReading[Any]]:
    """Every row of the sheet in its order, with what it says or why it is not counted."""
    if sheet.kind is TableKind.UNKNOWN:
        return _unused(rows, N_("The sheet is not used: nobody has said what it records."))
    if sheet.table.missing:
        return _unused(rows, N_("A column that is needed has not been found. Say which columns are which."))
    return READERS[sheet.kind](rows, sheet.table, answers)


def _unused(rows: Iterable[Row], why: str) -> Iterator[RowReading[Any]]:
    for row in rows:
        if row.is_empty:
            yield RowReading(row.number, RowKind.EMPTY, notes=(S_("The row is empty."),), row=row)
        else:
            yield RowReading(row.number, RowKind.TITLE, notes=(S_(why),), row=row)
