"""Dated facts: the forms and rules all of them share, and each kind described once for tables, pages and log. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Protocol

from msgspec import Meta

from staffdev.audit.events import Event
from staffdev.errors import Advice
from staffdev.forms import Day, Form
from staffdev.i18n import N_, S_

OPEN_END = N_("an open end")


FromDay = Annotated[Day, Meta(extra={"advice": N_("Enter the first day, for example 21.11.2026.")})]
LastDay = Annotated[Day, Meta(extra={"advice": N_("Enter the last day, for example 21.11.2026.")})]
Reason = Annotated[str, Meta(min_length=3, max_length=500, extra={"advice": N_("Write why, in a few words.")})]


class PeriodForm(Form, frozen=True, kw_only=True):
    """From a day to a day, both included; without a last day it goes on."""

    from_on: FromDay
    until_on: Day | None = None

    def problems(self) -> Mapping[str, Advice]:
        if self.until_on and self.until_on < self.from_on:
            return {"until_on": N_("The last day cannot be before the first day.")}
        return {}


class EndingForm(Form, frozen=True, kw_only=True):
    until_on: LastDay


class ReasonForm(Form, frozen=True, kw_only=True):
    """Why something is taken back, cancelled or reopened."""

    because: Reason


class Period(Protocol):
    """Anything from a day to a day, both included; without a last day it goes on."""

    @property
    def from_on(self) -> date: ...
    @property
    def until_on(self) -> date | None: ...


def overlap(one: Period, other: Period) -> bool:
    """Do the two share a day?"""
    return one.from_on <= (other.until_on or date.max) and other.from_on <= (one.until_on or date.max)


def overlap_problem(
    new: Period, others: Iterable[Period], advice: str, on_one_day: str | None = None
) -> Mapping[str, Advice]:
    """Advice on `from_on` where `new` shares a day with one of `others`; the advice names its days or its one day."""
    for other in others:
        if overlap(new, other):
            if on_one_day and other.from_on == other.until_on:
                return {"from_on": S_(on_one_day, day=other.from_on)}
            return {"from_on": S_(advice, first=other.from_on, last=other.until_on or S_(OPEN_END))}
    return {}


@dataclass(frozen=True, slots=True)
class Around:
    """What a rule of entry may look at: the other facts of the kind, and her engagements where a person is meant."""

    others: tuple[Any, ...]
    engagements: tuple[Any, ...] = ()


Problems = Callable[[Any, Around], Mapping[str, Advice]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKind:
    """One kind of dated fact. `slug` stands in addresses, `name` in templates."""

    name: str
    slug: str
    table: Any
    form: type[Form]
    title: str
    new: str
    correct: str
    recorded: Event
    corrected: Event
    withdrawn: Event
    problems: Problems
    ends: bool = True
