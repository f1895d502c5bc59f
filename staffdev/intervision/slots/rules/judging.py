"""All possible times judged at once, and the best of them by the objective of calendar.md §4, step by step. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import reduce
from operator import and_, or_

from staffdev.intervision.slots.rules import planes
from staffdev.intervision.slots.rules.columns import Column, Rows, columns_of, last_day
from staffdev.intervision.slots.rules.grid import CELLS, Grid
from staffdev.intervision.slots.rules.masks import Limit, Starts, limits_of, starts_of
from staffdev.intervision.slots.rules.planes import Planes
from staffdev.intervision.slots.rules.shapes import Present, Problem
from staffdev.intervision.slots.rules.weights import weight_of
from staffdev.intervision.vocabulary import Need
from staffdev.weekly import QUARTER

BEFORE, AFTER = timedelta(days=3), timedelta(days=1)  # whose shifts, rests and pauses reach into the search


@dataclass(frozen=True, slots=True)
class Field:
    """The days of a problem with everybody's masks, and at which starts every limit is kept."""

    problem: Problem
    grid: Grid
    columns: tuple[Column, ...]
    starts: tuple[Starts, ...]
    kept: dict[Limit, int]
    held: int


@dataclass(slots=True)
class Tally:
    """Numbers for every possible time: bit c·96 + q is quarter hour q of column c."""

    held: Planes = field(default_factory=list)
    least: Planes = field(default_factory=list)  # the smallest attendance
    rarest: Planes = field(default_factory=list)  # how often she can come who can come least often
    weight: Planes = field(default_factory=list)
    if_need_be: Planes = field(default_factory=list)
    clashes: Planes = field(default_factory=list)
    present: int = 0


def field_of(problem: Problem) -> Field:
    """Masks of everybody, and the starts at which a date can be held."""
    grid = grid_until(last_day(problem.wanted), problem)
    return field_on(grid, problem, tuple(starts_of(person, grid, problem.limits) for person in problem.people))


def grid_until(last: date, problem: Problem) -> Grid:
    """The days from the first one that is asked about."""
    first = problem.wanted.first_on
    return Grid(first - BEFORE, BEFORE.days + max(0, (last - first).days + 1) + AFTER.days)


def field_on(grid: Grid, problem: Problem, starts: tuple[Starts, ...]) -> Field:
    """The same where everybody's masks are known: those of length, pause and sessions a week as they are asked for."""
    kept = limits_of(problem.limits, problem.lines, grid) | _of_people(problem, starts, grid)
    held = reduce(and_, kept.values(), grid.everything)
    return Field(problem, grid, columns_of(problem.wanted), starts, kept, held)


def _of_people(problem: Problem, starts: tuple[Starts, ...], grid: Grid) -> dict[Limit, int]:
    everywhere, limits = grid.everything, problem.limits
    pairs = list(zip(problem.people, starts, strict=True))
    number = planes.total(one.can for one in starts)
    too_many = 0 if limits.most is None else planes.at_least(number, limits.most + 1, everywhere)
    return {
        Limit.REQUIRED: reduce(and_, (one.can for who, one in pairs if who.need is Need.REQUIRED), everywhere),
        Limit.FACILITATOR: reduce(or_, (one.can for who, one in pairs if who.may_facilitate), 0),
        Limit.FEW: planes.at_least(number, limits.least, everywhere),
        Limit.MANY: everywhere & ~too_many,
    }


def tally(field: Field) -> Tally:
    """Count what the objective asks for, at all possible times together."""
    rows = Rows(field.columns, field.grid)
    held = rows.of(field.held)
    found = Tally(held=planes.total(held), least=_least(field, rows, held))
    today = field.problem.today or field.problem.wanted.first_on
    found.rarest = [rows.everything] * len(held).bit_length()
    for person, starts in zip(field.problem.people, field.starts, strict=True):
        comes = planes.total(rows.of(starts.can & field.held))
        found.rarest = planes.smaller(found.rarest, comes, rows.everything)
        planes.add_times(found.weight, comes, weight_of(person, today))
        _count(found.if_need_be, rows.of(starts.if_need_be & field.held))
        _count(found.clashes, rows.of(starts.clashes & field.held))
    found.present = _present(field.columns, field.problem.present)
    return found


def _count(into: Planes, masks: Iterable[int]) -> None:
    for mask in masks:
        planes.add(into, mask)


def _least(field: Field, rows: Rows, held: list[int]) -> Planes:
    """The smallest attendance over the dates that are held."""
    by_plane = [rows.of(plane) for plane in planes.total(starts.can for starts in field.starts)]
    least = [rows.everything] * len(by_plane)
    for row, mask in enumerate(held):
        counted = [plane[row] | rows.everything & ~mask for plane in by_plane]  # what is not held lowers nothing
        least = planes.smaller(least, counted, rows.everything)
    return least


def _present(columns: tuple[Column, ...], present: Present | None) -> int:
    if present is None or present.start % QUARTER:
        return 0
    cell = present.start // QUARTER
    same = (number for number, column in enumerate(columns) if column.weekday == present.weekday)
    return sum(1 << number * CELLS + cell for number in same)


def possible(field: Field, found: Tally) -> int:
    """The times of which not too many dates fall out, and at least one is held."""
    dates = len(field.columns[0].dates) if field.columns else 0
    may = field.problem.limits.may_fall_out
    least = dates - (dates // 2 if may is None else may)
    return planes.at_least(found.held, max(1, least), (1 << len(field.columns) * CELLS) - 1)


def best(places: int, found: Tally) -> int:
    """The best of these times, the earliest among equals; its bit."""
    places = planes.largest(places, found.held)  # 1 fewest dates fall out
    places = planes.largest(places, found.least)  # 2 the smallest attendance
    places = planes.largest(places, found.rarest)  # 3 nobody always misses
    places = planes.largest(places, found.weight)  # 4 whoever was away longest
    places = planes.smallest(places, found.if_need_be)  # 5
    places = planes.smallest(places, found.clashes)  # 6
    places = places & found.present or places  # 7 stays
    return (places & -places).bit_length() - 1  # 8 earliest
