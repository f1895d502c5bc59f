"""RS-SOS-26.1, professional support to all consultants under the plan of the year. Pure."""

from collections.abc import Iterator
from functools import partial

from staffdev.compliance.checks.activity import active_days_of
from staffdev.compliance.facts import Known
from staffdev.compliance.situation import Judged, Situation, Subject
from staffdev.people.rules.presence import is_in
from staffdev.plans.rules.adoption import Consultant, support_of_all
from staffdev.rulebook.model import Evidence, Verdict
from staffdev.rulebook.question import Question
from staffdev.training.rules.hours import training_evidence
from staffdev.training.rules.required import Active
from staffdev.training.rules.verification import NOT_THERE
from staffdev.training.vocabulary import RecordState, TrainingKind


def support_under_the_plan(situation: Situation) -> Iterator[Judged]:
    """One verdict for the provider."""
    question = situation.question
    yield Subject(period=question.period), partial(_judge, situation.known, question)


def _judge(known: Known, question: Question) -> Verdict:
    consultants = []
    for person in known.persons:
        active = active_days_of(person, question.period, known, question)
        if active.until(question.day):
            consultants.append(Consultant(person, sorted(_support(person, active, known, question), key=_day)))
    return support_of_all(known.facts.plans, consultants, question)


def _support(person: str, active: Active, known: Known, question: Question) -> Iterator[Evidence]:
    for record in known.records.get(person, ()):
        is_there = record.mark not in NOT_THERE and record.minutes and record.state is not RecordState.RETURNED
        has_been = record.held_on <= question.day and is_in(record.held_on, active.engaged)
        if record.kind is TrainingKind.INTERVISION and is_there and has_been:
            yield training_evidence(record, record.minutes)


def _day(one: Evidence) -> str:
    return f"{one.day} {one.code}"
