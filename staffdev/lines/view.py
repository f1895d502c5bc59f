"""What the pages about lines show: the published week as a picture, today, and the plan of who is on duty."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from staffdev.access import Actor
from staffdev.lines import policies, queries
from staffdev.lines.rules.duty import Missing, Turn, is_closed_for, missing_on, turns
from staffdev.lines.rules.hours import Held, Interval, OpenDay, holds_on, hours_on, week_of
from staffdev.lines.tables import HoursException, Line, PublishedHours, Shift
from staffdev.people.queries import names_of
from staffdev.rulebook.dates import DAY, Span, add_months
from staffdev.rulebook.facts import BELGRADE
from staffdev.weekly import minute_of

LOOKED_AHEAD = 14  # days in which the next gap is looked for
FIRST_YEAR, LAST_YEAR = 1901, 2099
NOBODY: Mapping[int, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One weekday of a published week (1 is Monday)."""

    weekday: int
    intervals: tuple[Interval, ...]

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.intervals)


@dataclass(frozen=True, slots=True)
class Watch:
    """Somebody's time on one day as the reader may know it; without a name it is open. `state` says what is wrong."""

    name: str
    interval: Interval
    code: str
    state: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class PlanDay:
    """One day of one line: its hours, who is on duty, when somebody is missing."""

    line: Line
    open: OpenDay
    watches: Sequence[Watch]
    missing: Sequence[Missing]

    @property
    def day(self) -> date:
        return self.open.day


@dataclass(frozen=True, slots=True)
class LineCard:
    """A line in the list: today's plan, whether it can be called now, the next time somebody is missing."""

    line: Line
    today: PlanDay
    week: str
    is_open: bool
    gap: PlanDay | None


@dataclass(frozen=True, slots=True)
class LinePage:
    """Everything on a line's page; `week` is the one in force today, or the next one that will be."""

    week: PublishedHours | None
    rows: Sequence[WeekRow]
    published: Sequence[PublishedHours]
    exceptions: Sequence[HoursException]
    plan: Sequence[PlanDay]


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """A week or a month of the plan, with the one before and the one after it as they stand in the address."""

    span: Span
    is_month: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the plan rests on, read at once for all lines."""

    published: Mapping[int, list[PublishedHours]]
    exceptions: Mapping[int, list[HoursException]]
    shifts: Mapping[int, list[Any]]
    names: Mapping[int, str]
    leaves: Mapping[int, list[Held]]
    duties: Mapping[int, list[Any]]


def week_rows(week: str) -> list[WeekRow]:
    """Monday to Sunday."""
    hours = week_of(week)
    return [WeekRow(number, hours.get(number, ())) for number in range(1, 8)]


async def plan_of(
    lines: Sequence[Line],
    asked: Span,
    actor: Actor,
    *,
    shifts: Sequence[Shift] | None = None,
    names: Mapping[int, str] = NOBODY,
) -> list[PlanDay]:
    """Who is on duty on these lines on these days, line by line, in seven statements at most.

    Whoever has read the `shifts` of all lines for these days (`with_nights`) gives them; so does who knows `names`.
    """
    if shifts is None:
        shifts = await queries.shifts_of(_ids(lines), with_nights(asked))
    facts = await _gathered(lines, asked, actor, shifts, names)
    return [one for line in lines for one in _plan(line, asked, facts, actor)]


async def cards_of(lines: Sequence[Line], now: datetime, actor: Actor) -> list[LineCard]:
    """The lines with what is on today and what is missing in the next two weeks."""
    here = now.astimezone(BELGRADE)
    today, minute = here.date(), minute_of(here.time())
    plan = await plan_of(lines, Span(today, today + timedelta(days=LOOKED_AHEAD)), actor)
    published = _by_line(await queries.published_of(_ids(lines), Span(today, today)))
    return [_card(line, [one for one in plan if one.line is line], published, minute) for line in lines]


async def page_of(line: Line, today: date, actor: Actor) -> LinePage:
    """One line's page, with the duty of the week that has begun."""
    published, exceptions = await queries.published_of([line.id]), await queries.exceptions_of([line.id])
    ahead = [one for one in published if one.until_on is None or one.until_on >= today]
    week = min(ahead, key=lambda one: one.from_on, default=None)
    rows = week_rows(week.week) if week else []
    coming = [one for one in exceptions if one.until_on >= today]
    plan = await plan_of([line], week_from(today), actor)
    return LinePage(week, rows, published, sorted(coming, key=lambda one: one.from_on), plan)


