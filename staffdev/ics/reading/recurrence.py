"""Rules of repetition (RFC 5545 §3.3.10), followed day by day in a window and never further.

Libraries look for the next date until the year 9999, which a rule without any can turn into minutes; here the days that
may be looked at are counted, over all rules of a file.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from staffdev.ics.reading import limits

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
FREQUENCIES = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"}
TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
_READ = {
    *(["FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYSETPOS"]),
    *(["BYHOUR", "BYMINUTE", "BYSECOND"]),
}
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


_UNTIL = re.compile(r"\d{8}(?:T([01]\d|2[0-3])[0-5]\d[0-5]\dZ?)?", re.ASCII)


class TooOftenError(ValueError):
    """It repeats every hour, or more often."""


class TooMuchError(Exception):
    """Following the repetitions of this file would take too long."""


class Steps:
    """How many days may still be looked at."""

    def __init__(self, left: int = limits.STEPS) -> None:
        self.left = left

    def take(self, days: int) -> None:
        self.left -= days
        if self.left < 0:
            raise TooMuchError


@dataclass(frozen=True, slots=True)
class Rule:
    """One RRULE; empty lists do not restrict."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: str = ""
    week_start: int = 0
    weekdays: tuple[tuple[int, int], ...] = ()  # which one of the month or year (0: each), and 0 for Monday
    months: frozenset[int] = frozenset()
    month_days: frozenset[int] = frozenset()
    year_days: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()

    @property
    def until_day(self) -> date:
        return date(int(self.until[:4]), int(self.until[4:6]), int(self.until[6:8]))


def read_rule(text: str) -> Rule:
    """The rule; ValueError where it cannot be read or followed, TooOftenError where it repeats within a day."""
    parts = dict(_part(part) for part in text.strip().upper().strip(";").split(";"))
    frequency = parts.get("FREQ", "")
    if frequency in TOO_OFTEN:
        raise TooOftenError(frequency)
    if frequency not in FREQUENCIES or not parts.keys() <= _READ:
        raise ValueError(text[:40])
    times = [_numbers(parts, name, 0, most) for name, most in (("BYHOUR", 23), ("BYMINUTE", 59), ("BYSECOND", 60))]
    if len(times[0] or "1") * len(times[1] or "1") * len(times[2] or "1") > limits.TIMES_A_DAY:
        raise TooOftenError(frequency)
    rule = Rule(
        frequency,
        interval=_number(parts.get("INTERVAL", "1"), 1, limits.INTERVAL),
        count=_number(parts["COUNT"], 1, 10**9) if "COUNT" in parts else None,
        until=_until(parts.get("UNTIL", "")),
        week_start=WEEKDAYS.index(parts.get("WKST", "MO")),
        weekdays=_weekdays(parts.get("BYDAY", ""), frequency),
        months=frozenset(_numbers(parts, "BYMONTH", 1, 12)),
        month_days=frozenset(_numbers(parts, "BYMONTHDAY", -31, 31)),
        year_days=frozenset(_numbers(parts, "BYYEARDAY", -366, 366)),
        places=frozenset(_numbers(parts, "BYSETPOS", -366, 366)),
        hours=times[0],
        minutes=times[1],
        seconds=times[2],
    )
    if rule.places and any(len(each) > 1 for each in times):
        raise ValueError(text[:40])
    return rule


def days_of_rule(rule: Rule, first: date, window: tuple[date, date], steps: Steps) -> Iterator[date]:
    """The days of the rule from `first` on, in order, up to the window's last one.

    Days before the window are left out, except where the rule counts its dates.
    """
    rule_with_defaults = _completed(rule, first)
    skipped = 0 if rule.count else _periods_between(rule, first, window[0])
    for number in range(skipped, 10**6):
        days = _period(rule_with_defaults, first, number * rule.interval)
        if not days or days[0] > window[1]:
            return
        steps.take(len(days))
        found = [day for day in days if _fits(rule_with_defaults, day)]
        for day in _placed(found, rule.places):
            if first <= day <= window[1]:
                yield day


