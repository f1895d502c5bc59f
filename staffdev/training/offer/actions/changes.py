"""What a correction changed, as the log keeps it."""

from collections.abc import Iterable, Mapping
from typing import Any


def changed(row: Any, new: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Old and new value of every field of `row` that `new` changes."""
    return {name: [getattr(row, name), value] for name, value in new.items() if getattr(row, name) != value}


def values_of(form: Any, *, but: Iterable[str] = ()) -> dict[str, Any]:
    """The fields of a form as the columns of a row."""
    left_out = set(but)
    return {name: getattr(form, name) for name in form.__struct_fields__ if name not in left_out}
