"""What a backup says about itself, and how its values are written. Pure.

A backup is one zip file: `manifest.json`, the keys as `staffdev.keys`, and for every table `tables/NAME.jsonl` with one
JSON array a row, its columns in alphabetical order. It is the same whichever database it comes from. The comment of
the zip, its last 32 bytes, is the SHA-256 of everything before.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import msgspec

FORMAT = 1
MANIFEST = "manifest.json"
KEYS = "staffdev.keys"

Row = Sequence[Any]


class Kind(StrEnum):
    """How a column's values stand in JSON; PLAIN ones (texts, whole numbers, yes and no) are themselves."""

    BYTES = "bytes"
    DAY = "day"
    DECIMAL = "decimal"
    INSTANT = "instant"
    PLAIN = "plain"
    TIME = "time"
    UUID = "uuid"


class Shape(msgspec.Struct, frozen=True):
    """A table: its columns in alphabetical order, each with its kind."""

    name: str
    columns: dict[str, Kind]

    @property
    def member(self) -> str:
        return f"tables/{self.name}.jsonl"


class Content(msgspec.Struct, frozen=True):
    """What one member of the archive holds; `rows` is 0 for the keys."""

    size: int
    sha256: str
    rows: int = 0


class AuditState(msgspec.Struct, frozen=True):
    """The chain at the moment of the backup."""

    entries: int
    anchor: str
    is_sound: bool


class Manifest(msgspec.Struct, frozen=True):
    """The first thing to read of a backup. `shapes` are in an order in which no row points at one still to come."""

    format: int
    version: str
    created_at: datetime
    database: str
    migrations: list[str]
    shapes: list[Shape]
    contents: dict[str, Content]
    audit: AuditState
    protection: str = "none"  # how the members are encrypted

    @property
    def rows(self) -> int:
        return sum(content.rows for content in self.contents.values())


def write_row(row: Row) -> bytes:
    """One line of a table: days and instants as ISO text, bytes as Base64."""
    return _encode(row) + b"\n"


def row_reader(shape: Shape) -> Callable[[bytes], list[Any]]:
    """What turns a line of that table into values again; it raises ValueError when the line is not one."""
    readers = [_READERS[kind] for kind in shape.columns.values()]

    def read(line: bytes) -> list[Any]:
        values = _decode(line)
        if len(values) != len(readers):
            raise ValueError(f"a row of {shape.name} has {len(values)} values")
        return [None if value is None else reader(value) for reader, value in zip(readers, values, strict=True)]

    return read


def kind_of(declared: str) -> Kind:
    """The kind of a column that SQLite or PostgreSQL declares with that type."""
    return _KINDS.get(declared.casefold().partition("(")[0].strip(), Kind.PLAIN)


def _same(value: Any) -> Any:
    return value


def _bytes(value: str) -> bytes:
    return msgspec.convert(value, bytes)


_KINDS = {
    "blob": Kind.BYTES,
    "bytea": Kind.BYTES,
    "date": Kind.DAY,
    "decimal": Kind.DECIMAL,
    "numeric": Kind.DECIMAL,
    "time": Kind.TIME,
    "time without time zone": Kind.TIME,
    "timestamp with time zone": Kind.INSTANT,
    "timestamptz": Kind.INSTANT,
    "uuid": Kind.UUID,
}
_READERS: dict[Kind, Callable[[Any], Any]] = {
    Kind.BYTES: _bytes,
    Kind.DAY: date.fromisoformat,
    Kind.DECIMAL: Decimal,
    Kind.INSTANT: datetime.fromisoformat,
    Kind.PLAIN: _same,
    Kind.TIME: time.fromisoformat,
    Kind.UUID: UUID,
}
_encode = msgspec.json.Encoder(decimal_format="string").encode
_decode = msgspec.json.Decoder(list[Any]).decode
