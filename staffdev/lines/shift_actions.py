"""Writes about shifts; what stands against one is said before it is saved, and never forgotten silently."""

from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Invalid, NotFound
from staffdev.i18n import N_
from staffdev.lines import queries
from staffdev.lines.entry import outside_problems
from staffdev.lines.forms import ShiftForm
from staffdev.lines.rules.conflicts import Clash, Conflict, Hers, Resting, conflicts, looked_at
from staffdev.lines.rules.duty import is_needed
from staffdev.lines.rules.hours import hours_on
from staffdev.lines.tables import Line, Shift
from staffdev.people.queries import person_visible_to
from staffdev.people.tables import Person
from staffdev.rulebook.dates import Span

SEE = N_("Something stands against this shift. Read it below; save again once you have seen it.")
REFUSALS = {
    Clash.SAME_TIME: {"starts_at": N_("She has another shift at that time. Choose another time, or end that shift.")},
    Clash.NOT_ENGAGED: {"person": N_("She is not engaged on any of these days. Record her engagement first.")},
}


class StandsAgainst(Invalid):
    """What stands against the shift; `digest` says that she has seen exactly this."""

    def __init__(self, found: Sequence[Conflict[Any]], digest: str) -> None:
        self.found, self.digest = found, digest
        refused = next((one for one in found if one.is_refused), None)
        super().__init__(REFUSALS[refused.clash] if refused else {"seen": SEE})


async def record_shifts(line: Line, form: ShiftForm, *, actor: Actor) -> list[Shift]:
    """Enter her for duty, one shift for each weekday; StandsAgainst while something stands against it unseen."""
    made = []
    async with transaction():
        person = await _person(form.person, actor)
        await _look(line, form, person, actor)
        who = {"organisation": actor.organisation_id, "line": line.id, "person": person.id}
        for pattern in form.shifts:
            values = pattern._asdict()
            shift = await facts.record(Shift, by=actor.account_code, at=clock.now(), **who, **values)
            await audit.record(
                Event.LINES_SHIFT_RECORD, about=shift.code, actor=actor, **_about(line, person), **values
            )
            made.append(shift)
    return made


async def correct_shift(line: Line, shift: Shift, form: ShiftForm, *, actor: Actor) -> None:
    """Write one shift anew; what was there stays as history."""
    if len(form.shifts) > 1:
        raise Invalid({"weekdays": N_("This is one shift: choose one weekday, and enter the others as new shifts.")})
    async with transaction():
        person = await _person(form.person, actor)
        await _look(line, form, person, actor, but=shift.id)
        new: dict[str, Any] = {"person": person.id, **form.shifts[0]._asdict()}
        old = {name: getattr(shift, name) for name, value in new.items() if getattr(shift, name) != value}
        if not old:
            return
        await facts.supersede(shift, by=actor.account_code, at=clock.now(), **new)
        kept: dict[str, Any] = {"old": _said(old), "new": _said({name: new[name] for name in old})}
        await audit.record(Event.LINES_SHIFT_CORRECT, about=shift.code, actor=actor, **_about(line, person), **kept)


async def withdraw_shift(line: Line, shift: Shift, because: str, *, actor: Actor) -> None:
    """Take a shift back that never was, with the reason."""
    async with transaction():
        await facts.withdraw(shift, by=actor.account_code, at=clock.now(), because=because)
        about: dict[str, Any] = {"name": line.name, "because": because}
        await audit.record(Event.LINES_SHIFT_WITHDRAW, about=shift.code, actor=actor, **about)


async def _person(code: UUID, actor: Actor) -> Person:
    try:
        return await person_visible_to(actor, code)
    except NotFound:
        raise Invalid({"person": N_("Choose who is on duty.")}) from None


async def _look(line: Line, form: ShiftForm, person: Person, actor: Actor, but: int = -1) -> None:
    """Raise what has to be corrected, or what she has not seen yet."""
    await queries.hold(line)
    if problems := outside_problems(form, line):
        raise Invalid(problems)
    found = await _against(line, form, person, actor, but)
    digest = digest_of(found)
    is_seen = form.seen and form.digest == digest
    if found and (not is_seen or any(one.is_refused for one in found)):
        raise StandsAgainst(found, digest)


async def _against(line: Line, form: ShiftForm, person: Person, actor: Actor, but: int) -> list[Conflict[Any]]:
    shifts: list[Resting[Any]] = [Resting(one, line.rest_minutes) for one in form.shifts]
    span = looked_at(form)
    published, exceptions = await _hours(line, span)

    def works(shift: Any, day: date) -> bool:
        return is_needed(shift, hours_on(day, line, published, exceptions))

    recorded: Hers[Any] = await queries.hers(person, actor, span, but=but)
    found = []
    for one in shifts:
        others = [*recorded.shifts, *(other for other in shifts if other is not one)]
        beside = Hers(recorded.engagements, recorded.leaves, recorded.duties, others)
        found += conflicts(one, beside, works)
    return merged(found)


async def _hours(line: Line, span: Span) -> tuple[Sequence[Any], Sequence[Any]]:
    return await queries.published_of([line.id], span), await queries.exceptions_of([line.id], span)


def merged(found: Sequence[Conflict[Any]]) -> list[Conflict[Any]]:
    """The same said once where it was found for several weekdays."""
    days: dict[tuple[Clash, int], set[date]] = {}
    others: dict[tuple[Clash, int], Any] = {}
    for one in found:
        key = (one.clash, id(one.other) if one.other is not None else 0)
        days.setdefault(key, set()).update(one.days)
        others[key] = one.other
    return [Conflict(key[0], tuple(sorted(hit)), others[key]) for key, hit in days.items()]


def digest_of(found: Sequence[Conflict[Any]]) -> str:
    """The same for the same conflicts: what is new since she looked is shown again."""
    said = ";".join(f"{one.clash} {' '.join(map(str, one.days))}" for one in found)
    return sha256(said.encode()).hexdigest()[:16] if found else ""


def _about(line: Line, person: Person) -> dict[str, Any]:
    return {"name": line.name, "person": f"{person.first_name} {person.last_name}"}


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Who it was is said by name elsewhere; a row id says nothing."""
    return {name: value for name, value in values.items() if name != "person"}
