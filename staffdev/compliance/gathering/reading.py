"""One statement for each kind of fact, and its rows as the shapes the rules see."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any, get_type_hints

import msgspec
from msgspec import structs
from piccolo.querystring import QueryString

from staffdev.compliance.gathering.sources import Source, code_of
from staffdev.db.database import bound, tuples
from staffdev.db.engine import SQLite

Rows = list[dict[str, Any]]
NOBODY: Mapping[str, str] = MappingProxyType({})
INSTANTS = ("recorded_at", "superseded_at")
ADVISERS = """
SELECT DISTINCT f.professional FROM consultation f
WHERE f.organisation IN ({organisations}) AND f.person IN ({persons}) AND f.professional IS NOT NULL
"""
CURRENT = "f.version_of IS NULL AND f.superseded_at IS NULL"


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose facts are read, and in which versions: `at` an instant, all of them for `every_version`, else today's.

    `persons` are row ids; None means everybody.
    """

    organisations: Collection[int]
    persons: Collection[int] | None = None
    at: datetime | None = None
    every_version: bool = False


async def facts_of(source: Source, scope: Scope, verifiers: Mapping[str, str] = NOBODY) -> dict[int, list[Any]]:
    """The facts of one kind by the row id of their organisation, in one statement.

    `verifiers` says which person (by code) an account's code stands for; who is none goes by her account.
    """
    versions = scope.every_version or scope.at is not None
    rows = await tuples(*_statement(source, scope, versions=versions))
    facts = msgspec.convert(rows, list[source.shape], strict=False)  # type: ignore[name-defined] # a type at run time
    if "verified_by" in source.fields:
        accounts = [fact.verified_by for fact in facts]
        for fact, person in zip(facts, map(verifiers.get, accounts, accounts), strict=True):
            structs.force_setattr(fact, "verified_by", person)  # nobody has seen it yet
    if len(scope.organisations) == 1:
        return dict.fromkeys(scope.organisations, facts)
    found: dict[int, list[Any]] = {one: [] for one in scope.organisations}
    for row, fact in zip(rows, facts, strict=True):
        found[row[-1]].append(fact)
    return found


async def advisers_in(scope: Scope) -> tuple[int, ...]:
    """The row ids of the colleagues whom the persons of the scope asked; nobody where everybody's facts are read."""
    if scope.persons is None:
        return ()
    sql = ADVISERS.replace("{organisations}", placeholders(scope.organisations))
    rows = await run(sql.replace("{persons}", placeholders(scope.persons)), [*scope.organisations, *scope.persons])
    return tuple(row["professional"] for row in rows if row["professional"] not in scope.persons)


async def run(sql: str, values: Iterable[Any]) -> Rows:
    """The rows of one statement, whose `{}` stand for the values."""
    rows: Rows = await bound().run_querystring(QueryString(sql, *values))
    return rows if isinstance(bound(), SQLite) else [dict(row) for row in rows]  # asyncpg's own cannot be changed


def placeholders(values: Collection[Any]) -> str:
    """As many `{}` as there are values; an empty list matches nothing."""
    return ", ".join("{}" for _ in values) or "NULL"


def _statement(source: Source, scope: Scope, *, versions: bool) -> tuple[str, list[Any]]:
    values: list[Any] = [*scope.organisations]
    where = [f"f.organisation IN ({placeholders(scope.organisations)})"]
    if source.person and scope.persons is not None:
        where.append(f"{source.person} IN ({placeholders(scope.persons)})")
        values += scope.persons
    if source.has_versions and not versions:
        where.append(CURRENT)
    elif scope.at is not None:
        where.append("f.recorded_at <= {}" if source.has_versions else "f.created_at <= {}")
        values.append(scope.at)
    if source.has_versions and scope.at is not None and not scope.every_version:
        where.append("(f.superseded_at IS NULL OR f.superseded_at > {})")
        values.append(scope.at)
    order = f" ORDER BY {source.order}" if source.order and len(scope.organisations) == 1 else ""
    alone = len(scope.organisations) == 1
    return (
        f"{_selected(source, versions, isinstance(bound(), SQLite), alone)} WHERE {' AND '.join(where)}{order}",
        values,
    )


@cache
def _selected(source: Source, versions: bool, on_sqlite: bool, alone: bool) -> str:  # noqa: FBT001 - cached by it
    """SELECT … FROM …: what the shape asks for, in its order, then whose it is where several organisations are read.

    What is read as of today needs no instants. On SQLite a plus hides a column's type, so that days and numbers come
    as they are stored: making facts of them reads them faster than a converter in Python.
    """
    column = "+f." if on_sqlite else "f."
    expressions = {name: f"{column}{name}" for name in source.shape.__struct_fields__}
    expressions |= {"code": code_of("f"), **source.fields}
    if not source.has_versions:
        expressions |= {"recorded_at": f"{column}created_at", "superseded_at": "NULL"}
    elif not versions:
        expressions |= dict.fromkeys(INSTANTS, "NULL")
    hints = get_type_hints(source.shape)
    columns = [f"COALESCE({one}, '')" if hints[name] is str else one for name, one in expressions.items()]
    columns += [] if alone else ["f.organisation"]
    return f'SELECT {", ".join(columns)} FROM "{source.table}" f {source.joins}'
