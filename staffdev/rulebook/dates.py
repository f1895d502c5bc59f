"""Civil-day arithmetic: spans with both ends in, terms of months and years, Serbian working days. Pure."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

FOREVER = date.max
DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6

STATE_HOLIDAYS = ((1, 1), (1, 2), (2, 15), (2, 16), (5, 1), (5, 2), (11, 11))
CHRISTMAS = (1, 7)
EASTER_DAYS = (-2, -1, 0, 1)  # Good Friday to Easter Monday


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Civil days from `first` to `last`, both in; `last` is FOREVER while open. ValueError when it ends too early."""

    first: date
    last: date = FOREVER

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a span cannot end on {self.last}, before it begins on {self.first}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it has, both ends counted."""
        return days_between(self.first, self.last)

    def shared_with(self, other: "Span") -> "Span | None":
        """The days both have, None where there is none."""
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Span(first, last) if first <= last else None


def year_span(year: int) -> Span:
    """The calendar year."""
    return Span(date(year, 1, 1), date(year, 12, 31))


def days_between(first: date, last: date) -> int:
    """Days from `first` to `last`, both counted; 0 when `last` is earlier."""
    return max(0, (last - first).days + 1)


def overlap_days(one: Span, other: Span) -> int:
    """How many days the two have in common."""
    shared = one.shared_with(other)
    return shared.days if shared else 0


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same days as few spans in order; overlapping and adjoining ones become one (settled reading 17)."""
    whole: list[Span] = []
    for span in sorted(spans):
        if whole and span.first.toordinal() <= whole[-1].last.toordinal() + 1:
            whole[-1] = Span(whole[-1].first, max(whole[-1].last, span.last))
        else:
            whole.append(span)
    return tuple(whole)


def within(spans: Iterable[Span], period: Span) -> tuple[Span, ...]:
    """The days of `spans` that lie in `period`, merged."""
    return merged(shared for span in spans if (shared := span.shared_with(period)))


def without(spans: Iterable[Span], removed: Iterable[Span]) -> tuple[Span, ...]:
    """The days of `spans` that are in none of `removed`, merged."""
    away = tuple(removed)
    return tuple(left for span in merged(spans) for left in gaps(away, span))


def covered_days(spans: Iterable[Span], period: Span) -> int:
    """How many days of `period` lie in at least one of `spans`."""
    return sum(span.days for span in within(spans, period))


def gaps(spans: Iterable[Span], period: Span) -> tuple[Span, ...]:
    """The days of `period` that no span covers, as spans in order."""
    found: list[Span] = []
    start = period.first
    for span in within(spans, period):
        if start < span.first:
            found.append(Span(start, span.first - DAY))
        if span.last == period.last:
            return tuple(found)
        start = span.last + DAY
    return (*found, Span(start, period.last))


def add_months(day: date, months: int) -> date:
    """The same-numbered day `months` later, or the month's last day where it has no such day (§0.2)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_years(day: date, years: int) -> date:
    """The same-numbered day `years` later; 29 February becomes 28 February in a common year."""
    return add_months(day, 12 * years)


def last_valid_day(issued: date, *, years: int = 0, months: int = 0) -> date:
    """The last day of a validity of so many years and months; never shifted to a working day (settled reading 1)."""
    return add_months(issued, 12 * years + months)


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Serbian working days, with the days an office adds to or takes off the list of holidays."""

    added: frozenset[date] = frozenset()
    dropped: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """Neither Saturday nor Sunday nor a public holiday."""
        if day.weekday() >= SATURDAY or day in self.added:
            return False
        return day in self.dropped or day not in public_holidays(day.year)


SERBIA = WorkCalendar()


def next_working_day(day: date, calendar: WorkCalendar = SERBIA) -> date:
    """`day` itself when it is a working day, else the first one after it."""
    while not calendar.is_working_day(day):
        day += DAY
    return day


def add_working_days(day: date, days: int, calendar: WorkCalendar = SERBIA) -> date:
    """The `days`-th working day after `day`, which is not counted itself."""
    for _ in range(days):
        day = next_working_day(day + DAY, calendar)
    return day


def due_day(event: date, days: int, calendar: WorkCalendar = SERBIA) -> date:
    """Last day of a term of `days` owed to somebody else: the event's day not counted, then to a working day (§0.2)."""
    return next_working_day(event + timedelta(days=days), calendar)


@lru_cache(maxsize=128)
def public_holidays(year: int) -> frozenset[date]:
    """Days off in Serbia; a state holiday on a Sunday takes the next working day too (Art. 3a of the holidays act)."""
    easter = orthodox_easter(year)
    state = [date(year, month, day) for month, day in STATE_HOLIDAYS]
    days = {*state, date(year, *CHRISTMAS), *(easter + timedelta(days=offset) for offset in EASTER_DAYS)}
    for holiday in state:
        if holiday.weekday() == SUNDAY:
            days.add(_first_not_in(days, holiday + DAY))
    return frozenset(days)


def _first_not_in(days: set[date], day: date) -> date:
    while day in days:
        day += DAY
    return day


def orthodox_easter(year: int) -> date:
    """Easter Sunday by the Julian reckoning, as a Gregorian day (Meeus)."""
    moon = (19 * (year % 19) + 15) % 30
    sunday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + sunday + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
