"""Spreadsheets read row by row: .xlsx, .xlsm, .ods and text with separators, told apart by what they hold. Pure."""

from io import BufferedIOBase
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from staffdev.sheets.reading import limits, refusals
from staffdev.sheets.reading.files import HEAD_BYTES, FileKind, kind_of
from staffdev.sheets.reading.model import CellError, Formula, Row, Sheet, Value, is_blank
from staffdev.sheets.reading.ods import ods_sheets
from staffdev.sheets.reading.packages import Source
from staffdev.sheets.reading.text import text_sheets
from staffdev.sheets.reading.xlsx import xlsx_sheets

__all__ = ["CellError", "Formula", "Row", "Sheet", "Value", "is_blank", "open_workbook"]

_OLE_LOOK = 4 * 1024**2


def open_workbook(source: Path | str | BinaryIO, filename: str, *, encoding: str | None = None) -> list[Sheet]:
    """The sheets of a file or seekable stream, read as their rows are asked for; Invalid says what to do with others.

    `filename` only names the sheet of a text file; `encoding` overrides what the text was found to be written in.
    """
    place: Source = Path(source) if isinstance(source, str | Path) else source
    head, more = _beginning(place)
    match kind_of(place, head, more):
        case FileKind.XLSX:
            return xlsx_sheets(place)
        case FileKind.ODS:
            return ods_sheets(place)
        case FileKind.TEXT:
            return text_sheets(place, Path(filename).stem or "1", encoding)


def _beginning(source: Source) -> tuple[bytes, bytes]:
    """The first bytes, and enough of the file to tell an encrypted workbook from an old one."""
    if isinstance(source, Path):
        try:
            with source.open("rb") as stream:
                return _beginning_of(stream)
        except OSError as missing:
            raise refusals.not_found() from missing
    return _beginning_of(source)


def _beginning_of(stream: BinaryIO | BufferedIOBase) -> tuple[bytes, bytes]:
    if stream.seek(0, SEEK_END) > limits.FILE_BYTES:
        raise refusals.too_large(limits.FILE_BYTES // 1024**2)
    stream.seek(0)
    look = stream.read(_OLE_LOOK)
    stream.seek(0)
    return look[:HEAD_BYTES], look
