"""What may be entered about a person: periods that overlap, tasks beyond Art. 15(4), appointments. Pure."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from staffdev.dated import OPEN_END, Period, overlap, overlap_problem
from staffdev.errors import Advice
from staffdev.i18n import N_
from staffdev.people.vocabulary import EngagementRole

__all__ = [
    "OPEN_END",
    "appointment_problems",
    "appointment_warning",
    "engagement_problems",
    "leave_problems",
    "mandate_problems",
    "task_problems",
]

ASSOCIATE_ITEMS = frozenset({1, 5, 7, 9, 10, 11, 12, 13})  # Art. 15(4)


def engagement_problems(new: Period, others: Iterable[Period]) -> Mapping[str, Advice]:
    """One engagement at a time in one organisation: a new role starts after the old one ends."""
    advice = N_("She is already engaged from %(first)s to %(last)s. End that engagement first, or correct it.")
    return overlap_problem(new, others, advice)


def leave_problems(new: Period, others: Iterable[Period]) -> Mapping[str, Advice]:
    """A day of leave is recorded once."""
    advice = N_("She is already on leave from %(first)s to %(last)s. Correct that leave instead.")
    on_one_day = N_("She is already on leave on %(day)s. Correct that leave instead.")
    return overlap_problem(new, others, advice, on_one_day)


def task_problems(new: Any, others: Iterable[Any], engagements: Iterable[Any]) -> Mapping[str, Advice]:
    """An associate's tasks are those of Art. 15(4); another one needs a reason, and stays unmet all the same."""
    same = [task for task in others if task.item == new.item]
    advice = N_("She already has this task from %(first)s to %(last)s. Correct or end that assignment.")
    if problems := overlap_problem(new, same, advice):
        return problems
    if new.item in ASSOCIATE_ITEMS or new.override_reason:
        return {}
    beyond = [e for e in engagements if e.role != EngagementRole.PROFESSIONAL and overlap(new, e)]
    if not beyond:
        return {}
    text = N_("Article 15(4) does not let an associate do this. Choose another task, or write why it is needed now.")
    return {"override_reason": text}


def appointment_problems(new: Any, others: Iterable[Any], *, person: int, signatory: int) -> Mapping[str, Advice]:
    """One coordinator at a time (an acting one stands in beside her); nobody appoints herself without the board."""
    problems: dict[str, Advice] = {}
    if not new.is_acting:
        advice = N_("A coordinator is already appointed from %(first)s to %(last)s. End that appointment first.")
        problems |= overlap_problem(new, [other for other in others if not other.is_acting], advice)
    if person == signatory and not new.board_decision:
        problems["board_decision"] = N_("Whoever appoints herself needs a decision of the board: enter its number.")
    return problems


def appointment_warning(new: Any, mandates: Iterable[Any], *, signatory: int) -> Advice | None:
    """What the rulebook will hold against this appointment (Art. 16(2)), though it is recorded as it was made."""
    held = any(
        mandate.person == signatory and mandate.from_on <= new.decided_on <= (mandate.until_on or date.max)
        for mandate in mandates
    )
    if not held:
        return N_("Recorded. The signatory was not the responsible person on the day of the decision (Article 16(2)).")
    if new.from_on < new.decided_on:
        return N_("Recorded. The appointment counts from the day of the decision, which is later than its first day.")
    return None


def mandate_problems(new: Period, others: Iterable[Period]) -> Mapping[str, Advice]:
    """One responsible person at a time."""
    advice = N_("A responsible person is already recorded from %(first)s to %(last)s. End that mandate first.")
    return overlap_problem(new, others, advice)
