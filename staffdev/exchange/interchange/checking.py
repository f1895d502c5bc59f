"""The document is looked at before anything is written: every field, with its path where something is wrong. Pure."""

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import msgspec

from staffdev.errors import Invalid
from staffdev.exchange.interchange.spec import BY_NAME, FORMAT, SECTIONS, VERSION, Field, Section, Shape
from staffdev.i18n import S_, Sentence

Record = dict[str, Any]
HEAD = frozenset({"format", "version", "producer", "attachments", "tables"})
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")


def read_document(content: bytes) -> dict[str, list[Record]]:
    """The records by section as they stand in the document; Invalid names the place of what cannot be read."""
    try:
        document = msgspec.json.decode(content)
    except msgspec.DecodeError as error:
        raise refused(S_("The document is not JSON: %(why)s.", why=error)) from None
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise refused(S_("This is not an interchange document: its format is not “%(format)s”.", format=FORMAT))
    if document.get("version") != VERSION:
        said = "This document has version %(version)s; version %(known)s is read here."
        raise refused(S_(said, version=document.get("version"), known=VERSION))
    _only(document, HEAD, "")
    tables = document.get("tables")
    if not isinstance(tables, dict):
        raise refused(S_("%(path)s is missing.", path="tables"))
    _only(tables, BY_NAME.keys(), "tables.")
    return {section.name: _records(section, tables.get(section.name, [])) for section in SECTIONS}


def refused(why: Sentence) -> Invalid:
    """The whole document is refused."""
    return Invalid({"file": why})


def path_of(section: Section, place: int, field: str = "") -> str:
    """tables.person[3].first_name"""
    return f"tables.{section.name}[{place}]" + (f".{field}" if field else "")


def rows_of(section: Section, records: list[Record]) -> Iterator[dict[str, Any]]:
    """The values of every record as the tables hold them; references stay codes."""
    for place, record in enumerate(records):
        yield {field.name: _value(field, record, section, place) for field in section.fields}


def _records(section: Section, records: Any) -> list[Record]:
    if not isinstance(records, list):
        raise refused(S_("%(path)s has to be a list.", path=f"tables.{section.name}"))
    known = {field.name for field in section.fields}
    for place, record in enumerate(records):
        if not isinstance(record, dict):
            raise refused(S_("%(path)s has to be an object.", path=path_of(section, place)))
        _only(record, known, path_of(section, place) + ".")
    return records


def _only(given: Mapping[str, Any], known: Any, path: str) -> None:
    for name in given:
        if name not in known:
            raise refused(
                S_("%(path)s is not known here. Was the document made by a newer version?", path=f"{path}{name}")
            )


def _value(field: Field, record: Record, section: Section, place: int) -> Any:
    value = record.get(field.name)
    path = path_of(section, place, field.name)
    if value is None:
        if field.is_optional:
            return None
        raise refused(S_("%(path)s is missing.", path=path))
    try:
        read = _READERS[field.shape](value)
    except (ValueError, TypeError, AttributeError):
        raise refused(S_("%(path)s cannot be “%(value)s”.", path=path, value=str(value)[:60])) from None
    if (field.choices and read not in field.choices) or (
        field.shape is Shape.WHOLE and not field.least <= read <= field.most
    ):
        raise refused(S_("%(path)s cannot be “%(value)s”.", path=path, value=str(value)[:60]))
    if field.length and len(read) > field.length:
        raise refused(S_("%(path)s is longer than %(most)s letters.", path=path, most=field.length))
    return read


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise ValueError
    return value


def _json(value: Any) -> str:
    try:
        msgspec.json.decode(_text(value))
    except msgspec.DecodeError as error:
        raise ValueError from error
    return str(value)


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError
    return value


def _yes_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _instant(value: Any) -> datetime:
    if not _INSTANT.fullmatch(value):
        raise ValueError
    return datetime.fromisoformat(value).astimezone(UTC)


def read_bytes(value: Any) -> bytes:
    try:
        return base64.b64decode(_text(value), validate=True)
    except binascii.Error as error:
        raise ValueError from error


_READERS: Mapping[Shape, Callable[[Any], Any]] = {
    Shape.TEXT: _text,
    Shape.CHOICE: _text,
    Shape.REFERENCE: _text,
    Shape.JSON: _json,
    Shape.WHOLE: _whole,
    Shape.YES_NO: _yes_no,
    Shape.DAY: date.fromisoformat,
    Shape.CLOCK: time.fromisoformat,
    Shape.INSTANT: _instant,
    Shape.CODE: UUID,
    Shape.BYTES: read_bytes,
}
