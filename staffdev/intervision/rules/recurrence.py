"""On which days a series meets; its first day is the first instance of its own rule (RFC 5545 §3.8.5.3). Pure."""

from collections.abc import Iterator
from datetime import MAXYEAR, date, timedelta

from staffdev.intervision.vocabulary import Pattern

LAST = -1  # the last one of a month
DAYS_OF_WEEK = 7
MONTHS = 12
END = (MAXYEAR, MONTHS)


def occurrences(  # noqa: PLR0917 - a rule has these six parts, in the order in which it is said
    pattern: Pattern | str, every: int, weekday: int, nth: int | None, first_on: date, last_on: date
) -> tuple[date, ...]:
    """The days from `first_on` to `last_on`, both included; every so many weeks or months, 1 is Monday.

    The first matching day sets the phase: every second week counts from it, and so does every second month.
    ValueError where `every` is below 1, `weekday` is not 1–7, or a month's `nth` is neither 1–4 nor -1.
    """
    if every < 1 or weekday not in range(1, DAYS_OF_WEEK + 1):
        raise ValueError(f"no rule: every {every} on weekday {weekday}")
    if Pattern(pattern) is Pattern.WEEKLY:
        return tuple(_weekly(every, weekday, first_on, last_on))
    if nth is None or nth not in {1, 2, 3, 4, LAST}:
        raise ValueError(f"no rule: weekday {nth} of a month")
    return tuple(_monthly(every, weekday, nth, first_on, last_on))


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The n-th such weekday of the month, its last for -1."""
    first = date(year, month, 1)
    if nth == LAST:
        return _last_weekday(year, month, weekday)
    return first + timedelta(days=(weekday - first.isoweekday()) % DAYS_OF_WEEK + DAYS_OF_WEEK * (nth - 1))


def _last_weekday(year: int, month: int, weekday: int) -> date:
    fourth = nth_weekday(year, month, weekday, 4)
    if fourth > date.max - timedelta(days=DAYS_OF_WEEK):
        return fourth
    fifth = fourth + timedelta(days=DAYS_OF_WEEK)
    return fifth if fifth.month == month else fourth


def _weekly(every: int, weekday: int, first_on: date, last_on: date) -> Iterator[date]:
    first = first_on.toordinal() + (weekday - first_on.isoweekday()) % DAYS_OF_WEEK
    return (date.fromordinal(day) for day in range(first, last_on.toordinal() + 1, DAYS_OF_WEEK * every))


def _monthly(every: int, weekday: int, nth: int, first_on: date, last_on: date) -> Iterator[date]:
    year, month = first_on.year, first_on.month
    if nth_weekday(year, month, weekday, nth) < first_on:
        year, month = _later(year, month, 1)
    while (year, month) <= min(END, (last_on.year, last_on.month)):
        if (day := nth_weekday(year, month, weekday, nth)) <= last_on:
            yield day
        year, month = _later(year, month, every)


def _later(year: int, month: int, months: int) -> tuple[int, int]:
    years, index = divmod(year * MONTHS + month - 1 + months, MONTHS)
    return years, index + 1
