"""RS-SOS-26.1, professional support to all consultants under the plan of the year. Pure."""

from collections.abc import Iterator
from functools import partial

from staffdev.compliance.checks.support import support_for
from staffdev.compliance.facts import Known
from staffdev.compliance.situation import Judged, Situation, Subject
from staffdev.plans.rules.adoption import Consultant, support_of_all
from staffdev.rulebook.model import Evidence, Verdict
from staffdev.rulebook.question import Question


def support_under_the_plan(situation: Situation) -> Iterator[Judged]:
    """One verdict for the provider."""
    question = situation.question
    yield Subject(period=question.period), partial(_judge, situation.known, question)


def _judge(known: Known, question: Question) -> Verdict:
    return support_of_all(known.facts.plans, list(_consultants(known, question)), question)


def _consultants(known: Known, question: Question) -> Iterator[Consultant]:
    """Everybody active by the day asked, with what Article 26(2) counts as her support."""
    for person in known.persons:
        support, active = support_for(person, known, question)
        if active.until(question.day):
            entries = (one for part in support.parts.values() for one in part.counted)
            yield Consultant(person, sorted(entries, key=_by_day))


def _by_day(one: Evidence) -> tuple[str, str]:
    return str(one.day), one.code
