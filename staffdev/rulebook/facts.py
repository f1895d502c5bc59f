"""What every fact has: a code, the days it is about, and the instants it was recorded and superseded. Pure."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

import msgspec

from staffdev.rulebook.dates import FOREVER, Span

BELGRADE = ZoneInfo("Europe/Belgrade")
LATEST_HOUR_OF_THE_SAME_DAY = 21  # Belgrade is one or two hours ahead of UTC


class Fact(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """One version of a fact; all its versions share the `code`. Without instants it was always known.

    A struct and not a dataclass: a row of the database in the order of the fields becomes one in 0.2 µs, and thousands
    of them are nothing to the garbage collector, since a fact holds only texts, numbers, days and instants.
    """

    code: str
    recorded_at: datetime | None = None
    superseded_at: datetime | None = None

    def is_known(self, at: datetime | None) -> bool:
        """Whether this version was the recorded one at that instant; None asks about now."""
        if at is None:
            return self.superseded_at is None
        if self.recorded_at is not None and self.recorded_at > at:
            return False
        return self.superseded_at is None or self.superseded_at > at


class Dated(Fact, frozen=True, kw_only=True):
    """A fact that holds from–to, both days included; None means it has no end."""

    from_on: date
    until_on: date | None = None

    @property
    def span(self) -> Span:
        """The days it holds."""
        return Span(self.from_on, self.until_on or FOREVER)

    def holds_on(self, day: date) -> bool:
        """Whether it holds that day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    def touches(self, period: Span) -> bool:
        """Whether it holds on any day of the period."""
        return self.from_on <= period.last and (self.until_on is None or self.until_on >= period.first)


AnyFact = TypeVar("AnyFact", bound=Fact)


def known_at(facts: Iterable[AnyFact], at: datetime | None) -> tuple[AnyFact, ...]:
    """The versions that were recorded at that instant; None asks about now."""
    if at is None:
        return tuple(fact for fact in facts if fact.superseded_at is None)
    return tuple(fact for fact in facts if fact.is_known(at))


def civil_day(instant: datetime) -> date:
    """The day an instant falls on in Serbia; most need no look at the time zone."""
    if instant.tzinfo is UTC and instant.hour <= LATEST_HOUR_OF_THE_SAME_DAY:
        return instant.date()
    return instant.astimezone(BELGRADE).date()


def acted_on(day: date, recorded_at: datetime | None) -> date:
    """The day an act counts from: a backdated one from the day it was recorded (settled reading 26)."""
    return day if recorded_at is None else max(day, civil_day(recorded_at))
