"""What every reader hands on: sheets of numbered rows of plain values."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

import msgspec

from staffdev.sheets.reading import limits


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula of which the file holds no result; `text` as Excel shows it."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class CellError:
    """What a spreadsheet shows where a formula failed, such as #REF!."""

    text: str

    def __str__(self) -> str:
        return self.text


Value = str | int | Decimal | bool | date | time | timedelta | Formula | CellError | None
"""A cell; `date` is a datetime where the cell holds a time too."""


class Row(msgspec.Struct, frozen=True, gc=False):
    """One row: `number` counts from 1 as spreadsheets do; `computed` and `filled` are column indices from 0."""

    number: int
    values: tuple[Value, ...]
    computed: frozenset[int] = frozenset()
    filled: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in the row itself; what a merged cell above lends it does not count."""
        if not self.filled:
            return all(map(is_blank, self.values))
        return all(is_blank(value) or index in self.filled for index, value in enumerate(self.values))

    def value(self, index: int | None) -> Value:
        return self.values[index] if index is not None and index < len(self.values) else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file; `encoding` is what a text file was read as."""

    name: str
    read: Callable[[], Iterator[Row]]
    is_hidden: bool = False
    encoding: str | None = None

    @property
    def rows(self) -> Iterator[Row]:
        """The rows from the first on, read from the file anew each time."""
        return self.read()


def is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def with_gaps(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows up to the last that holds something, and the empty ones between them."""
    last = 0
    for row in rows:
        if all(map(is_blank, row.values)):
            continue
        gap = row.number - last - 1
        if 0 < gap <= limits.EMPTY_ROWS_SHOWN:
            for number in range(last + 1, row.number):
                yield Row(number, ())
        last = row.number
        yield row
