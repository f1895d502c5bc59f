"""What is asked of the search for a time: one session, a series, or groups to form."""

from collections.abc import Mapping
from datetime import time
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from staffdev.errors import Advice
from staffdev.forms import Clock, Day, Field, Form, read_minutes
from staffdev.i18n import N_, S_
from staffdev.intervision.vocabulary import Pattern
from staffdev.weekly import QUARTER, minute_of

LENGTH = N_("Enter the length in quarter hours, from 15 minutes to 8 hours, for example 1,5.")
CLOCK = N_("Enter a time of day, for example 17:00.")
WEEKS = N_("Enter how many weeks ahead to look, from 1 to 52.")
ON_WEEKDAYS = N_("Choose weekdays from Monday to Sunday.")
FIRST_YEAR, LAST_YEAR = 2015, 2099

Weekday = Annotated[int, Meta(ge=1, le=7)]
Length = Annotated[int, Field(read_minutes), Meta(ge=QUARTER, le=8 * 60, multiple_of=QUARTER, extra={"advice": LENGTH})]


class Asked(StrEnum):
    """The three questions."""

    ONE = "one"
    SERIES = "series"
    GROUPS = "groups"


class Rhythm(StrEnum):
    """How often a series meets: every so many weeks, or on the n-th weekday every so many months."""

    WEEKLY_1 = "weekly-1"
    WEEKLY_2 = "weekly-2"
    WEEKLY_3 = "weekly-3"
    WEEKLY_4 = "weekly-4"
    MONTHLY_1 = "monthly-1"
    MONTHLY_2 = "monthly-2"
    MONTHLY_3 = "monthly-3"

    @property
    def pattern(self) -> Pattern:
        return Pattern(self.value.split("-")[0])

    @property
    def every(self) -> int:
        return int(self.value.split("-")[1])


class SlotForm(Form, frozen=True, kw_only=True):
    """When a session may lie, how long it is, and how far ahead to look."""

    minutes: Annotated[
        int, Field(read_minutes), Meta(ge=QUARTER, le=8 * 60, multiple_of=QUARTER, extra={"advice": LENGTH})
    ]
    earliest: Annotated[Clock, Meta(extra={"advice": CLOCK})]
    latest: Annotated[Clock, Meta(extra={"advice": CLOCK})]
    first_on: Annotated[Day, Meta(extra={"advice": N_("Enter the first day, for example 21.11.2026.")})]
    weeks: Annotated[int, Meta(ge=1, le=52, extra={"advice": WEEKS})]
    weekdays: Annotated[frozenset[Weekday], Meta(extra={"advice": ON_WEEKDAYS})] = frozenset()
    pause: Annotated[int, Meta(ge=0, le=120, multiple_of=QUARTER)] = 0
    a_week: Annotated[int, Meta(ge=1, le=7, extra={"advice": N_("Enter a number from 1 to 7.")})] | None = None
    on_holidays: bool = False

    @property
    def last_minute(self) -> int:
        """The latest hour in minutes of the day; midnight is its end."""
        return minute_of(self.latest) or 24 * 60

    def problems(self) -> Mapping[str, Advice]:
        """The hours must have room for a session, and the days must be days that a calendar shows."""
        room = self.last_minute - minute_of(self.earliest)
        if room < self.minutes:
            return {
                "latest": S_("Between these hours there are %(n)s minutes; the session needs more.", n=max(0, room))
            }
        if not FIRST_YEAR <= self.first_on.year < LAST_YEAR:
            return {"first_on": N_("Enter a day between 2015 and 2098.")}
        return {}


class GroupSlotForm(SlotForm, frozen=True, kw_only=True):
    """Whose session it is: the group's code; and the codes of members who are not required this time."""

    group: Annotated[str, Meta(min_length=1, extra={"advice": N_("Choose the group.")})]
    not_required: frozenset[str] = frozenset()


class SeriesForm(GroupSlotForm, frozen=True, kw_only=True):
    """A series: how often, and of how many dates at most may nothing come (empty: half of them)."""

    rhythm: Rhythm = Rhythm.WEEKLY_2
    may_fall_out: Annotated[int, Meta(ge=0, le=52, extra={"advice": N_("Enter a number from 0 to 52.")})] | None = None


class GroupsForm(SlotForm, frozen=True, kw_only=True):
    """Groups to form of everybody who works here."""

    rhythm: Rhythm = Rhythm.WEEKLY_2
    groups: Annotated[int, Meta(ge=1, le=30, extra={"advice": N_("Enter how many groups, from 1 to 30.")})]
    least: Annotated[int, Meta(ge=2, le=30, extra={"advice": N_("Enter a number from 2 to 30.")})] = 5
    most: Annotated[int, Meta(ge=2, le=30, extra={"advice": N_("Enter a number from 2 to 30.")})] = 8
    at_once: Annotated[int, Meta(ge=1, le=30, extra={"advice": N_("Enter a number from 1 to 30.")})] = 1

    def problems(self) -> Mapping[str, Advice]:
        """The smaller number of people is not the larger one."""
        if self.most < self.least:
            return {"most": N_("A group cannot have fewer places than it needs people.")}
        return super().problems()


FORMS: Mapping[Asked, type[SlotForm]] = {
    Asked.ONE: GroupSlotForm,
    Asked.SERIES: SeriesForm,
    Asked.GROUPS: GroupsForm,
}
USUAL_EARLIEST, USUAL_LATEST = time(9), time(21)


def usual(asked: Asked) -> dict[str, str]:
    """What the fields hold at first."""
    return {
        "minutes": "1:30",
        "earliest": f"{USUAL_EARLIEST:%H:%M}",
        "latest": f"{USUAL_LATEST:%H:%M}",
        "weeks": "4" if asked is Asked.ONE else "26",
        "rhythm": Rhythm.WEEKLY_2,
        "groups": "2",
        "least": "5",
        "most": "8",
        "at_once": "1",
        "pause": "0",
    }
