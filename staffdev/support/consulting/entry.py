"""What may be entered about a consultation beside what is recorded. Pure, gives advice per field."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta

from staffdev.errors import Advice
from staffdev.i18n import N_
from staffdev.support.vocabulary import ConsultationState

AHEAD = timedelta(days=366)
OPEN = frozenset({ConsultationState.REQUESTED, ConsultationState.ACCEPTED})


def wish_problems(held_on: date | None, *, today: date, leads: bool = False) -> Mapping[str, Advice]:
    """A wish is for a day to come; one who leads may also enter what was agreed long ago."""
    if held_on and held_on < today and not leads:
        return {"held_on": N_("This day has passed. Enter one that is to come, or leave it empty.")}
    if held_on and held_on > today + AHEAD:
        return {"held_on": N_("This is more than a year ahead. Enter an earlier day, or leave it empty.")}
    return {}


def appointed_problems(held_on: date, *, today: date) -> Mapping[str, Advice]:
    """Nothing is agreed for a day that has passed."""
    if held_on < today:
        return {"held_on": N_("This day has passed. If it was held, record it as held instead.")}
    return wish_problems(held_on, today=today)


def minutes_problems(held_on: date, *, today: date) -> Mapping[str, Advice]:
    """What has not happened was not held."""
    if held_on > today:
        return {"held_on": N_("This day is still ahead. Record it once it was held.")}
    return {}


def choice_problems(professional: str | None, asker: str, offered: Collection[str]) -> Mapping[str, Advice]:
    """Nobody consults herself, and only those offered can be chosen."""
    if professional is None:
        return {}
    if professional == asker:
        return {"professional": N_("Nobody consults herself. Choose somebody else.")}
    if professional not in offered:
        return {"professional": N_("Choose one of the people offered.")}
    return {}
