"""One statement for each kind of fact, and its rows as the shapes the rules see."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from enum import Enum
from functools import cache
from sys import intern
from types import MappingProxyType
from typing import Any, get_type_hints

from piccolo.querystring import QueryString

from staffdev.compliance.gathering.sources import Source, code_of
from staffdev.db.database import bound
from staffdev.db.engine import SQLite

Rows = list[dict[str, Any]]
NOBODY: Mapping[str, str] = MappingProxyType({})
NAMES = frozenset({"person", "course", "programme", "title", "topics"})  # the same text in many rows
INSTANTS = ("recorded_at", "superseded_at")
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
    found: dict[int, list[Any]] = {one: [] for one in scope.organisations}
    converters = _converters(source)
    if "verified_by" in source.fields:
        converters = (*converters, ("verified_by", lambda account: verifiers.get(account, account)))
    for row in await run(*_statement(source, scope, versions=versions)):
        organisation = row.pop("organisation")
        for name, convert in converters:
            row[name] = convert(row[name])
        found[organisation].append(source.shape(**row))
    return found


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
    return f"{_selected(source, versions)} WHERE {' AND '.join(where)}", values


@cache
def _selected(source: Source, versions: bool) -> str:  # noqa: FBT001 - the key of the cache
    """SELECT … FROM …, once worked out for each kind; what is read as of today needs no instants."""
    expressions = {one.name: f"f.{one.name}" for one in fields(source.shape)}
    expressions |= {"code": code_of("f"), **source.fields}
    if not source.has_versions:
        expressions |= {"recorded_at": "f.created_at"}
        del expressions["superseded_at"]
    elif not versions:
        for name in INSTANTS:
            del expressions[name]
    columns = ", ".join(f'{expression} AS "{name}"' for name, expression in expressions.items())
    return f'SELECT f.organisation, {columns} FROM "{source.table}" f {source.joins}'


@cache
def _converters(source: Source) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """What the database says otherwise than the rules do: codes of a vocabulary, yes and no; names are kept once."""
    hints = get_type_hints(source.shape)
    found = {name: convert for name, hint in hints.items() if (convert := _converter(hint))}
    return tuple((found | dict.fromkeys(NAMES & hints.keys(), _once)).items())


def _converter(hint: Any) -> Callable[[Any], Any] | None:
    if hint is bool:
        return bool
    for kind in getattr(hint, "__args__", (hint,)):
        if isinstance(kind, type) and issubclass(kind, Enum):
            members: Mapping[Any, Any] = {member.value: member for member in kind}
            return members.get
    return None


def _once(text: str | None) -> str | None:
    return intern(text) if text else text
