"""The page of one row: a field for each column it was read from, and for each that is missing something."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from staffdev.exchange.imports.view import RowView
from staffdev.exchange.vocabulary import TableKind
from staffdev.forms import clean
from staffdev.people.vocabulary import ContractKind, EngagementRole
from staffdev.people.words import word as people_word
from staffdev.sheets.tables import fields_of
from staffdev.training.vocabulary import TrainingKind
from staffdev.training.words import word as training_word
from staffdev.translations import gettext as _

LONGEST = 300
NEVER_ASKED = frozenset({"number", "place", "note", "excused", "absent"})


@dataclass(frozen=True, slots=True)
class CellField:
    """One field of the row: what stands in the cell, what was typed in its place, and what may be chosen."""

    name: str
    cell: str
    typed: str
    options: list[tuple[str, str]]

    @property
    def value(self) -> str:
        return self.typed or ("" if self.options else self.cell)


def fields(view: RowView) -> list[CellField]:
    """The fields that can be corrected, in the order of the sheet's kind."""
    wrong = {problem.field for problem in view.problems}
    asked = [name for name in fields_of(view.sheet.kind) if name not in NEVER_ASKED]
    return [_field(name, view) for name in asked if name in view.sheet.columns or name in wrong]


def answers(view: RowView, posted: Any) -> dict[str, str]:
    """What was typed and differs from the cell."""
    found = {}
    for field in fields(view):
        typed = clean(str(posted.get(field.name) or ""))[:LONGEST]
        if typed and typed != field.cell:
            found[field.name] = typed
    return found


def _field(name: str, view: RowView) -> CellField:
    index = view.sheet.columns.get(name)
    cell = view.cells[index] if index is not None and index < len(view.cells) else ""
    return CellField(name, cell, view.answers.get(name, ""), _options(name, view.sheet.kind))


def _options(name: str, kind: TableKind) -> list[tuple[str, str]]:
    """What may be chosen; the reader of sheets takes the codes as words. Empty where anything may be typed."""
    choices: Mapping[tuple[TableKind, str], list[tuple[str, str]]] = {
        (TableKind.LEDGER, "kind"): [(one.value, training_word(one)) for one in TrainingKind],
        (TableKind.STAFF, "contract"): [(one.value, people_word(one)) for one in ContractKind],
        (TableKind.STAFF, "role"): [
            *((one.value, people_word(one)) for one in EngagementRole),
            ("responsible_person", _("responsible person")),
            ("board_member", _("board member")),
        ],
        (TableKind.APPOINTMENTS, "office"): [
            ("coordinator", _("coordinator")),
            ("responsible_person", _("responsible person")),
        ],
    }
    return choices.get((kind, name), [])
