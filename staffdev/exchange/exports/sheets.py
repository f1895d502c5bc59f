"""The registers as columns and rows of a sheet, with no more personal data than the reader's role needs."""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from typing import Any

from staffdev.access import LEADERS, Actor, Role
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.exchange.exports import queries
from staffdev.exchange.vocabulary import What
from staffdev.exchange.words import REGISTERS
from staffdev.people.words import word as people_word
from staffdev.sheets.cells import Cell, Hours
from staffdev.sheets.writing import Column, SheetOut, write_csv, write_xlsx
from staffdev.training.words import word as training_word
from staffdev.translations import gettext as _

WIDE, NAME, SHORT = 44, 26, 12
CODE_LETTERS = 8


class SheetFormat(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"


MEDIA_TYPES = {
    SheetFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    SheetFormat.CSV: "text/csv; charset=utf-8",
}
Content = tuple[Sequence[Column], Iterator[Sequence[Cell]]]


@dataclass(frozen=True, slots=True)
class Written:
    """A file: its name, what kind it is, its bytes."""

    name: str
    media_type: str
    content: bytes


async def written(what: What, shape: SheetFormat, *, actor: Actor, year: int | None = None) -> Written:
    """The register as a file; that it was taken out is kept in the log."""
    async with transaction():
        columns, rows = await _CONTENT[what](actor, year)
        stream = BytesIO()
        title = _(REGISTERS[what])
        if shape is SheetFormat.XLSX:
            write_xlsx(stream, [SheetOut(title, columns, rows)])
        else:
            write_csv(stream, columns, rows)
        await audit.record(Event.EXCHANGE_SHEET_EXPORT, about=None, actor=actor, sheet=what.value, year=year)
    suffix = f" {year}" if year else ""
    return Written(f"{title}{suffix}.{shape}", MEDIA_TYPES[shape], stream.getvalue())


async def _ledger(actor: Actor, year: int | None) -> Content:
    columns = [
        *_person_columns(actor),
        Column(_("Day"), SHORT),
        Column(_("Title"), WIDE),
        Column(_("Kind"), NAME),
        Column(_("Organiser"), NAME),
        Column(_("Hours"), SHORT),
        Column(_("Basic training"), SHORT),
        Column(_("Certificate"), NAME),
        Column(_("State"), NAME),
        Column(_("Verified on"), SHORT),
        Column(_("Verified as"), NAME),
        Column(_("Entered"), NAME),
    ]
    rows = await queries.ledger_of(actor, year)
    return columns, (_ledger_row(row, actor) for row in rows)


def _ledger_row(row: Mapping[str, Any], actor: Actor) -> list[Cell]:
    said = (training_word(row[name]) if row[name] else None for name in ("kind", "state", "verified_as", "source"))
    kind, state, verified_as, source = said
    basic = _("yes") if row["is_basic"] else None
    held = [row["held_on"], row["title"], kind, row["organiser"], Hours(row["minutes"]), basic, row["evidence"]]
    return [*_person(row, actor), *held, state, row["verified_on"], verified_as, source]


async def _people(actor: Actor, _year: int | None) -> Content:
    contact = [Column(_("E-mail"), NAME), Column(_("Telephone"), NAME)] if _may_contact(actor) else []
    columns = [
        *_person_columns(actor),
        Column(_("Profession"), NAME),
        Column(_("Role"), NAME),
        Column(_("Contract"), NAME),
        Column(_("From"), SHORT),
        Column(_("To"), SHORT),
        Column(_("Licence"), NAME),
        Column(_("Licence valid until"), SHORT),
        *contact,
    ]
    licences = await queries.licences_of(actor)
    rows = await queries.people_of(actor)
    return columns, (_people_row(row, licences.get(row["person"], []), actor) for row in rows)


def _people_row(row: Mapping[str, Any], licences: queries.Rows, actor: Actor) -> list[Cell]:
    numbers = ", ".join(licence["number"] for licence in licences) or None
    last = max((licence["until_on"] for licence in licences if licence["until_on"]), default=None)
    work = [row["profession"], people_word(row["role"]), people_word(row["contract"]), row["from_on"], row["until_on"]]
    contact = [row["email"], row["phone"]] if _may_contact(actor) else []
    return [*_person(row, actor), *work, numbers, last, *contact]


async def _offices(actor: Actor, _year: int | None) -> Content:
    columns = [
        Column(_("Office"), NAME),
        *_person_columns(actor),
        Column(_("Acting"), SHORT),
        Column(_("From"), SHORT),
        Column(_("To"), SHORT),
        Column(_("Decision"), SHORT),
        Column(_("Day of the decision"), SHORT),
        Column(_("Signed by"), NAME),
    ]
    rows = await queries.offices_of(actor)
    return columns, (_office_row(row, actor) for row in rows)


def _office_row(row: Mapping[str, Any], actor: Actor) -> list[Cell]:
    office = _("coordinator") if row["office"] == "coordinator" else _("responsible person")
    acting = _("yes") if row["is_acting"] else None
    decision = [row["decision_number"], row["decided_on"], None if _is_auditor(actor) else row["signed_by"]]
    return [office, *_person(row, actor), acting, row["from_on"], row["until_on"], *decision]


def _person_columns(actor: Actor) -> list[Column]:
    if _is_auditor(actor):
        return [Column(_("Person"), SHORT)]
    return [Column(_("Last name"), NAME), Column(_("First name"), NAME)]


def _person(row: Mapping[str, Any], actor: Actor) -> list[Cell]:
    """Her name; for whoever only inspects, a code that is the same in every sheet."""
    if _is_auditor(actor):
        return [str(row["person_code"])[:CODE_LETTERS]]
    return [row["last_name"], row["first_name"]]


def _is_auditor(actor: Actor) -> bool:
    return not actor.is_any(*LEADERS, Role.BOARD_MEMBER)


def _may_contact(actor: Actor) -> bool:
    return actor.is_any(*LEADERS)


_CONTENT: Mapping[What, Callable[[Actor, int | None], Awaitable[Content]]] = {
    What.LEDGER: _ledger,
    What.PEOPLE: _people,
    What.OFFICES: _offices,
}
