"""The rows of one table of an OpenDocument file."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from staffdev.sheets.reading import limits, refusals
from staffdev.sheets.reading.formats import number_of
from staffdev.sheets.reading.model import CellError, Formula, Row, Value, is_blank
from staffdev.sheets.reading.packages import Attributes, Xml, local

_LENGTH = re.compile(r"P?T?(?:(\d{1,5})H)?(?:(\d{1,5})M)?(?:(\d{1,5})(?:[.,]\d+)?S)?")
_NOT_TEXT = frozenset({"annotation", "frame", "custom-shape", "shapes"})
_CELLS = frozenset({"table-cell", "covered-table-cell"})


@dataclass
class _Cell:
    attributes: dict[str, str]
    lines: list[list[str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join("".join(line) for line in self.lines)


class TableRows:
    """Reads the table at `index`; an instance is used once."""

    def __init__(self, sheet: str, index: int) -> None:
        self._sheet, self._index = sheet, index
        self._done: deque[Row] = deque()
        self._seen, self._depth, self._outside = -1, 0, 0
        self._number, self._repeat = 0, 1
        self._cells: dict[int, Value] = {}
        self._computed: set[int] = set()
        self._spans: dict[int, tuple[Value, int]] = {}
        self._column = 0
        self._cell: _Cell | None = None
        self._in_paragraph = False

    def rows(self, data: Iterable[bytes]) -> Iterator[Row]:
        xml = Xml(self._start, self._end, self._text)
        for chunk in data:
            xml.feed(chunk)
            while self._done:
                yield self._done.popleft()
            if self._seen > self._index:
                return
        xml.feed(b"", last=True)
        yield from self._done

    @property
    def _is_here(self) -> bool:
        return self._seen == self._index and self._depth == 1

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == "table":
            self._seen += not self._depth
            self._depth += 1
        elif not self._is_here:
            return
        elif tag in _NOT_TEXT:
            self._outside += 1
        elif tag == "table-row":
            self._repeat = _count(_short(attributes).get("number-rows-repeated"))
            self._cells, self._computed, self._column = {}, set(), 0
        elif tag in _CELLS:
            self._cell, self._in_paragraph = _Cell(_short(attributes)), False
        elif self._cell is not None and not self._outside:
            self._start_text(tag, attributes, self._cell)

    def _start_text(self, tag: str, attributes: Attributes, cell: _Cell) -> None:
        if tag == "p":
            cell.lines.append([])
            self._in_paragraph = True
        elif self._in_paragraph:
            spaces = min(_count(_short(attributes).get("c")), limits.CELL_CHARACTERS)
            cell.lines[-1].append({"s": " " * spaces, "tab": "\t", "line-break": "\n"}.get(tag, ""))

    def _text(self, text: str) -> None:
        if self._cell is not None and self._in_paragraph and not self._outside and self._is_here:
            self._cell.lines[-1].append(text)

    def _end(self, tag: str) -> None:
        if tag == "table":
            self._depth -= 1
        elif not self._is_here:
            return
        elif tag in _NOT_TEXT:
            self._outside -= 1
        elif tag == "p" and not self._outside:
            self._in_paragraph = False
        elif tag in _CELLS and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
        elif tag == "table-row":
            self._end_row()

    def _end_cell(self, cell: _Cell) -> None:
        repeat = _count(cell.attributes.get("number-columns-repeated"))
        value = _typed(cell)
        formula = cell.attributes.get("formula")
        if formula is not None and value is None:
            value = Formula("=" + formula.partition("=")[2][:1000])
        if is_blank(value):
            self._column += repeat
            return
        if self._column + repeat > limits.COLUMNS:
            raise refusals.too_many_columns(self._sheet, limits.COLUMNS)
        if isinstance(value, str) and len(value) > limits.CELL_CHARACTERS:
            raise refusals.cell_too_long(self._sheet, self._number + 1)
        reach = _count(cell.attributes.get("number-rows-spanned"))
        for column in range(self._column, self._column + repeat):
            self._cells[column] = value
            if formula is not None:
                self._computed.add(column)
            if reach > 1:
                self._spans[column] = (value, self._number + reach)
        self._column += repeat

    def _end_row(self) -> None:
        if not self._cells:
            self._number += self._repeat
            return
        if self._number + self._repeat > limits.ROWS:
            raise refusals.too_many_rows(self._sheet, limits.ROWS)
        for _ in range(self._repeat):
            self._number += 1
            self._done.append(self._row())

    def _row(self) -> Row:
        self._spans = {column: span for column, span in self._spans.items() if span[1] >= self._number}
        lent = {column: value for column, (value, _) in self._spans.items() if column not in self._cells}
        cells = self._cells | lent
        values = tuple(cells.get(column) for column in range(max(cells) + 1))
        return Row(self._number, values, frozenset(self._computed), frozenset(lent))


def _short(attributes: Attributes) -> dict[str, str]:
    return {local(name): value for name, value in attributes.items()}


def _count(text: str | None) -> int:
    return max(1, int(text)) if text and text.isdecimal() and len(text) <= 9 else 1  # noqa: PLR2004 - more is no honest count


def _typed(cell: _Cell) -> Value:
    attributes = cell.attributes
    match attributes.get("value-type"):
        case "float" | "percentage" | "currency":
            return number_of(attributes.get("value", cell.text))
        case "date":
            return _moment(attributes.get("date-value", ""), cell.text)
        case "time":
            return _length(attributes.get("time-value", ""), cell.text)
        case "boolean":
            return attributes.get("boolean-value") == "true"
        case _:
            text = cell.text
            return CellError(text) if text.startswith(("#", "Err:")) and "formula" in attributes else text or None


def _moment(written: str, text: str) -> Value:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return text or None
    return moment if moment.time() != datetime.min.time() else moment.date()


def _length(written: str, text: str) -> Value:
    found = _LENGTH.fullmatch(written)
    if not found or not any(found.groups()):
        return text or None
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(hours=hours, minutes=minutes, seconds=seconds)
