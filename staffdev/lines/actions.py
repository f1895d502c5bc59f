"""Writes about lines, their hours and exceptions, each with its audit entry in one transaction."""

from types import SimpleNamespace
from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.srpski import sort_key
from staffdev.db.transactions import transaction
from staffdev.errors import Invalid
from staffdev.i18n import N_
from staffdev.lines import queries
from staffdev.lines.entry import line_problems, outside_problems
from staffdev.lines.forms import LineForm
from staffdev.lines.kinds import LineFact
from staffdev.lines.tables import Line


async def record_line(form: LineForm, *, actor: Actor) -> Line:
    """Enter a line of the organisation."""
    values = _columns(form)
    async with transaction():
        if problems := line_problems(form, await queries.lines_visible_to(actor), ()):
            raise Invalid(problems)
        who = {"organisation": actor.organisation_id, "sort_key": sort_key(form.name)}
        line = await facts.record(Line, by=actor.account_code, at=clock.now(), **who, **values)
        await audit.record(Event.LINES_LINE_RECORD, about=line.code, actor=actor, **values)
    return line


async def correct_line(line: Line, form: LineForm, *, actor: Actor) -> None:
    """Write the line anew, or end it; what was there stays as history."""
    new = _columns(form)
    old = {name: getattr(line, name) for name, value in new.items() if getattr(line, name) != value}
    if not old:
        return
    async with transaction():
        others = [one for one in await queries.lines_visible_to(actor) if one.id != line.id]
        if problems := line_problems(form, others, await queries.published_of([line.id])):
            raise Invalid(problems)
        await facts.supersede(line, by=actor.account_code, at=clock.now(), **new, sort_key=sort_key(form.name))
        changed = {name: new[name] for name in old}
        await audit.record(Event.LINES_LINE_CORRECT, about=line.code, actor=actor, old=old, new=changed)


async def withdraw_line(line: Line, because: str, *, actor: Actor) -> None:
    """Take a line back that was entered by mistake; one with hours or shifts is ended instead."""
    async with transaction():
        if await queries.published_of([line.id]) or await queries.shifts_of([line.id]):
            raise Invalid({"because": N_("Hours or shifts are recorded for this line. Enter its last day instead.")})
        await facts.withdraw(line, by=actor.account_code, at=clock.now(), because=because)
        about: dict[str, Any] = {"name": line.name, "because": because}
        await audit.record(Event.LINES_LINE_WITHDRAW, about=line.code, actor=actor, **about)


async def record_fact(kind: LineFact, line: Line, form: Any, *, actor: Actor) -> Any:
    """Record published hours or an exception."""
    values = kind.columns(form)
    async with transaction():
        await _refuse_problems(kind, line, values)
        who = {"organisation": actor.organisation_id, "line": line.id}
        fact: Any = await facts.record(kind.table, by=actor.account_code, at=clock.now(), **who, **values)
        await audit.record(kind.recorded, about=fact.code, actor=actor, name=line.name, **values)
    return fact


async def correct_fact(kind: LineFact, line: Line, fact: Any, form: Any, *, actor: Actor) -> None:
    """Write it anew; what was there stays as history."""
    new = kind.columns(form)
    old = {name: getattr(fact, name) for name, value in new.items() if getattr(fact, name) != value}
    if not old:
        return
    async with transaction():
        await _refuse_problems(kind, line, new, but=fact.id)
        await facts.supersede(fact, by=actor.account_code, at=clock.now(), **new)
        about: dict[str, Any] = {"name": line.name, "old": old, "new": {name: new[name] for name in old}}
        await audit.record(kind.corrected, about=fact.code, actor=actor, **about)


async def withdraw_fact(kind: LineFact, line: Line, fact: Any, because: str, *, actor: Actor) -> None:
    """Take it back, with the reason."""
    async with transaction():
        await facts.withdraw(fact, by=actor.account_code, at=clock.now(), because=because)
        about: dict[str, Any] = {"name": line.name, "because": because}
        await audit.record(kind.withdrawn, about=fact.code, actor=actor, **about)


async def _refuse_problems(kind: LineFact, line: Line, values: dict[str, Any], but: int = -1) -> None:
    await queries.hold(line)
    new = SimpleNamespace(**values)
    others = [other for other in await queries.facts_of(kind.table, [line.id]) if other.id != but]
    if problems := outside_problems(new, line) or kind.problems(new, others):
        raise Invalid(problems)


def _columns(form: LineForm) -> dict[str, Any]:
    return {name: getattr(form, name) for name in form.__struct_fields__}
