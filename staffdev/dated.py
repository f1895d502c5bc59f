"""Dated facts: periods that must not overlap, and each kind described once: what is stored, typed, logged. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from staffdev.audit.events import Event
from staffdev.errors import Advice
from staffdev.forms import Form
from staffdev.i18n import N_, S_

OPEN_END = N_("until further notice")


class Period(Protocol):
    """Anything from a day to a day, both included; without a last day it goes on."""

    @property
    def from_on(self) -> date: ...
    @property
    def until_on(self) -> date | None: ...


def overlap(one: Period, other: Period) -> bool:
    """Do the two share a day?"""
    return one.from_on <= (other.until_on or date.max) and other.from_on <= (one.until_on or date.max)


def overlap_problem(new: Period, others: Iterable[Period], advice: str) -> Mapping[str, Advice]:
    """Advice on `from_on` where `new` shares a day with one of `others`; the advice names that one's days."""
    for other in others:
        if overlap(new, other):
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
