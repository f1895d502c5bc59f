"""Facts with two times: the day they are about, and the instant they were recorded. Nothing is overwritten.

The row whose `version_of` is null keeps its id for ever, so that others can point at it. A correction first copies what
was there into a history row, then writes the row anew; a withdrawal marks it and keeps it.
"""

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from piccolo import columns
from piccolo.columns import ForeignKey
from piccolo.columns.combination import And, Or
from piccolo.table import Table

from staffdev.db.columns import Instant, Reference

FACT_COLUMNS = (
    "id",
    "code",
    "recorded_at",
    "recorded_by",
    "superseded_at",
    "version_of",
    "withdrawn_because",
)


class Fact:
    """The columns every fact table has beside its own. Use as `class Leave(Fact, Table)`."""

    code = columns.UUID(default=None, index=True)
    recorded_at = Instant()
    recorded_by = columns.UUID(default=None, null=True)
    superseded_at = Instant(null=True)
    version_of: ForeignKey[Any] = Reference("self", null=True)
    withdrawn_because = columns.Varchar(length=500, default=None, null=True)


Row = TypeVar("Row", bound=Table)


async def record(table: type[Row], *, by: UUID | None, at: datetime, **values: object) -> Row:
    """Insert a new fact, recorded `at` that instant; call inside a transaction."""
    content: dict[Any, Any] = {"code": uuid4()} | values | {"recorded_at": at, "recorded_by": by}
    row = table(**content)
    await row.save()
    return row


async def supersede(row: Row, *, by: UUID | None, at: datetime, **changes: object) -> Row:
    """Write `changes` into the fact and keep what was there as history; call inside a transaction."""
    fact: Any = row
    await _keep(fact, until=at)
    for name, value in changes.items():
        setattr(fact, name, value)
    fact.recorded_at, fact.recorded_by = at, by
    await row.save()
    return row


async def withdraw(row: Row, *, by: UUID | None, at: datetime, because: str) -> Row:
    """Take the fact back from `at` on, with the reason; it stays readable in the history."""
    fact: Any = row
    await _keep(fact, until=at)
    fact.recorded_at, fact.recorded_by, fact.superseded_at, fact.withdrawn_because = at, by, at, because
    await row.save()
    return row


async def _keep(fact: Any, *, until: datetime) -> None:
    """Copy what is stored (not what the caller holds) into a history row that ends `until`."""
    table: type[Table] = type(fact)
    primary_key = table._meta.primary_key
    stored = await table.select().where(primary_key == fact.id).first()
    if stored is None:
        raise LookupError(f"{table.__name__} {fact.id} is not stored.")
    del stored[primary_key._meta.name]
    await table(**stored | {"version_of": fact.id, "superseded_at": until}).save()


def current(table: type[Any]) -> And:
    """Where-clause for the facts that hold now: neither superseded nor withdrawn."""
    return And(table.version_of.is_null(), table.superseded_at.is_null())


def known(table: type[Any], at: datetime | None) -> And:
    """Where-clause for the facts as they were recorded at that instant; None means everything recorded until now."""
    if at is None:
        return current(table)
    return And(table.recorded_at <= at, Or(table.superseded_at.is_null(), table.superseded_at > at))


def identity(row: Any) -> int:
    """The id others point at, whichever version `row` is."""
    return int(row.version_of or row.id)
