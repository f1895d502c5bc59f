"""What an organisation has set down itself: whom it works with, and how it chooses staff. Pure."""

from collections.abc import Iterable
from datetime import date

from staffdev.rulebook.facts import Dated


class TargetGroup(Dated, frozen=True, kw_only=True):
    """A group of users the programme orientation names (Art. 14(1))."""

    name: str
    is_minority: bool = False


class SelectionCriteria(Dated, frozen=True, kw_only=True):
    """The prescribed criteria for choosing staff (Art. 15(1))."""

    title: str
    adopted_on: date


def criteria_in_force(criteria: Iterable[SelectionCriteria], day: date) -> SelectionCriteria | None:
    """The criteria that hold that day, the latest first day first; what is not adopted by then does not hold."""
    holding = [one for one in criteria if one.holds_on(day) and one.adopted_on <= day]
    return max(holding, key=lambda one: (one.from_on, one.code), default=None)
