"""What a handler about lines is handed: the line and the fact in the address, or 404; the days asked for."""

from typing import Any, TypeAlias
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.errors import NotFound
from staffdev.lines import queries
from staffdev.lines.kinds import KINDS, LineFact
from staffdev.lines.tables import Line, Shift

TheLine: TypeAlias = NamedDependency[Line]
TheKind: TypeAlias = NamedDependency[LineFact]
TheFact: TypeAlias = NamedDependency[Any]
TheShift: TypeAlias = NamedDependency[Shift]


async def visible_line(line_code: FromPath[UUID], actor: NamedDependency[Actor]) -> Line:
    """The line in the address."""
    return await queries.line_visible_to(actor, line_code)


async def known_kind(kind_slug: FromPath[str]) -> LineFact:
    """The kind of fact in the address."""
    if kind_slug not in KINDS:
        raise NotFound
    return KINDS[kind_slug]


async def visible_fact(fact_code: FromPath[UUID], kind: NamedDependency[LineFact], line: NamedDependency[Line]) -> Any:
    """The line's fact in the address, as it holds now."""
    return await queries.fact_of(kind.table, fact_code, line)


async def visible_shift(shift_code: FromPath[UUID], line: NamedDependency[Line]) -> Shift:
    """The shift in the address, as it holds now."""
    shift: Shift = await queries.fact_of(Shift, shift_code, line)
    return shift
