"""Ledgers of training: each row read into a person, session days with minutes, and proof. Pure."""

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from staffdev.i18n import S_
from staffdev.sheets.problems import Problem
from staffdev.sheets.reading import Row
from staffdev.sheets.readings import NO_ANSWERS, Answers, Cells, RowReading, each_row
from staffdev.sheets.repeats import Repeats
from staffdev.sheets.sessions import Session, sessions_of
from staffdev.sheets.tables import RowKind, Table
from staffdev.sheets.words import (
    Days,
    Evidence,
    Length,
    PersonName,
    is_basic_training,
    parse_days,
    parse_evidence,
    parse_kind,
    parse_minutes,
    parse_person,
)
from staffdev.sheets.words.kinds import evidence_note, kind_with_title

MINUTES_OF_A_DAY = 24 * 60
LONG_DAY_MINUTES = 12 * 60
LONGEST_TITLE = 300

__all__ = ["LedgerValues", "Session", "read_ledger"]


class LedgerValues(msgspec.Struct, frozen=True, gc=False):
    """One training of one person as the row says it; what could not be read is None or empty.

    `sessions` are the days with minutes; basic training written as one day has none, only `completed_on`.
    """

    person: PersonName | None
    title: str
    kind: str | None
    days: Days | None
    minutes: int | None
    sessions: tuple[Session, ...]
    evidence: Evidence
    organiser: str | None = None
    place: str | None = None
    note: str | None = None
    is_basic: bool = False
    completed_on: date | None = None


def read_ledger(rows: Iterable[Row], table: Table, answers: Answers = NO_ANSWERS) -> Iterator[RowReading[LedgerValues]]:
    """Every row of the sheet in its order; rows that repeat an earlier one are marked REPEAT and not counted."""
    repeats = Repeats()
    for reading in each_row(rows, table, answers, _read):
        yield _compared(reading, repeats)


def _read(cells: Cells) -> RowReading[LedgerValues]:
    person = cells.read("person", lambda value: parse_person(value, order=cells.table.name_order))
    title = _title(cells)
    kind = _kind(cells, title)
    days = cells.read("days", lambda value: parse_days(value, year=cells.table.year))
    length = cells.read("minutes", parse_minutes)
    cells.notes.extend(length.notes if length else ())
    cells.assumptions.extend(days.notes if days else ())
    evidence = _evidence(cells)
    is_basic = is_basic_training(title)
    sessions, completed_on = _sessions(days, length, cells, is_basic=is_basic) if days and length else ((), None)
    values = LedgerValues(
        person,
        title,
        kind,
        days,
        length.minutes if length else None,
        sessions,
        evidence,
        cells.text("organiser"),
        cells.text("place"),
        cells.text("note"),
        is_basic,
        completed_on,
    )
    return cells.reading(values)


def _title(cells: Cells) -> str:
    title = cells.required_text("title", S_("There is no title. Enter what the training was called."))
    if len(title) > LONGEST_TITLE:
        advice = S_("The title is too long. Shorten it to %(most)s letters.", most=LONGEST_TITLE)
        cells.problems.append(Problem("title", advice))
    return title


def _evidence(cells: Cells) -> Evidence:
    evidence = cells.read("evidence", parse_evidence) or Evidence(is_there=False)
    if said := evidence_note(evidence):
        cells.notes.append(said)
    return evidence


def _kind(cells: Cells, title: str) -> str | None:
    if not cells.has("kind"):
        cells.assumptions.append(S_("No kind of training is given; it was taken as “other”."))
        return "other"
    kind = cells.read("kind", parse_kind)
    return kind_with_title(kind, title) if kind else None


def _sessions(days: Days, length: Length, cells: Cells, *, is_basic: bool) -> tuple[tuple[Session, ...], date | None]:
    """The sessions, and when basic training was completed; in one day it has no sessions."""
    if is_basic and len(days.days) == 1 and length.minutes > LONG_DAY_MINUTES and not length.sessions:
        cells.assumptions.append(
            S_(
                "%(hours)s hours on one day: read as the day on which the basic training was completed.",
                hours=length.minutes // 60,
            )
        )
        return (), days.first
    split = sessions_of(days, length)
    cells.assumptions.extend(split.assumptions)
    cells.problems.extend(split.problems)
    longest = max([session.minutes for session in split.sessions], default=0)
    if longest > MINUTES_OF_A_DAY:
        cells.problems.append(
            Problem(
                "minutes", S_("No day has %(hours)s hours. Enter the hours of each day.", hours=length.minutes // 60)
            )
        )
        return (), None
    if longest > LONG_DAY_MINUTES:
        cells.assumptions.append(S_("More than %(most)s hours on one day: confirm it.", most=LONG_DAY_MINUTES // 60))
    return split.sessions, split.sessions[-1].day if is_basic and split.sessions else None


def _compared(reading: RowReading[LedgerValues], repeats: Repeats) -> RowReading[LedgerValues]:
    values = reading.values
    if reading.kind is not RowKind.RECORD or values is None or values.person is None or values.days is None:
        return reading
    earlier = repeats.find(values.person.key, values.days, values.minutes, values.title, reading.row_number)
    if earlier is None:
        return reading
    if not earlier.is_same:
        said = S_(
            "Row %(row)s has the same training on the same day with other hours: confirm that both are right.",
            row=earlier.row,
        )
        return msgspec.structs.replace(reading, assumptions=(*reading.assumptions, said))
    said = S_("The row repeats row %(row)s and is not counted.", row=earlier.row)
    return msgspec.structs.replace(reading, kind=RowKind.REPEAT, repeats=earlier.row, notes=(*reading.notes, said))
