"""How many hours one person owes in a period: her active days, and their share of ten hours (P1, P3-P5). Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from staffdev.people.rules.presence import CONSULTANTS, is_in, long_leave
from staffdev.people.rules.shapes import Engagement, Leave
from staffdev.people.vocabulary import ContractKind, EngagementRole
from staffdev.rulebook.dates import DAY, FOREVER, Span, add_years, covered_days, merged, within, without, year_span
from staffdev.rulebook.interpretations import Interpretations
from staffdev.rulebook.question import Question

CLOCK_HOUR = 60


@dataclass(frozen=True, slots=True)
class Active:
    """The days of a period on which she owes training; `engaged` counts those on long leave too."""

    days: tuple[Span, ...]
    engaged: tuple[Span, ...]
    is_on_leave: bool

    @property
    def total(self) -> int:
        """How many active days the period has."""
        return sum(span.days for span in self.days)

    def until(self, day: date) -> int:
        """How many of them have come by the end of `day`."""
        return sum(
            min(span.last, day).toordinal() - span.first.toordinal() + 1 for span in self.days if span.first <= day
        )


def active_days(
    engagements: Iterable[Engagement],
    leaves: Collection[Leave],
    *,
    basic_done_on: date | None,
    not_owed: Collection[Span],
    question: Question,
    period: Span,
) -> Active:
    """In force, engaged, basic training done (an associate's) and not on long leave (P4)."""
    owed = within(_engaged(engagements, basic_done_on, question.readings), period)
    owed = within(owed, Span(question.in_force_from, FOREVER))
    if not_owed:
        owed = without(owed, not_owed)
    if not (leaves and owed):
        return Active(owed, owed, is_on_leave=False)
    readings = question.readings
    away = long_leave(
        leaves,
        kinds=readings.choices("ce.leave_kinds"),
        min_days=readings.count("ce.leave_min_days"),
        as_of=question.as_of,
    )
    return Active(without(owed, away), owed, is_on_leave=is_in(question.as_of, away) and is_in(question.as_of, owed))


def _engaged(
    engagements: Iterable[Engagement], basic_done_on: date | None, readings: Interpretations
) -> tuple[Span, ...]:
    """Her engagements as a consultant; an associate's count from the day her basic training was done (reading 5)."""
    employees_only = readings.choice("ce.who") == "employees_only"
    spans: list[Span] = []
    for one in engagements:
        if one.role not in CONSULTANTS or (employees_only and one.contract is not ContractKind.EMPLOYEE):
            continue
        span: Span | None = one.span
        if one.role is EngagementRole.ASSOCIATE:
            span = one.span.shared_with(Span(basic_done_on, FOREVER)) if basic_done_on else None
        if span:
            spans.append(span)
    return merged(spans)


def yearly_minutes(amount: int, readings: Interpretations) -> int:
    """Ten hours in minutes; an hour may be a school hour (P8)."""
    return amount * readings.count("ce.hour_minutes") // CLOCK_HOUR


def required_minutes(amount: int, active: Active, period: Span, readings: Interpretations) -> int:
    """Her share of `amount` minutes a year for her active days, rounded up to the step; or all of it (P4)."""
    days = active.days if readings.flag("ce.prorate") else (period,)
    return prorated(amount, shares_of_years(days, period), step=readings.count("ce.prorate_step_minutes"))


def prorated(amount: int, shares: Sequence[tuple[int, int]], *, step: int) -> int:
    """`amount` a year for `shares` of years (days of days), up to the next multiple of `step` minutes, in integers."""
    if len(shares) == 1:
        days, year = shares[0]
        return -(-amount * days // (year * step)) * step
    exact = sum((Fraction(amount * days, year) for days, year in shares), start=Fraction())
    return -(-exact // step) * step


def shares_of_years(days: Collection[Span], period: Span) -> list[tuple[int, int]]:
    """Days of the period by year: of its own length if it is twelve months, else of each calendar year's."""
    if is_a_year(period):
        return [(covered_days(days, period), period.days)]
    years = [year_span(year) for year in range(period.first.year, period.last.year + 1)]
    return [(covered_days(within(days, period), year), year.days) for year in years]


def is_a_year(period: Span) -> bool:
    """Whether the period is twelve months long."""
    return period.last == add_years(period.first, 1) - DAY


@dataclass(frozen=True, slots=True)
class Months:
    """The twelve months her hours are judged for; rolling ones end on the day asked."""

    span: Span
    is_rolling: bool = False


def months_for(engagements: Collection[Engagement], question: Question) -> Months:
    """By the reading P1: the calendar year (or days asked), her own year since she came, the last twelve."""
    basis = question.readings.choice("ce.basis")
    first = min((one.from_on for one in engagements if one.role in CONSULTANTS), default=None)
    if basis == "calendar_year" or first is None:
        return Months(question.period)
    start = max(first, question.in_force_from)
    if basis == "rolling_12m" and question.day >= add_years(start, 1):
        return Months(Span(add_years(question.day, -1) + DAY, question.day), is_rolling=True)
    years = max(0, question.day.year - start.year)
    if years and add_years(start, years) > question.day:
        years -= 1
    return Months(Span(add_years(start, years), add_years(start, years + 1) - DAY))
