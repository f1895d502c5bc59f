"""What a row of an office file says, kept as JSON beside its cells: values, problems, assumptions, notes. Pure."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

import msgspec

from staffdev.exchange.sayings import read_all, read_sentence, write_all, write_sentence
from staffdev.i18n import Sentence
from staffdev.sheets.ledger import LedgerValues
from staffdev.sheets.problems import Problem
from staffdev.sheets.readings import RowReading
from staffdev.sheets.registers import AppointmentValues, IntervisionValues, StaffValues
from staffdev.sheets.words import PersonName


class Name(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A person as the file writes her; `key` is the same for any order of the words and any script."""

    key: str
    typed: str
    given: str | None = None
    surname: str | None = None


class Part(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The minutes of one day."""

    day: date
    minutes: int


class LedgerEntry(msgspec.Struct, frozen=True, omit_defaults=True, gc=False, tag="ledger"):
    """One training; basic training written as one day has no parts, only `completed_on`. `evidence` is None without."""

    name: Name | None
    title: str
    kind: str | None
    parts: tuple[Part, ...]
    minutes: int | None = None
    evidence: str | None = None
    certificate: str | None = None
    organiser: str | None = None
    is_basic: bool = False
    completed_on: date | None = None


class StaffEntry(msgspec.Struct, frozen=True, omit_defaults=True, gc=False, tag="staff"):
    """One line of a register of staff."""

    name: Name | None
    role: str | None
    contract: str | None
    from_on: date | None
    until_on: date | None = None
    profession: str | None = None
    licence_number: str | None = None
    licence_until: date | None = None
    email: str | None = None
    phone: str | None = None
    note: str | None = None


class OfficeEntry(msgspec.Struct, frozen=True, omit_defaults=True, gc=False, tag="office"):
    """One decision; `signed_by` may be a body, `signatory` is the key of the name where it is one."""

    name: Name | None
    office: str | None
    is_acting: bool
    decision_number: str
    decided_on: date | None
    from_on: date | None
    until_on: date | None = None
    signed_by: str | None = None


class IntervisionEntry(msgspec.Struct, frozen=True, omit_defaults=True, gc=False, tag="intervision"):
    """One session with whoever took part, the facilitator first."""

    held_on: date | None
    minutes: int | None
    title: str | None
    present: tuple[Name, ...]
    starts_at: time | None = None
    facilitator: Name | None = None
    excused: tuple[Name, ...] = ()
    absent: tuple[Name, ...] = ()


Entry = LedgerEntry | StaffEntry | OfficeEntry | IntervisionEntry


class Stored(msgspec.Struct, omit_defaults=True):
    """A reading as it lies in the database; the words are in the shape of `sayings`."""

    entry: Entry | None = None
    problems: list[tuple[str, Any, str | None]] = []
    assumptions: list[Any] = []
    notes: list[Any] = []


class Reading(msgspec.Struct, frozen=True, gc=False):
    """A reading as it is used; `repeats` and the like are told in its notes."""

    entry: Entry | None = None
    problems: tuple[Problem, ...] = ()
    assumptions: tuple[Sentence, ...] = ()
    notes: tuple[Sentence, ...] = ()


_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Stored).decode


def write_reading(reading: Reading) -> str:
    """The reading as JSON."""
    problems = [(one.field, write_sentence(one.advice), one.offered) for one in reading.problems]
    stored = Stored(reading.entry, problems, write_all(reading.assumptions), write_all(reading.notes))
    return _encode(stored).decode()


def read_reading(text: str | None) -> Reading:
    """The reading that `write_reading` wrote; an empty one for None."""
    if text is None:
        return Reading()
    stored = _decode(text)
    problems = tuple(Problem(field, read_sentence(advice), offered) for field, advice, offered in stored.problems)
    return Reading(stored.entry, problems, read_all(stored.assumptions), read_all(stored.notes))


def reading_of(row: RowReading[Any]) -> Reading:
    """What the reader of sheets made of a row."""
    values = row.values
    entry = _ENTRIES[type(values)](values) if values is not None else None
    return Reading(entry, row.problems, row.assumptions, row.notes)


def names_in(entry: Entry | None) -> Iterable[Name]:
    """Everybody the row names and means to write facts about."""
    if isinstance(entry, IntervisionEntry):
        return (*entry.present, *entry.excused, *entry.absent)
    return (entry.name,) if entry is not None and entry.name else ()


def name_of(person: PersonName | None) -> Name | None:
    """A name as it is kept."""
    return Name(person.key, person.typed, person.given, person.surname) if person else None


def _ledger(values: LedgerValues) -> Entry:
    evidence = values.evidence
    return LedgerEntry(
        name_of(values.person),
        values.title,
        values.kind,
        tuple([Part(session.day, session.minutes) for session in values.sessions]),
        values.minutes,
        (evidence.note or evidence.number or "✓") if evidence.is_there else None,
        evidence.number if evidence.is_there else None,
        values.organiser,
        values.is_basic,
        values.completed_on,
    )


def _staff(values: StaffValues) -> Entry:
    return StaffEntry(
        name_of(values.person),
        values.role,
        values.contract,
        values.starts_on,
        values.ends_on,
        values.occupation,
        values.licence_number,
        values.licence_until,
        values.mail,
        values.phone,
        values.note,
    )


def _office(values: AppointmentValues) -> Entry:
    return OfficeEntry(
        name_of(values.person),
        values.office,
        values.is_acting,
        values.decision_number,
        values.decided_on,
        values.starts_on,
        values.ends_on,
        values.signed_by,
    )


def _intervision(values: IntervisionValues) -> Entry:
    there = (values.facilitator, *values.present)
    names = {name.key: name for person in there if (name := name_of(person))}
    return IntervisionEntry(
        values.held_on,
        values.minutes,
        values.title,
        tuple(names.values()),
        values.starts_at,
        name_of(values.facilitator),
        _names(values.excused),
        _names(values.absent),
    )


def _names(people: Iterable[PersonName]) -> tuple[Name, ...]:
    return tuple([name for person in people if (name := name_of(person))])


_ENTRIES: dict[type, Any] = {
    LedgerValues: _ledger,
    StaffValues: _staff,
    AppointmentValues: _office,
    IntervisionValues: _intervision,
}
