"""Where the table stands in a sheet, what it records, which column is which field, and what each row is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from itertools import islice

from staffdev.errors import Invalid
from staffdev.i18n import S_, Sentence
from staffdev.sheets.headings import HEADINGS, Certainty, Heading, TableKind, named, plain_heading
from staffdev.sheets.reading import Row, Sheet, Value, is_blank
from staffdev.sheets.words import NameOrder, folded

__all__ = ["Certainty", "Column", "RowKind", "Table", "TableKind", "classify", "fields_of", "find_table", "table_at"]

HEADER_WITHIN = 40
LONGEST_HEADING = 60
DIFFERENT_IN_EVERY_ROW = ("number", "title", "evidence", "note")
_FEWEST_HEADINGS = 2
_SAME_HEADER = 0.6
_TOTAL = re.compile(r"(sve )?(ukupn[oa]|ukpuno|svega|zbir|zbirno|suma|total|prosek|prosecno)\b")
Header = list[tuple[int, str]]
_YEAR = re.compile(r"\b(19|20)\d\d\b")


class RowKind(StrEnum):
    """What a row is; only a record is counted."""

    RECORD = "record"
    PROBLEM = "problem"
    REPEAT = "repeat"
    TOTAL = "total"
    EMPTY = "empty"
    HEADER = "header"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Column:
    """Where a field stands: column index from 0, its heading as typed, and how sure that is."""

    index: int
    heading: str
    certainty: Certainty


@dataclass(frozen=True, slots=True)
class Table:
    """The table of one sheet; `header_row` counts from 1, `year` is what the title above says."""

    kind: TableKind
    header_row: int
    headings: tuple[str, ...]
    columns: Mapping[str, Column] = field(default_factory=dict)
    year: int | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The fields without which no row can be taken."""
        return tuple(
            heading.field
            for heading in HEADINGS.get(self.kind, ())
            if heading.required and heading.field not in self.columns
        )

    @property
    def unused(self) -> tuple[int, ...]:
        """Indices of columns with a heading that no field takes."""
        used = {column.index for column in self.columns.values()}
        return tuple(index for index, text in enumerate(self.headings) if text and index not in used)

    @property
    def name_order(self) -> NameOrder | None:
        """Which part of a name comes first, where the heading of the person says it."""
        text = plain_heading(self.columns["person"].heading) if "person" in self.columns else ""
        if text.startswith("prezime"):
            return NameOrder.SURNAME_FIRST
        return NameOrder.GIVEN_FIRST if text.startswith("ime i") else None

    def index(self, name: str) -> int | None:
        column = self.columns.get(name)
        return column.index if column else None

    def with_column(self, name: str, index: int | None) -> "Table":
        """The table with the field at that column, or nowhere; what stood there gives way. Invalid if unknown."""
        if name not in fields_of(self.kind) or (index is not None and not 0 <= index < max(len(self.headings), 1)):
            raise Invalid({name: S_("There is no such column. Choose one of the table's columns.")})
        columns = {key: column for key, column in self.columns.items() if key != name and column.index != index}
        if index is not None:
            columns[name] = Column(index, self.headings[index] if index < len(self.headings) else "", Certainty.CHOSEN)
        return replace(self, columns=columns)


def fields_of(kind: TableKind) -> tuple[str, ...]:
    """The fields a table of this kind may have, in their order."""
    return tuple(heading.field for heading in HEADINGS.get(kind, ()))


def find_table(sheet: Sheet | Iterable[Row]) -> Table:
    """The table whose header stands among the first rows; of kind UNKNOWN where none is recognised."""
    rows = list(islice(sheet.rows if isinstance(sheet, Sheet) else sheet, HEADER_WITHIN))
    found = [table_at(row) for row in rows if not row.is_empty]
    best = max(found, key=_strength, default=Table(TableKind.UNKNOWN, 0, ()))
    if best.kind is TableKind.UNKNOWN:
        return best
    above = [row for row in rows if row.number < best.header_row]
    return replace(best, year=_year_in(above))


def table_at(row: Row, kind: TableKind | None = None) -> Table:
    """The table that has `row` as its header, of the given kind or of the kind that its headings fit best."""
    texts = tuple(value.strip() if isinstance(value, str) else "" for value in row.values)
    kinds = [kind] if kind else [each for each in TableKind if each is not TableKind.UNKNOWN]
    tables = [Table(each, row.number, texts, _columns(HEADINGS.get(each, ()), texts)) for each in kinds]
    best = max(tables, key=_strength)
    if kind is None and (len(best.columns) < _FEWEST_HEADINGS or len(best.missing) > 1):
        return Table(TableKind.UNKNOWN, row.number, texts)
    return best


