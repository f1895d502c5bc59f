"""The worst files and texts that the tests know: the slowest of them, and whether twice the text costs twice."""

import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import suppress
from typing import Any

from staffdev.ics.reading import UnreadableCalendar, read_busy
from staffdev.ics.replies import read_replies
from staffdev.intervision.rules.identity import traces_in
from tests.bench.report import Line
from tests.ics.calendars import YEAR
from tests.ics.test_bad_calendars import REFUSED
from tests.intervision.rules.test_identity import HARD
from tests.intervision.test_bad_input import BAD, ODD

LATE = 2.0  # seconds, whatever is sent
SHORT, LONG = 100_000, 1_000_000  # letters


async def measure() -> AsyncIterator[Line]:
    """Calendars, answers, then the look for names."""
    files = {name: content for name, (content, _) in REFUSED.items()} | BAD | ODD
    for what, read in (("calendar", _calendar), ("file of answers", read_replies)):
        taken, name = _slowest(files, read)
        yield Line(f"Bad input: the slowest {what} ({name})", "CPU s", taken, f"≤ {LATE:.0f}", taken <= LATE)
    growth = max(_seconds(piece, LONG) / max(_seconds(piece, SHORT), 0.002) for piece in HARD)
    yield Line("Look for names: ten times the text, the worst", "times", growth, "≤ 20 (linear)", growth <= 20)


def _calendar(content: bytes) -> object:
    return read_busy(content, YEAR)


def _slowest(files: Mapping[str, bytes], read: Callable[[bytes], Any]) -> tuple[float, str]:
    taken = []
    for name, content in files.items():
        before = time.process_time()
        with suppress(UnreadableCalendar):
            read(content)
        taken.append((time.process_time() - before, name))
    return max(taken)


def _seconds(piece: str, length: int) -> float:
    """The best of three: the machine and the collector of garbage disturb, a quadratic pattern is there each time."""
    text, taken = piece * (length // len(piece)), []
    for _ in range(3):
        before = time.process_time()
        traces_in(text)
        taken.append(time.process_time() - before)
    return min(taken)
