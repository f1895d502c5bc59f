"""The document is written: one record a line, always in the same order, so that the same facts give the same bytes."""

from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import msgspec

from staffdev import __version__
from staffdev.exchange.interchange.spec import (
    ATTACHMENT,
    FORMAT,
    PRIVATE,
    SECTIONS,
    VERSION,
    Field,
    Section,
    Shape,
    belongs_to,
)

CHUNK = 2000
Record = dict[str, Any]
Codes = dict[str, dict[int, str]]
"""Section → row id → the code others know the row by."""

_encode = msgspec.json.Encoder().encode


async def document(
    organisation_id: int | None = None, *, attachments: bool = False, private: bool = False
) -> AsyncIterator[bytes]:
    """The document piece by piece, of one organisation or of all; belongs inside a transaction.

    What is between one person and the coordinator comes along only where the operator asks for it (`private`).
    """
    head = {"format": FORMAT, "version": VERSION, "producer": f"staffdev {__version__}", "attachments": attachments}
    yield _encode(head)[:-1] + b',"tables":{'
    codes: Codes = {}
    before = b"\n"
    for section in SECTIONS:
        if (section.name == ATTACHMENT and not attachments) or (section.name in PRIVATE and not private):
            continue
        yield before + _encode(section.name) + b":["
        line = b"\n"
        async for records in records_of(section, codes, organisation_id):
            yield line + b",\n".join(_encode(record) for record in records)
            line = b",\n"
        yield b"\n]" if line == b",\n" else b"]"
        before = b",\n"
    yield b"\n}}\n"


async def records_of(
    section: Section, codes: Codes, organisation_id: int | None = None, *, only: Sequence[Any] | None = None
) -> AsyncIterator[list[Record]]:
    """The records of a section in the order of their codes (`only` these). Fills `codes` for those that point here."""
    known = codes.setdefault(section.name, {})
    writers = [(field.name, _writer(field, codes)) for field in section.fields]
    async for rows in _rows(section, organisation_id, only):
        known.update((row["id"], str(row["code"])) for row in rows if row.get("version_of") is None)
        if rows:
            yield [_record(row, writers) for row in rows]


def _record(row: Mapping[str, Any], writers: Iterable[tuple[str, Callable[[Any], Any]]]) -> Record:
    return {name: write(row[name]) for name, write in writers if row[name] is not None}


def _writer(field: Field, codes: Codes) -> Callable[[Any], Any]:
    if field.shape is Shape.REFERENCE:
        known = codes.setdefault(field.to, {})
        return lambda row_id: known.get(row_id, f"?{row_id}")
    return _WRITERS.get(field.shape, _same)


def instant_text(instant: datetime) -> str:
    """2026-01-03T11:00:00.000000Z, always of one length."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _same(value: Any) -> Any:
    return value


def _bytes(value: Any) -> Any:
    return bytes(value)


_WRITERS: Mapping[Shape, Callable[[Any], Any]] = {
    Shape.CODE: str,
    Shape.CHOICE: str,
    Shape.DAY: date.isoformat,
    Shape.CLOCK: time.isoformat,
    Shape.INSTANT: instant_text,
    Shape.YES_NO: bool,
    Shape.BYTES: _bytes,
}


async def _rows(
    section: Section, organisation_id: int | None, only: Sequence[Any] | None
) -> AsyncIterator[list[dict[str, Any]]]:
    """Rows in the order of code and version, some thousand at a time; the versions of one fact stay together."""
    names = ", ".join(f'"{name}"' for name in ("id", *_version_of(section), *(field.name for field in section.fields)))
    scope = belongs_to(section, organisation_id) if organisation_id is not None else "1 = 1"
    if section.fields[0].shape is Shape.TEXT:  # databases sort text differently, and there are few
        rows = await section.table.raw(f'SELECT {names} FROM "{section.name}" WHERE {scope}')
        yield sorted((row for row in rows if only is None or row["code"] in only), key=lambda row: str(row["code"]))
        return
    order = "code, recorded_at, superseded_at NULLS LAST, (version_of IS NULL), id" if section.is_fact else "code"
    last: Any = None
    limit = CHUNK
    while True:
        where, values = _where(scope, last, only)
        sql = f'SELECT {names} FROM "{section.name}" WHERE {where} ORDER BY {order} LIMIT {limit}'
        rows = await section.table.raw(sql, *values)
        if len(rows) < limit:
            if rows:
                yield rows
            return
        whole = [row for row in rows if row["code"] != rows[-1]["code"]]
        if whole:
            yield whole
            last, limit = whole[-1]["code"], CHUNK
        else:
            limit *= 2  # one fact with more versions than that


def _version_of(section: Section) -> tuple[str, ...]:
    return ("version_of",) if section.is_fact else ()


def _where(scope: str, last: Any, only: Sequence[Any] | None) -> tuple[str, list[Any]]:
    where, values = f"({scope})", []
    if last is not None:
        where, values = f"{where} AND code > {{}}", [last]
    if only is not None:
        where = f"{where} AND code IN ({', '.join('{}' for _ in only)})"
        values += list(only)
    return where, values
