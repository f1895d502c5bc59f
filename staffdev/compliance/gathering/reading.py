"""One statement for each kind of fact, and its rows as the shapes the rules see."""

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, get_type_hints

import msgspec
from msgspec import structs
from piccolo.querystring import QueryString

from staffdev.compliance.gathering.ledger import near_and_far
from staffdev.compliance.gathering.scope import CURRENT, Scope, placeholders
from staffdev.compliance.gathering.sources import Source, code_of
from staffdev.compliance.reach import Reach
from staffdev.db.database import bound, tuples
from staffdev.db.engine import SQLite

Rows = list[dict[str, Any]]
NOBODY: Mapping[str, str] = MappingProxyType({})
INSTANTS = ("recorded_at", "superseded_at")
ADVISERS = """
SELECT DISTINCT f.professional FROM consultation f
WHERE f.organisation IN ({organisations}) AND f.person IN ({persons}) AND f.professional IS NOT NULL
"""
# Organisation by organisation, each in its index; where several are looked for at once, SQLite may rather go through
# everybody's rows by another one, since without statistics it knows nothing of how many they are.
FROM_EACH = 'FROM organisation o CROSS JOIN "{source.table}" f {source.joins} WHERE f.organisation = o.id AND o.id'


async def facts_of(
    source: Source, scope: Scope, verifiers: Mapping[str, str] = NOBODY, reach: Reach | None = None
) -> dict[int, list[Any]]:
    """The facts of one kind by the row id of their organisation, in one statement.

    `verifiers` says which person (by code) an account's code stands for; who is none goes by her account. With `reach`
    the facts are records of training, of which not all are looked at.
    """
    rows = await tuples(*_statement(source, scope, reach))
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


def _statement(source: Source, scope: Scope, reach: Reach | None) -> tuple[str, list[Any]]:
    alone = len(scope.organisations) == 1
    selected = _selected(source, scope.has_versions, isinstance(bound(), SQLite), alone)
    where, values = _conditions(source, scope)
    at_once = f'FROM "{source.table}" f {source.joins} WHERE f.organisation'
    one_by_one = at_once if alone else FROM_EACH.format(source=source)
    whose = f"IN ({placeholders(scope.organisations)}){where}"
    if reach is None:
        order = f" ORDER BY {source.order}" if source.order and alone else ""
        return f"{selected} {one_by_one} {whose}{order}", values
    (near, days), (far, others) = near_and_far(reach, scope)
    sql = f"{selected} {one_by_one} {whose} AND {near} UNION ALL {selected} {at_once} {whose} AND {far}"
    return sql, [*values, *days, *values, *others]


def _conditions(source: Source, scope: Scope) -> tuple[str, list[Any]]:
    """What follows after the organisations, and the values of both."""
    values: list[Any] = [*scope.organisations]
    where = [""]
    if source.person and scope.persons is not None:
        where.append(f"{source.person} IN ({placeholders(scope.persons)})")
        values += scope.persons
    if source.has_versions and not scope.has_versions:
        where.append(CURRENT)
    elif scope.at is not None:
        where.append("f.recorded_at <= {}" if source.has_versions else "f.created_at <= {}")
        values.append(scope.at)
    if source.has_versions and scope.at is not None and not scope.every_version:
        where.append("(f.superseded_at IS NULL OR f.superseded_at > {})")
        values.append(scope.at)
    return " AND ".join(where), values


@cache
def _selected(source: Source, versions: bool, on_sqlite: bool, alone: bool) -> str:  # noqa: FBT001 - cached by it
    """SELECT …: what the shape asks for, in its order, then whose it is where several organisations are read.

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
    return f"SELECT {', '.join(columns)}"
