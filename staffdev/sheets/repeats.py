"""Rows of one file that say the same again: same person in any script, same days, same minutes, similar title."""

import sys
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from staffdev.sheets.words import Days, folded

SIMILAR_TITLE = 0.8
MOST_COMPARED = 30  # trainings of one person on one day
_Said = tuple[int | None, str, int]  # minutes, title, row


@dataclass(frozen=True, slots=True)
class Earlier:
    """The row said before; `is_same` is False where only the minutes differ."""

    row: int
    is_same: bool


@dataclass
class Repeats:
    """What was said so far in a file: a few numbers for each row, and each title once."""

    _said: dict[int, tuple[_Said, ...]] = field(default_factory=dict)

    def find(self, person: str, days: Days, minutes: int | None, title: str, row: int) -> Earlier | None:
        """The earlier row that says the same, or the same with other minutes; else None, and the row is remembered."""
        plain = sys.intern(folded(title))
        key = hash((person, days.days, days.is_range))
        said = self._said.get(key, ())
        alike = [(known, before) for known, text, before in said if _is_similar(text, plain)]
        for known, before in alike:
            if known == minutes:
                return Earlier(before, is_same=True)
        self._said[key] = (*said[-MOST_COMPARED:], (minutes, plain, row))
        return Earlier(alike[0][1], is_same=False) if alike else None


def _is_similar(one: str, other: str) -> bool:
    if one == other:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= SIMILAR_TITLE and matcher.ratio() >= SIMILAR_TITLE
