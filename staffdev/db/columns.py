"""Columns that keep the house rules: nothing is filled in silently, no row disappears with another one.

Piccolo's own defaults are today, now, 0, "" and ON DELETE CASCADE. Here a column without a value fails, and a
nullable one is NULL.

    class Attendance(Table):
        session = Reference(CourseSession)             # NOT NULL, ON DELETE RESTRICT, indexed
        replaced_by = Reference("self", null=True)
        method = Code(Method)                          # a StrEnum; the database refuses any other value
        minutes = Minutes()                            # an int that is at least 0
        held_on = Day()
        marked_at = Instant(null=True)                 # refuses a datetime without a time zone
        note = Text(null=True)
        present = Flag()
"""

from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, overload

from piccolo.columns import Boolean, Date, ForeignKey, Integer, OnDelete, Timestamptz, Varchar
from piccolo.columns import Text as PiccoloText
from piccolo.columns.reference import LazyTableReference
from piccolo.table import Table

_Row = TypeVar("_Row", bound=Table)


class Checked:
    """Mixin of a column whose values the database checks; the constraint has a name, so a migration can replace it."""

    _meta: Any

    @property
    def condition(self) -> str:
        raise NotImplementedError

    @property
    def check_name(self) -> str:
        return f"ck_{self._meta.table._meta.tablename}_{self._meta.db_column_name}"

    @property
    def check(self) -> str:
        """`CONSTRAINT … CHECK (…)`, the same on SQLite and PostgreSQL."""
        return f'CONSTRAINT "{self.check_name}" CHECK ({self.condition})'

    @property
    def ddl(self) -> str:
        return f"{super().ddl} {self.check}"  # type: ignore[misc] # the column beside which the mixin stands has it


class Minutes(Checked, Integer):
    """A length in whole minutes, at least 0."""

    def __init__(self, *, default: Any = None, **kwargs: Any) -> None:
        super().__init__(default=default, **kwargs)

    @property
    def column_type(self) -> str:
        return "INTEGER"

    @property
    def condition(self) -> str:
        return f'"{self._meta.db_column_name}" >= 0'


class Count(Minutes):
    """How many: a whole number, at least 0."""


class Code(Checked, Varchar):
    """One value of a StrEnum; the row holds the plain string, so compare with `==` or build the enum from it."""

    def __init__(self, choices: type[Enum], *, default: Any = None, length: int | None = None, **kwargs: Any) -> None:
        super().__init__(length=length, default=default, choices=choices, **kwargs)

    @property
    def condition(self) -> str:
        values = ", ".join(f"'{member.value}'" for member in self._meta.choices)
        return f'"{self._meta.db_column_name}" IN ({values})'


class Day(Date):
    """A civil day of Europe/Belgrade."""

    def __init__(self, *, default: Any = None, **kwargs: Any) -> None:
        super().__init__(default=default, **kwargs)

    @property
    def column_type(self) -> str:
        return "DATE"

    def __set__(self, row: Table, value: date | None) -> None:
        if isinstance(value, datetime):
            raise TypeError(f"{self._meta.name} is a day, not an instant: {value!r}")
        super().__set__(row, value)


class Instant(Timestamptz):
    """A moment in UTC."""

    def __init__(self, *, default: Any = None, **kwargs: Any) -> None:
        super().__init__(default=default, **kwargs)

    @property
    def column_type(self) -> str:
        return "TIMESTAMPTZ"

    def __set__(self, row: Table, value: datetime | None) -> None:
        if isinstance(value, datetime) and value.utcoffset() is None:
            raise ValueError(f"{self._meta.name} needs a time zone: {value!r}")
        super().__set__(row, value)


class Text(PiccoloText):
    """Words of any length; how long they may be is the form's business."""

    def __init__(self, *, default: Any = None, **kwargs: Any) -> None:
        super().__init__(default=default, **kwargs)

    @property
    def column_type(self) -> str:
        return "TEXT"


class Flag(Boolean):
    """Yes or no."""

    def __init__(self, *, default: Any = None, **kwargs: Any) -> None:
        super().__init__(default=default, **kwargs)

    @property
    def column_type(self) -> str:
        return "BOOLEAN"


@overload
def Reference(table: type[_Row], *, null: bool = False, **kwargs: Any) -> ForeignKey[_Row]: ...
@overload
def Reference(table: LazyTableReference | str, *, null: bool = False, **kwargs: Any) -> ForeignKey[Any]: ...
def Reference(table: Any, *, null: bool = False, **kwargs: Any) -> ForeignKey[Any]:  # noqa: N802 - it stands among columns
    """Point at a row of `table`, which then cannot be deleted."""
    return ForeignKey(table, null=null, **{"default": None, "on_delete": OnDelete.restrict, "index": True, **kwargs})
