"""Rows of one file that say the same again: same person in any script, same days, same minutes, similar title."""

from dataclasses import dataclass, field
from difflib import SequenceMatcher

import msgspec

from staffdev.sheets.words import Days, folded

SIMILAR_TITLE = 0.8
MOST_COMPARED = 30  # trainings of one person on one day


class Said(msgspec.Struct, frozen=True, gc=False):
    """What one row said of a person and her days; there is one for each row of a file, so it has to be small."""

    minutes: int | None
    title: str
    row: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """The row said before; `is_same` is False where only the minutes differ."""

    row: int
    is_same: bool


@dataclass
class Repeats:
    """What was said so far in a file, by a number for each person and her days."""

    _said: dict[int, tuple[Said, ...]] = field(default_factory=dict)

    def find(self, person: str, days: Days, minutes: int | None, title: str, row: int) -> Earlier | None:
        """The earlier row that says the same, or the same with other minutes; else None, and the row is remembered."""
        plain = folded(title)
        key = hash((person, days.days, days.is_range))
        said = self._said.get(key, ())
        alike = [one for one in said if _is_similar(one.title, plain)]
        for one in alike:
            if one.minutes == minutes:
                return Earlier(one.row, is_same=True)
        self._said[key] = (*said[-MOST_COMPARED:], Said(minutes, plain, row))
        return Earlier(alike[0].row, is_same=False) if alike else None


def _is_similar(one: str, other: str) -> bool:
    if one == other:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= SIMILAR_TITLE and matcher.ratio() >= SIMILAR_TITLE
