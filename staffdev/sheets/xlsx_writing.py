"""Excel workbooks written row by row with XlsxWriter."""

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, BinaryIO

from staffdev.errors import Invalid
from staffdev.i18n import S_
from staffdev.sheets.cells import Cell, Hours, csv_text
from staffdev.sheets.neutral import is_risky

Heading = tuple[str, int]
LONGEST_TEXT = 32_767
EXACT_DIGITS = 15
MINUTES_OF_A_DAY = 1440
FIRST_TRUE_DAY = date(1900, 3, 1)  # before it Excel counts a 29.2.1900
_OPTIONS = {"constant_memory": True}


def write_book(stream: BinaryIO, sheets: Iterable[tuple[str, Sequence[Heading], Iterable[Sequence[Cell]]]]) -> None:
    """Write named sheets; each row is written and forgotten before the next is asked for."""
    import xlsxwriter  # forty modules, for few requests: a start does without

    with closing(xlsxwriter.Workbook(stream, _OPTIONS)) as book:
        pens = {
            "heading": book.add_format(
                {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "quote_prefix": True}
            ),
            "risky": book.add_format({"quote_prefix": True}),
            "day": book.add_format({"num_format": "d.m.yyyy."}),
            "moment": book.add_format({"num_format": "d.m.yyyy. hh:mm"}),
            "time": book.add_format({"num_format": "hh:mm"}),
            "hours": book.add_format({"num_format": "[h]:mm"}),
            "plain": book.add_format(),
        }
        for name, headings, rows in sheets:
            SheetWriter(book.add_worksheet(name), pens).write(headings, rows)


class SheetWriter:
    """Writes the cells of one sheet, each with the type it has and never as a formula."""

    def __init__(self, sheet: Any, pens: dict[str, Any]) -> None:
        self._sheet, self._pens = sheet, pens

    def write(self, headings: Sequence[Heading], rows: Iterable[Sequence[Cell]]) -> None:
        for column, (_, width) in enumerate(headings):
            self._sheet.set_column(column, column, width)
        self._sheet.freeze_panes(1, 0)
        for column, (heading, _) in enumerate(headings):
            self._text(0, column, heading, self._pens["heading"])
        last = 0
        for last, row in enumerate(rows, 1):
            for column, cell in enumerate(row):
                self._cell(last, column, cell)
        if headings:
            self._sheet.autofilter(0, 0, last, len(headings) - 1)

    def _cell(self, row: int, column: int, cell: Cell) -> None:
        pens = self._pens
        match cell:
            case None | "":
                return
            case str():
                self._text(row, column, cell, pens["risky"] if is_risky(cell) else None)
            case Hours(minutes) if minutes >= 0:
                self._sheet.write_number(row, column, minutes / MINUTES_OF_A_DAY, pens["hours"])
            case datetime() if cell.date() >= FIRST_TRUE_DAY:
                moment = cell.replace(tzinfo=None, second=0, microsecond=0)
                self._sheet.write_datetime(row, column, moment, pens["moment" if moment.time() != time(0) else "day"])
            case date() if not isinstance(cell, datetime) and cell >= FIRST_TRUE_DAY:
                self._sheet.write_datetime(row, column, cell, pens["day"])
            case time():
                self._sheet.write_datetime(
                    row, column, cell.replace(tzinfo=None, second=0, microsecond=0), pens["time"]
                )
            case int() | Decimal() if _is_exact(cell):
                self._sheet.write_number(row, column, cell)
            case _:
                self._text(row, column, csv_text(cell), None)

    def _text(self, row: int, column: int, text: str, pen: Any) -> None:
        text = text.encode("utf-16", "replace").decode("utf-16")
        if len(text.encode("utf-16-le")) // 2 > LONGEST_TEXT:
            raise Invalid(
                {"": S_("Row %(row)s holds a text that is too long for a spreadsheet. Shorten it.", row=row + 1)}
            )
        if text.startswith("<r>"):
            # XlsxWriter takes a text in <r>…</r> for its own markup; in two pieces it is only text.
            self._sheet.write_rich_string(row, column, "<", self._pens["plain"], text[1:], pen or self._pens["plain"])
        elif text:
            self._sheet.write_string(row, column, text, pen)


def _is_exact(number: int | Decimal) -> bool:
    """Whether the number keeps all its digits in Excel."""
    if isinstance(number, int):
        return len(str(abs(number))) <= EXACT_DIGITS
    return (
        number.is_finite()
        and len(number.normalize().as_tuple().digits) <= EXACT_DIGITS
        and abs(number) < 10**EXACT_DIGITS
    )
