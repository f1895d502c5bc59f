"""A page of the calendar: its days, and on each day what she may know of, in the order of the clock."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from staffdev.access import Actor
from staffdev.intervision import policies
from staffdev.intervision.calendar import queries, rules
from staffdev.intervision.calendar.rules import View
from staffdev.intervision.rules.clashes import Plan
from staffdev.intervision.rules.instants import ends_at
from staffdev.lines.freed import Freed, freed_in
from staffdev.lines.rules.duty import Pattern
from staffdev.rulebook.dates import Span


class Kind(StrEnum):
    """What an entry of the calendar is."""

    SESSION = "session"
    COURSE = "course"
    SHIFT = "shift"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing on one day; `href` is empty where there is no page of it."""

    kind: Kind
    title: str
    starts_at: time | None
    until: time | Plan | None
    href: str = ""
    place: str = ""
    note: str = ""
    is_cancelled: bool = False
    is_moved: bool = False

    @property
    def ends_at(self) -> time | None:
        """When it ends; of a session it is worked out where it is shown, since the clock may change meanwhile."""
        return ends_at(self.until) if isinstance(self.until, Plan) else self.until


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the page; `is_beside` where it belongs to another month than the one shown."""

    day: date
    holiday: str
    entries: Sequence[Entry]
    is_today: bool
    is_beside: bool


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the calendar; `weeks` for a month, `days` for a week or an agenda."""

    view: View
    on: date
    today: date
    before: date | None
    after: date | None
    days: Sequence[Day]
    weeks: Sequence[Sequence[Day]]

    @property
    def is_now(self) -> bool:
        """Is today on it?"""
        return any(one.is_today for one in self.days)


async def page_of(actor: Actor, view: View, on: date, today: date) -> Page:
    """What she sees; the same few queries however much there is."""
    span = rules.span_of(view, on)
    entries = await _entries(actor, span, today)
    every = [date.fromordinal(number) for number in range(span.first.toordinal(), span.last.toordinal() + 1)]
    beside = on.month if view is View.MONTH else 0
    days = {day: _day(day, entries, today, beside) for day in every}
    before, after = rules.neighbours(view, on)
    weeks = [[days[day] for day in week] for week in rules.weeks_of(span)] if view is View.MONTH else []
    shown = list(days.values())
    if view is View.AGENDA:
        shown = [one for one in shown if one.entries or one.is_today]
    return Page(view, on, today, before, after, shown, weeks)


def _day(day: date, entries: Mapping[date, list[Entry]], today: date, month: int) -> Day:
    there = sorted(entries.get(day, ()), key=lambda one: (one.starts_at or time.min, one.title))
    return Day(day, rules.holiday(day), there, day == today, bool(month) and day.month != month)


async def _entries(actor: Actor, span: Span, today: date) -> Mapping[date, list[Entry]]:
    found: dict[date, list[Entry]] = defaultdict(list)
    sees_names = policies.sees_names(actor)
    for session in await queries.session_days(actor, span):
        found[session["held_on"]].append(_session(session, sees_names=sees_names))
    for course in await queries.course_days(actor, span, today):
        found[course["held_on"]].append(_course(course))
    if shifts := await queries.own_shifts(actor, span):
        freed = await freed_in(actor.organisation_id, span)
        for shift in shifts:
            for day, entry in _duty(shift, span, freed):
                found[day].append(entry)
    return found


def _session(row: Mapping[str, Any], *, sees_names: bool) -> Entry:
    return Entry(
        Kind.SESSION,
        row["title"],
        row["starts_at"],
        Plan(row["held_on"], row["starts_at"], row["minutes"]),
        href=f"/intervision/sessions/{row['code']}",
        place=row["place"] or "",
        note=f"{row['first_name']} {row['last_name']}" if sees_names and row["first_name"] else "",
        is_cancelled=row["cancelled_at"] is not None,
        is_moved=_is_moved(row),
    )


def _is_moved(row: Mapping[str, Any]) -> bool:
    planned = (row["planned_on"], row["planned_at"])
    return row["planned_on"] is not None and planned != (row["held_on"], row["starts_at"])


def _course(row: Mapping[str, Any]) -> Entry:
    times = (row["starts_at"], row["ends_at"])
    return Entry(Kind.COURSE, row["title"], *times, href=f"/courses/{row['code']}", place=row["place"] or "")


def _duty(row: Mapping[str, Any], span: Span, freed: Freed) -> Iterator[tuple[date, Entry]]:
    shift = Pattern(**{name: row[name] for name in Pattern._fields})
    entry = Entry(Kind.SHIFT, row["name"], shift.starts_at, shift.ends_at)
    return ((day, entry) for day in freed.days_of(shift, row["line"], span))
