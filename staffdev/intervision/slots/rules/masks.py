"""What speaks for and against a time, as masks of quarter hours that pass, and the starts that are left. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from staffdev.intervision.rules.instants import BELGRADE
from staffdev.intervision.slots.rules import planes
from staffdev.intervision.slots.rules.grid import CELLS, FULL, Grid
from staffdev.intervision.slots.rules.runs import lasting, padded, prolonged, touching
from staffdev.intervision.slots.rules.shapes import Busy, Days, Limits, Participant, Staffing, Stint
from staffdev.intervision.slots.rules.weeks import willing
from staffdev.weekly import QUARTER


class Why(StrEnum):
    """Why she cannot come; in the order in which it is said."""

    LEAVE = "leave"
    DUTY = "duty"
    REST = "rest"
    SESSION = "session"
    WEEK = "week"  # she has as many sessions in that week as anybody should
    CALENDAR = "calendar"
    RULE = "rule"


class Limit(StrEnum):
    """What may hold a date off for everybody."""

    EXCLUDED = "excluded"
    HOURS = "hours"
    STAFFING = "staffing"
    ROOM = "room"
    REQUIRED = "required"
    FACILITATOR = "facilitator"
    FEW = "few"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Starts:
    """At which starts on the wall she can come, at which of them only if need be, at which of them with a clash."""

    can: int
    if_need_be: int
    clashes: int
    against: dict[Why, int]  # at which quarter hours that pass something holds her off


def starts_of(person: Participant, grid: Grid, limits: Limits) -> Starts:
    """Her possible starts of a session of that length."""
    cells, pause = limits.minutes // QUARTER, limits.pause // QUARTER
    can, glad = (grid.to_instants(mask) for mask in willing(person, grid))
    everything = (1 << grid.instants) - 1
    duty, rested = _duty(person.on_duty, grid)
    hard = {
        Why.LEAVE: grid.to_instants(_whole_days(person.leave, grid)),
        Why.DUTY: padded(duty, pause),
        Why.REST: rested,
        Why.SESSION: padded(_times(person.meets, grid), pause),
        Why.WEEK: grid.to_instants(_full_weeks(person.meets, grid, limits.a_week)),
        Why.CALENDAR: padded(_times((one for one in person.busy if not one.is_soft), grid), pause),
    }
    held_off = 0
    for mask in hard.values():
        held_off |= mask
    free = lasting(can & ~held_off, cells)
    wall = grid.to_wall(free)
    soft = touching(_times((one for one in person.busy if one.is_soft), grid), cells)
    return Starts(
        can=wall,
        if_need_be=grid.to_wall(free & ~lasting(glad, cells)),
        clashes=grid.to_wall(free & soft),
        against=hard | {Why.RULE: everything & ~can},
    )


def limits_of(limits: Limits, lines: Iterable[Staffing], grid: Grid) -> dict[Limit, int]:
    """At which starts on the wall each limit is kept, whoever comes."""
    cells, everything = limits.minutes // QUARTER, (1 << grid.instants) - 1
    uncovered = 0
    for line in lines:
        uncovered |= _uncovered(line, grid, everything)
    taken = padded(_times(limits.taken, grid), limits.pause // QUARTER)
    return {
        Limit.EXCLUDED: grid.everything & ~grid.whole(grid.index(day) for day in limits.excluded),
        Limit.HOURS: _in_hours(limits, cells, grid),
        Limit.STAFFING: grid.to_wall(lasting(everything & ~uncovered, cells)),
        Limit.ROOM: grid.to_wall(lasting(everything & ~taken, cells)),
    }


def _in_hours(limits: Limits, cells: int, grid: Grid) -> int:
    """Between the earliest and the latest hour, and ended by midnight."""
    first, last = -(-limits.earliest // QUARTER), limits.latest // QUARTER
    hours = (1 << last) - (1 << first) if last > first else 0
    free = lasting(grid.to_instants(grid.wall_of_days([hours] * grid.days)), cells)
    midnights = grid.to_instants(grid.wall_of_days([1] * grid.days)) >> 1
    return grid.to_wall(free & ~touching(midnights, cells - 1) if cells > 1 else free)


def _uncovered(line: Staffing, grid: Grid, everything: int) -> int:
    """When the line is open with fewer than it needs."""
    opened = grid.to_instants(_stints((Stint(one.on, one.start, one.end) for one in line.opened), grid))
    covered = planes.total(grid.to_instants(_stints(row, grid)) for row in line.on_duty)
    return opened & ~planes.at_least(covered, line.least, everything)


def _times(times: Iterable[Busy], grid: Grid) -> int:
    mask = 0
    for one in times:
        mask |= grid.between(one.starts_at, one.ends_at)
    return mask


def _duty(stints: tuple[Stint, ...], grid: Grid) -> tuple[int, int]:
    """When she is on duty, and when she rests after it."""
    duty = rested = 0
    for rest in sorted({one.rest for one in stints}):
        served = grid.to_instants(_stints((one for one in stints if one.rest == rest), grid))
        duty |= served
        rested |= prolonged(served, -(-rest // QUARTER))
    return duty, rested & ~duty & (1 << grid.instants) - 1


def _stints(stints: Iterable[Stint], grid: Grid) -> int:
    """The quarter hours on the wall that these touch; one may reach into the next day."""
    days = [0] * (grid.days + 2)  # one before the first, one after the last
    for one in stints:
        day = grid.index(one.on) + 1
        mask = (1 << -(-one.end // QUARTER)) - (1 << one.start // QUARTER)
        if 0 <= day <= grid.days:
            days[day] |= mask & FULL
            days[day + 1] |= mask >> CELLS
    return grid.wall_of_days(days[1:-1])


def _whole_days(spans: Iterable[Days], grid: Grid) -> int:
    mask = 0
    for span in spans:
        first, last = max(0, grid.index(span.from_on)), min(grid.days - 1, grid.index(span.until_on))
        if first <= last:
            mask |= (1 << (last + 1) * CELLS) - (1 << first * CELLS)
    return mask


def _full_weeks(meets: Iterable[Busy], grid: Grid, most: int | None) -> int:
    """The weeks, from Monday on, in which she already has so many sessions."""
    if most is None:
        return 0
    ordinals = Counter((one.starts_at.astimezone(BELGRADE).toordinal() - 1) // 7 for one in meets)
    if most <= 0:
        return grid.everything
    full = {week for week, count in ordinals.items() if count >= most}
    return grid.whole(day for day in range(grid.days) if (grid.first + day - 1) // 7 in full)
