"""A calendar file of hers as the preview shows it: how much is busy, what could not be used, and no word of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from staffdev.errors import Invalid
from staffdev.i18n import N_, Sentence
from staffdev.ics.reading import Span, read_busy
from staffdev.intervision.availability.carrying import by_week, carried
from staffdev.intervision.rules.instants import instant

AHEAD = timedelta(days=365)
NUMBERS = range(1, 4)
NO_NUMBER = N_("Choose which of your calendars this is.")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file says of the year ahead; `times` is what the form carries until she confirms."""

    number: int
    total: int
    whole_days: int
    soft: int
    weeks: Sequence[tuple[date, int]]
    notes: Sequence[Sentence]
    times: str
    days: tuple[date, date]


def year_ahead(today: date) -> tuple[date, date]:
    """The first and the last day of what is taken over."""
    return today, today + AHEAD


def span_of(days: tuple[date, date]) -> Span:
    """These days from midnight to midnight in Belgrade."""
    first, last = days
    return Span(instant(first, time(0)), instant(last + timedelta(days=1), time(0)))


def number_in(posted: Any) -> int:
    """Which calendar it is, 1 to 3; Invalid where none of them is chosen."""
    given = str(posted.get("number") or "")
    if given not in {str(number) for number in NUMBERS}:
        raise Invalid({"number": NO_NUMBER})
    return int(given)


async def previewed(content: bytes, number: int, own_addresses: frozenset[str], today: date) -> Preview:
    """The preview of that file; Invalid where it is no calendar. The file is not kept."""
    days = year_ahead(today)
    read = await asyncio.to_thread(read_busy, content, span_of(days), own_addresses=own_addresses)
    whole = sum(one.is_whole_day for one in read.times)
    return Preview(
        number=number,
        total=len(read.times) - whole,
        whole_days=whole,
        soft=sum(one.is_soft and not one.is_whole_day for one in read.times),
        weeks=by_week(read.times),
        notes=read.notes,
        times=carried(read.times),
        days=days,
    )
