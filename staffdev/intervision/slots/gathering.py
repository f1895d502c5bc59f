"""What speaks for or against a time, out of the tables: as many statements for ten people as for a hundred."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from piccolo.columns.combination import And
from piccolo.query.functions.aggregate import Max, Sum

from staffdev.db.facts import current
from staffdev.intervision.availability.queries import gathered
from staffdev.intervision.availability.rules.willing import Hers
from staffdev.intervision.queries import Member, members_of
from staffdev.intervision.rules.instants import begins, ends
from staffdev.intervision.slots.lines import Watch
from staffdev.intervision.slots.rules import shapes
from staffdev.intervision.slots.rules.shapes import Busy, Days, Participant
from staffdev.intervision.tables import Group, Session
from staffdev.intervision.vocabulary import Grade, Need
from staffdev.lines.queries import leaves_of
from staffdev.rulebook.dates import Span
from staffdev.training.tables import TrainingRecord
from staffdev.training.vocabulary import Mark, TrainingKind

AROUND = timedelta(days=9)  # sessions of the same week, and the nights before, count too
TEN_HOURS = 600  # minutes of a year (Art. 18(2))
THERE = (Mark.PRESENT, Mark.PARTIAL)


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody a time is looked for: row id, code, and what part she has."""

    person: int
    code: str
    name: str
    need: Need
    may_facilitate: bool


def invited(member: Member) -> Invited:
    """A member of a group as somebody a time is looked for."""
    return Invited(member.person, str(member.person_code), member.name, member.need, member.may_facilitate)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Who might come with all that is known, who has not said when she can, and what was not looked at."""

    people: tuple[Participant, ...]
    silent: tuple[str, ...]
    watch: Watch


async def gather(
    people: Sequence[Invited], organisation: int, days: Span, watch: Watch, *, but: Group | None = None
) -> Gathered:
    """All about these people on these days; the series of group `but` is planned anew and holds nobody off."""
    ids = [one.person for one in people]
    around = Span(days.first - AROUND, days.last + AROUND)
    hers = await gathered(ids, around.first, around.last, organisation)
    leaves = _days(await leaves_of(ids, organisation, around))
    meets = await _meets(ids, organisation, around, but)
    attended, learnt = await _attended(ids, organisation), await _learnt(ids, organisation, days.first.year)
    participants = tuple(
        Participant(
            code=one.code,
            need=one.need,
            may_facilitate=one.may_facilitate,
            **_willing(hers[one.person]),
            meets=tuple(meets[one.person]),
            on_duty=watch.of(one.person),
            leave=leaves[one.person],
            last_attended_on=attended.get(one.person),
            owed_minutes=max(0, TEN_HOURS - learnt.get(one.person, 0)),
        )
        for one in people
    )
    return Gathered(participants, tuple(one.code for one in people if not hers[one.person].weeks), watch)


def _willing(hers: Hers) -> dict[str, Any]:
    """Her weeks, exceptions and calendars in the engine's words."""
    return {
        "weeks": tuple(shapes.Week(one.times, one.from_on, one.until_on) for one in hers.weeks),
        "other_days": tuple(
            shapes.OtherDays(one.from_on, one.until_on, Grade(one.grade), one.start, one.end) for one in hers.exceptions
        ),
        "busy": tuple(Busy(one.starts_at, one.ends_at, one.is_soft) for one in hers.busy),
    }


def _days(leaves: Iterable[Any]) -> Mapping[int, tuple[Days, ...]]:
    found: dict[int, tuple[Days, ...]] = defaultdict(tuple)
    for leave in leaves:
        found[leave.person] += (Days(leave.from_on, leave.until_on or date.max),)
    return found


async def _meets(people: Collection[int], organisation: int, days: Span, but: Group | None) -> Mapping[int, list[Busy]]:
    """The sessions that each of these people has in her groups, or leads."""
    here = And(Session.organisation == organisation, Session.cancelled_at.is_null())
    sessions = await Session.objects().where(here, Session.held_on >= days.first, Session.held_on <= days.last)
    rows: list[Any] = [one for one in sessions if but is None or one.group != but.id or one.series is None]
    belong: dict[int, list[Member]] = defaultdict(list)
    for member in await members_of({one.group for one in rows}, since=days.first, until=days.last):
        belong[member.group].append(member)
    found: dict[int, list[Busy]] = defaultdict(list)
    asked = set(people)
    for one in rows:
        there = {member.person for member in belong[one.group] if member.is_member_on(one.held_on)}
        for person in (there | {one.facilitator}) & asked:
            found[person].append(Busy(begins(one), ends(one)))
    return found


async def _attended(people: list[int], organisation: int) -> dict[int, date]:
    """When each was last at an intervision."""
    if not people:
        return {}
    was = And(TrainingRecord.kind == TrainingKind.INTERVISION, TrainingRecord.minutes > 0)
    rows = await (
        TrainingRecord.select(TrainingRecord.person, Max(TrainingRecord.held_on))
        .where(_ledger(people, organisation), was)
        .group_by(TrainingRecord.person)
    )
    return {row["person"]: _day(row["max"]) for row in rows}


async def _learnt(people: list[int], organisation: int, year: int) -> dict[int, int]:
    """How many minutes of the year's hours each has."""
    if not people:
        return {}
    of_year = And(TrainingRecord.held_on >= date(year, 1, 1), TrainingRecord.held_on <= date(year, 12, 31))
    rows = await (
        TrainingRecord.select(TrainingRecord.person, Sum(TrainingRecord.minutes))
        .where(_ledger(people, organisation), of_year)
        .group_by(TrainingRecord.person)
    )
    return {row["person"]: row["sum"] for row in rows}


def _ledger(people: list[int], organisation: int) -> And:
    theirs = And(TrainingRecord.person.is_in(people), TrainingRecord.organisation == organisation)
    return And(theirs, current(TrainingRecord))


def _day(value: date | str) -> date:
    return date.fromisoformat(value) if isinstance(value, str) else value  # SQLite's max() is text
