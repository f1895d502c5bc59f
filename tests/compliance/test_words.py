"""Every code a verdict may speak has words, every step an address; whatever the rules say, the pages can say it."""

from dataclasses import replace
from datetime import date

import pytest

from staffdev.access import Actor, Role
from staffdev.compliance.asking import Asked
from staffdev.compliance.engine import findings
from staffdev.compliance.queries import Judged
from staffdev.compliance.steps import DONE_BY
from staffdev.compliance.view.duties import duties
from staffdev.compliance.view.evidence import Naming
from staffdev.compliance.view.readings import reading
from staffdev.compliance.view.sentences import summary
from staffdev.compliance.view.steps import WORDS, address, next_step
from staffdev.compliance.words import FIGURES, KINDS, LEVELS, REASONS, WHYS
from staffdev.i18n import Language
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Finding, Level, Reason, Status, Verdict
from staffdev.translations import speaking
from tests.rulebook.given import asks, facts_from

PERSON = "4d6e0000-0000-4000-8000-000000000001"
ASKS = asks()


def test_every_code_has_words():
    assert set(REASONS) == set(Reason)
    assert set(WHYS) == set(Why)
    assert set(LEVELS) == set(Level)
    assert set(WORDS) == set(Step) == set(DONE_BY)


@pytest.mark.parametrize("step", list(Step))
def test_every_step_leads_somewhere(step):
    finding = Finding("RS-SOS-18.2", Level.PERSON, "sos", PERSON, None, Verdict(Status.NOT_MET, next_step=step))
    assert address(step, finding).startswith("/")
    responsible = Actor(roles=frozenset({Role.RESPONSIBLE_PERSON, Role.COORDINATOR}))
    offered = next_step(finding, responsible)
    assert offered
    assert offered.href
    auditor = Actor(roles=frozenset({Role.AUDITOR}))
    told = next_step(finding, auditor)
    assert told
    assert (told.href, bool(told.who)) == ("", True)


def test_whatever_is_wrong_says_why():
    wrong = [one for ask in ASKS for one in ask.findings() if one.verdict.status in {Status.NOT_MET, Status.AT_RISK}]
    assert len(wrong) > 100
    with speaking(Language.ENGLISH):
        assert not [one for one in wrong if not summary(one)]


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (PERSON, "This duty does not concern her, or nothing it is about exists."),
        (None, "Nothing this duty is about exists here."),
    ],
)
def test_a_duty_of_the_service_that_is_not_there_speaks_of_nobody(person, said):
    verdict = Verdict(Status.NOT_YET_APPLICABLE, (Reason.OUT_OF_SCOPE,))
    with speaking(Language.ENGLISH):
        assert summary(Finding("RS-SOS-2.7", Level.PROVIDER, "sos", person, None, verdict)) == said


def test_everything_the_cases_say_can_be_said_in_every_language():
    kinds, figures = set(), set()
    reader = Actor(roles=frozenset({Role.COORDINATOR}))
    for ask in ASKS:
        asked = Asked(as_of=ask.ask["as_of"])
        judged = Judged(asked, facts_from(ask.given), ask.findings())
        kinds |= {e.kind for f in judged.findings for e in (*f.verdict.counted, *f.verdict.not_counted)}
        figures |= {name for f in judged.findings for name in f.verdict.figures}
        for language in Language:
            with speaking(language):
                assert len(duties(judged, reader, Naming({}))) == len(judged.findings)
    assert kinds == set(KINDS)
    assert figures <= set(FIGURES)


def test_every_reading_can_be_said():
    pack = load()
    for language in Language:
        with speaking(language):
            for one in pack.interpretations.known.values():
                said = reading(one, pack.interpretations)
                assert said.value or one.is_settled, one.key
                assert bool(said.alternatives) != one.is_settled, one.key


def test_what_is_not_met_comes_first_and_what_concerns_nobody_last():
    facts = facts_from({"engagements": [{"person": "ana", "from": date(2020, 1, 1)}]})
    pack = load()
    found = findings(pack, pack.interpretations, facts, date(2025, 12, 31))
    judged = Judged(Asked(as_of=date(2025, 12, 31)), facts, found)
    order = [(one.status, one.is_out_of_scope) for one in duties(judged, Actor(), Naming({}))]
    ranks = [Status.NOT_MET, Status.AT_RISK, Status.MET, Status.NOT_YET_APPLICABLE]
    assert order == sorted(order, key=lambda one: (ranks.index(one[0]), one[1]))
    assert replace(judged, findings=()).findings == ()
