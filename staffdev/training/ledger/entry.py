"""What may be entered into the ledger: nothing twice unasked, nothing into a closed year. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from staffdev.errors import Advice
from staffdev.i18n import N_, S_
from staffdev.sheets.words import folded
from staffdev.training.ledger.days import HeldDay

SIMILAR_TITLE = 0.8
SAME = "is_another"  # the box that says: this is another training
TOO_EARLY = N_("The year %(year)s can be closed from %(day)s on, when the time for verifying it is over.")
CLOSED = N_("The year %(year)s is closed and stays as it was judged. The responsible person can reopen it.")


def closed_year_advice(days: Iterable[date], closed: Collection[int]) -> Advice | None:
    """Why nothing can be written on these days, None where it can; `closed` are the closed years."""
    year = next((day.year for day in days if day.year in closed), None)
    return S_(CLOSED, year=year) if year else None


def early(year: int, from_on: date, today: date) -> Advice | None:
    """Why the year cannot be closed yet, None where it can."""
    return S_(TOO_EARLY, year=year, day=from_on) if today < from_on else None


def repeated(title: str, days: Sequence[HeldDay], others: Iterable[Any]) -> Any | None:
    """The record that says the same: the same day, and the same length or a similar title."""
    plain = folded(title)
    held = {one.held_on: one.minutes for one in days}
    for other in others:
        minutes = held.get(other.held_on)
        if minutes is not None and (minutes == other.minutes or is_similar(plain, folded(other.title))):
            return other
    return None


def repeated_problem(title: str, days: Sequence[HeldDay], others: Iterable[Any]) -> Mapping[str, Advice]:
    """Advice where the training seems to be recorded already; the box beside it says that it is another one."""
    other = repeated(title, days, others)
    if other is None:
        return {}
    advice = N_("“%(title)s” of %(day)s is recorded already. If this is another training, tick the box and save.")
    return {SAME: S_(advice, title=other.title, day=other.held_on)}


def is_similar(one: str, other: str) -> bool:
    """Do two titles (folded) say the same but for slips and endings?"""
    if one == other:
        return True
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.quick_ratio() >= SIMILAR_TITLE and matcher.ratio() >= SIMILAR_TITLE
