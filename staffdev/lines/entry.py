"""What may be entered about lines beside what is recorded: advice per field. Pure."""

from collections.abc import Iterable, Mapping
from typing import Any

from staffdev.dated import OPEN_END, Period, overlap_problem
from staffdev.errors import Advice
from staffdev.i18n import N_, S_
from staffdev.lines.rules.hours import Held

TWO_WEEKS = N_("Hours are already published from %(first)s to %(last)s. Enter their last day first, or correct them.")
TWO_EXCEPTIONS = N_("There is already an exception from %(first)s to %(last)s. Correct it instead.")
ONE_EXCEPTION = N_("There is already an exception on %(day)s. Correct it instead.")
OUTSIDE = N_("The line can be called from %(first)s to %(last)s. Choose days within that.")


def hours_problems(new: Period, others: Iterable[Period]) -> Mapping[str, Advice]:
    """One published week holds on a day."""
    return overlap_problem(new, others, TWO_WEEKS)


def exception_problems(new: Period, others: Iterable[Period]) -> Mapping[str, Advice]:
    """One exception holds on a day."""
    return overlap_problem(new, others, TWO_EXCEPTIONS, ONE_EXCEPTION)


def outside_problems(new: Period, line: Held) -> Mapping[str, Advice]:
    """What is said of a line lies in the days on which it can be called, except that its end may be open."""
    advice = S_(OUTSIDE, first=line.from_on, last=line.until_on or S_(OPEN_END))
    if new.from_on < line.from_on or (line.until_on and new.from_on > line.until_on):
        return {"from_on": advice}
    if line.until_on and new.until_on and new.until_on > line.until_on:
        return {"until_on": advice}
    return {}


def line_problems(new: Any, lines: Iterable[Any], published: Iterable[Period]) -> Mapping[str, Advice]:
    """Two lines have no name in common, and no hours were published before the line's first day."""
    if any(one.name.casefold() == new.name.casefold() for one in lines):
        return {"name": N_("There is already a line of this name.")}
    earliest = min((one.from_on for one in published), default=None)
    if earliest and earliest < new.from_on:
        advice = N_("Hours are published from %(day)s. Enter that day or an earlier one, or correct them first.")
        return {"from_on": S_(advice, day=earliest)}
    return {}