def _part(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    return name.strip(), value.strip()


def _until(text: str) -> str:
    """The text, once it is known to be a day and a time."""
    if text and not _UNTIL.fullmatch(text):
        raise ValueError(text[:20])
    if text:
        date(int(text[:4]), int(text[4:6]), int(text[6:8]))
    return text


def _number(text: str, least: int, most: int) -> int:
    if not re.fullmatch(r"[+-]?\d{1,9}", text) or not least <= int(text) <= most:
        raise ValueError(text[:20])
    return int(text)


def _numbers(parts: Mapping[str, str], name: str, least: int, most: int) -> tuple[int, ...]:
    texts = parts[name].split(",") if name in parts else []
    found = sorted({_number(text.strip(), least, most) for text in texts[: 10**3]})
    if least < 0 and 0 in found:
        raise ValueError(name)
    return tuple(found)


def _weekdays(text: str, frequency: str) -> tuple[tuple[int, int], ...]:
    matches = [_BY_DAY.fullmatch(each.strip()) for each in text.split(",")[: 10**3]] if text else []
    if not all(matches):
        raise ValueError(text[:40])
    found = {(int(match[1] or 0), WEEKDAYS.index(match[2])) for match in matches if match}
    if frequency in {"DAILY", "WEEKLY"} and any(which for which, _ in found):
        raise ValueError(text[:40])
    return tuple(sorted(found))


def _completed(rule: Rule, first: date) -> Rule:
    """What a rule leaves out is as on its first day."""
    if rule.weekdays or rule.month_days or rule.year_days:
        return rule
    if rule.frequency == "WEEKLY":
        return replace(rule, weekdays=((0, first.weekday()),))
    if rule.frequency == "MONTHLY":
        return replace(rule, month_days=frozenset({first.day}))
    if rule.frequency == "YEARLY":
        return replace(rule, month_days=frozenset({first.day}), months=rule.months or frozenset({first.month}))
    return rule


def _periods_between(rule: Rule, first: date, start: date) -> int:
    """How many whole intervals lie before the window."""
    if start <= first:
        return 0
    match rule.frequency:
        case "DAILY":
            periods = (start - first).days
        case "WEEKLY":
            periods = (start - first).days // 7
        case "MONTHLY":
            periods = (start.year - first.year) * 12 + start.month - first.month
        case _:
            periods = start.year - first.year
    return max(0, periods // rule.interval - 1)


def _period(rule: Rule, first: date, number: int) -> list[date]:
    """The days of one day, week, month or year; none after the last year of any calendar."""
    match rule.frequency:
        case "DAILY":
            return _days(first + timedelta(days=number), 1)
        case "WEEKLY":
            monday = first - timedelta(days=(first.weekday() - rule.week_start) % 7)
            return [monday + timedelta(days=7 * number + place) for place in _places_of_week(rule)]
        case "MONTHLY":
            year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
            return _month(year, month + 1)
        case _:
            months = sorted(rule.months) or range(1, 13)
            return [day for month in months for day in _month(first.year + number, month)]


def _places_of_week(rule: Rule) -> list[int]:
    """Which days of its week a rule names, counted from the day on which its weeks start."""
    return sorted((weekday - rule.week_start) % 7 for _, weekday in rule.weekdays) or list(range(7))


def _days(start: date, length: int) -> list[date]:
    return [start + timedelta(days=n) for n in range(length)]


def _month(year: int, month: int) -> list[date]:
    if year > limits.YEARS.stop:
        return []
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


def _fits(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not {day.day, day.day - monthrange(day.year, day.month)[1] - 1} & rule.month_days:
        return False
    if rule.year_days:
        number, length = day.timetuple().tm_yday, 366 if monthrange(day.year, 2)[1] == 29 else 365  # noqa: PLR2004
        if not {number, number - length - 1} & rule.year_days:
            return False
    return not rule.weekdays or any(_is_weekday(rule, day, which, weekday) for which, weekday in rule.weekdays)


def _is_weekday(rule: Rule, day: date, which: int, weekday: int) -> bool:
    if day.weekday() != weekday:
        return False
    if not which:
        return True
    if rule.frequency == "MONTHLY" or rule.months:
        number, length = day.day, monthrange(day.year, day.month)[1]
    else:
        number = day.timetuple().tm_yday
        length = 366 if monthrange(day.year, 2)[1] == 29 else 365  # noqa: PLR2004
    return which in {(number - 1) // 7 + 1, -((length - number) // 7 + 1)}


def _placed(days: list[date], places: frozenset[int]) -> list[date]:
    if not places:
        return days
    return [day for n, day in enumerate(days) if {n + 1, n - len(days)} & places]
