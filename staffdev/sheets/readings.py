"""What one row was read as: its values, what has to be corrected, and what a person has to confirm."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Generic, TypeVar, cast

import msgspec

from staffdev.i18n import S_, Sentence
from staffdev.sheets.problems import Problem, Unreadable
from staffdev.sheets.reading import CellError, Formula, Row, Value
from staffdev.sheets.tables import RowKind, Table, classify

Values = TypeVar("Values")
Read = TypeVar("Read")
Answers = Mapping[int, Mapping[str, str]]
"""Row number → field → what a person typed or confirmed in place of the cell."""

CELLS_REMEMBERED = 20_000  # offices write the same days, hours and names again and again
Memory = dict[tuple[str, type, Value], tuple[object, Problem | None]]
"""Field, type and cell → what it was read as, or the problem; equal cells are read once."""

_LETTER = re.compile(r"[^\W_]")

NO_ANSWERS: Answers = MappingProxyType({})


class RowReading(msgspec.Struct, Generic[Values], frozen=True, gc=False):
    """One row of a file. Only a RECORD may be taken, after its `assumptions` are confirmed; `repeats` is a row number.

    A PROBLEM of which every problem offers a value may be taken once a person confirms those values.
    """

    row_number: int
    kind: RowKind
    values: Values | None = None
    problems: tuple[Problem, ...] = ()
    assumptions: tuple[Sentence, ...] = ()
    notes: tuple[Sentence, ...] = ()
    repeats: int | None = None
    row: Row | None = None

    @property
    def can_be_confirmed(self) -> bool:
        """Whether a person can mend the row by agreeing, without typing."""
        return self.kind is RowKind.PROBLEM and all(problem.offered is not None for problem in self.problems)


class Cells(msgspec.Struct, gc=False):
    """The cells of one row by field, collecting what is wrong with them."""

    row: Row
    table: Table
    values: Mapping[str | None, Value]
    memory: Memory
    problems: list[Problem] = []
    assumptions: list[Sentence] = []
    notes: list[Sentence] = []

    def text(self, name: str) -> str | None:
        """The cell as text, None if it is empty."""
        value = self.values.get(name)
        return None if value is None else " ".join(str(value).split()) or None

    def has(self, name: str) -> bool:
        return self.text(name) is not None

    def read(self, name: str, parse: Callable[[Value], Read]) -> Read | None:
        """What `parse` makes of the cell; where it refuses, the problem is noted and the answer is None."""
        value = self.values.get(name)
        key = (name, type(value), value)
        if (known := self.memory.get(key)) is None:
            if len(self.memory) >= CELLS_REMEMBERED:
                self.memory.clear()
            known = self.memory[key] = _outcome(name, value, parse)
        read, problem = known
        if problem:
            self.problems.append(problem)
        return cast("Read | None", read)

    def attempt(self, name: str, work: Callable[[], Read]) -> Read | None:
        """What `work` makes of several cells; where it refuses, the problem is the field's."""
        try:
            return work()
        except Unreadable as unreadable:
            self.problems.append(Problem(name, unreadable.advice, unreadable.offered))
            return None

    def read_if_any(self, name: str, parse: Callable[[Value], Read]) -> Read | None:
        """As `read`, but an empty cell or one that holds only a dash is no problem."""
        text = self.text(name)
        return None if text is None or not text.strip("-—–/. ") else self.read(name, parse)

    def required_text(self, name: str, advice: Sentence) -> str:
        text = self.text(name)
        if text is None or not _LETTER.search(text):
            self.problems.append(Problem(name, advice))
        return text or ""

    def reading(self, values: Values) -> RowReading[Values]:
        """The row as a record, or as a problem if anything has to be corrected."""
        kind = RowKind.PROBLEM if self.problems else RowKind.RECORD
        return RowReading(
            self.row.number,
            kind,
            values,
            tuple(self.problems),
            tuple(self.assumptions),
            tuple(self.notes),
            row=self.row,
        )


def each_row(
    rows: Iterable[Row], table: Table, answers: Answers, read: Callable[[Cells], RowReading[Values]]
) -> Iterator[RowReading[Values]]:
    """Every row of the sheet with its reading: records through `read`, the others with the reason why they are none."""
    fields = _fields(table)
    memory: Memory = {}
    for row, kind, why in classify(rows, table):
        if kind is RowKind.RECORD:
            values: dict[str | None, Value] = dict(zip(fields, row.values, strict=False))
            if typed := answers.get(row.number):
                values.update((name, text) for name, text in typed.items() if text)
            yield read(Cells(row, table, values, memory))
        else:
            yield RowReading(row.number, kind, notes=(why,) if why else (), row=row)


def _fields(table: Table) -> list[str | None]:
    """The field of each column, None for a column that is none."""
    found = {column.index: name for name, column in table.columns.items()}
    return [found.get(index) for index in range(max(found, default=-1) + 1)]


def _outcome(name: str, value: Value, parse: Callable[[Value], object]) -> tuple[object, Problem | None]:
    try:
        _refuse_failed(value)
        return parse(value), None
    except Unreadable as unreadable:
        return None, Problem(name, unreadable.advice, unreadable.offered)


def _refuse_failed(value: Value) -> None:
    if isinstance(value, Formula):
        raise Unreadable(S_("The file holds no result of the formula “%(typed)s”. Type the value.", typed=value.text))
    if isinstance(value, CellError):
        raise Unreadable(S_("The cell shows the error %(typed)s. Type the value.", typed=value.text))
