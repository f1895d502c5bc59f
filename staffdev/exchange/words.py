"""The vocabulary of import and export in the reader's language: codes are stored, words are said."""

from collections.abc import Mapping

from staffdev import translations
from staffdev.exchange.vocabulary import BatchState, NameChoice, RowOutcome, TableKind, What
from staffdev.i18n import N_
from staffdev.people.words import WORDS as PEOPLE_WORDS
from staffdev.sheets.tables import RowKind
from staffdev.sheets.words import Certainty

OUTCOMES: Mapping[str, str] = {
    RowOutcome.READY: N_("will be recorded"),
    RowOutcome.NEEDS_YOU: N_("needs you"),
    RowOutcome.SKIPPED: N_("left out"),
    RowOutcome.ALREADY: N_("recorded before"),
    RowOutcome.NOT_COUNTED: N_("not counted"),
    RowOutcome.WRITTEN: N_("recorded"),
    RowOutcome.UNDONE: N_("taken back"),
}
TONES: Mapping[str, tuple[str, str]] = {
    RowOutcome.READY: ("ok", "check"),
    RowOutcome.NEEDS_YOU: ("warn", "alert-circle"),
    RowOutcome.SKIPPED: ("rest", "x"),
    RowOutcome.ALREADY: ("rest", "circle-check"),
    RowOutcome.NOT_COUNTED: ("rest", "point"),
    RowOutcome.WRITTEN: ("ok", "check"),
    RowOutcome.UNDONE: ("rest", "arrow-back-up"),
}
STATES: Mapping[str, str] = {
    BatchState.DRAFT: N_("being prepared"),
    BatchState.APPLIED: N_("recorded"),
    BatchState.UNDONE: N_("taken back"),
    BatchState.DISCARDED: N_("put away"),
}
KINDS: Mapping[str, str] = {
    TableKind.LEDGER: N_("ledger of training"),
    TableKind.STAFF: N_("register of staff"),
    TableKind.APPOINTMENTS: N_("decisions of appointment"),
    TableKind.INTERVISION: N_("attendance at intervision"),
    TableKind.UNKNOWN: N_("something else, not used"),
}
ROWS: Mapping[str, str] = {
    RowKind.RECORD: N_("row"),
    RowKind.PROBLEM: N_("row"),
    RowKind.REPEAT: N_("repetition"),
    RowKind.TOTAL: N_("total"),
    RowKind.EMPTY: N_("empty row"),
    RowKind.HEADER: N_("column names"),
    RowKind.TITLE: N_("title"),
}
FIELDS: Mapping[str, str] = {
    "number": N_("number of the row"),
    "person": N_("person"),
    "days": N_("day or days"),
    "title": N_("title or topic"),
    "kind": N_("kind of training"),
    "organiser": N_("organiser"),
    "minutes": N_("hours"),
    "evidence": N_("certificate"),
    "place": N_("place"),
    "note": N_("note"),
    "occupation": N_("profession"),
    "contract": N_("kind of contract"),
    "starts_on": N_("first day"),
    "ends_on": N_("last day"),
    "role": N_("role"),
    "licence_number": N_("licence number"),
    "licence_until": N_("licence valid until"),
    "mail": N_("e-mail"),
    "phone": N_("telephone"),
    "decision_number": N_("number of the decision"),
    "decided_on": N_("day of the decision"),
    "office": N_("office"),
    "signed_by": N_("signed by"),
    "starts_at": N_("beginning"),
    "ends_at": N_("end"),
    "facilitator": N_("facilitator"),
    "present": N_("present"),
    "excused": N_("excused"),
    "absent": N_("absent"),
}
CHOICES: Mapping[str, str] = {
    NameChoice.PERSON: N_("somebody in the register"),
    NameChoice.NEW: N_("a new person"),
    NameChoice.SAME: N_("the same as another name of the file"),
    NameChoice.SKIP: N_("nobody"),
}
REGISTERS: Mapping[What, str] = {
    What.LEDGER: N_("Ledger of training"),
    What.PEOPLE: N_("Register of people"),
    What.OFFICES: N_("Register of offices"),
}
WORDS: Mapping[str, str] = {**CHOICES, **{what.value: text for what, text in REGISTERS.items()}}
CERTAINTIES: Mapping[Certainty, str] = {
    Certainty.EXACT: N_("the same name"),
    Certainty.SAME: N_("the same name, written otherwise"),
    Certainty.INITIAL: N_("the initial fits"),
    Certainty.SIMILAR: N_("a similar name"),
    Certainty.NONE: N_("nobody like it"),
}


def outcome_word(code: str) -> str:
    """What becomes of a row."""
    return translations.gettext(OUTCOMES[code])


def import_state_word(code: str) -> str:
    """How far an import is."""
    return translations.gettext(STATES[code])


def sheet_kind_word(code: str) -> str:
    """What a sheet records."""
    return translations.gettext(KINDS[code])


def row_kind_word(code: str) -> str:
    """What a row is."""
    return translations.gettext(ROWS[code])


def sheet_field_word(code: str) -> str:
    """What a column of a sheet is."""
    return translations.gettext(FIELDS[code])


def certainty_word(certainty: Certainty) -> str:
    """How surely a written name is a person's."""
    return translations.gettext(CERTAINTIES[certainty])


def offered_word(text: str) -> str:
    """A text offered in place of what cannot be read: a code as a word, anything else as it is."""
    return translations.gettext(PEOPLE_WORDS[text]) if text in PEOPLE_WORDS else text


FILTERS = {
    "outcome_word": outcome_word,
    "import_state_word": import_state_word,
    "sheet_kind_word": sheet_kind_word,
    "row_kind_word": row_kind_word,
    "sheet_field_word": sheet_field_word,
    "offered_word": offered_word,
}