def _strength(table: Table) -> tuple[int, int, int]:
    """Required fields that are there, then how well the rest is named."""
    if table.kind is TableKind.UNKNOWN:
        return (-99, 0, 0)
    return (-len(table.missing), sum(column.certainty for column in table.columns.values()), -table.header_row)


def _columns(headings: tuple[Heading, ...], texts: tuple[str, ...]) -> dict[str, Column]:
    """The surest heading takes a column first; each column is one field, each field one column."""
    plain = [plain_heading(text) for text in texts]
    fits = [
        (-certainty, order, index, heading.field)
        for order, heading in enumerate(headings)
        for index, text in enumerate(plain)
        if text and (certainty := named(heading, text))
    ]
    columns: dict[str, Column] = {}
    for rank, _, index, name in sorted(fits):
        if name not in columns and all(column.index != index for column in columns.values()):
            columns[name] = Column(index, texts[index], Certainty(-rank))
    return columns


def _year_in(rows: Iterable[Row]) -> int | None:
    years = {
        int(found[0])
        for row in rows
        for value in row.values
        if isinstance(value, str)
        for found in _YEAR.finditer(value)
    }
    return years.pop() if len(years) == 1 else None


def classify(rows: Iterable[Row], table: Table) -> Iterator[tuple[Row, RowKind, Sentence | None]]:
    """Every row with what it is and why; RECORD means that it may be read, the others that they are not counted."""
    header = _header(table)
    for row in rows:
        yield row, *_kind(row, table, header)


def _header(table: Table) -> Header:
    """Index and plain heading of the columns, those last whose cells are never twice the same, so never remembered."""
    different = {table.index(name) for name in DIFFERENT_IN_EVERY_ROW}
    headings = [(index, plain_heading(text)) for index, text in enumerate(table.headings)]
    return sorted(headings, key=lambda column: column[0] in different)


def _kind(row: Row, table: Table, header: Header) -> tuple[RowKind, Sentence | None]:
    if row.is_empty:
        return RowKind.EMPTY, S_("The row is empty.")
    if row.number <= table.header_row:
        return _kind_above(row, table)
    if _is_header_again(row, header):
        return RowKind.HEADER, S_("The row names the columns again.")
    if _is_total(row, table):
        return RowKind.TOTAL, S_("The row is a total and is not counted.")
    if _is_only_number(row, table):
        return RowKind.EMPTY, S_("The row holds only its number.")
    return RowKind.RECORD, None


def _kind_above(row: Row, table: Table) -> tuple[RowKind, Sentence]:
    if row.number < table.header_row:
        return RowKind.TITLE, S_("The row stands above the table.")
    return RowKind.HEADER, S_("The row names the columns.")


def _is_header_again(row: Row, header: Header) -> bool:
    most = (1 - _SAME_HEADER) * len(row.values)
    same, other = 0, sum(not is_blank(value) for value in row.values[len(header) :])
    for index, heading in header:
        if is_blank(value := row.value(index)):
            continue
        if _is_heading(value, heading):
            same += 1
        elif (other := other + 1) > most:
            return False  # almost every row leaves here, after a cell or four
    return same >= _FEWEST_HEADINGS and other <= (1 - _SAME_HEADER) * (same + other)


def _is_heading(value: Value, heading: str) -> bool:
    """Whether the cell says the heading; a longer text is no heading, so it is not even folded."""
    if not isinstance(value, str) or not heading or len(value) > LONGEST_HEADING:
        return False
    return plain_heading(value) == heading


def _is_total(row: Row, table: Table) -> bool:
    """The first words are such as УКУПНО, and the row has no day of its own."""
    own = (value for index, value in enumerate(row.values) if isinstance(value, str) and index not in row.filled)
    first = next((value for value in own if value.strip()), "")
    if not _begins_as_total(first[:LONGEST_HEADING]):
        return False
    days = table.index("days")
    return days is None or days in row.filled or is_blank(row.value(days)) or row.value(days) == first


@lru_cache(maxsize=2048)
def _begins_as_total(text: str) -> bool:
    return _TOTAL.match(folded(text).lstrip("*-:. ")) is not None


def _is_only_number(row: Row, table: Table) -> bool:
    number = table.index("number")
    return number is not None and all(
        is_blank(value) or index == number or index in row.filled for index, value in enumerate(row.values)
    )
