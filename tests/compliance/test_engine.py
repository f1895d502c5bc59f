"""The engine as a whole: deterministic, in the rulebook's order, and true to the two times of every fact."""

import json
import random
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from staffdev.compliance.engine import findings, not_judged
from staffdev.compliance.facts import Known, ProviderFacts
from staffdev.compliance.finding_json import finding_json
from staffdev.compliance.periods import parse_period, period_label
from staffdev.compliance.steps import DONE_BY
from staffdev.errors import Invalid
from staffdev.rulebook.codes import Step, Why
from staffdev.rulebook.interpretations import Override
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Level, Status
from staffdev.training.vocabulary import RecordState
from tests.compliance.facts import provider

PACK = load()
DAY = date(2025, 10, 15)
SMALL = provider(6, range(2024, 2026), records_a_year=5)
RANK = {Status.NOT_MET: 0, Status.AT_RISK: 1, Status.NOT_YET_APPLICABLE: 2, Status.MET: 3}


def judge(facts, as_of=DAY, period=None, **more):
    return findings(PACK, PACK.interpretations, facts, as_of, parse_period(period) if period else None, **more)


def shuffled(facts: ProviderFacts, seed: int) -> ProviderFacts:
    chance = random.Random(seed)  # noqa: S311 - an order, not a secret
    mixed: dict[str, Any] = {}
    for one in fields(facts):
        values = getattr(facts, one.name)
        mixed[one.name] = tuple(chance.sample(values, len(values))) if isinstance(values, tuple) else values
    return ProviderFacts(**mixed)


@given(st.integers(0, 10_000), st.dates(date(2015, 1, 1), date(2026, 12, 31)), st.sampled_from([None, "2024", "2025"]))
@settings(max_examples=40)
def test_the_order_of_the_facts_does_not_matter(seed, as_of, period):
    assert judge(shuffled(SMALL, seed), as_of, period) == judge(SMALL, as_of, period)


@given(st.dates(date(2015, 1, 1), date(2026, 12, 31)))
@settings(max_examples=20)
def test_the_same_question_gets_the_same_answer(as_of):
    first = [finding_json(one) for one in judge(SMALL, as_of)]
    assert json.dumps(first) == json.dumps([finding_json(one) for one in judge(SMALL, as_of)])


@given(st.sets(st.integers(0, len(SMALL.records) - 1), max_size=20))
@settings(max_examples=20)
def test_taking_facts_out_and_putting_them_back_changes_nothing(taken):
    kept = tuple(one for number, one in enumerate(SMALL.records) if number not in taken)
    back = tuple(SMALL.records[number] for number in taken)
    assert judge(replace(SMALL, records=kept + back)) == judge(SMALL)


@given(
    st.integers(0, 5),
    st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    st.integers(1, 900),
    st.dates(date(2025, 1, 1), date(2026, 12, 31)),
    st.sampled_from([None, "2025"]),
)
@settings(max_examples=80)
def test_one_more_verified_training_never_makes_the_year_worse(person, held_on, minutes, as_of, period):
    sample = SMALL.records[0]
    more = structs.replace(
        sample,
        code="more",
        person=f"sos-{person:05}",
        held_on=held_on,
        minutes=minutes,
        verified_on=held_on,
        verified_at=None,
        entry="more",
    )
    duty = ("RS-SOS-18.2",)
    before = judge(SMALL, as_of, period, only=duty)
    after = judge(replace(SMALL, records=(*SMALL.records, more)), as_of, period, only=duty)
    for one, other in zip(before, after, strict=True):
        assert RANK[other.verdict.status] >= RANK[one.verdict.status]


def test_findings_come_in_the_rulebooks_order_people_by_their_code():
    found = judge(SMALL)
    order = list(PACK.obligations)
    assert [order.index(one.obligation) for one in found] == sorted(order.index(one.obligation) for one in found)
    topics = [one.person for one in found if one.obligation == "RS-SOS-17.2"]
    assert topics == sorted(topics) == [f"sos-{number:05}" for number in range(6)]


def test_every_judged_obligation_answers_for_somebody():
    assert {one.obligation for one in judge(SMALL)} == {one.id for one in PACK.judged}


def test_obligations_without_a_rule_have_no_findings_and_are_listed():
    listed = {one.id for one in not_judged(PACK)}
    assert listed.isdisjoint(one.obligation for one in judge(SMALL))
    assert listed | {one.id for one in PACK.judged} == set(PACK.obligations)


def test_only_the_obligations_asked_for_are_judged():
    assert {one.obligation for one in judge(SMALL, only=["RS-SOS-16.1"])} == {"RS-SOS-16.1"}


def test_every_verdict_names_the_readings_it_was_judged_by():
    for one in judge(SMALL):
        assert tuple(one.verdict.interpretations) == PACK.obligations[one.obligation].interpretations


