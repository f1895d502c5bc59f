"""Readings of the rulebook where it leaves room: named defaults, and what an organisation chose instead. Pure."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from staffdev.errors import Invalid
from staffdev.i18n import N_, S_, Sentence
from staffdev.rulebook.model import Words

T = TypeVar("T")
LEAP_YEAR = 2000  # so that 29 February is a day of the year


class InterpretationType(StrEnum):
    """What kind of value an interpretation takes."""

    FLAG = "flag"
    COUNT = "count"
    CHOICE = "choice"
    CHOICES = "choices"
    DAY = "day"
    MONTH_DAY = "month_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """One reading. `allowed` lists its possible values (empty: any within the bounds); `labels` says them in words."""

    key: str
    type: InterpretationType
    default: object
    source: str
    words: Words
    allowed: tuple[object, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    unit: str | None = None
    labels: Mapping[str, Words] = field(default_factory=dict)

    @property
    def is_settled(self) -> bool:
        """Shown beside the verdict, but there is nothing to choose."""
        return self.allowed == (self.default,) and self.type is not InterpretationType.CHOICES


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """What an organisation chose instead of the default, why, since which day, and on which day that was recorded."""

    key: str
    value: object
    reason: str
    since: date
    recorded_on: date


@dataclass(frozen=True, slots=True, eq=False)
class Interpretations(Mapping[str, object]):
    """Every reading by its key: the pack's default, or the organisation's own value."""

    known: Mapping[str, Interpretation]
    overrides: Mapping[str, Override] = field(default_factory=dict)

    def with_overrides(self, overrides: Iterable[Override], *, as_of: date) -> "Interpretations":
        """These readings with the latest override of each key that holds on `as_of`; Invalid names those refused."""
        chosen = sorted((one for one in overrides if one.since <= as_of), key=lambda one: (one.since, one.recorded_on))
        problems = {one.key: problem for one in chosen if (problem := self.problem_with(one))}
        if problems:
            raise Invalid(problems)
        return replace(self, overrides={**self.overrides, **{one.key: one for one in chosen}})

    def problem_with(self, override: Override) -> Sentence | None:
        """Why this override cannot be taken, None where it can."""
        interpretation = self.known.get(override.key)
        if interpretation is None:
            return S_("There is no reading called %(key)s. Choose one from the list of readings.", key=override.key)
        if not override.reason.strip():
            return Sentence(N_("Give the reason for choosing another reading."))
        return problem_with_value(interpretation, override.value)

    def __getitem__(self, key: str) -> object:
        override = self.overrides.get(key)
        return override.value if override else self.known[key].default

    def __iter__(self) -> Iterator[str]:
        return iter(self.known)

    def __len__(self) -> int:
        return len(self.known)

    def chosen(self, keys: Iterable[str]) -> dict[str, object]:
        """The values of `keys`, for a verdict to show beside itself."""
        return {key: self[key] for key in keys}

    def flag(self, key: str) -> bool:
        """A yes or no."""
        return self._value(key, bool)

    def count(self, key: str) -> int:
        """A whole number, in the interpretation's unit."""
        return self._value(key, int)

    def choice(self, key: str) -> str:
        """One code of several."""
        return self._value(key, str)

    def choices(self, key: str) -> tuple[str, ...]:
        """Several codes."""
        return self._value(key, tuple)

    def day(self, key: str) -> date:
        """A civil day."""
        return self._value(key, date)

    def day_of(self, key: str, year: int) -> date:
        """A day that comes every year, in `year`; 29 February is 28 February in a common year."""
        return month_day(self._value(key, str), year)

    def _value(self, key: str, kind: type[T]) -> T:
        value = self[key]
        if not isinstance(value, kind):
            raise TypeError(f"{key} is not a {kind.__name__}")
        return value


def month_day(text: str, year: int) -> date:
    """`10-01` in `year`; 29 February is 28 February in a common year, ValueError where there is no such day."""
    day = date.fromisoformat(f"{LEAP_YEAR}-{text}")
    return date(year, day.month, min(day.day, monthrange(year, day.month)[1]))


def problem_with_value(interpretation: Interpretation, value: object) -> Sentence | None:
    """Why `value` cannot stand for `interpretation`, in one sentence; None where it can."""
    if not _fits(interpretation.type, value):
        return Sentence(WRONG_TYPE[interpretation.type], {"key": interpretation.key})
    allowed = interpretation.allowed
    several = value if isinstance(value, tuple) else (value,)
    if interpretation.is_settled and value != interpretation.default:
        return S_("%(key)s is settled: there is no other reading to choose.", key=interpretation.key)
    if allowed and not set(several) <= set(allowed):
        listed = ", ".join(str(one) for one in allowed)
        return S_("%(key)s must be one of: %(allowed)s.", key=interpretation.key, allowed=listed)
    return _problem_with_bounds(interpretation, value) if isinstance(value, int) else None


def _problem_with_bounds(interpretation: Interpretation, value: int) -> Sentence | None:
    least, most = interpretation.at_least, interpretation.at_most
    if least is not None and value < least:
        return S_("%(key)s must be at least %(least)s.", key=interpretation.key, least=least)
    if most is not None and value > most:
        return S_("%(key)s must be at most %(most)s.", key=interpretation.key, most=most)
    return None


WRONG_TYPE = {
    InterpretationType.FLAG: N_("%(key)s must be yes or no."),
    InterpretationType.COUNT: N_("%(key)s must be a whole number."),
    InterpretationType.CHOICE: N_("%(key)s must be one of the listed values."),
    InterpretationType.CHOICES: N_("%(key)s must be a list of the listed values, each once."),
    InterpretationType.DAY: N_("%(key)s must be a date."),
    InterpretationType.MONTH_DAY: N_("%(key)s must be a month and a day, like 10-01."),
}


def _fits(kind: InterpretationType, value: object) -> bool:
    match kind:
        case InterpretationType.FLAG:
            return isinstance(value, bool)
        case InterpretationType.COUNT:
            return isinstance(value, int) and not isinstance(value, bool)
        case InterpretationType.CHOICE:
            return isinstance(value, str)
        case InterpretationType.CHOICES:
            return (
                isinstance(value, tuple)
                and all(isinstance(one, str) for one in value)
                and len(set(value)) == len(value)
            )
        case InterpretationType.DAY:
            return type(value) is date
        case InterpretationType.MONTH_DAY:
            return isinstance(value, str) and _is_month_day(value)


def _is_month_day(text: str) -> bool:
    try:
        return f"{month_day(text, LEAP_YEAR):%m-%d}" == text
    except ValueError:
        return False


def value_from_text(interpretation: Interpretation, text: str) -> object:
    """The value a form or a file spells: `true`, `30`, `2018-11-22`, `workshop,seminar`; Invalid says what is wrong."""
    value = _spelled(interpretation.type, text.strip())
    if problem := problem_with_value(interpretation, value):
        raise Invalid({interpretation.key: problem})
    return value


def _spelled(kind: InterpretationType, text: str) -> object:
    try:
        match kind:
            case InterpretationType.FLAG:
                return {"true": True, "false": False}.get(text)
            case InterpretationType.COUNT:
                return int(text)
            case InterpretationType.CHOICES:
                return tuple(part.strip() for part in text.split(",") if part.strip())
            case InterpretationType.DAY:
                return date.fromisoformat(text)
            case _:
                return text
    except ValueError:
        return None


def value_as_text(value: object) -> str:
    """The spelling that value_from_text reads back."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, tuple) else str(value)
