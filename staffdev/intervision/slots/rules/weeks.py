"""Her weeks and her exceptions as bits of days. Pure."""

from functools import lru_cache

from staffdev.intervision.slots.rules.grid import CELLS, FULL, Grid
from staffdev.intervision.slots.rules.shapes import OtherDays, Participant, Week
from staffdev.intervision.vocabulary import Grade
from staffdev.weekly import DAY_MINUTES, QUARTER

Part = tuple[int, int, str]  # from a minute to another one, and how willingly
Willing = tuple[int, int]  # the cells at which she can come, and those of them at which she gladly does
UNKNOWN: tuple[Part, ...] = ((0, DAY_MINUTES, Grade.IF_NEED_BE),)  # she has not said, which is not a no
WHOLE_CELL = (1 << QUARTER) - 1


def willing(person: Participant, grid: Grid) -> Willing:
    """When she would come by her own rule, on the wall."""
    base = _usual(person.weeks, grid)
    changed = _changed(person.other_days, grid)
    days = [cells_of(base[day], changed.get(day, ())) for day in range(grid.days)]
    return grid.wall_of_days([can for can, _glad in days]), grid.wall_of_days([glad for _can, glad in days])


@lru_cache(maxsize=4096)
def cells_of(usual: tuple[Part, ...], changes: tuple[Part, ...]) -> Willing:
    """The whole quarter hours of a day that she can come, and gladly."""
    can = glad = 0
    for start, end, grade in usual + changes:
        minutes = (1 << end) - (1 << start)
        can = can & ~minutes if grade == Grade.NO else can | minutes
        glad = glad | minutes if grade == Grade.GLAD else glad & ~minutes
    return _whole_cells(can), _whole_cells(glad)


def _whole_cells(minutes: int) -> int:
    if minutes == (1 << DAY_MINUTES) - 1:
        return FULL
    return sum(1 << cell for cell in range(CELLS) if minutes >> cell * QUARTER & WHOLE_CELL == WHOLE_CELL)


def _usual(weeks: tuple[Week, ...], grid: Grid) -> list[tuple[Part, ...]]:
    days = [UNKNOWN] * grid.days
    for week in weeks:
        parts = [
            tuple((one.start, one.end, one.word) for one in week.stretches if one.weekday == weekday)
            for weekday in range(1, 8)
        ]
        last = grid.days - 1 if week.until_on is None else min(grid.days - 1, grid.index(week.until_on))
        for day in range(max(0, grid.index(week.from_on)), last + 1):
            days[day] = parts[(grid.first + day - 1) % 7]
    return days


def _changed(other_days: tuple[OtherDays, ...], grid: Grid) -> dict[int, tuple[Part, ...]]:
    days: dict[int, tuple[Part, ...]] = {}
    for other in other_days:
        part = (other.start, other.end, other.grade)
        for day in range(max(0, grid.index(other.from_on)), min(grid.days - 1, grid.index(other.until_on)) + 1):
            days[day] = (*days.get(day, ()), part)
    return days
