"""Her page put together: her own records, and what already stands in her time, which she reads and does not edit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.intervision import queries as intervision
from staffdev.intervision.availability import queries
from staffdev.intervision.availability.view import WeekShown, shown_weeks
from staffdev.intervision.rules.instants import ends_at
from staffdev.lines.freed import Freed, freed_in
from staffdev.lines.rules.duty import Pattern
from staffdev.lines.tables import Shift
from staffdev.rulebook.dates import Span

AHEAD = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Planned:
    """Something that already stands in her time."""

    day: date
    starts_at: Any
    ends_at: Any
    what: str  # "shift" or "session"
    title: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """`current` is the week that holds today; `later` and `past` are the others."""

    current: WeekShown | None
    later: Sequence[WeekShown]
    past: Sequence[WeekShown]
    exceptions: Sequence[Any]
    calendars: Sequence[Mapping[str, Any]]
    planned: Sequence[Planned]
    until: date


async def own_page(actor: Actor, today: date) -> OwnPage:
    """All that she keeps about when she can come, and what is planned for her in the next two weeks."""
    weeks = shown_weeks(await queries.weeks_of(actor), today)
    last = today + AHEAD
    planned = [*await _shifts(actor, today, last), *await _sessions(actor, today, last)]
    return OwnPage(
        current=next((one for one in weeks if one.is_current), None),
        later=[one for one in reversed(weeks) if one.from_on > today],
        past=[one for one in weeks if one.is_past],
        exceptions=await queries.exceptions_of(actor, today),
        calendars=await queries.calendars_of(actor),
        planned=sorted(planned, key=lambda one: (one.day, one.starts_at)),
        until=last,
    )


async def _shifts(actor: Actor, first: date, last: date) -> list[Planned]:
    hers = (Shift.person == actor.person_id) & (Shift.organisation == actor.organisation_id)
    rows = await Shift.select(*Shift.all_columns(), Shift.line.name.as_alias("title")).where(hers, current(Shift))
    asked = Span(first, last)
    freed = await freed_in(actor.organisation_id, asked) if rows else Freed()
    return [
        Planned(day, row["starts_at"], row["ends_at"], "shift", row["title"])
        for row in rows
        for day in freed.days_of(Pattern(**{name: row[name] for name in Pattern._fields}), row["line"], asked)
    ]


async def _sessions(actor: Actor, first: date, last: date) -> list[Planned]:
    groups = {one.group for one in await intervision.memberships_of(actor.person_id, actor.organisation_id)}
    sessions = await intervision.sessions_visible_to(actor, first, last, groups=groups, cancelled=False)
    titles = await intervision.groups_by_id({one.group for one in sessions})
    return [
        Planned(
            one.held_on,
            one.starts_at,
            ends_at(one),
            "session",
            titles[one.group].title,
            f"/intervision/sessions/{one.code}",
        )
        for one in sessions
    ]
