"""Who is on duty when, and which lines must not be left, as the search for a time needs it; four statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from staffdev.intervision.slots.rules.shapes import Open, Staffing, Stint
from staffdev.lines.freed import Freed, freed_by
from staffdev.lines.queries import exceptions_of, leaves_of, lines_of, person_ids, published_of, shifts_of
from staffdev.lines.rules.duty import is_at_night
from staffdev.lines.rules.hours import days_of, hours_on
from staffdev.rulebook.dates import Span
from staffdev.weekly import DAY_MINUTES, minute_of

Hers = dict[int, tuple[Stint, ...]]
ByLine = dict[int, Hers]
AROUND = timedelta(days=4)  # a night before the first day, with its rest


@dataclass(frozen=True, slots=True)
class Watch:
    """Everybody's time on duty, the lines with what they need, and until which day each one's shifts are entered.

    After that day, or where it is None, nothing can be said about its staffing, and it holds nothing off.
    """

    stints: Mapping[int, tuple[Stint, ...]] = field(default_factory=dict)
    lines: tuple[Staffing, ...] = ()
    entered: tuple[tuple[str, date | None], ...] = ()

    def unknown_before(self, last: date) -> list[tuple[str, date | None]]:
        """The lines of which not every day up to `last` has shifts entered, with the last day that has."""
        return [(name, until) for name, until in self.entered if until is None or until < last]

    def of(self, person: int) -> tuple[Stint, ...]:
        """Her own times on duty."""
        return self.stints.get(person, ())


async def watch_of(organisation: int, days: Span) -> Watch:
    """Lines and shifts on these days. Where nobody's shift is entered, nothing can be said about staffing."""
    span = Span(days.first - AROUND, days.last + timedelta(days=1))
    lines: list[Any] = await lines_of(organisation)
    ids = [line.id for line in lines]
    published, exceptions, shifts = (
        await published_of(ids, span),
        await exceptions_of(ids, span),
        await shifts_of(ids, span),
    )
    leaves: list[Any] = await leaves_of(person_ids(shifts), organisation, span)
    rests = {line.id: line.rest_minutes for line in lines}
    stints, by_line = _served(shifts, leaves, rests, span, freed_by(lines, exceptions))
    until = _entered_until(shifts)
    return Watch(
        stints,
        tuple(
            Staffing(
                line.least_on_duty,
                _opened(line, _about(published, line), _about(exceptions, line), _until(days, until[line.id])),
                tuple(by_line[line.id].values()),
            )
            for line in lines
            if line.id in until
        ),
        tuple(
            (line.name, until.get(line.id)) for line in lines if line.until_on is None or line.until_on >= days.first
        ),
    )


def _entered_until(shifts: Iterable[Any]) -> dict[int, date]:
    """Until which day each line has shifts; one that goes on has no last day."""
    until: dict[int, date] = {}
    for shift in shifts:
        until[shift.line] = max(until.get(shift.line, date.min), shift.until_on or date.max)
    return until


def _until(days: Span, last: date) -> Span | None:
    return Span(days.first, min(days.last, last)) if last >= days.first else None


def _served(
    shifts: Iterable[Any], leaves: list[Any], rests: Mapping[int, int], span: Span, freed: Freed
) -> tuple[Hers, ByLine]:
    """When each is on duty, and who covers each line when."""
    stints: Hers = defaultdict(tuple)
    by_line: ByLine = defaultdict(lambda: defaultdict(tuple))
    for shift in shifts:
        served = _stints(shift, span, rests[shift.line], freed)
        if not served:
            continue
        stints[shift.person] += served
        by_line[shift.line][shift.person] += _without(served, leaves, shift.person)
    return stints, by_line


def _about(facts: Iterable[Any], line: Any) -> list[Any]:
    return [one for one in facts if one.line == line.id]


def _opened(line: Any, published: list[Any], exceptions: list[Any], days: Span | None) -> tuple[Open, ...]:
    if days is None:
        return ()
    return tuple(
        Open(day, one.start, one.end)
        for day in days_of(days)
        for one in hours_on(day, line, published, exceptions).intervals
    )


def _stints(shift: Any, span: Span, rest: int, freed: Freed) -> tuple[Stint, ...]:
    start, end = minute_of(shift.starts_at), minute_of(shift.ends_at)
    last = end if end > start else end + DAY_MINUTES
    after = rest if is_at_night(shift) else 0
    return tuple(Stint(day, start, last, after) for day in freed.days_of(shift, shift.line, span))


def _without(stints: tuple[Stint, ...], leaves: list[Any], person: int) -> tuple[Stint, ...]:
    """The times she truly covers: on leave she covers none."""
    away = [one for one in leaves if one.person == person]
    return tuple(
        one
        for one in stints
        if not any(leave.from_on <= one.on and (leave.until_on is None or one.on <= leave.until_on) for leave in away)
    )
