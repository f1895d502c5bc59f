"""What a mark of attendance stands for. Pure."""

from staffdev.errors import Advice
from staffdev.i18n import N_
from staffdev.training.vocabulary import Mark

NOT_THERE = frozenset({Mark.EXCUSED, Mark.ABSENT})


def attended_minutes(mark: Mark, typed: int | None, length: int) -> int:
    """The minutes a mark stands for: all, those typed, or none."""
    if mark in NOT_THERE:
        return 0
    return length if mark is Mark.PRESENT else typed or 0


def mark_problem(mark: Mark, typed: int | None, length: int) -> Advice | None:
    """Part of a session has minutes, more than none and fewer than all."""
    if mark is not Mark.PARTIAL:
        return None
    if not typed:
        return N_("Enter how long she was there.")
    if typed >= length:
        return N_("This is the whole session or more. Mark her present, or enter less.")
    return None
