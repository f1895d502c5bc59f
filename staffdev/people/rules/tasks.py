"""RS-SOS-15.4: an associate does only the tasks of Art. 6(1) that Art. 15(4) names. Pure."""

from collections.abc import Collection, Iterable
from itertools import chain

from staffdev.people.rules.shapes import TaskAssignment
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.dates import Span, merged, within
from staffdev.rulebook.model import Evidence, Reason, Status, Verdict
from staffdev.rulebook.question import OUT_OF_SCOPE, PERIOD_OPEN, Question

ORGANISATIONAL_ITEM = 17


def associate_tasks(
    tasks: Iterable[TaskAssignment], bound: Collection[Span], allowed: Collection[int], question: Question
) -> Verdict:
    """Not met on every day she is bound as an associate (`bound`) and assigned an item outside `allowed`."""
    judged = question.judged
    if judged is None:
        return PERIOD_OPEN if within(bound, question.period) else OUT_OF_SCOPE
    days = within(bound, judged)
    if not days:
        return OUT_OF_SCOPE
    hers = sorted(
        (one for one in tasks if within([one.span], judged)), key=lambda one: (one.item, one.from_on, one.code)
    )
    permitted = _permitted(allowed, question)
    off_list = {one.code: _shared(one.span, days) for one in hers if one.item not in permitted}
    breaches = {code: spans for code, spans in off_list.items() if spans}
    counted = tuple(_evidence(one, ()) for one in hers if one.code not in breaches)
    beyond = tuple(_evidence(one, breaches[one.code]) for one in hers if one.code in breaches)
    return _verdict(days, merged(chain.from_iterable(breaches.values())), counted, beyond, question)


def _permitted(allowed: Collection[int], question: Question) -> frozenset[int]:
    extra = {ORGANISATIONAL_ITEM} if question.readings.flag("associate.item_17_allowed") else set()
    return frozenset(allowed) | extra


def _shared(span: Span, days: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(shared for one in days if (shared := one.shared_with(span)))


def _evidence(task: TaskAssignment, breach: Collection[Span]) -> Evidence:
    detail: dict[str, object] = {"item": task.item, "from": task.from_on, "until": task.until_on}
    if not breach:
        return Evidence("task_assignment", task.code, task.from_on, detail=detail)
    detail |= {"breach_from": min(one.first for one in breach), "breach_until": max(one.last for one in breach)}
    detail["days"] = sum(one.days for one in breach)
    return Evidence("task_assignment", task.code, task.from_on, detail=detail, why=Why.NOT_AN_ASSOCIATE_TASK)


def _verdict(
    days: Collection[Span],
    breaches: Collection[Span],
    counted: tuple[Evidence, ...],
    beyond: tuple[Evidence, ...],
    question: Question,
) -> Verdict:
    figures = {"days": sum(one.days for one in days), "breach_days": sum(one.days for one in breaches)}
    today = any(question.day in one for one in breaches)
    earlier = any(one.first < question.day for one in breaches)
    historic = (Reason.HISTORIC_GAP,) if question.of_a_day and earlier else ()
    if today or (breaches and not question.of_a_day):
        return Verdict(Status.NOT_MET, historic, figures, counted, beyond, Step.END_TASK)
    if question.of_a_day and not any(question.day in one for one in days):
        return Verdict(Status.NOT_YET_APPLICABLE, (Reason.OUT_OF_SCOPE, *historic), figures, counted, beyond)
    if not counted and not beyond:
        reasons = (Reason.NO_DATA,)  # an upper limit that nothing recorded could exceed is not yet "met"
        return Verdict(Status.NOT_YET_APPLICABLE, reasons, figures, next_step=Step.RECORD_TASKS)
    return Verdict(Status.MET, historic, figures, counted, beyond)
