"""On which days a shift truly is: where the line does not work on a holiday or by an exception, she is free."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from staffdev.db.database import tuples
from staffdev.lines.rules.duty import ShiftLike, days_of_shift, is_freed
from staffdev.lines.rules.hours import OpenDay, hours_on
from staffdev.rulebook.dates import DAY, Span

CURRENT = "version_of IS NULL AND superseded_at IS NULL"
LINES = f"SELECT id, from_on, until_on, works_on_holidays FROM line WHERE organisation = {{}} AND {CURRENT}"
EXCEPTIONS = (
    "SELECT line, from_on, until_on, hours FROM hours_exception "
    f"WHERE organisation = {{}} AND from_on <= {{}} AND until_on >= {{}} AND {CURRENT}"
)


class ALine(NamedTuple):
    """What of a line decides whether it works on a holiday."""

    id: int
    from_on: date
    until_on: date | None
    works_on_holidays: bool


class Other(NamedTuple):
    """Hours of particular days."""

    line: int
    from_on: date
    until_on: date | None
    hours: str


@dataclass(frozen=True, slots=True)
class Freed:
    """The lines of an organisation with their exceptions, by row id of the line."""

    lines: Mapping[int, Any] = field(default_factory=dict)
    exceptions: Mapping[int, Any] = field(default_factory=dict)

    def days_of(self, shift: ShiftLike, line: int, asked: Span) -> Iterator[date]:
        """The days in `asked` on which the shift begins and some of it is needed."""
        return (day for day in days_of_shift(shift, asked) if not self.frees(shift, line, day))

    def frees(self, shift: ShiftLike, line: int, day: date) -> bool:
        """Whether nothing of the shift that begins that day is needed."""
        return is_freed(shift, day, lambda one: self._open_on(line, one))

    def _open_on(self, line: int, day: date) -> OpenDay:
        return hours_on(day, self.lines[line], (), self.exceptions.get(line, ()))


def freed_by(lines: Iterable[Any], exceptions: Iterable[Any]) -> Freed:
    """The same of rows that are read already."""
    by_line: dict[int, list[Any]] = {}
    for one in exceptions:
        by_line.setdefault(one.line, []).append(one)
    return Freed({one.id: one for one in lines}, by_line)


async def freed_in(organisation_id: int, asked: Span) -> Freed:
    """What frees somebody on these days, and in the night after them; two statements."""
    rows = await tuples(LINES, [organisation_id])
    exceptions = await tuples(EXCEPTIONS, [organisation_id, asked.last + DAY, asked.first])
    return freed_by((ALine(*row) for row in rows), (Other(*row) for row in exceptions))