def test_no_code_for_what_did_not_count_is_written_by_hand():
    whys = {evidence.why for one in judge(SMALL) for evidence in one.verdict.not_counted}
    assert whys <= set(Why)


def test_every_step_is_somebodys():
    assert set(DONE_BY) == set(Step)


def test_a_reading_of_the_organisation_holds_from_the_day_it_was_decided():
    override = Override(
        key="ce.level", value="provider", reason="r", since=date(2025, 6, 1), recorded_on=date(2025, 6, 2)
    )
    facts = replace(SMALL, overrides=(override,))

    def levels(as_of, **more):
        return {one.level for one in judge(facts, as_of, only=["RS-SOS-18.2"], **more)}

    assert levels(date(2025, 5, 31)) == {Level.PERSON, Level.PROVIDER}
    assert levels(date(2025, 6, 1)) == {Level.PROVIDER}
    assert levels(date(2025, 6, 1), as_recorded_on=datetime(2025, 6, 1, 12, tzinfo=UTC)) == {
        Level.PERSON,
        Level.PROVIDER,
    }


def test_only_people_are_judged_where_that_is_the_reading():
    chosen = Override(key="ce.level", value="person", reason="r", since=DAY, recorded_on=DAY)
    found = judge(replace(SMALL, overrides=(chosen,)), only=["RS-SOS-18.2"])
    assert {one.level for one in found} == {Level.PERSON}


def test_a_version_is_known_from_its_recording_until_it_was_superseded():
    first, second = datetime(2025, 1, 1, 12, tzinfo=UTC), datetime(2025, 2, 1, 12, tzinfo=UTC)
    record = SMALL.records[0]
    versions = (
        structs.replace(record, minutes=10, recorded_at=first, superseded_at=second),
        structs.replace(record, minutes=20, recorded_at=second),
    )
    facts = replace(SMALL, records=versions)

    def minutes(at):
        return [one.minutes for one in facts.known_at(at).records]

    assert minutes(datetime(2025, 1, 1, 11, 59, 59, tzinfo=UTC)) == []
    assert minutes(first) == minutes(datetime(2025, 2, 1, 11, 59, 59, tzinfo=UTC)) == [10]
    assert minutes(second) == minutes(None) == [20]


def test_facts_are_looked_up_by_person_once():
    known = Known(SMALL)
    assert known.records is known.records
    assert sum(len(hers) for hers in known.records.values()) == len(SMALL.records)


def test_the_json_has_exactly_the_keys_of_the_interface():
    needed = {
        *("obligation", "level", "organisation", "person", "period", "status", "reasons", "figures"),
        *("counted", "not_counted", "next_step"),
    }
    optional = {"subject", "interpretations", "article", "next_by"}
    for finding in judge(SMALL):
        told = finding_json(finding, article=PACK.obligations[finding.obligation].article)
        assert needed <= told.keys() <= needed | optional
        assert json.loads(json.dumps(told)) == told


def test_the_json_of_a_year_at_risk_reads_as_the_interface_shows_it():
    unverified = structs.replace(
        SMALL.records[0], code="waits", minutes=360, held_on=date(2025, 12, 29), state=RecordState.LOGGED, entry=""
    )
    facts = replace(SMALL, records=(unverified,), leaves=(), enrolments=())
    (found,) = (
        one for one in judge(facts, date(2026, 1, 3), "2025", only=["RS-SOS-18.2"]) if one.person == "sos-00000"
    )
    told: dict[str, Any] = finding_json(found)
    assert (told["period"], told["status"], told["reasons"]) == ("2025", "not_met", ["UNVERIFIED"])
    assert told["figures"]["required_minutes"] == 600
    assert told["counted"] == []
    assert told["not_counted"] == [
        {
            "kind": "training_record",
            "code": "waits",
            "day": "2025-12-29",
            "minutes": 360,
            "title": "Training 0",
            "training_kind": "workshop",
            "why": "UNVERIFIED",
        }
    ]


def test_a_duty_of_every_day_has_a_period_only_when_one_was_asked_for():
    def period(**more):
        return {one.period for one in judge(SMALL, only=["RS-SOS-16.1"], **more)}

    assert period() == {None}
    assert period(period="2025") == {"2025"}
    assert {one.period for one in judge(SMALL, only=["RS-SOS-18.2"])} == {"2025"}


@pytest.mark.parametrize("text", ["2025", "2024", "2025-07-01..2025-12-31", "2025-02-28..2025-02-28"])
def test_a_period_reads_back_as_it_is_written(text):
    assert period_label(parse_period(text)) == text


def test_a_whole_year_is_called_by_its_number():
    assert period_label(parse_period("2025-01-01..2025-12-31")) == "2025"


@pytest.mark.parametrize(
    "text", ["", "25", "2025-07-01", "2025-12-31..2025-07-01", "2025-02-29..2025-03-01", "a..b", "0000"]
)
def test_a_period_that_is_none_is_refused(text):
    with pytest.raises(Invalid, match="Write the period"):
        parse_period(text)
