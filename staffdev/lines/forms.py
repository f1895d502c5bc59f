"""What can be typed about lines: the line itself, its published week, exceptions, shifts."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from msgspec import Meta

from staffdev import weekly
from staffdev.dated import FromDay, PeriodForm
from staffdev.errors import Advice
from staffdev.forms import Clock, Day, Field, Form, read_minutes
from staffdev.i18n import N_, S_
from staffdev.lines.rules.conflicts import looked_at
from staffdev.lines.rules.duty import Pattern, days_of_shift
from staffdev.lines.times import read_hours_of_a_day, read_times, stretches_of
from staffdev.lines.vocabulary import LineKind
from staffdev.translations import WEEKDAYS

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WORKING_DAYS = DAYS[:5]
MOST_ON_DUTY = 20
LONGEST_REST = 48 * 60
MOST_WEEKS = 8
EITHER_OR = N_("Either the line does not work on these days, or it has these hours. Leave one of them.")
ONCE = N_("Only once means the first day alone. Take the other weekdays off, or choose how often.")
ON_WEEKDAYS = N_("Choose weekdays from Monday to Sunday.")

Times = Annotated[str, Field(read_times)]
HoursOfADay = Annotated[str, Field(read_hours_of_a_day)]
OnDuty = Annotated[
    int, Meta(ge=0, le=MOST_ON_DUTY, extra={"advice": N_("Enter how many are needed at once, from 0 to 20.")})
]
Rest = Annotated[
    int,
    Field(read_minutes),
    Meta(ge=0, le=LONGEST_REST, extra={"advice": N_("Enter how many hours of rest, 48 at most; 0 for none.")}),
]


class LineForm(PeriodForm, frozen=True, kw_only=True):
    name: Annotated[str, Meta(min_length=2, max_length=200, extra={"advice": N_("Enter what the line is called.")})]
    kind: Annotated[LineKind, Meta(extra={"advice": N_("Choose whose line it is.")})]
    number: Annotated[str, Meta(max_length=50)] | None = None
    least_on_duty: OnDuty
    rest_minutes: Rest = 0
    works_on_holidays: bool = False


class PublishedHoursForm(PeriodForm, frozen=True, kw_only=True):
    """A day of its own goes before what is written once for the working days."""

    around_the_clock: bool = False
    working_days: Times = ""
    monday: Times = ""
    tuesday: Times = ""
    wednesday: Times = ""
    thursday: Times = ""
    friday: Times = ""
    saturday: Times = ""
    sunday: Times = ""

    @property
    def week(self) -> str:
        """The week in the notation of times; empty where nothing was typed."""
        if self.around_the_clock:
            return weekly.write(weekly.Stretch(number, 0, weekly.DAY_MINUTES) for number in range(1, 8))
        times = {name: getattr(self, name) or self._shared(name) for name in DAYS}
        stretches = (one for number, name in enumerate(DAYS, 1) for one in stretches_of(number, times[name]))
        return weekly.write(weekly.united(stretches))

    def _shared(self, name: str) -> str:
        return self.working_days if name in WORKING_DAYS else ""

    def problems(self) -> Mapping[str, Advice]:
        typed = [name for name in ("working_days", *DAYS) if getattr(self, name)]
        if self.around_the_clock and typed:
            return {typed[0]: N_("Either the line works around the clock, or it has these hours. Leave one of them.")}
        if not self.week:
            return {"working_days": N_("Write the hours of at least one day.")}
        return super().problems()


class ExceptionForm(Form, frozen=True, kw_only=True):
    """One day or several; either the line does not work then, or it has other hours."""

    from_on: FromDay
    until_on: Day | None = None
    is_closed: bool = False
    hours: HoursOfADay = ""
    reason: Annotated[str, Meta(max_length=200)] | None = None

    def problems(self) -> Mapping[str, Advice]:
        if self.until_on and self.until_on < self.from_on:
            return {"until_on": N_("The last day cannot be before the first day.")}
        if self.is_closed and self.hours:
            return {"hours": EITHER_OR}
        if not (self.is_closed or self.hours):
            return {"hours": N_("Write the hours of these days, or tick that the line does not work.")}
        return {}


class ShiftForm(PeriodForm, frozen=True, kw_only=True):
    """One shift, or one for each weekday ticked; without a tick the first day says which. 0 weeks: only once."""

    person: Annotated[UUID, Meta(extra={"advice": N_("Choose who is on duty.")})]
    starts_at: Annotated[Clock, Meta(extra={"advice": N_("Enter when she begins, for example 17:00.")})]
    ends_at: Annotated[Clock, Meta(extra={"advice": N_("Enter when she ends, for example 20:00.")})]
    every_weeks: Annotated[int, Meta(ge=0, le=MOST_WEEKS, extra={"advice": N_("Choose how often.")})]
    weekdays: Annotated[list[Annotated[int, Meta(ge=1, le=7)]], Meta(max_length=7, extra={"advice": ON_WEEKDAYS})] = []
    seen: bool = False
    digest: str = ""

    def problems(self) -> Mapping[str, Advice]:
        if self.starts_at == self.ends_at:
            return {"ends_at": N_("Enter another time than the one she begins at.")}
        if not self.every_weeks and set(self.weekdays) - {self.from_on.isoweekday()}:
            return {"weekdays": ONCE}
        if not self.every_weeks and self.until_on not in {None, self.from_on}:
            return {"until_on": N_("Only once means the first day alone. Leave the last day empty.")}
        problems = super().problems()
        return problems or self._without_a_day()

    def _without_a_day(self) -> Mapping[str, Advice]:
        """A weekday that does not come between the first and the last day."""
        empty = [one for one in self.shifts if not next(days_of_shift(one, looked_at(one)), None)]
        advice = N_("No %(weekday)s lies between the first and the last day.")
        return {"weekdays": S_(advice, weekday=S_(WEEKDAYS[empty[0].weekday - 1]))} if empty else {}

    @property
    def shifts(self) -> list[Pattern]:
        """What is entered, one for each weekday."""
        weekdays = sorted(set(self.weekdays)) or [self.from_on.isoweekday()]
        until_on = self.until_on if self.every_weeks else self.from_on
        return [
            Pattern(
                weekday=weekday,
                starts_at=self.starts_at,
                ends_at=self.ends_at,
                every_weeks=max(1, self.every_weeks),
                from_on=self.from_on,
                until_on=until_on,
            )
            for weekday in weekdays
        ]
