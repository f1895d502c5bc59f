"""Cells of a file as JSON, so that a row can be read again later exactly as it stood in the file. Pure."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from staffdev.sheets.reading import CellError, Formula, Row, Value

# Every other kind of value is one key that says what it is.
_WRITE: tuple[tuple[type, str, Callable[[Any], object]], ...] = (
    (datetime, "at", datetime.isoformat),
    (date, "day", date.isoformat),
    (time, "clock", time.isoformat),
    (timedelta, "seconds", timedelta.total_seconds),
    (Decimal, "number", str),
    (Formula, "formula", str),
    (CellError, "error", str),
)
_READ: Mapping[str, Callable[[Any], Value]] = {
    "at": datetime.fromisoformat,
    "day": date.fromisoformat,
    "clock": time.fromisoformat,
    "seconds": lambda seconds: timedelta(seconds=seconds),
    "number": Decimal,
    "formula": Formula,
    "error": CellError,
}
_PLAIN = frozenset({str, int, bool, type(None)})
_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


def write_row(row: Row) -> str:
    """The cells of a row as JSON; a list where nothing was computed or merged, which is nearly always."""
    values = [value if type(value) in _PLAIN else _written(value) for value in row.values]
    if not row.computed and not row.filled:
        return _encode(values).decode()
    return _encode({"values": values, "computed": sorted(row.computed), "filled": sorted(row.filled)}).decode()


def read_row(number: int, text: str) -> Row:
    """The row as `write_row` was given it."""
    stored = _decode(text)
    if isinstance(stored, list):
        return Row(number, tuple(_value(value) for value in stored))
    values = tuple(_value(value) for value in stored["values"])
    return Row(number, values, frozenset(stored["computed"]), frozenset(stored["filled"]))


def _written(value: Value) -> object:
    for kind, name, write in _WRITE:
        if isinstance(value, kind):
            return {name: write(value)}
    return str(value)


def _value(stored: Any) -> Value:
    if not isinstance(stored, dict):
        plain: Value = stored
        return plain
    ((name, value),) = stored.items()
    return _READ[name](value)
