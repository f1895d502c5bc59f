"""Interpretations as people read them: the question, the value chosen, what else there is, and where it comes from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from staffdev.i18n import Language
from staffdev.people.words import WORDS as PEOPLE_WORDS
from staffdev.rulebook.interpretations import LEAP_YEAR, Interpretation, Interpretations, InterpretationType, month_day
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Obligation
from staffdev.training.words import WORDS as TRAINING_WORDS
from staffdev.translations import MONTHS, current_language, day, gettext, ngettext, number, wording


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading as chosen. `own` is the organisation's decision where it has made one: its reason and day."""

    interpretation: Interpretation
    value: str
    default: str
    alternatives: Sequence[str]
    reason: str = ""
    since: date | None = None

    @property
    def is_own(self) -> bool:
        """Whether the organisation reads it otherwise than the default."""
        return self.value != self.default


def readings_of(obligation: Obligation, readings: Interpretations) -> list[Reading]:
    """The readings a duty is judged with, those the organisation chose itself first."""
    found = [reading(one, readings) for one in load().interpretations_of(obligation)]
    return sorted(found, key=lambda one: not one.is_own)


def reading(interpretation: Interpretation, readings: Interpretations) -> Reading:
    """One reading with its value in words."""
    own = readings.overrides.get(interpretation.key)
    value = readings[interpretation.key]
    return Reading(
        interpretation,
        value_words(interpretation, value),
        value_words(interpretation, interpretation.default),
        [] if interpretation.is_settled else _alternatives(interpretation, value),
        own.reason if own else "",
        own.since if own else None,
    )


def _alternatives(interpretation: Interpretation, value: object) -> list[str]:
    """What else could be chosen: the other values, what a list could have besides, or the bounds of a number."""
    if interpretation.type is InterpretationType.FLAG:
        return [value_words(interpretation, not value)]
    if isinstance(value, tuple):
        others = [one for one in interpretation.allowed if one not in value]
        return [value_words(interpretation, (one,)) for one in others] or [gettext("fewer of these")]
    if interpretation.allowed:
        return [value_words(interpretation, one) for one in interpretation.allowed if one != value]
    least, most = interpretation.at_least, interpretation.at_most
    if least is not None and most is not None:
        return [gettext("%(least)s to %(most)s") % {"least": number(least), "most": number(most)}]
    return [gettext("another one")]


def value_words(interpretation: Interpretation, value: object) -> str:
    """A value as people read it: its label where it has one, yes or no, a number with its unit, a day."""
    if isinstance(value, tuple):
        return ", ".join(_label(interpretation, str(one)) for one in value) or gettext("none")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, int):
        return _with_unit(value, interpretation.unit)
    if isinstance(value, date):
        return day(value)
    is_month_day = interpretation.type is InterpretationType.MONTH_DAY
    return _month_day(str(value)) if is_month_day else _label(interpretation, str(value))


def _month_day(text: str) -> str:
    """10-01 as 1 October, in Serbian 1. oktobar."""
    found = month_day(text, LEAP_YEAR)
    dot = "" if current_language() is Language.ENGLISH else "."
    return f"{found.day}{dot} {gettext(MONTHS[found.month - 1])}"


def _label(interpretation: Interpretation, code: str) -> str:
    """The words of a code; nothing for the one code of a settled reading, whose words say it all."""
    if code in interpretation.labels:
        return wording(interpretation.labels[code])
    known = _VOCABULARY.get(code)
    return gettext(known) if known else ""


def _with_unit(value: int, unit: str | None) -> str:
    return UNITS[unit](value) % {"n": number(value)} if unit else number(value)


UNITS: Mapping[str, Callable[[int], str]] = {
    "answers": lambda n: ngettext("%(n)s answer", "%(n)s answers", n),
    "days": lambda n: ngettext("%(n)s day", "%(n)s days", n),
    "methods": lambda n: ngettext("%(n)s method", "%(n)s methods", n),
    "minutes": lambda n: ngettext("%(n)s minute", "%(n)s minutes", n),
    "months": lambda n: ngettext("%(n)s month", "%(n)s months", n),
    "people": lambda n: ngettext("%(n)s person", "%(n)s people", n),
    "percent": lambda _n: "%(n)s %%",
    "times": lambda n: ngettext("%(n)s time", "%(n)s times", n),
    "working_days": lambda n: ngettext("%(n)s working day", "%(n)s working days", n),
    "years": lambda n: ngettext("%(n)s year", "%(n)s years", n),
}
_VOCABULARY: Mapping[str, str] = {str(code): word for code, word in {**PEOPLE_WORDS, **TRAINING_WORDS}.items()}
