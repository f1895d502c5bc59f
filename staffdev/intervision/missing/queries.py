"""What the watch for what is missing looks at: a constant number of statements, however much there is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, Or

from staffdev.db.facts import current
from staffdev.intervision.attendance.queries import marked_among
from staffdev.intervision.minutes.queries import written_among
from staffdev.intervision.rules import missing as rules
from staffdev.intervision.tables import Group, Session
from staffdev.people.tables import Engagement, Leave, Person
from staffdev.rulebook.facts import civil_day
from staffdev.training.offer.queries.attendance import closed_years
from staffdev.training.tables import TrainingRecord
from staffdev.training.vocabulary import Mark, TrainingKind

LOOKED_BACK = timedelta(days=400)  # an older gap is for the year's evaluation, not for a list of what to do
NOT_THERE = [Mark.EXCUSED.value, Mark.ABSENT.value]


@dataclass(frozen=True, slots=True)
class Met:
    """A session as the watch sees it."""

    id: int
    code: UUID
    group: int
    held_on: date
    starts_at: time
    facilitator: int | None
    cancelled_at: datetime | None


@dataclass(frozen=True, slots=True)
class Gathering:
    """A group as the watch sees it."""

    id: int
    code: UUID
    title: str
    rhythm_days: int
    created_on: date
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Missing:
    """Everything that is missing; `groups` by row id, for the names of sessions."""

    groups: dict[int, Gathering]
    unmarked: Sequence[Met]
    unwritten: Sequence[Met]
    past_rhythm: Sequence[rules.PastRhythm]


async def missing_in(organisation_id: int, today: date, *, facilitator: int | None = None) -> Missing:
    """What is missing in the organisation; with `facilitator` only in the sessions she led, and no group's rhythm."""
    groups = {group.id: group for group in await _groups(organisation_id)}
    sessions = await _sessions(organisation_id, today, facilitator) if groups else []
    held = rules.over(sessions, today=today)
    marked = await marked_among([one.code for one in held])
    written = await written_among([one.id for one in held])
    closed = await closed_years(organisation_id, {one.held_on.year for one in held})
    return Missing(
        groups,
        rules.unmarked(sessions, marked, closed, today=today),
        rules.unwritten(sessions, written, today=today),
        [] if facilitator else rules.past_rhythm(groups.values(), sessions, today=today),
    )


async def without_intervision(organisation_id: int, today: date) -> list[dict[str, Any]]:
    """The people (code and names, in Serbian order) who were at no intervision in this quarter."""
    here: Any = Engagement.organisation == organisation_id
    holds = And(Engagement.from_on <= today, Or(Engagement.until_on.is_null(), Engagement.until_on >= today))
    engagements = await Engagement.objects().where(here, current(Engagement), holds)
    gone = And(Leave.from_on <= today, Or(Leave.until_on.is_null(), Leave.until_on >= today))
    leaves = await Leave.select(Leave.person).where(Leave.organisation == organisation_id, current(Leave), gone)
    away = {row["person"] for row in leaves}
    attended = await _attended(organisation_id, today)
    ids = rules.without_intervision(engagements, away, attended, today=today)
    if not ids:
        return []
    columns = (Person.code, Person.first_name, Person.last_name)
    return await Person.select(*columns).where(Person.id.is_in(ids)).order_by(Person.sort_key, Person.id)


async def _groups(organisation_id: int) -> list[Gathering]:
    columns = (Group.id, Group.code, Group.title, Group.rhythm_days, Group.created_at, Group.closed_on)
    rows = await Group.select(*columns).where(Group.organisation == organisation_id).order_by(Group.sort_key)
    return [
        Gathering(
            row["id"], row["code"], row["title"], row["rhythm_days"], civil_day(row["created_at"]), row["closed_on"]
        )
        for row in rows
    ]


async def _sessions(organisation_id: int, today: date, facilitator: int | None) -> list[Met]:
    mine = And(Session.organisation == organisation_id, Session.held_on >= today - LOOKED_BACK)
    where = mine if facilitator is None else And(mine, Session.facilitator == facilitator)
    columns = (Session.id, Session.code, Session.group, Session.held_on, Session.starts_at, Session.facilitator)
    rows = await Session.select(*columns, Session.cancelled_at).where(where, Session.cancelled_at.is_null())
    return [Met(**row) for row in rows]


async def _attended(organisation_id: int, today: date) -> dict[int, list[date]]:
    quarter = rules.quarter_of(today)
    of_kind = And(TrainingRecord.organisation == organisation_id, TrainingRecord.kind == TrainingKind.INTERVISION)
    when = And(TrainingRecord.held_on >= quarter.first, TrainingRecord.held_on <= today)
    there = Or(TrainingRecord.mark.is_null(), TrainingRecord.mark.not_in(NOT_THERE))
    rows = await TrainingRecord.select(TrainingRecord.person, TrainingRecord.held_on).where(
        And(of_kind, when), there, current(TrainingRecord)
    )
    found: dict[int, list[date]] = {}
    for row in rows:
        found.setdefault(row["person"], []).append(row["held_on"])
    return found
