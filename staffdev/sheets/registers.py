"""Registers of staff, decisions of appointment and lists of attendance, each row read into its values. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from typing import TypeVar

import msgspec

from staffdev.i18n import S_
from staffdev.sheets.problems import Problem
from staffdev.sheets.reading import Row
from staffdev.sheets.readings import NO_ANSWERS, Answers, Cells, RowReading, each_row
from staffdev.sheets.tables import RowKind, Table
from staffdev.sheets.words import (
    PersonName,
    parse_clock,
    parse_contract_kind,
    parse_day,
    parse_licence_number,
    parse_mail,
    parse_minutes,
    parse_office,
    parse_people,
    parse_person,
    parse_phone,
    parse_role,
    span,
)

Values = TypeVar("Values")


@dataclass(frozen=True, slots=True)
class StaffValues:
    """One engagement; `ends_on` is the last day, None while it lasts."""

    person: PersonName | None
    occupation: str | None
    contract: str | None
    role: str | None
    starts_on: date | None
    ends_on: date | None
    licence_number: str | None
    licence_until: date | None
    mail: str | None
    phone: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class AppointmentValues:
    """One decision; `signed_by` is as typed, because a body may sign too."""

    decision_number: str
    decided_on: date | None
    person: PersonName | None
    office: str | None
    is_acting: bool
    starts_on: date | None
    ends_on: date | None
    signed_by: str | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class IntervisionValues:
    """One session; `minutes` truly passed, also in the nights when the clock changes."""

    held_on: date | None
    starts_at: time | None
    ends_at: time | None
    minutes: int | None
    facilitator: PersonName | None
    present: tuple[PersonName, ...]
    excused: tuple[PersonName, ...]
    absent: tuple[PersonName, ...]
    title: str | None
    note: str | None = None


def read_staff(rows: Iterable[Row], table: Table, answers: Answers = NO_ANSWERS) -> Iterator[RowReading[StaffValues]]:
    """Every row of a register of staff; the same person in the same engagement again is a REPEAT."""
    seen: dict[object, int] = {}
    for reading in each_row(rows, table, answers, _staff):
        values = reading.values
        key = values and values.person and (values.person.key, values.role, values.starts_on)
        yield _unless_repeated(reading, key, seen)


def read_appointments(
    rows: Iterable[Row], table: Table, answers: Answers = NO_ANSWERS
) -> Iterator[RowReading[AppointmentValues]]:
    """Every row of a list of decisions; the same decision for the same person again is a REPEAT."""
    seen: dict[object, int] = {}
    for reading in each_row(rows, table, answers, _appointment):
        values = reading.values
        key = values and values.person and (values.person.key, values.office, values.decision_number, values.starts_on)
        yield _unless_repeated(reading, key, seen)


def read_intervisions(
    rows: Iterable[Row], table: Table, answers: Answers = NO_ANSWERS
) -> Iterator[RowReading[IntervisionValues]]:
    """Every row of a list of attendance; the same day and time again is a REPEAT."""
    seen: dict[object, int] = {}
    for reading in each_row(rows, table, answers, _intervision):
        values = reading.values
        present = values and tuple(sorted(person.key for person in values.present))
        key = values and values.held_on and (values.held_on, values.starts_at, present)
        yield _unless_repeated(reading, key, seen)


def _unless_repeated(reading: RowReading[Values], key: object, seen: dict[object, int]) -> RowReading[Values]:
    if reading.kind is not RowKind.RECORD or not key:
        return reading
    before = seen.setdefault(key, reading.row_number)
    if before == reading.row_number:
        return reading
    said = S_("The row repeats row %(row)s and is not counted.", row=before)
    return msgspec.structs.replace(reading, kind=RowKind.REPEAT, repeats=before, notes=(*reading.notes, said))


def _staff(cells: Cells) -> RowReading[StaffValues]:
    values = StaffValues(
        cells.read("person", partial(parse_person, order=cells.table.name_order)),
        cells.text("occupation"),
        cells.read("contract", parse_contract_kind) if cells.table.index("contract") is not None else None,
        cells.read("role", parse_role),
        cells.read("starts_on", parse_day),
        cells.read_if_any("ends_on", parse_day),
        cells.read_if_any("licence_number", parse_licence_number),
        cells.read_if_any("licence_until", parse_day),
        cells.read_if_any("mail", parse_mail),
        cells.read_if_any("phone", parse_phone),
        cells.text("note"),
    )
    _refuse_reversed(cells, values.starts_on, values.ends_on)
    if values.licence_number and not values.licence_until and not _has_problem(cells, "licence_until"):
        cells.notes.append(S_("The licence %(number)s has no last day.", number=values.licence_number))
    return cells.reading(values)


def _appointment(cells: Cells) -> RowReading[AppointmentValues]:
    office, is_acting = cells.read("office", parse_office) or (None, False)
    values = AppointmentValues(
        cells.required_text("decision_number", S_("There is no number of the decision. Enter it.")),
        cells.read("decided_on", parse_day),
        cells.read("person", partial(parse_person, order=cells.table.name_order)),
        office,
        is_acting,
        cells.read("starts_on", parse_day),
        cells.read_if_any("ends_on", parse_day),
        cells.text("signed_by"),
        cells.text("note"),
    )
    _refuse_reversed(cells, values.starts_on, values.ends_on)
    if values.starts_on and values.decided_on and values.starts_on < values.decided_on:
        cells.notes.append(S_("The appointment begins before its decision; it counts from the day of the decision."))
    return cells.reading(values)


def _intervision(cells: Cells) -> RowReading[IntervisionValues]:
    held_on = cells.read("days", parse_day)
    starts_at = cells.read_if_any("starts_at", parse_clock)
    ends_at = cells.read_if_any("ends_at", parse_clock)
    values = IntervisionValues(
        held_on,
        starts_at,
        ends_at,
        _minutes(cells, held_on, starts_at, ends_at),
        cells.read_if_any("facilitator", parse_person),
        cells.read("present", parse_people) or (),
        cells.read_if_any("excused", parse_people) or (),
        cells.read_if_any("absent", parse_people) or (),
        cells.text("title"),
        cells.text("note"),
    )
    _refuse_twice(cells, values)
    if not values.present and not _has_problem(cells, "present"):
        cells.problems.append(Problem("present", S_("Nobody is entered as present. Enter who took part.")))
    return cells.reading(values)


def _minutes(cells: Cells, day: date | None, starts_at: time | None, ends_at: time | None) -> int | None:
    """The length between start and end, else the one that is written."""
    if day and starts_at and ends_at:
        passed = cells.attempt("ends_at", lambda: span(day, starts_at, ends_at))
        if passed:  # a night in which the clock changed is for her to decide
            (cells.assumptions if passed.clock_changed else cells.notes).extend(passed.notes)
        return passed.minutes if passed else None
    if cells.has("minutes"):
        length = cells.read("minutes", parse_minutes)
        return length.minutes if length else None
    if day and not cells.problems:
        cells.problems.append(Problem("ends_at", S_("There is no length. Enter when it began and ended.")))
    return None


def _refuse_twice(cells: Cells, values: IntervisionValues) -> None:
    """Nobody is both present and absent, and nobody is listed twice."""
    seen: set[str] = set()
    for person in (*values.present, *values.excused, *values.absent):
        if person.key in seen:
            cells.problems.append(
                Problem("present", S_("%(name)s is listed twice. Leave her in one place.", name=person.typed))
            )
        seen.add(person.key)


def _refuse_reversed(cells: Cells, starts_on: date | None, ends_on: date | None) -> None:
    if starts_on and ends_on and ends_on < starts_on:
        cells.problems.append(Problem("ends_on", S_("It ends before it begins. Correct the days.")))


def _has_problem(cells: Cells, name: str) -> bool:
    return any(problem.field == name for problem in cells.problems)
