"""Busy times between the preview and the answer: as numbers in the form itself, so that nothing is stored before.

Each is its first and last minute since 1970 in UTC and what it is: h hard, s soft, d a whole day.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

from staffdev.errors import Invalid
from staffdev.i18n import N_
from staffdev.ics.reading import BusyTime, Span
from staffdev.ics.reading.limits import TIMES
from staffdev.intervision.availability.rules.willing import Busy
from staffdev.intervision.rules.instants import on_the_wall

MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DIGITS = 9  # until the year 3871
FIELDS = 3
AGAIN = N_("What was read is no longer there. Choose the file again.")


def carried(times: Iterable[BusyTime]) -> str:
    """The times as the form carries them; seconds are rounded outwards."""
    return ";".join(f"{_minute(one.starts_at)} {-_minute(one.ends_at, -1)} {_kind(one)}" for one in times)


def put_down(text: str | None, span: Span, *, whole_days: bool) -> list[Busy]:
    """The times that came back, those of whole days only where they count; Invalid where it is anything else."""
    lines = text.split(";") if text else []
    if text is None or len(lines) > TIMES:
        raise Invalid({"file": AGAIN})
    found = [_read(line.split(), span) for line in lines]
    return [
        Busy(starts_at, ends_at, is_soft=kind == "s") for starts_at, ends_at, kind in found if kind != "d" or whole_days
    ]


def by_week(times: Iterable[BusyTime]) -> Sequence[tuple[date, int]]:
    """How many of them begin in each week, by its Monday."""
    counted = Counter(_monday(on_the_wall(one.starts_at).date()) for one in times)
    return sorted(counted.items())


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _minute(moment: datetime, sign: int = 1) -> int:
    return sign * (moment - EPOCH) // MINUTE


def _kind(one: BusyTime) -> str:
    if one.is_whole_day:
        return "d"
    return "s" if one.is_soft else "h"


def _read(fields: list[str], span: Span) -> tuple[datetime, datetime, str]:
    if len(fields) != FIELDS or fields[2] not in {"h", "s", "d"} or not all(_is_number(one) for one in fields[:2]):
        raise Invalid({"file": AGAIN})
    starts_at, ends_at = (EPOCH + MINUTE * int(one) for one in fields[:2])
    if not (starts_at < ends_at and starts_at < span.ends_at and span.starts_at < ends_at):
        raise Invalid({"file": AGAIN})
    return starts_at, ends_at, fields[2]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= DIGITS
