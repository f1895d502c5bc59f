"""What is asked of the engine, read from what people and programs write: days, periods, instants, duties. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeVar

from staffdev.compliance.periods import ADVICE as PERIOD_ADVICE
from staffdev.compliance.periods import YEAR
from staffdev.errors import Advice, Invalid
from staffdev.forms import RefusedValueError, clean, read_clock, read_day
from staffdev.i18n import N_, S_
from staffdev.rulebook.dates import Span, year_span
from staffdev.rulebook.facts import BELGRADE
from staffdev.rulebook.pack import RulePack

T = TypeVar("T")
DAY_ADVICE = N_("Enter a day between 2015 and 2100, for example 31.12.2025.")
INSTANT_ADVICE = N_("Enter a day, or a day and a time, for example 3.1.2026. 12:00.")
FIRST_YEAR, LAST_YEAR = 2015, 2100
UNTIL = re.compile(r"\s*(?:\.\.+|–|—|\s-\s)\s*")
END_OF_DAY = time(23, 59, 59, 999_999)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question: as of which day, for which days (None: as of the day), as known when, about which duties."""

    as_of: date
    period: Span | None = None
    as_recorded_on: datetime | None = None
    only: frozenset[str] | None = None

    @property
    def span(self) -> Span:
        """The days asked for; without a period the calendar year of the day."""
        return self.period or year_span(self.as_of.year)


def read_asked(typed: Mapping[str, str | None], *, today: date, pack: RulePack) -> Asked:
    """The question in the fields `as_of`, `period`, `as_recorded_on`, `obligation`; Invalid has advice for each."""
    given = {name: clean(value) for name, value in typed.items() if value and clean(value)}
    problems: dict[str, Advice] = {}
    asked = Asked(
        as_of=_read(given, "as_of", _day, problems) or today,
        period=_read(given, "period", _period, problems),
        as_recorded_on=_read(given, "as_recorded_on", _instant, problems),
        only=_duties(given.get("obligation"), pack, problems),
    )
    if problems:
        raise Invalid(problems)
    return asked


def _read(given: Mapping[str, str], name: str, read: Callable[[str], T], problems: dict[str, Advice]) -> T | None:
    if name not in given:
        return None
    try:
        return read(given[name])
    except RefusedValueError as refused:
        problems[name] = refused.advice
        return None


def _day(text: str) -> date:
    day = read_day(text)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise RefusedValueError(DAY_ADVICE)
    return day


def _period(text: str) -> Span:
    """2025, or two days in either spelling; no longer than the rulebook has been in force."""
    if YEAR.fullmatch(text.rstrip(".")):
        year = int(text.rstrip("."))
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise RefusedValueError(DAY_ADVICE)
        return year_span(year)
    ends = UNTIL.split(text)
    try:
        first, last = (_day(end) for end in ends)
        return Span(first, last)
    except (ValueError, RefusedValueError):
        raise RefusedValueError(PERIOD_ADVICE) from None


def _instant(text: str) -> datetime:
    """An instant; without a zone in Serbia's, a day alone means its end."""
    try:
        if "T" in text:
            return _in_belgrade(datetime.fromisoformat(text))
        day, _, clock = text.rpartition(" ")
        if ":" in clock:
            return _in_belgrade(datetime.combine(_day(day), read_clock(clock)))
        return _in_belgrade(datetime.combine(_day(text), END_OF_DAY))
    except (ValueError, OverflowError):
        raise RefusedValueError(INSTANT_ADVICE) from None


def _in_belgrade(instant: datetime) -> datetime:
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise RefusedValueError(INSTANT_ADVICE)
    return instant if instant.tzinfo else instant.replace(tzinfo=BELGRADE)


def _duties(text: str | None, pack: RulePack, problems: dict[str, Advice]) -> frozenset[str] | None:
    if text is None:
        return None
    if text not in pack.obligations:
        problems["obligation"] = S_("There is no duty called %(name)s. Choose one like RS-SOS-18.2.", name=text)
    elif not pack.obligations[text].check:
        problems["obligation"] = S_("%(name)s is not judged by this version yet.", name=text)
    return frozenset({text})
