"""Reads about lines, their hours and shifts; everybody of the organisation may see them, nobody else."""

from collections.abc import Collection, Sequence
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, Or

from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.db.transactions import locked
from staffdev.errors import NotFound
from staffdev.lines.rules.conflicts import Hers, Resting
from staffdev.lines.tables import HoursException, Line, PublishedHours, Shift
from staffdev.people.tables import DutyAssignment, Engagement, Leave, Person
from staffdev.people.vocabulary import Channel
from staffdev.rulebook.dates import Span


async def lines_visible_to(actor: Actor) -> list[Line]:
    """The lines of her organisation in the order of the Serbian alphabet."""
    return await lines_of(actor.organisation_id)


async def lines_of(organisation_id: int) -> list[Line]:
    """The lines an organisation has or had."""
    own = Line.organisation == organisation_id
    return list(await Line.objects().where(own, current(Line)).order_by(Line.sort_key, Line.id))


async def line_visible_to(actor: Actor, code: UUID) -> Line:
    """The line with that code; NotFound where it is another's or was taken back."""
    own = And(Line.code == code, Line.organisation == actor.organisation_id)
    line: Line | None = await Line.objects().where(own, current(Line)).first()
    if line is None:
        raise NotFound
    return line


async def hold(line: Line) -> None:
    """Nobody else enters anything about this line until the transaction ends."""
    await locked(Line.objects().where(Line.id == line.id))


async def facts_of(table: Any, lines: Collection[int], asked: Span | None = None) -> list[Any]:
    """What is said of these lines (row ids), the latest first; with `asked` only what holds on one of those days."""
    if not lines:
        return []
    where = And(table.line.is_in(list(lines)), current(table))
    if asked:
        where = And(where, touching(table, asked))
    return list(await table.objects().where(where).order_by(table.from_on, table.id, ascending=False))


async def fact_of(table: Any, code: UUID, line: Line) -> Any:
    """One of them by its code; NotFound where it is another line's or was taken back."""
    mine = And(table.code == code, table.line == line.id)
    fact = await table.objects().where(mine, current(table)).first()
    if fact is None:
        raise NotFound
    return fact


async def published_of(lines: Collection[int], asked: Span | None = None) -> list[PublishedHours]:
    """The weeks these lines have published."""
    return await facts_of(PublishedHours, lines, asked)


async def exceptions_of(lines: Collection[int], asked: Span | None = None) -> list[HoursException]:
    """Their exceptions."""
    return await facts_of(HoursException, lines, asked)


async def shifts_of(lines: Collection[int], asked: Span | None = None) -> list[Shift]:
    """Their shifts."""
    return await facts_of(Shift, lines, asked)


async def shifts_in(organisation_id: int, asked: Span) -> list[Shift]:
    """The shifts on any line that hold on one of those days, the latest first."""
    own = And(Shift.organisation == organisation_id, current(Shift))
    where = And(own, touching(Shift, asked))
    return list(await Shift.objects().where(where).order_by(Shift.from_on, Shift.id, ascending=False))


def touching(table: Any, asked: Span) -> And:
    """Where-clause for the facts that hold on any of these days; a shift of the day before may reach into the first."""
    return And(table.from_on <= asked.last, Or(table.until_on.is_null(), table.until_on >= asked.first))


async def leaves_of(persons: Collection[int], organisation_id: int, asked: Span) -> list[Leave]:
    """Their days of leave among those asked."""
    return await _of_people(Leave, persons, organisation_id, asked)


async def duties_of(persons: Collection[int], organisation_id: int, asked: Span) -> list[DutyAssignment]:
    """Where they are entered for duty on the telephone on days asked."""
    found: list[DutyAssignment] = await _of_people(DutyAssignment, persons, organisation_id, asked)
    return [one for one in found if one.channel == Channel.PHONE]


async def _of_people(table: Any, persons: Collection[int], organisation_id: int, asked: Span) -> list[Any]:
    if not persons:
        return []
    hers = And(table.person.is_in(list(persons)), table.organisation == organisation_id)
    return list(await table.objects().where(hers, current(table), touching(table, asked)))


async def shifts_of_person(person_id: int, organisation_id: int, asked: Span | None = None) -> list[Shift]:
    """Her shifts on any line of the organisation."""
    hers = And(Shift.person == person_id, Shift.organisation == organisation_id)
    where = And(hers, touching(Shift, asked)) if asked else hers
    return list(await Shift.objects().where(where, current(Shift)).order_by(Shift.from_on, Shift.id))


async def hers(person: Person, actor: Actor, asked: Span, *, but: int = -1) -> Hers[Any]:
    """What the rules look at before her shift is saved; `but` is the shift being corrected."""
    persons, organisation = [person.id], actor.organisation_id
    shifts: list[Any] = [one for one in await shifts_of_person(person.id, organisation) if one.id != but]
    rests = {line.id: line.rest_minutes for line in await lines_of(organisation)}
    return Hers(
        engagements=await _of_people(Engagement, persons, organisation, asked),
        leaves=await leaves_of(persons, organisation, asked),
        duties=await duties_of(persons, organisation, asked),
        shifts=[Resting(one, rests.get(line_id(one), 0)) for one in shifts],
    )


def line_id(row: Any) -> int:
    """The row id of the line a fact is about."""
    return int(row.line)


def person_ids(shifts: Sequence[Shift]) -> list[int]:
    """Whose shifts these are, each once."""
    rows: Sequence[Any] = shifts
    return sorted({int(one.person) for one in rows})
