"""Merged cells: a value that stands once beside several rows belongs to each of them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from staffdev.sheets.reading import limits, refusals
from staffdev.sheets.reading.model import Row, Value, is_blank
from staffdev.sheets.reading.xlsx_texts import place

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref\s*=\s*[\"']([A-Z0-9$:]{1,40})[\"']")
_OVERLAP = 200

Down = dict[int, list[tuple[int, int]]]
"""First row → columns and last rows of the cells that are merged downwards."""


def merged_down(data: Iterable[bytes]) -> Down:
    """The ranges of more than one row in a worksheet's XML; they stand behind the rows, so this is a first pass."""
    down: Down = defaultdict(list)
    count, rest = 0, b""
    for chunk in data:
        block = rest + chunk
        end = 0
        if b"mergeCell" not in block:
            rest = block[-_OVERLAP:]
            continue
        for found in _MERGED.finditer(block):
            count, end = count + 1, found.end()
            _add(down, found[1].decode("ascii"))
        if count > limits.MERGED_RANGES:
            raise refusals.unpacks_too_large()
        rest = block[max(end, len(block) - _OVERLAP) :]
    return down


def _add(down: Down, reference: str) -> None:
    first, _, last = reference.partition(":")
    start, end = place(first), place(last)
    if start and end and end[0] > start[0] and start[1] < limits.COLUMNS:
        down[start[0]].append((start[1], end[0]))


def filled_down(rows: Iterable[Row], down: Down) -> Iterator[Row]:
    """The rows, with the value of a merged cell in each row that the cell reaches."""
    if not down:
        yield from rows
        return
    reaching: dict[int, tuple[Value, int]] = {}
    for row in rows:
        reaching = {column: (value, last) for column, (value, last) in reaching.items() if last >= row.number}
        yield _filled(row, reaching)
        for column, last in down.get(row.number, ()):
            if not is_blank(value := row.value(column)):
                reaching[column] = (value, last)


def _filled(row: Row, reaching: dict[int, tuple[Value, int]]) -> Row:
    lent = {column: value for column, (value, _) in reaching.items() if is_blank(row.value(column))}
    if not lent or not row.values:
        return row
    values = list(row.values) + [None] * (max(lent) + 1 - len(row.values))
    for column, value in lent.items():
        values[column] = value
    return Row(row.number, tuple(values), row.computed, frozenset(lent))
