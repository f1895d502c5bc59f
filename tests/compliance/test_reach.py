"""Of a long ledger only what can count is read: every verdict is as it would be with all of it."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import uuid4

import pytest

from staffdev.compliance.asking import Asked
from staffdev.compliance.engine import findings
from staffdev.compliance.gathering import gather
from staffdev.compliance.tables import InterpretationOverride
from staffdev.db.facts import record, supersede, withdraw
from staffdev.organisations.tables import TargetGroup
from staffdev.people.tables import DutyAssignment, GroupWork
from staffdev.people.vocabulary import EngagementRole
from staffdev.rulebook.codes import Why
from staffdev.rulebook.dates import year_span
from staffdev.rulebook.loader import load
from staffdev.training.tables import TrainingRecord, YearClosure
from staffdev.training.vocabulary import RecordState
from tests.cast import create_person
from tests.compliance.office import complete_basic_training, create_programme, log

pytestmark = pytest.mark.anyio
EARLY = datetime(2020, 1, 5, 9, tzinfo=UTC)
TODAY, THIS_YEAR = date(2025, 12, 31), Asked(as_of=date(2025, 12, 31))
ALL = "T1 T2 T3 T4 T5 T6 T7a T7b T7c T7d"
OLD, TRAINED_ON = date(2021, 5, 5), date(2023, 2, 20)


async def asked_of(organisation, asked):
    """The facts that are read for the question; what they tell is what the whole ledger tells."""
    ids = {organisation.id: organisation.code}
    some = await gather(ids, period=asked.span, as_recorded_on=asked.as_recorded_on, as_of=asked.as_of)
    everything = await gather(ids, period=None, as_recorded_on=asked.as_recorded_on)
    pack, facts = load(), some[organisation.id]
    told, whole = (
        findings(pack, pack.interpretations, one, asked.as_of, asked.period, as_recorded_on=asked.as_recorded_on)
        for one in (facts, everything[organisation.id])
    )
    assert told == whole
    return facts, told


async def days_read(organisation, asked=THIS_YEAR):
    facts, _ = await asked_of(organisation, asked)
    return sorted(one.held_on for one in facts.records)


async def trained(member, by, completed_on, *, topics=ALL, **more):
    programme = await create_programme(member.organisation, topics="")
    began = completed_on - timedelta(days=30)
    return await complete_basic_training(member, programme, began, completed_on, by=by, topics=topics, **more)


async def everybody_trained(cast):
    for one in cast.of_ravnica:
        if one.person_row:
            await trained(one, cast.snezana, TRAINED_ON, verified_as="responsible_person")


async def read_otherwise(organisation, key, value):
    own = {"organisation": organisation.id, "decided_on": date(2024, 1, 1), "reason": "Statut"}
    await record(InterpretationOverride, by=None, at=EARLY, **own, key=key, value=value)


async def test_of_whoever_is_trained_other_years_are_not_read(cast):
    await everybody_trained(cast)
    for day in (date(2024, 12, 31), date(2025, 1, 1), date(2025, 12, 31), date(2026, 1, 1)):
        await log(cast.ilona, day, 60, by=cast.jelena, topics="T1 M1.roma")
    assert await days_read(cast.ravnica) == [date(2025, 1, 1), date(2025, 12, 31)]
    assert await days_read(cast.ravnica, Asked(as_of=TODAY, period=year_span(2024))) == [date(2024, 12, 31)]


async def test_what_was_held_by_the_day_of_her_basic_training_counts_for_its_topics(cast):
    await everybody_trained(cast)
    for day in (date(2023, 2, 19), date(2023, 2, 20), date(2023, 2, 21)):
        await log(cast.ilona, day, 60, by=cast.jelena, topics="T1")
    assert await days_read(cast.ravnica) == [date(2023, 2, 19), date(2023, 2, 20)]


@pytest.mark.parametrize(
    "basic",
    [
        {"topics": "T1 T2 T3 T4 T5 T6 T7a T7b T7c"},
        {"state": RecordState.LOGGED, "verified_on": None, "verified_at": None, "verified_by": None},
        {"completed_on": date(2026, 1, 1)},
    ],
    ids=["topics open", "not verified", "ahead"],
)
async def test_whose_basic_training_does_not_answer_for_all_is_read_whole(cast, basic):
    await trained(
        cast.ilona, cast.snezana, **({"completed_on": TRAINED_ON, "verified_as": "responsible_person"} | basic)
    )
    await log(cast.ilona, TRAINED_ON + timedelta(days=9), 60, by=cast.jelena, topics="T7d T3")
    assert len(await days_read(cast.ravnica)) == 1


async def test_a_basic_training_that_was_withdrawn_answers_for_nothing_now(cast):
    hers = await trained(cast.ilona, cast.snezana, TRAINED_ON, verified_as="responsible_person", at=EARLY)
    await log(cast.ilona, TRAINED_ON + timedelta(days=9), 60, by=cast.jelena, topics="T7d T3")
    assert await days_read(cast.ravnica) == []
    closed = {"year": 2025, "closed_on": date(2026, 2, 1)}
    await record(YearClosure, by=None, at=datetime(2026, 2, 1, tzinfo=UTC), organisation=cast.ravnica.id, **closed)
    await withdraw(hers, by=None, at=datetime(2026, 3, 1, tzinfo=UTC), because="copied")
    later = Asked(as_of=date(2026, 4, 1), period=year_span(2025))
    assert len(await days_read(cast.ravnica, later)) == 1


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("topics_from", "one_course"),
        ("topics.min_minutes", "30"),
        ("ce.basis", "rolling_12m"),
        ("ce.basis", "hire_anniversary"),
        ("ce.carry_over", "true"),
    ],
)
async def test_a_reading_may_ask_for_more(cast, key, value):
    await everybody_trained(cast)
    await log(cast.ilona, date(2024, 6, 6), 900, by=cast.jelena, topics="T1:30")
    assert await days_read(cast.ravnica) == []
    await read_otherwise(cast.ravnica, key, value)
    assert await days_read(cast.ravnica) == [date(2024, 6, 6)]


async def test_who_is_on_duty_without_a_basic_training_may_have_been_trained_long_ago(cast):
    newcomer = await create_person(cast.ravnica, "Vida Vidić", engaged_as=EngagementRole.ASSOCIATE)
    own = {"organisation": cast.ravnica.id, "person": newcomer.id, "from_on": date(2025, 1, 1)}
    await record(DutyAssignment, by=None, at=EARLY, **own, channel="phone", is_observer=False)
    content = {"title": "Kurs", "kind": "workshop", "topics": "", "is_basic": False, "state": "verified"}
    checked = {"verified_on": date(2023, 5, 1), "verified_by": cast.jelena.code, "verified_as": "coordinator"}
    await record(
        TrainingRecord, by=None, at=EARLY, organisation=cast.ravnica.id, person=newcomer.id, held_on=OLD, minutes=60,
        entry=uuid4(), source="web", evidence="1", **content, **checked,
    )  # fmt: skip
    _, found = await asked_of(cast.ravnica, THIS_YEAR)
    (verdict,) = (one.verdict for one in found if one.obligation == "RS-SOS-2.6")
    assert [one.detail["trained_on"] for one in verdict.counted] == [OLD]


async def test_who_works_with_a_minority_may_have_learned_of_it_long_ago(cast):
    await everybody_trained(cast)
    await log(cast.ilona, date(2023, 6, 6), 60, by=cast.jelena, topics="M1.romkinje")
    assert await days_read(cast.ravnica) == []
    own = {"organisation": cast.ravnica.id, "from_on": date(2024, 1, 1)}
    group = await record(TargetGroup, by=None, at=EARLY, **own, name="Romkinje", is_minority=True)
    await record(GroupWork, by=None, at=EARLY, **own, person=cast.ilona.person.id, target_group=group.id)
    assert await days_read(cast.ravnica) == [date(2023, 6, 6)]


async def test_a_training_over_new_year_says_which_of_its_days_are_not_of_the_year(cast):
    await everybody_trained(cast)
    entry = uuid4()
    for day in (date(2024, 12, 31), date(2025, 1, 2), date(2026, 1, 2)):
        await log(cast.ilona, day, 60, by=cast.jelena, entry=entry)
    _, found = await asked_of(cast.ravnica, THIS_YEAR)
    why = [
        (fact.day, fact.why)
        for one in found
        if one.obligation == "RS-SOS-18.2" and one.person == str(cast.ilona.person.code)
        for fact in one.verdict.not_counted
    ]
    assert why == [(date(2024, 12, 31), Why.WRONG_YEAR), (date(2026, 1, 2), Why.WRONG_YEAR)]


async def test_what_she_delivered_before_does_not_count_again(cast):
    await everybody_trained(cast)
    delivered = {"by": cast.jelena, "kind": "delivered_training", "title": "Prva pomoć"}
    await log(cast.ilona, date(2023, 6, 6), 90, **delivered)
    assert await days_read(cast.ravnica) == []
    again = await log(cast.ilona, date(2025, 6, 6), 90, **delivered)
    _, found = await asked_of(cast.ravnica, THIS_YEAR)
    refused = {fact.code: fact.why for one in found for fact in one.verdict.not_counted if fact.kind != "topic"}
    assert refused[str(again.code)] == Why.REPEATED_DELIVERY


@pytest.mark.parametrize("seed", range(6))
async def test_whatever_is_in_the_ledger_all_of_it_tells_the_same(cast, seed):
    chance = Random(seed)  # noqa: S311 - invented lives
    await a_life(cast, chance)
    for key, value in chance.sample(READINGS, seed % 3):
        await read_otherwise(cast.ravnica, key, value)
    for year in (2022, 2023, 2024, 2025):
        closed_at = datetime(year + 1, 2, 1, tzinfo=UTC)
        if chance.random() < 0.3:
            own = {"organisation": cast.ravnica.id, "year": year, "closed_on": closed_at.date()}
            await record(YearClosure, by=None, at=closed_at, **own)
        for known in (None, closed_at):
            await asked_of(cast.ravnica, Asked(as_of=date(year, 7, 1), as_recorded_on=known))
            await asked_of(cast.ravnica, Asked(as_of=TODAY, period=year_span(year), as_recorded_on=known))


READINGS = [
    ("topics_from", "one_course"),
    ("topics.min_minutes", "40"),
    ("topics.methods_needed", "2"),
    ("ce.basis", "rolling_12m"),
    ("ce.carry_over", "true"),
]


async def a_life(cast, chance):
    """Five years of people who learn, teach, are on duty and are corrected, in no order."""
    people = [one for one in cast.of_ravnica if one.person_row]
    entries = [uuid4() for _ in range(8)]
    own = {"organisation": cast.ravnica.id, "from_on": date(2022, 1, 1)}
    group = await record(TargetGroup, by=None, at=EARLY, **own, name="Romkinje", is_minority=True)
    for her in people:
        for _ in range(chance.randrange(3)):
            topics = chance.choice([ALL, "T1 T2 T3", f"{ALL} M1.romkinje"])
            await trained(
                her, chance.choice([cast.jelena, cast.snezana]), a_day(chance), topics=topics, at=an_instant(chance)
            )
        if chance.random() < 0.5:
            about = own | {"person": her.person.id}
            await record(DutyAssignment, by=None, at=EARLY, **about, channel="phone", is_observer=False)
        if chance.random() < 0.2:
            await record(GroupWork, by=None, at=EARLY, **own, person=her.person.id, target_group=group.id)
        for _ in range(12):
            await one_training(her, chance, entries, [None, cast.jelena, cast.snezana])


async def one_training(her, chance, entries, verifiers):
    content = {
        "kind": chance.choice(["workshop", "delivered_training", "intervision", "e_learning"]),
        "title": chance.choice(["Prva pomoć", "Radionica"]),
        "topics": chance.choice(["", "T1:30", "T7a:60 T7d:20", "M1.romkinje M2.romkinje"]),
        "entry": chance.choice([uuid4(), *entries]),
    }
    by, at = chance.choice(verifiers), an_instant(chance)
    logged = await log(her, a_day(chance), chance.choice([45, 90, 600]), by=by, at=at, **content)
    if chance.random() < 0.3:
        later = at + timedelta(days=chance.randrange(1, 300))
        await supersede(logged, by=None, at=later, held_on=a_day(chance), minutes=30)


def a_day(chance):
    return date(2021, 6, 1) + timedelta(days=chance.randrange(5 * 365))


def an_instant(chance):
    return EARLY + timedelta(days=365 + chance.randrange(5 * 365))
