"""Times of a day as people type them, „17–20“ or „10-13, 17:30-20“, and back. Pure."""

import re
from collections.abc import Iterator

from staffdev.forms import RefusedValueError, read_clock
from staffdev.i18n import N_
from staffdev.weekly import DAY_MINUTES, Stretch, clock_of, minute_of

ADVICE = N_("Write the times like 17–20, or 10–13, 17–20 where the day has two parts.")
OVERLAP = N_("Two times of this day overlap. Write them as one.")
MOST = 4
_APART = re.compile(r"\s*(?:[,;]|\bi\b|\bи\b|\band\b|\n)\s*", re.IGNORECASE)
_DASH = re.compile(r"\s*(?:[-–—−]|\bdo\b|\bдо\b|\bto\b)\s*", re.IGNORECASE)
_FROM = re.compile(r"^(?:od|од|from)\s+", re.IGNORECASE)


def read_times(typed: str) -> str:
    """The notation of a day, "10:00-13:00 17:00-20:00"; what passes midnight ends at or before its beginning."""
    pairs = [_pair(part) for part in _APART.split(typed.strip()) if part]
    if not pairs or len(pairs) > MOST:
        raise RefusedValueError(ADVICE)
    pairs.sort()
    ends = [_end(pair) for pair in pairs]
    if any(later[0] < end for later, end in zip(pairs[1:], ends, strict=False)):
        raise RefusedValueError(OVERLAP)
    return " ".join(f"{clock_of(start)}-{clock_of(end)}" for start, end in pairs)


def read_hours_of_a_day(typed: str) -> str:
    """The same within one day."""
    times = read_times(typed)
    if any(end <= start for start, end in pairs_of(times)):
        raise RefusedValueError(N_("These hours are of one day only: end at 24:00, and enter the next day for itself."))
    return times


def pairs_of(times: str) -> list[tuple[int, int]]:
    """Beginning and end of each time, in minutes of the day."""
    return [(_minutes(one[:5]), _minutes(one[6:])) for one in times.split()]


def stretches_of(weekday: int, times: str) -> Iterator[Stretch]:
    """The same as times of a week, split at midnight."""
    for start, end in pairs_of(times):
        if end > start:
            yield Stretch(weekday, start, end)
        else:
            yield Stretch(weekday, start, DAY_MINUTES)
            yield Stretch(weekday % 7 + 1, 0, end)


def typed_times(times: str) -> str:
    """The notation as it is typed into a field."""
    return ", ".join(one.replace("-", "–") for one in times.split())


def _pair(part: str) -> tuple[int, int]:
    ends = _DASH.split(_FROM.sub("", part.strip()))
    if len(ends) != 2:  # noqa: PLR2004 - a beginning and an end
        raise RefusedValueError(ADVICE)
    start, end = _minute(ends[0]) % DAY_MINUTES, _minute(ends[1]) or DAY_MINUTES
    if start == end:
        raise RefusedValueError(ADVICE)
    return start, end


def _minute(typed: str) -> int:
    if re.fullmatch(r"24(?:[:.]00)?(?:\s*h)?", typed.strip()):
        return DAY_MINUTES
    try:
        return minute_of(read_clock(typed))
    except RefusedValueError:
        raise RefusedValueError(ADVICE) from None


def _end(pair: tuple[int, int]) -> int:
    """Where it ends on a clock that goes on after midnight; 0:00 is the end of its day."""
    start, end = pair
    return end if end > start else end + DAY_MINUTES


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
