"""How many times there would be if less were asked for, with everybody's masks made once. Pure."""

from collections.abc import Iterable, Iterator

from staffdev.intervision.slots.rules import planes
from staffdev.intervision.slots.rules.columns import Rows, last_day
from staffdev.intervision.slots.rules.judging import Tally, field_on, grid_until, possible
from staffdev.intervision.slots.rules.masks import Starts, starts_of
from staffdev.intervision.slots.rules.shapes import Limits, Problem


def numbers_of_times(problems: Iterable[Problem]) -> Iterator[int]:
    """The possible times of each of these problems, which are about the same people from the same day on."""
    asked = list(problems)
    last = max((last_day(one.wanted) for one in asked), default=None)
    if last is None:
        return
    grid = grid_until(last, asked[0])
    known: dict[tuple[int, int, int | None], tuple[Starts, ...]] = {}
    for problem in asked:
        key = _masks_rest_on(problem.limits)
        if key not in known:
            known[key] = tuple(starts_of(person, grid, problem.limits) for person in problem.people)
        field = field_on(grid, problem, known[key])
        held = planes.total(Rows(field.columns, grid).of(field.held))
        yield possible(field, Tally(held=held)).bit_count() if field.columns else 0


def _masks_rest_on(limits: Limits) -> tuple[int, int, int | None]:
    return limits.minutes, limits.pause, limits.a_week
