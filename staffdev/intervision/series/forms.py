"""What can be typed about series and sessions. Each field carries its own advice."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Annotated, Any

from msgspec import Meta

from staffdev.dated import Reason
from staffdev.errors import Advice
from staffdev.forms import Clock, Day, Form, Hours
from staffdev.i18n import N_, S_
from staffdev.intervision.rules.instants import skipped
from staffdev.intervision.rules.recurrence import occurrences
from staffdev.intervision.vocabulary import Pattern

EARLIEST, LATEST = date(2015, 1, 1), date(2099, 12, 31)
LONGEST = timedelta(days=731)
MOST = 110
SHORTEST, HALF_DAY = 15, 720
TOO_LONG = N_("A series is at most two years long; extend it later, or enter the next one.")
LEADS, KNOWN = "leads-", "known-"  # before the code of a session: who leads it, and when what she looked at was saved
Place = Annotated[str, Meta(max_length=200, extra={"advice": N_("Shorten the place to 200 letters.")})]
GroupCode = Annotated[str, Meta(min_length=1, extra={"advice": N_("Choose the group.")})]
Begins = Annotated[Clock, Meta(extra={"advice": N_("Enter when it begins, for example 18:00.")})]
Length = Annotated[Hours, Meta(extra={"advice": N_("Enter how long it lasts, for example 1,5 or 90 min.")})]
FirstDay = Annotated[Day, Meta(extra={"advice": N_("Enter the first day, for example 21.11.2026.")})]
LastDay = Annotated[Day, Meta(extra={"advice": N_("Enter the last day, for example 21.11.2026.")})]
EVERY_ADVICE = {"advice": N_("Enter a whole number from 1 to 12.")}
WEEKDAY_ADVICE = {"advice": N_("Choose a weekday.")}


class Acknowledging(Form, frozen=True, kw_only=True):
    """`anyway` is the tick, `seen` the digest of the collisions that stood beside it."""

    anyway: bool = False
    seen: str | None = None


class RuleForm(Acknowledging, frozen=True, kw_only=True):
    """A rule by which a group meets."""

    pattern: Annotated[Pattern, Meta(extra={"advice": N_("Say whether it goes by weeks or by months.")})]
    every: Annotated[int, Meta(ge=1, le=12, extra=EVERY_ADVICE)] = 1
    weekday: Annotated[int, Meta(ge=1, le=7, extra=WEEKDAY_ADVICE)]
    nth: Annotated[int, Meta(ge=-1, le=4, extra={"advice": N_("Choose which one of the month it is.")})] | None = None
    starts_at: Begins
    minutes: Length
    first_on: FirstDay
    last_on: LastDay
    place: Place | None = None
    skip_holidays: bool = False

    def problems(self) -> Mapping[str, Advice]:
        if self.pattern is Pattern.MONTHLY and not self.nth:
            return {"nth": N_("Choose which one of the month it is.")}
        return day_problems("first_on", self.first_on) or length_problems(self.minutes) or self._problems_of_days()

    def _problems_of_days(self) -> Mapping[str, Advice]:
        if self.last_on < self.first_on:
            return {"last_on": N_("The last day cannot be before the first day.")}
        if self.last_on - self.first_on > LONGEST:
            return {"last_on": TOO_LONG}
        if not self.days:
            return {"last_on": N_("No such day lies between the first and the last day. Choose a later last day.")}
        if len(self.days) > MOST:
            return {"last_on": TOO_LONG}
        return clock_problems(self.days, self)

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which the group meets."""
        return occurrences(self.pattern, self.every, self.weekday, self.which, self.first_on, self.last_on)

    @property
    def which(self) -> int | None:
        """Which weekday of the month; none where it goes by weeks."""
        return self.nth if self.pattern is Pattern.MONTHLY else None


class SeriesForm(RuleForm, frozen=True, kw_only=True):
    group: GroupCode


class TimesForm(Acknowledging, frozen=True, kw_only=True):
    """When and where one session is, and who leads it (a person's code).

    `known` is the moment at which what she looked at was saved.
    """

    held_on: Annotated[Day, Meta(extra={"advice": N_("Enter the day, for example 21.11.2026.")})]
    starts_at: Begins
    minutes: Length
    place: Place | None = None
    facilitator: str | None = None
    because: Reason | None = None
    known: str | None = None

    def problems(self) -> Mapping[str, Advice]:
        return (
            day_problems("held_on", self.held_on)
            or length_problems(self.minutes)
            or clock_problems([self.held_on], self)
        )


class SessionForm(TimesForm, frozen=True, kw_only=True):
    group: GroupCode


class ExtensionForm(Acknowledging, frozen=True, kw_only=True):
    last_on: LastDay
    skip_holidays: bool = False


class CancellationForm(Form, frozen=True, kw_only=True):
    """Why it is called off; the members read it."""

    because: Annotated[
        str, Meta(min_length=3, max_length=300, extra={"advice": N_("Write why, in at most 300 letters.")})
    ]


class PlaceForm(Form, frozen=True, kw_only=True):
    place: Place | None = None


def day_problems(name: str, day: date) -> Mapping[str, Advice]:
    """A year that nobody meant."""
    return {} if EARLIEST <= day <= LATEST else {name: N_("Check the year of this day.")}


def length_problems(minutes: int) -> Mapping[str, Advice]:
    """A quarter of an hour at least, half a day at most."""
    if SHORTEST <= minutes <= HALF_DAY:
        return {}
    return {"minutes": N_("A session lasts from 15 minutes to 12 hours.")}


def clock_problems(days: Iterable[date], times: Any, *, field: str = "starts_at") -> Mapping[str, Advice]:
    """The hour that the clock skips in spring was never there."""
    gap = next((gap for day in days if (gap := skipped(day, times.starts_at))), None)
    return {field: gap} if gap else {}


def extension_problems(first_on: date, last_on: date, until: date) -> Mapping[str, Advice]:
    """It goes on for longer than before, and is at most two years long."""
    if until <= last_on:
        return {"last_on": S_("It goes on until %(day)s already. Enter a later day.", day=last_on)}
    return {"last_on": TOO_LONG} if until - first_on > LONGEST else {}
