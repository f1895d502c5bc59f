"""The rows of one Excel worksheet, read in pieces: only the row at hand is in memory."""

from collections import deque
from collections.abc import Iterator
from datetime import datetime
from zipfile import ZipFile

from staffdev.sheets.reading import limits, refusals
from staffdev.sheets.reading.formats import Look, number_of, shown
from staffdev.sheets.reading.merges import filled_down, merged_down
from staffdev.sheets.reading.model import CellError, Formula, Row, Value, is_blank
from staffdev.sheets.reading.packages import Attributes, Xml, chunks
from staffdev.sheets.reading.xlsx_texts import column_of, unescaped

_DIGITS = "0123456789"


class SheetRows:
    """Reads one worksheet; an instance is used once."""

    def __init__(self, sheet: str, texts: list[str], looks: list[Look], *, since_1904: bool) -> None:
        self._sheet, self._texts, self._looks, self._since_1904 = sheet, texts, looks, since_1904
        self._done: deque[Row] = deque()
        self._number = self._column = 0
        self._cells: dict[int, Value] = {}
        self._computed: set[int] = set()
        self._type, self._style = "n", "0"
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._reads: list[str] | None = None
        self._in_row = self._phonetic = False

    def rows(self, package: ZipFile, part: str) -> Iterator[Row]:
        """The rows that the file holds, in its order, merged cells filled downwards."""
        down = merged_down(chunks(package, part))
        yield from filled_down(self._parsed(package, part), down)

    def _parsed(self, package: ZipFile, part: str) -> Iterator[Row]:
        xml = Xml(self._start, self._end, self._text)
        for chunk in chunks(package, part):
            xml.feed(chunk)
            while self._done:
                yield self._done.popleft()
        xml.feed(b"", last=True)
        yield from self._done

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "v":
            self._reads = self._value = []
        elif tag == "t" and self._type == "inlineStr" and not self._phonetic:
            self._value = self._value if self._value is not None else []
            self._reads = self._value
        elif tag == "f":
            self._reads = self._formula = []
        elif tag == "row":
            self._start_row(attributes)
        elif tag == "rPh":
            self._phonetic = True

    def _start_row(self, attributes: Attributes) -> None:
        written = attributes.get("r", "")
        number = int(written) if written.isdecimal() and len(written) <= 7 else self._number + 1  # noqa: PLR2004 - Excel ends at 1,048,576
        if number <= self._number:
            raise refusals.damaged()
        self._number, self._column, self._in_row = number, -1, True
        self._cells, self._computed = {}, set()

    def _start_cell(self, attributes: Attributes) -> None:
        column = column_of(attributes.get("r", "").rstrip(_DIGITS))
        self._column = self._column + 1 if column is None else column
        self._type = attributes.get("t", "n")
        self._style = attributes.get("s", "0")
        self._value = self._formula = self._reads = None

    def _text(self, text: str) -> None:
        if self._reads is not None:
            self._reads.append(text)

    def _end(self, tag: str) -> None:
        if tag == "c":
            self._end_cell()
        elif tag in {"v", "t", "f"}:
            self._reads = None
        elif tag == "row" and self._in_row:
            self._end_row()
        elif tag == "rPh":
            self._phonetic = False

    def _end_cell(self) -> None:
        if self._value is None and self._formula is None:
            return
        text = "".join(self._value or ())
        value = self._typed(text) if text else None
        if self._formula is not None:
            self._computed.add(self._column)
            if value is None and self._type != "str":
                value = Formula("=" + "".join(self._formula)[:1000])
        if is_blank(value):
            return
        if self._column >= limits.COLUMNS:
            raise refusals.too_many_columns(self._sheet, limits.COLUMNS)
        if isinstance(value, str) and len(value) > limits.CELL_CHARACTERS:
            raise refusals.cell_too_long(self._sheet, self._number)
        self._cells[self._column] = value

    def _typed(self, text: str) -> Value:
        match self._type:
            case "s":
                index = number_of(text)
                return (
                    self._texts[index]
                    if isinstance(index, int) and 0 <= index < len(self._texts)
                    else CellError("#REF!")
                )
            case "inlineStr" | "str":
                return unescaped(text)
            case "b":
                return text.strip() in {"1", "true"}
            case "e":
                return CellError(text[:40])
            case "d":
                return _iso(text)
            case _:
                return shown(text, self._look(), since_1904=self._since_1904)

    def _look(self) -> Look:
        index = int(self._style) if self._style.isdecimal() else 0
        return self._looks[index] if index < len(self._looks) else Look.NUMBER

    def _end_row(self) -> None:
        self._in_row = False
        width = max(self._cells, default=-1) + 1
        values = tuple(map(self._cells.get, range(width)))
        if width and self._number > limits.ROWS:
            raise refusals.too_many_rows(self._sheet, limits.ROWS)
        computed = frozenset(self._computed & self._cells.keys()) if self._computed else frozenset()
        self._done.append(Row(self._number, values, computed))


def _iso(text: str) -> Value:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment if moment.time() != datetime.min.time() else moment.date()
