"""The case files are the specification: situations in plain words, and the verdicts that must come out."""

import pytest

from staffdev.compliance.checks import CHECKS
from staffdev.rulebook.loader import load
from tests.rulebook.given import about, asks

ASKS = asks()
NOT_JUDGED_YET = frozenset(
    {
        *("3.1", "3.2", "3.3", "3.5", "3.6", "3.8", "3.9", "3.12", "4.2", "6.2", "7", "8.2"),
        *("9.1", "9.2", "9.2.1", "9.2.2", "9.2.3", "9.2.4", "10.1", "10.2", "10.3", "11", "12.1", "12.2", "13"),
        *("14.1", "14.2", "14.3", "19.1", "19.2", "20.1", "20.2", "20.3", "20.4", "21.1", "21.2", "21.3"),
        *("22.1", "22.2", "22.3", "23-25", "27.1", "27.2", "28", "29"),
    }
)


@pytest.mark.parametrize("ask", ASKS, ids=[ask.title for ask in ASKS])
def test_the_verdict_of_the_case_comes_out(ask):
    found = ask.findings()
    for asked, answer in ask.ask["expect"].items():
        verdict = about(found, asked).verdict
        status, *reasons = answer.split("/")
        assert (str(verdict.status), {*verdict.reasons}) == (status, {*reasons}), (asked, verdict)
    for asked, figures in ask.ask.get("figures", {}).items():
        verdict = about(found, asked).verdict
        assert figures.items() <= verdict.figures.items(), (asked, verdict.figures)
    for asked, whys in ask.ask.get("why", {}).items():
        assert {one.code: one.why for one in about(found, asked).verdict.not_counted} == whys, asked
    for asked, codes in ask.ask.get("counted", {}).items():
        assert [one.code for one in about(found, asked).verdict.counted] == codes, asked
    for asked, step in ask.ask.get("next_step", {}).items():
        assert about(found, asked).verdict.next_step == step, asked
    for asked, day in ask.ask.get("next_by", {}).items():
        assert about(found, asked).verdict.next_by == day, asked


def test_every_case_expects_something():
    assert all(ask.ask["expect"] for ask in ASKS)


def test_every_judged_obligation_has_its_case_file():
    asked = {f"RS-SOS-{key.split()[0]}" for ask in ASKS for key in ask.ask["expect"]}
    files = {ask.file for ask in ASKS}
    for obligation in load().judged:
        assert obligation.id in asked
        assert obligation.id.removeprefix("RS-SOS-").replace(".", "-") in files


def test_every_check_of_the_pack_has_a_rule_and_every_rule_an_obligation():
    assert {one.check for one in load().judged} == CHECKS.keys()


def test_every_level_of_a_judged_obligation_is_answered():
    assert all(set(one.levels) <= CHECKS[one.check or ""].keys() for one in load().judged)


def test_the_obligations_nothing_judges_yet_are_exactly_these():
    assert {one.id.removeprefix("RS-SOS-") for one in load().not_judged} == NOT_JUDGED_YET


def test_every_scenario_of_training_and_leadership_is_a_case():
    assert {ask.file for ask in ASKS} >= {f"scenario-{number:02}" for number in (1, 3, 5, 6, 7, 12)}
