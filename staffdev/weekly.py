"""Times of a week as text that stays readable: "1 17:00-20:00 glad 3 18:00-20:00 if_need_be". Pure.

Days are 1 (Monday) to 7, times are on the wall clock; a time that passes midnight stands as two. Minutes of a day run
from 0 to 1440.
"""

import re
from collections.abc import Iterable
from datetime import time
from typing import NamedTuple

DAY_MINUTES = 1440
QUARTER = 15  # minutes: what a session begins with, and is as long as a number of
_ONE = re.compile(r"([1-7]) (\d\d):(\d\d)-(\d\d):(\d\d)(?: ([a-z_]+))?(?: |$)")


class Stretch(NamedTuple):
    """A time of one weekday, from a minute of the day up to another one; `word` grades it where that is needed."""

    weekday: int
    start: int
    end: int
    word: str = ""


def read(text: str) -> tuple[Stretch, ...]:
    """The times that `text` says, in its order; ValueError where it is not in the notation."""
    found, place = [], 0
    while place < len(text):
        match = _ONE.match(text, place)
        if not match:
            raise ValueError(f"not a time of a week: {text[place:]!r}")
        weekday, h1, m1, h2, m2 = (int(part) for part in match.groups()[:5])
        found.append(Stretch(weekday, h1 * 60 + m1, h2 * 60 + m2, match[6] or ""))
        place = match.end()
    return tuple(found)


def write(stretches: Iterable[Stretch]) -> str:
    """The notation of these times, in order."""
    return " ".join(_said(one) for one in sorted(stretches))


def between(weekday: int, start: time, end: time, word: str = "") -> tuple[Stretch, ...]:
    """From one time of the clock to another, which is on the next day where it is not later."""
    first, last = minute_of(start), minute_of(end)
    if last > first:
        return (Stretch(weekday, first, last, word),)
    evening = Stretch(weekday, first, DAY_MINUTES, word)
    return (evening, Stretch(weekday % 7 + 1, 0, last, word)) if last else (evening,)


def united(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The same times with what overlaps or adjoins made one, day by day; words are left out."""
    whole: list[Stretch] = []
    for one in sorted(Stretch(one.weekday, one.start, one.end) for one in stretches):
        if whole and whole[-1].weekday == one.weekday and one.start <= whole[-1].end:
            whole[-1] = whole[-1]._replace(end=max(whole[-1].end, one.end))
        else:
            whole.append(one)
    return tuple(whole)


def minute_of(clock: time) -> int:
    """Minutes since midnight."""
    return clock.hour * 60 + clock.minute


def clock_of(minute: int) -> str:
    """`17:00` for 1020, `24:00` for the end of the day."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _said(one: Stretch) -> str:
    times = f"{one.weekday} {clock_of(one.start)}-{clock_of(one.end)}"
    return f"{times} {one.word}" if one.word else times
