"""What lies ahead on the lines: her own next shift, and the days on which somebody is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from staffdev.access import Actor
from staffdev.lines import queries
from staffdev.lines.tables import Line
from staffdev.lines.view import NOBODY, PlanDay, Watch, plan_of, with_nights
from staffdev.rulebook.dates import Span

SOON = timedelta(days=7)
AHEAD = timedelta(days=28)


class Turn(NamedTuple):
    """Her next time on duty."""

    line: Line
    day: date
    watch: Watch


class Bare(NamedTuple):
    """A line whose shifts leave it without enough people on these days."""

    line: Line
    days: Sequence[PlanDay]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The plan of the next four weeks, as the reader may know it."""

    today: date
    plan: Sequence[PlanDay]

    def next_turn(self) -> Turn | None:
        """When she is on duty next, from today on."""
        own = [Turn(one.line, one.day, watch) for one in self.plan for watch in one.watches if watch.is_own]
        coming = [turn for turn in own if turn.watch.state != "away"]
        return min(coming, key=lambda turn: (turn.day, turn.watch.interval), default=None)

    def bare(self) -> list[Bare]:
        """The lines on which somebody is missing within a week, where shifts are entered at all."""
        found: dict[int, Bare] = {}
        for one in self.plan:
            if one.missing and one.day <= self.today + SOON:
                days = found[one.line.id].days if one.line.id in found else ()
                found[one.line.id] = Bare(one.line, (*days, one))
        used = {one.line.id for one in self.plan if one.watches}
        return [bare for line, bare in found.items() if line in used]


async def ahead_of(actor: Actor, today: date, names: Mapping[int, str] = NOBODY) -> Ahead:
    """One statement where no shifts are entered, else seven; one less where everybody's name is known by row id."""
    asked = Span(today, today + AHEAD)
    shifts = await queries.shifts_in(actor.organisation_id, with_nights(asked))
    if not shifts:
        return Ahead(today, ())
    lines = await queries.lines_visible_to(actor)
    return Ahead(today, await plan_of(lines, asked, actor, shifts=shifts, names=names))
