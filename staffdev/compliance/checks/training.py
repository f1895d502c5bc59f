"""The duties about training (Arts. 15(3), 17 and 18(1)): facts to rules. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from staffdev.compliance.checks.people import is_consultant
from staffdev.compliance.situation import Judged, Situation, Subject
from staffdev.organisations.rules import TargetGroup
from staffdev.rulebook.dates import FOREVER
from staffdev.rulebook.model import Verdict
from staffdev.rulebook.question import OUT_OF_SCOPE
from staffdev.training.rules import basic, coverage, programmes
from staffdev.training.rules.coverage import Taught
from staffdev.training.rules.hours import planned_sessions
from staffdev.training.rules.induction import induction as judge_induction
from staffdev.training.rules.induction import owing_induction
from staffdev.training.rules.shapes import CourseSession


def basic_training(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-15.3 for each person."""
    for person in situation.known.persons:
        yield Subject(person), partial(_basic_training, situation, person)


def _basic_training(situation: Situation, person: str) -> Verdict:
    known, question = situation.known, situation.question
    bound = situation.bound_days(person)
    if not bound:
        return OUT_OF_SCOPE
    duty_on = basic.first_duty(known.duties.get(person, ()), known.tasks.get(person, ()), bound, question)
    planned = _planned(situation, person, FOREVER)
    trainings = known.basic_trainings.get(person, ())
    return basic.basic_training(
        trainings,
        bound,
        duty_on=duty_on,
        planned=planned,
        register=known.register,
        offices=known.offices,
        question=question,
    )


def _planned(situation: Situation, person: str, until: date) -> list[CourseSession]:
    """The sessions ahead she is entered for; none when the days asked have passed."""
    known, question = situation.known, situation.question
    enrolments = known.enrolments.get(person)
    if not enrolments or (question.is_over and not question.of_a_day):
        return []
    return planned_sessions(enrolments, known.sessions, until, as_of=question.as_of)


def programmes_accredited(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-17.1 for each programme."""
    known = situation.known
    for code in sorted(known.programmes):
        papers = known.register.accreditations.get(code, ()), known.attestations.get(code, ())
        yield Subject(code=code), partial(programmes.programme_accredited, *papers, situation.question)


def topics(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-17.2 for each person."""
    for person in situation.known.persons:
        yield Subject(person), partial(_topics, situation, person)


def _topics(situation: Situation, person: str) -> Verdict:
    if not is_consultant(situation, person):
        return OUT_OF_SCOPE
    days = timedelta(days=situation.question.readings.count("topics.planned_days"))
    planned = coverage.planned_topics(_planned(situation, person, situation.question.as_of + days))
    return coverage.topics_covered(_taught(situation, person), planned, situation.question)


def _taught(situation: Situation, person: str) -> Iterator[Taught]:
    known, question = situation.known, situation.question
    records, trainings = known.records.get(person, ()), known.basic_trainings.get(person, ())
    return coverage.taught(
        records, trainings, known.programmes, known.offices, until=question.day, as_of=question.as_of
    )


def minority_topics(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-17.3 for each person and each minority group she works with."""
    for person in situation.known.persons:
        groups = _minority_groups(situation, person)
        for group in groups:
            yield Subject(person, group.code), partial(_minority_topics, situation, person, group)
        if not groups:
            yield Subject(person), _out_of_scope


def _minority_groups(situation: Situation, person: str) -> list[TargetGroup]:
    """The minority groups she works with in the days asked, each once."""
    window = situation.question.window
    if window is None or not is_consultant(situation, person):
        return []
    worked_with = {one.target_group for one in situation.known.group_work.get(person, ()) if one.touches(window)}
    groups = (situation.known.target_groups.get(code) for code in sorted(worked_with))
    return [group for group in groups if group and group.is_minority and group.touches(window)]


def _minority_topics(situation: Situation, person: str, group: TargetGroup) -> Verdict:
    return coverage.minority_topics_covered(_taught(situation, person), group.code, group.name)


def induction(situation: Situation) -> Iterator[Judged]:
    """RS-SOS-18.1 for each person and each engagement that opened a term."""
    known, question = situation.known, situation.question
    for person in known.persons:
        owing = owing_induction(known.engagements[person], question)
        for engagement in owing:
            rule = partial(judge_induction, engagement, known.inductions.get(person, ()), question)
            yield Subject(person, engagement.code), rule
        if not owing:
            yield Subject(person), _out_of_scope


def _out_of_scope() -> Verdict:
    return OUT_OF_SCOPE
