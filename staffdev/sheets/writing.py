"""Tables written as .xlsx and as .csv that opens right in Serbian Excel; no text in them is ever a formula. Pure."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from staffdev.sheets.cells import Cell, Hours, csv_text
from staffdev.sheets.neutral import neutral
from staffdev.sheets.xlsx_writing import write_book

__all__ = ["Cell", "Column", "Hours", "SheetOut", "write_csv", "write_xlsx"]

_DEFAULT_WIDTH = 14
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading and its width in characters."""

    heading: str
    width: int = _DEFAULT_WIDTH


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet to write; `rows` are taken one by one, so a generator will do."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Cell]]


def write_xlsx(stream: BinaryIO, sheets: Iterable[SheetOut]) -> None:
    """Write a workbook with true dates and numbers and headings that filter; Invalid if a text is too long."""
    named = list(_with_names(sheets))
    write_book(stream, [(name, [(c.heading, c.width) for c in sheet.columns], sheet.rows) for name, sheet in named])


def write_csv(stream: BinaryIO, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> None:
    """Write text with semicolons, decimal commas and CRLF in UTF-8 with its mark, as Serbian Excel expects it."""
    stream.write(b"\xef\xbb\xbf")
    for row in _as_texts(columns, rows):
        line = ";".join(_quoted(text) for text in row) + "\r\n"
        stream.write(line.encode("utf-8", "replace"))


def _as_texts(columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Iterator[list[str]]:
    yield [_text(column.heading) for column in columns]
    for row in rows:
        yield [_text(cell) if isinstance(cell, str) else csv_text(cell) for cell in row]


def _text(text: str) -> str:
    """Neutral, and without the one character that no text file may hold."""
    return neutral(text.replace("\0", ""))


def _quoted(text: str) -> str:
    """In quotation marks where the text has separators, spaces at its ends or marks of its own."""
    if text and (text != text.strip() or any(sign in text for sign in ';,"\r\n\t|')):
        return '"' + text.replace('"', '""') + '"'
    return text


def _with_names(sheets: Iterable[SheetOut]) -> Iterator[tuple[str, SheetOut]]:
    """Sheet names as Excel allows them: short, without signs of paths, each once."""
    used: set[str] = {"history"}
    for sheet in sheets:
        plain = _plain_name(sheet.name)
        name, number = plain, 1
        while name.casefold() in used:
            number += 1
            name = f"{plain[: _LONGEST_NAME - 4]} {number}"
        used.add(name.casefold())
        yield name, sheet


def _plain_name(name: str) -> str:
    words = _NOT_IN_NAMES.sub(" ", name).encode("utf-8", "replace").decode().split()
    return " ".join(words).strip(" '")[:_LONGEST_NAME].strip(" '") or "1"
