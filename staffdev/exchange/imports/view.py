"""What the pages of an import show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from staffdev.exchange.cells import read_row
from staffdev.exchange.entries import Reading, read_reading
from staffdev.exchange.imports.queries import Row, answers_of
from staffdev.exchange.reading import SheetPlan, Sheets
from staffdev.exchange.sayings import read_all, read_sentence
from staffdev.exchange.tables import ImportBatch
from staffdev.exchange.vocabulary import BatchState, RowDecision, RowOutcome
from staffdev.exchange.words import TONES
from staffdev.i18n import Sentence
from staffdev.sheets.cells import csv_text
from staffdev.sheets.problems import Problem
from staffdev.sheets.reading import Value

SECONDS_OF_AN_HOUR, SECONDS_OF_A_MINUTE = 3600, 60
IN_ORDER = (
    RowOutcome.NEEDS_YOU,
    RowOutcome.READY,
    RowOutcome.WRITTEN,
    RowOutcome.UNDONE,
    RowOutcome.ALREADY,
    RowOutcome.SKIPPED,
    RowOutcome.NOT_COUNTED,
)


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of the file: its cells, what was read and assumed, what becomes of it, what can be done about it."""

    sheet: SheetPlan
    number: int
    kind: str
    cells: tuple[str, ...]
    reading: Reading
    says: tuple[Sentence, ...]
    problems: tuple[Problem, ...]
    outcome: str
    decision: str
    answers: Mapping[str, str]
    is_draft: bool

    @property
    def address(self) -> str:
        return f"sheets/{self.sheet.index}/rows/{self.number}"

    @property
    def tone(self) -> tuple[str, str]:
        """The kind of tag and its icon."""
        return TONES[self.outcome]

    @property
    def is_open(self) -> bool:
        """Whether anything can still be decided about it."""
        return self.is_draft and self.outcome in {RowOutcome.NEEDS_YOU, RowOutcome.READY, RowOutcome.SKIPPED}

    @property
    def may_be_accepted(self) -> bool:
        waits = self.outcome == RowOutcome.NEEDS_YOU and not self.problems
        return self.is_open and waits and bool(self.reading.assumptions) and self.decision != RowDecision.ACCEPT


def row_view(row: Row, sheets: Sheets, batch: ImportBatch) -> RowView:
    """The row as the page shows it."""
    reading = read_reading(row["reading"])
    plan: dict[str, Any] = msgspec.json.decode(row["plan"]) if row["plan"] else {"says": [], "problems": []}
    planned = tuple(Problem(field, read_sentence(said), offered) for field, said, offered in plan["problems"])
    return RowView(
        sheets[row["sheet"]],
        row["row_number"],
        row["kind"],
        cell_texts(row),
        reading,
        read_all(plan["says"]),
        (*reading.problems, *planned),
        row["outcome"],
        row["decision"],
        answers_of(row),
        batch.state == BatchState.DRAFT,
    )


def cell_texts(row: Mapping[str, Any]) -> tuple[str, ...]:
    """The cells of a row as a spreadsheet shows them."""
    return tuple(text_of(value) for value in read_row(row["row_number"], row["cells"]).values)


def text_of(value: Value) -> str:
    """One cell as a spreadsheet shows it."""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, timedelta):
        minutes = int(value.total_seconds()) // SECONDS_OF_A_MINUTE
        return f"{minutes // 60}:{minutes % 60:02}"
    if value is None or isinstance(value, int | Decimal | date | time):
        return csv_text(value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list this is."""

    number: int
    size: int
    total: int

    @property
    def first(self) -> int:
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        return min(self.number * self.size, self.total)


@dataclass(frozen=True, slots=True)
class Overview:
    """How an import stands: rows by outcome, names still open, sheets that lack a column."""

    batch: ImportBatch
    sheets: Sheets
    counts: Mapping[str, int]
    open_names: int
    names: int

    def count(self, *outcomes: RowOutcome) -> int:
        return sum(self.counts.get(outcome, 0) for outcome in outcomes)

    @property
    def is_draft(self) -> bool:
        return bool(self.batch.state == BatchState.DRAFT)

    @property
    def ready(self) -> int:
        return self.count(RowOutcome.READY)

    @property
    def waiting(self) -> int:
        return self.count(RowOutcome.NEEDS_YOU)

    @property
    def may_stand_otherwise(self) -> bool:
        """Whether what was recorded, reopened or taken back meanwhile may change what becomes of a row."""
        return self.is_draft and self.count(RowOutcome.NEEDS_YOU, RowOutcome.ALREADY) > 0

    @property
    def rejected(self) -> int:
        """Rows that were not recorded and could be mended."""
        return self.count(RowOutcome.NEEDS_YOU, RowOutcome.SKIPPED)

    @property
    def outcomes(self) -> Sequence[tuple[str, int]]:
        """The outcomes that occur, those that need somebody first."""
        return [(outcome.value, self.counts[outcome]) for outcome in IN_ORDER if self.counts.get(outcome)]
