"""Exact times of a week as people type them, a line each: "Monday 17:30–20:00 glad", "pon–pet 18–20 ako mora". Pure."""

import re
from collections.abc import Iterator
from datetime import time

from staffdev.errors import Advice
from staffdev.forms import RefusedValueError, read_clock
from staffdev.i18n import S_
from staffdev.intervision.vocabulary import Grade
from staffdev.sheets.words.letters import folded
from staffdev.weekly import Stretch, between

MOST_LINES = 60
NAMES = {  # what a day is called in Serbian and in English, as short as it is still clear
    1: ("pon", "mon"),
    2: ("uto", "ut", "tue"),
    3: ("sre", "sri", "wed"),
    4: ("cet", "thu"),
    5: ("pet", "fri"),
    6: ("sub", "sat"),
    7: ("ned", "sun"),
}
GRADES = {
    Grade.GLAD: {"", "glad", "gladly", "rado", "da", "mogu", "yes"},
    Grade.IF_NEED_BE: {"if need be", "need be", "ako mora", "ako moram", "ako bas mora", "ako treba", "po potrebi"},
    Grade.NO: {"no", "ne", "ne mogu", "cannot"},
}
LINE = re.compile(
    r"(?P<days>[^\d]+?)[\s:,]*\s(?P<first>\d[\d:.h]*)\s*(?:-|do|to)\s*(?P<last>\d[\d:.h]*)\s*(?P<grade>[a-z ]*)"
)
DASHES = str.maketrans({"–": "-", "—": "-", "−": "-"})


class Unclear(ValueError):
    """A line that cannot be read, with the advice what to type instead."""

    def __init__(self, advice: Advice) -> None:
        self.advice = advice
        super().__init__(str(advice))


def read_lines(text: str) -> tuple[Stretch, ...]:
    """The times that those lines say, in their order; Unclear names the first line that says none."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > MOST_LINES:
        raise Unclear(S_("Write at most %(n)s lines.", n=MOST_LINES))
    return tuple(one for number, line in lines for one in _read(number, line))


def _read(number: int, line: str) -> Iterator[Stretch]:
    found = LINE.fullmatch(folded(line.translate(DASHES)).rstrip(" .,;"))
    if not found:
        raise Unclear(S_("Line %(line)s: write it like “Monday 17:30–20:00 glad”.", line=number))
    weekdays, grade = _days(found["days"]), _grade(found["grade"])
    if not weekdays:
        raise Unclear(S_("Line %(line)s: begin with a day of the week, for example “Monday”.", line=number))
    if grade is None:
        raise Unclear(S_("Line %(line)s: end it with “glad”, “if need be” or “no”.", line=number))
    first, last = _clock(found["first"], number), _clock(found["last"], number)
    if first == last and not found["last"].startswith("24"):
        raise Unclear(S_("Line %(line)s: it ends when it begins. Write until when.", line=number))
    for weekday in weekdays:
        yield from between(weekday, first, last, grade)


def _days(text: str) -> list[int]:
    """Every day that is named: one, several, or from–to."""
    spans = [part for part in re.split(r"[,;/ ]+(?:i|and)? ?", re.sub(r"\s*-\s*", "-", text.strip())) if part]
    found: list[int] = []
    for part in spans:
        ends = [_day(each) for each in part.split("-")]
        if None in ends or len(ends) > 2:  # noqa: PLR2004 - from and to
            return []
        first, last = ends[0] or 0, ends[-1] or 0
        found += range(first, last + 1) if first <= last else [*range(first, 8), *range(1, last + 1)]
    return found


def _day(text: str) -> int | None:
    return next((day for day, names in NAMES.items() if any(text.startswith(name) for name in names)), None)


def _grade(text: str) -> Grade | None:
    said = " ".join(text.split())
    return next((grade for grade, words in GRADES.items() if said in words), None)


def _clock(text: str, number: int) -> time:
    try:
        return read_clock(text.rstrip("."))
    except RefusedValueError:
        advice = S_("Line %(line)s: “%(typed)s” is not a time of day. Write it like 18:30.", line=number, typed=text)
        raise Unclear(advice) from None
