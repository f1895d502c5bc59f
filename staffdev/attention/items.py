"""One thing that waits for somebody: what, why, by when, and the one button that does it. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from staffdev.rulebook.model import Status

URGENCY = {Status.NOT_MET: 0, Status.AT_RISK: 1, Status.NOT_YET_APPLICABLE: 2, Status.MET: 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Words are in the reader's language already; `is_late` says that `by` has passed."""

    what: str
    why: str
    href: str
    action: str
    by: date | None = None
    status: Status = Status.AT_RISK
    is_late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """Something dated that lies ahead, for the day on which nothing waits."""

    what: str
    on: date
    href: str = ""


def worst_first(items: Iterable[Item]) -> list[Item]:
    """What is not met, then what is at risk; within that the earliest day first, what has no day last."""
    return sorted(items, key=lambda one: (URGENCY[one.status], one.by or date.max))
