"""Text with separators (.csv, .tsv, .txt): encoding and separator are found out, rows are read one by one."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from staffdev.sheets.neutral import restored
from staffdev.sheets.reading import limits, refusals
from staffdev.sheets.reading.encodings import encoding_of
from staffdev.sheets.reading.model import Row, Sheet, with_gaps
from staffdev.sheets.reading.packages import Source

SEPARATORS = (";", "\t", "|", ",")
_LOOKED_AT = 200
_NAMED = re.compile(r"sep=(.)", re.IGNORECASE)


def text_sheets(source: Source, name: str, encoding: str | None) -> list[Sheet]:
    """The one sheet of a text file."""
    with _bytes(source) as stream:
        encoding = encoding or encoding_of(stream)
    with _letters(source, encoding) as text:
        first = text.readline(_LOOKED_AT)
    named = _NAMED.fullmatch(first.strip("\ufeff\r\n"))
    separator = named[1] if named else _separator(source, encoding)
    found = encoding

    def read() -> Iterator[Row]:
        return with_gaps(_rows(source, name, found, separator, skip_first=bool(named)))

    return [Sheet(name, read, encoding=encoding)]


@contextmanager
def _bytes(source: Source) -> Iterator[BinaryIO]:
    with source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
        stream.seek(0)
        yield stream


@contextmanager
def _letters(source: Source, encoding: str) -> Iterator[io.TextIOWrapper]:
    with _bytes(source) as stream:
        text = io.TextIOWrapper(stream, encoding, errors="replace", newline="")
        try:
            yield text
        finally:
            if not text.closed:
                text.detach()


def _rows(source: Source, name: str, encoding: str, separator: str, *, skip_first: bool) -> Iterator[Row]:
    with _letters(source, encoding) as text:
        for number, cells in enumerate(_records(text, name, separator), 1):
            if skip_first and number == 1:
                yield Row(1, ())
                continue
            width = len(cells)
            while width and not cells[width - 1]:
                width -= 1
            if width and number > limits.ROWS:
                raise refusals.too_many_rows(name, limits.ROWS)
            if width > limits.COLUMNS:
                raise refusals.too_many_columns(name, limits.COLUMNS)
            yield Row(number, tuple([restored(cell) if cell else None for cell in cells[:width]]))


def _records(text: io.TextIOWrapper, name: str, separator: str) -> Iterator[list[str]]:
    """The records; csv itself stops at a cell that is far too long, which a quotation mark never closed makes."""
    records = csv.reader(_bounded_lines(text, name), delimiter=separator)
    while True:
        try:
            record = next(records, None)
        except csv.Error as broken:
            raise refusals.cell_too_long(name, records.line_num) from broken
        if record is None:
            return
        if max(map(len, record), default=0) > limits.CELL_CHARACTERS:
            raise refusals.cell_too_long(name, records.line_num)
        yield record


def _bounded_lines(text: io.TextIOWrapper, name: str) -> Iterator[str]:
    longest = limits.CELL_CHARACTERS * 8
    number = 0
    while line := text.readline(longest):
        number += 1
        if len(line) == longest:
            raise refusals.cell_too_long(name, number)
        yield line


def _separator(source: Source, encoding: str) -> str:
    """The separator that gives most of the first rows the same number of cells, and more than one."""
    with _letters(source, encoding) as text:
        lines = [
            line for line in islice(iter(lambda: text.readline(limits.CELL_CHARACTERS), ""), _LOOKED_AT) if line.strip()
        ]
    scores = {separator: _agreement(lines, separator) for separator in SEPARATORS}
    return max(SEPARATORS, key=lambda separator: scores[separator])


def _agreement(lines: list[str], separator: str) -> tuple[float, int]:
    try:
        widths = [len(record) for record in csv.reader(lines, delimiter=separator) if record]
    except csv.Error:
        return 0, 0
    several = Counter(width for width in widths if width > 1)
    if not several:
        return 0, 0
    width, count = max(several.items(), key=lambda item: (item[1], item[0]))
    return count / len(widths), width
