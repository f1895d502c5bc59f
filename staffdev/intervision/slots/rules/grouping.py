"""Groups to form: who with whom, and when, so that most can come and the line is never left. Pure."""

from dataclasses import dataclass

from staffdev.intervision.slots.rules import planes
from staffdev.intervision.slots.rules.columns import Rows
from staffdev.intervision.slots.rules.grid import CELLS
from staffdev.intervision.slots.rules.judging import Field, field_of
from staffdev.intervision.slots.rules.masks import Limit
from staffdev.intervision.slots.rules.planes import Planes
from staffdev.intervision.slots.rules.shapes import Problem
from staffdev.intervision.slots.rules.swapping import Division, divide
from staffdev.weekly import QUARTER

STEP = 2  # groups begin on the half hour
MOST_TIMES = 240
GLAD = 2  # what a date is worth at which she gladly comes; 1 where she comes if need be


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many groups, of how many, and how many of them may meet at once."""

    groups: int
    least: int = 5
    most: int = 8
    at_once: int = 1


@dataclass(frozen=True, slots=True)
class Time:
    """A weekday in its phase, and a minute of the day."""

    column: int
    start: int


@dataclass(frozen=True, slots=True)
class FormedGroup:
    """One group: its time, and who is in it with on how many dates she can come."""

    time: Time
    weekday: int
    nth: int | None
    members: tuple[tuple[str, int], ...]


class Impossible(ValueError):
    """These sizes cannot be kept; `args[0]` says which of them."""


@dataclass(frozen=True, slots=True)
class Formed:
    """The groups in the order of their times; `worth` is two for every date gladly, one for every if need be."""

    groups: tuple[FormedGroup, ...]
    worth: int
    dates: int


def form_groups(problem: Problem, sizes: Sizes) -> Formed:
    """Divide everybody into groups with a time each. Impossible("few" | "many" | "facilitators" | "times")."""
    _checked(problem, sizes)
    field = field_of(problem)
    times, worth, comes = _worth(field)
    division = _division(field, sizes, times, worth)
    plan = divide(division) if times else None
    if plan is None:
        raise Impossible("times")
    groups = [_group(field, times[time], comes, plan.where, number) for number, time in enumerate(plan.times)]
    ordered = sorted(groups, key=lambda group: (group.weekday, group.time.start, group.time.column))
    return Formed(tuple(ordered), plan.score(division), len(field.columns[0].dates))


def _checked(problem: Problem, sizes: Sizes) -> None:
    people = len(problem.people)
    if people < sizes.groups * sizes.least:
        raise Impossible("few")
    if people > sizes.groups * sizes.most:
        raise Impossible("many")
    if sum(who.may_facilitate for who in problem.people) < sizes.groups:
        raise Impossible("facilitators")


def _worth(field: Field) -> tuple[list[Time], list[list[int]], list[Planes]]:
    """The times at which anybody can come, what each is worth to each, and how often each can come at all places."""
    rows = Rows(field.columns, field.grid)
    held = field.grid.everything
    for limit in (Limit.EXCLUDED, Limit.HOURS, Limit.STAFFING, Limit.ROOM):
        held &= field.kept[limit]
    comes: list[Planes] = []
    values: list[Planes] = []
    anybody = 0
    for starts in field.starts:
        can = planes.total(rows.of(starts.can & held))
        value: Planes = []
        planes.add_times(value, can, 1)
        planes.add_times(value, planes.total(rows.of(starts.can & held & ~starts.if_need_be)), GLAD - 1)
        anybody |= planes.at_least(can, 1, rows.everything)
        comes.append(can)
        values.append(value)
    places = [place for place in range(0, rows.width, STEP) if anybody >> place & 1]
    worth = [[planes.number_at(value, place) for value in values] for place in places]
    return _strongest(places, worth, comes)


def _strongest(
    places: list[int], worth: list[list[int]], comes: list[Planes]
) -> tuple[list[Time], list[list[int]], list[Planes]]:
    """Of too many times those that are worth most, half to few people and half to all."""
    order = sorted(range(len(places)), key=lambda one: (-sum(worth[one]), places[one]))
    few = sorted(order, key=lambda one: (-sum(sorted(worth[one], reverse=True)[:8]), places[one]))
    chosen = sorted({*order[: MOST_TIMES // 2], *few[: MOST_TIMES // 2]})
    times = [Time(places[one] // CELLS, places[one] % CELLS * QUARTER) for one in chosen]
    return times, [worth[one] for one in chosen], comes


def _division(field: Field, sizes: Sizes, times: list[Time], worth: list[list[int]]) -> Division:
    minutes, columns = field.problem.limits.minutes, field.columns
    days = [set(column.dates) for column in columns]
    overlaps = [
        frozenset(
            number
            for number, other in enumerate(times)
            if 0 <= one.start - other.start < minutes and days[one.column] & days[other.column]
        )
        for one in times
    ]
    leads = [who.may_facilitate for who in field.problem.people]
    return Division(worth, leads, overlaps, sizes.groups, sizes.least, sizes.most, sizes.at_once)


def _group(field: Field, time: Time, comes: list[Planes], where: list[int], number: int) -> FormedGroup:
    place = time.column * CELLS + time.start // QUARTER
    column = field.columns[time.column]
    members = tuple(
        (who.code, planes.number_at(comes[index], place))
        for index, who in enumerate(field.problem.people)
        if where[index] == number
    )
    return FormedGroup(time, column.weekday, column.nth, members)
