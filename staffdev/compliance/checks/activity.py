"""On which days of a period she is an active consultant, as the readings P3 to P5 understand it. Pure."""

from staffdev.compliance.facts import Known
from staffdev.rulebook.dates import Span
from staffdev.rulebook.question import Question
from staffdev.training.rules.basic import basic_done_on
from staffdev.training.rules.required import Active, active_days


def active_days_of(person: str, period: Span, known: Known, question: Question) -> Active:
    """Her active days of the period; a coordinator's only where she takes calls herself."""
    exempt = () if question.readings.flag("ce.coordinator_if_on_calls") else known.offices.coordinator_days(person)
    return active_days(
        known.engagements.get(person, ()),
        known.leaves.get(person, ()),
        basic_done_on=basic_done_on(known.basic_trainings.get(person, ()), question.as_of),
        not_owed=exempt,
        question=question,
        period=period,
    )