def week_from(day: date) -> Span:
    """The ISO week of that day."""
    monday = day - (day.isoweekday() - 1) * DAY
    return Span(monday, monday + 6 * DAY)


def days_asked(week: str, month: str, today: date) -> DaysAsked:
    """The week of a day (2026-11-16) or a month (2026-11) as the address says it, else this week."""
    if first := _day_in(f"{month}-01" if month else ""):
        after = add_months(first, 1)
        before = add_months(first, -1)
        return DaysAsked(Span(first, after - DAY), True, f"month={before:%Y-%m}", f"month={after:%Y-%m}")  # noqa: FBT003 - a field
    span = week_from(_day_in(week) or today)
    return DaysAsked(span, False, f"week={span.first - 7 * DAY}", f"week={span.last + DAY}")  # noqa: FBT003 - a field


def _day_in(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _card(line: Line, plan: Sequence[PlanDay], published: Mapping[int, list[PublishedHours]], minute: int) -> LineCard:
    today, weeks = plan[0], published.get(line.id, [])
    gap = next((one for one in plan if one.missing), None)
    return LineCard(line, today, weeks[0].week if weeks else "", today.open.is_open_at(minute), gap)


def _plan(line: Line, asked: Span, facts: _Facts, actor: Actor) -> list[PlanDay]:
    rows = turns(facts.shifts.get(line.id, ()), asked)
    published, exceptions = facts.published.get(line.id, []), facts.exceptions.get(line.id, [])
    days = [asked.first + number * DAY for number in range(asked.days)]
    return [_day(line, hours_on(day, line, published, exceptions), rows.get(day, []), facts, actor) for day in days]


def _day(line: Line, open_day: OpenDay, found: Sequence[Turn[Any]], facts: _Facts, actor: Actor) -> PlanDay:
    found = [one for one in found if not is_closed_for(open_day, one.interval)]
    states = [_state(one, open_day.day, facts) for one in found]
    covered = [one.interval for one, state in zip(found, states, strict=True) if not state]
    watches = [_watch(one, state, facts, actor) for one, state in zip(found, states, strict=True)]
    shown = [one for one in watches if one]
    return PlanDay(line, open_day, shown, missing_on(open_day, covered, line.least_on_duty))


def _state(turn: Turn[Any], day: date, facts: _Facts) -> str:
    """Why she does not cover the line then; empty where she does."""
    person = turn.shift.person
    if any(holds_on(one, day) for one in facts.leaves.get(person, ())):
        return "away"
    entered = [one for one in facts.duties.get(person, ()) if holds_on(one, day)]
    if not entered:
        return "not_entered"
    return "observes" if all(one.is_observer for one in entered) else ""


def _watch(turn: Turn[Any], state: str, facts: _Facts, actor: Actor) -> Watch | None:
    """As the reader may know it: that somebody else is away is for those who lead, others see an open time."""
    is_own = turn.shift.person == actor.person_id
    if state == "away" and not is_own and not policies.can_manage(actor):
        return None
    return Watch(facts.names[turn.shift.person], turn.interval, str(turn.shift.code), state, is_own=is_own)


def with_nights(asked: Span) -> Span:
    """These days and the one before, whose night may reach into the first."""
    return Span(asked.first - DAY, asked.last)


async def _gathered(
    lines: Sequence[Line], asked: Span, actor: Actor, shifts: Sequence[Shift], names: Mapping[int, str]
) -> _Facts:
    ids = _ids(lines)
    persons = queries.person_ids(shifts)
    return _Facts(
        published=_by_line(await queries.published_of(ids, asked)),
        exceptions=_by_line(await queries.exceptions_of(ids, asked)),
        shifts=_by_line(shifts),
        names={**names, **await names_of([one for one in persons if one not in names])},
        leaves=_by_person(await queries.leaves_of(persons, actor.organisation_id, asked)),
        duties=_by_person(await queries.duties_of(persons, actor.organisation_id, asked)),
    )


def _ids(lines: Collection[Line]) -> list[int]:
    return [line.id for line in lines]


def _by_line(rows: Sequence[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.line, []).append(row)
    return found


def _by_person(rows: Sequence[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.person, []).append(row)
    return found
