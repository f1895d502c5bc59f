"""The duties about people and offices (Arts. 2, 15 and 16): facts to rules. Pure."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from staffdev.compliance.facts import Known
from staffdev.compliance.situation import Judged, Situation, Subject
from staffdev.people.rules import coordination, rostering, selection, staffing, tasks
from staffdev.people.rules.presence import CONSULTANTS
from staffdev.people.rules.rostering import TrainedSince
from staffdev.people.rules.selection import Hire
from staffdev.rulebook.dates import DAY
from staffdev.rulebook.model import Verdict
from staffdev.rulebook.question import Question
from staffdev.training.rules.verification import COULD_BE_VERIFIED, standing, verification


def trained_on_duty(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-2.6, one verdict for the helpline."""
    yield Subject(), partial(_trained_on_duty, situation)


def _trained_on_duty(situation: Situation) -> Verdict:
    known, question = situation.known, situation.question
    trained = {person: _trained_since(known, person, question) for person in known.duties}
    return rostering.trained_on_duty(known.facts.duties, known.engagements, trained, question)


def _trained_since(known: Known, person: str, question: Question) -> TrainedSince:
    """Her first basic training or record of training, as verified, and as recorded where none is verified earlier."""
    verified = recorded = question.day + DAY
    for training in known.basic_trainings.get(person, ()):
        if training.completed_on < verified:
            why = verification(training, known.offices, as_of=question.as_of)
            verified = training.completed_on if why is None else verified
            recorded = min(recorded, training.completed_on) if why in COULD_BE_VERIFIED else recorded
    for record in known.records.get(person, ()):
        if record.held_on < verified:
            why = standing(record, known.offices, as_of=question.as_of, evidence_needed=False)
            verified = record.held_on if why is None else verified
            recorded = min(recorded, record.held_on) if why in COULD_BE_VERIFIED else recorded
    return TrainedSince(_if_come(verified, question), _if_come(recorded, question))


def _if_come(day: date, question: Question) -> date | None:
    return day if day <= question.day else None


def selection_criteria(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-15.1 for the provider."""
    yield Subject(), partial(_selection_criteria, situation)


def _selection_criteria(situation: Situation) -> Verdict:
    hired = (hire for person in situation.known.persons for hire in _hires(situation, person))
    return selection.selection_criteria(situation.known.facts.criteria, hired, situation.question)


def hires(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-15.1 for each person."""
    for person in situation.known.persons:
        yield Subject(person), partial(_hire_checked, situation, person)


def _hire_checked(situation: Situation, person: str) -> Verdict:
    return selection.hire_checked(_hires(situation, person))


def _hires(situation: Situation, person: str) -> tuple[Hire, ...]:
    known = situation.known
    return selection.hires_to_check(
        known.engagements[person], known.checklists, known.facts.criteria, situation.question
    )


def professional_engaged(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-15.2 for the provider."""
    known = situation.known
    rule = staffing.professional_engaged
    yield Subject(), partial(rule, known.facts.engagements, known.licences, known.leaves, situation.question)


def associate_tasks(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-15.4 for each person."""
    for person in situation.known.persons:
        yield Subject(person), partial(_associate_tasks, situation, person)


def _associate_tasks(situation: Situation, person: str) -> Verdict:
    hers, bound = situation.known.tasks.get(person, ()), situation.bound_days(person)
    return tasks.associate_tasks(hers, bound, situation.associate_items, situation.question)


def coordinator_cover(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-16.1 for the provider."""
    known = situation.known
    yield Subject(), partial(coordination.coordinator_cover, known.facts.appointments, known.leaves, situation.question)


def coordinator_appointments(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-16.2 for each appointment that is decided and holds in the days asked."""
    known, question = situation.known, situation.question
    for one in sorted(known.facts.appointments, key=lambda one: (one.from_on, one.code)):
        if one.decided_on <= question.as_of and one.touches(question.period):
            rule = partial(coordination.coordinator_appointment, one, known.facts.mandates, question)
            yield Subject(one.person, one.code), rule


def is_consultant(situation: Situation, person: str) -> bool:
    """Whether she is engaged as a professional worker or an associate in the days asked."""
    window = situation.question.window
    engagements = situation.known.engagements.get(person, ())
    return window is not None and any(one.role in CONSULTANTS and one.touches(window) for one in engagements)
