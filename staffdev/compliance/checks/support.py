"""RS-SOS-26.2, the least support of each person: facts to rules. Pure."""

from collections.abc import Iterator
from functools import partial

from staffdev.compliance.facts import Known
from staffdev.compliance.situation import Judged, Situation, Subject
from staffdev.rulebook.codes import Why
from staffdev.rulebook.model import Verdict
from staffdev.rulebook.question import Question
from staffdev.support.rules.active import supported_days
from staffdev.support.rules.advising import why_not_counted
from staffdev.support.rules.counted import Recorded, Support, support_of
from staffdev.support.rules.minimum import judge
from staffdev.support.rules.shapes import Consultation
from staffdev.training.rules.basic import basic_done_on
from staffdev.training.rules.required import Active


def minimum_of_persons(situation: Situation) -> Iterator[Judged]:
    """One verdict for each person, over the days asked."""
    for person in situation.known.persons:
        yield Subject(person, period=situation.question.period), partial(_minimum_of, situation, person)


def _minimum_of(situation: Situation, person: str) -> Verdict:
    question = situation.question
    support, active = support_for(person, situation.known, question)
    return judge(support, active, question)


def support_for(person: str, known: Known, question: Question) -> tuple[Support, Active]:
    """Her consultations, intervisions and the relief offered to her in the period, and her active days."""
    asked = person, question.period, question.as_of, question.in_force_from
    if asked not in known.supports:  # two articles ask for it
        known.supports[asked] = _support_for(person, known, question)
    return known.supports[asked]


def _support_for(person: str, known: Known, question: Question) -> tuple[Support, Active]:
    trained_on = basic_done_on(known.basic_trainings.get(person, ()), question.as_of)
    active = supported_days(known.engagements.get(person, ()), known.leaves.get(person, ()), trained_on, question)
    recorded = Recorded(
        consultations=list(_judged(person, known, question)),
        records=known.records.get(person, ()),
        offers=known.relief_in(question.period),
        active=active,
        offices=known.offices,
    )
    return support_of(recorded, question), active


def _judged(person: str, known: Known, question: Question) -> Iterator[tuple[Consultation, Why | None]]:
    """Her consultations of the period, each with why it is none with a more experienced professional."""
    asked = [one for one in known.consultations.get(person, ()) if one.held_on and one.held_on in question.period]
    for one in asked:
        adviser = known.experience(one.professional or "")
        yield one, why_not_counted(one, known.experience(person), adviser, question.readings)
