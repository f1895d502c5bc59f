"""Kinds of dated facts, described once: what is stored, what can be typed, what is said, what the log writes. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from staffdev.audit.events import Event
from staffdev.errors import Advice
from staffdev.forms import Form


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
