"""What a person says about a file in a file of her own: how sheets are read, who is who, what single cells mean."""

from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import Path
from uuid import UUID

import msgspec

from staffdev.errors import Invalid, StaffdevError
from staffdev.exchange.imports.queries import alias_key
from staffdev.exchange.imports.staging import Given
from staffdev.exchange.names import Register, WrittenName, propose
from staffdev.exchange.reading import SheetPlan, replanned
from staffdev.exchange.vocabulary import NameChoice, RowDecision, TableKind
from staffdev.i18n import S_
from staffdev.sheets.reading import Row, Sheet
from staffdev.sheets.words import certain_match

LAST_HEADER = 100
Choose = Callable[[WrittenName, Register], None]


class SheetSaid(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Columns are named by their heading or counted from 1; `group` is whose list of intervision it is, or "new"."""

    kind: TableKind | None = None
    header_row: int | None = None
    columns: dict[str, str | int] | None = None
    group: str | None = None


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Sheets by their name; people by a spelling; rows by sheet and number: answers by field, or accept or skip."""

    sheets: dict[str, SheetSaid] = {}
    people: dict[str, str] = {}
    rows: dict[str, dict[int, dict[str, str] | RowDecision]] = {}


def read_mapping(path: Path) -> Said:
    """What the file says; a StaffdevError with the place in it where it cannot be meant."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Said)
    except OSError as error:
        raise StaffdevError(S_("The mapping cannot be read: %(why)s", why=error.strerror)) from None
    except msgspec.DecodeError as error:
        raise StaffdevError(S_("The mapping cannot be used: %(why)s", why=error)) from None


def given_by(said: Said, sheets: list[Sheet], codes: Mapping[str, int], *, confirm: bool) -> Given:
    """The same for the stage; `codes` are row ids by the code of a person. Invalid where a sheet does not exist."""
    places = {sheet.name: index for index, sheet in enumerate(sheets)}
    for name in (*said.sheets, *said.rows):
        if name not in places:
            raise Invalid({"mapping": S_("The file has no sheet “%(name)s”.", name=name)})
    answers = {
        places[name]: {n: one for n, one in rows.items() if isinstance(one, dict)} for name, rows in said.rows.items()
    }
    decisions = {
        places[name]: {n: one for n, one in rows.items() if isinstance(one, RowDecision)}
        for name, rows in said.rows.items()
    }
    return Given(_sheets(said), _people(said, codes), answers, decisions, confirm=confirm)


def _sheets(said: Said) -> Callable[[SheetPlan, Sheet], SheetPlan]:
    def plan(guessed: SheetPlan, sheet: Sheet) -> SheetPlan:
        own = said.sheets.get(sheet.name)
        if own is None:
            return guessed
        header = _row(sheet, own.header_row or guessed.header_row or 1)
        kind = own.kind or guessed.kind
        columns = None if own.columns is None else {name: _column(at, header) for name, at in own.columns.items()}
        return msgspec.structs.replace(replanned(guessed, kind, header, columns), group=own.group)

    return plan


def _row(sheet: Sheet, number: int) -> Row:
    found = next((row for row in islice(sheet.rows, LAST_HEADER) if row.number == number), None)
    if found is None:
        raise Invalid({"mapping": S_("“%(name)s” has no row %(row)s.", name=sheet.name, row=number)})
    return found


def _column(at: str | int, header: Row) -> int:
    if isinstance(at, int):
        return at - 1
    names = [str(value or "").strip() for value in header.values]
    if at not in names:
        raise Invalid({"mapping": S_("No column is called “%(name)s”.", name=at)})
    return names.index(at)


def _people(said: Said, codes: Mapping[str, int]) -> Choose:
    by_key = {alias_key(typed): answer for typed, answer in said.people.items()}

    def choose(written: WrittenName, register: Register) -> None:
        answer = by_key.get(written.key)
        if answer is None:
            propose(written, register)
            return
        written.confirmed = True
        if answer in {NameChoice.NEW, NameChoice.SKIP}:
            written.choice = NameChoice(answer)
        elif (person := _person(answer, codes, register)) is not None:
            written.choice, written.person = NameChoice.PERSON, person
        else:
            written.choice, written.same_as = NameChoice.SAME, alias_key(answer)

    return choose


def _person(answer: str, codes: Mapping[str, int], register: Register) -> int | None:
    """The person of the register that is named by her code or certainly by her name."""
    try:
        return codes[str(UUID(answer))]
    except (ValueError, KeyError):
        key = alias_key(answer)
    match = certain_match(register.candidates(WrittenName(key, [answer]))) if key else None
    return match.code if match and isinstance(match.code, int) else None
