"""Which facts are gathered: whose, in which versions, and in how many statements."""

from datetime import UTC, date, datetime

import pytest
from piccolo.querystring import QueryString

from staffdev.compliance.asking import Asked
from staffdev.compliance.gathering import gather
from staffdev.compliance.gathering.sources import SOURCES
from staffdev.compliance.queries import findings_of, judged, judged_person
from staffdev.compliance.tables import InterpretationOverride
from staffdev.db.database import database
from staffdev.db.facts import record, supersede, withdraw
from staffdev.people.vocabulary import EngagementRole
from staffdev.rulebook.dates import year_span
from staffdev.rulebook.interpretations import Override
from staffdev.training.tables import YearClosure
from tests.cast import RECORDED, create_person
from tests.compliance.office import (
    AT,
    YEAR,
    log,
)
from tests.conftest import copy_of

pytestmark = pytest.mark.anyio
Y2025 = year_span(2025)


async def facts_of(organisation, **asked):
    found = await gather({organisation.id: organisation.code}, **({"period": Y2025} | asked))
    return found[organisation.id]


async def test_another_organisations_facts_stay_there(cast):
    await log(cast.tijana, date(2025, 4, 5), 90)
    found = await gather({cast.ravnica.id: "ravnica", cast.korak.id: "korak"}, period=Y2025)
    assert found[cast.ravnica.id].records == ()
    assert [one.person for one in found[cast.korak.id].records] == [str(cast.tijana.person.code)]
    assert found[cast.korak.id].organisation == "korak"


async def test_for_one_person_only_her_facts_are_read_but_every_office(cast):
    await log(cast.ilona, date(2025, 4, 5), 90)
    await log(cast.djurdjica, date(2025, 4, 5), 90)
    facts = await facts_of(cast.ravnica, persons=[cast.ilona.person.id])
    assert {one.person for one in (*facts.records, *facts.engagements)} == {str(cast.ilona.person.code)}
    assert facts.appointments
    assert facts.mandates
    assert facts.board


async def test_a_file_of_hers_is_evidence(cast):
    from staffdev.evidence.tables import Attachment

    logged = await log(cast.ilona, date(2025, 4, 5), 90, evidence=None)
    await Attachment(
        code=logged.code, organisation=cast.ravnica.id, about_kind="training_record", about=logged.code,
        filename="p.pdf", media_type="application/pdf", size=1, sha256="0", content=b"0", recorded_at=AT,
    ).save()  # fmt: skip
    assert [one.has_evidence for one in (await facts_of(cast.ravnica)).records] == [True]


async def test_what_was_known_earlier_is_found_again(cast):
    later, latest = datetime(2025, 6, 1, tzinfo=UTC), datetime(2025, 9, 1, tzinfo=UTC)
    first = await log(cast.ilona, date(2025, 1, 5), 90)
    gone = await log(cast.ilona, date(2025, 1, 6), 30)
    await supersede(first, by=None, at=later, minutes=120)
    await withdraw(gone, by=None, at=latest, because="twice")
    before = datetime(2025, 3, 1, tzinfo=UTC)
    assert sorted(one.minutes for one in (await facts_of(cast.ravnica, as_recorded_on=before)).records) == [30, 90]
    assert sorted(one.minutes for one in (await facts_of(cast.ravnica, as_recorded_on=later)).records) == [30, 120]
    assert [one.minutes for one in (await facts_of(cast.ravnica)).records] == [120]
    assert {one.code for one in (await facts_of(cast.ravnica)).records} == {str(first.code)}
    assert (await facts_of(cast.ravnica, as_recorded_on=datetime(2024, 1, 1, tzinfo=UTC))).records == ()


async def test_a_closed_year_brings_its_earlier_versions_along(cast):
    changed = await log(cast.ilona, date(2025, 1, 5), 90)
    await supersede(changed, by=None, at=datetime(2026, 3, 1, tzinfo=UTC), minutes=120)
    at = datetime(2026, 2, 1, tzinfo=UTC)
    await record(YearClosure, by=None, at=at, organisation=cast.ravnica.id, year=2025, closed_on=date(2026, 2, 1))
    assert sorted(one.minutes for one in (await facts_of(cast.ravnica)).records) == [90, 120]
    assert [one.minutes for one in (await facts_of(cast.ravnica, period=year_span(2024))).records] == [120]


async def test_own_readings_come_along_and_what_is_none_does_not(cast):
    own = {"organisation": cast.ravnica.id, "decided_on": date(2025, 2, 1)}
    await record(InterpretationOverride, by=None, at=AT, **own, key="ce.verify_days", value="60", reason="Statut")
    await record(InterpretationOverride, by=None, at=AT, **own, key="ce.leave_min_days", value="many", reason="?")
    await record(InterpretationOverride, by=None, at=AT, **own, key="no.such", value="1", reason="?")
    chosen = Override(
        key="ce.verify_days", value=60, reason="Statut", since=date(2025, 2, 1), recorded_on=date(2025, 1, 10)
    )
    assert (await facts_of(cast.ravnica)).overrides == (chosen,)
    assert (await facts_of(cast.ravnica, as_recorded_on=RECORDED)).overrides == ()


async def test_the_statements_are_as_many_for_ten_people_as_for_three_hundred(cast, statements):
    async def asked_with(people_there, first):
        for number in range(first, people_there):
            await create_person(cast.ravnica, f"Vida Vidić{number}", engaged_as=EngagementRole.ASSOCIATE)
        with statements() as provider:
            await judged(cast.jelena.actor, Asked(as_of=YEAR))
        with statements() as own:
            await judged_person(cast.ilona.person.id, cast.ilona.person.code, cast.ilona.actor, Asked(as_of=YEAR))
        return len(provider), len(own)

    few = await asked_with(10, 0)
    assert await asked_with(300, 10) == few
    assert max(few) <= len(SOURCES) + 4


def listened(engine):
    """The statements that will be sent, and what sends another one."""
    ran, send = [], engine.run_querystring

    async def listen(query, *args, **kwargs):
        ran.append(query)
        return await send(query, *args, **kwargs)

    engine.run_querystring = listen
    return ran, send


async def test_rows_of_several_organisations_are_looked_up_organisation_by_organisation(sqlite_template, tmp_path):
    async with database(copy_of(sqlite_template, tmp_path)) as engine:
        ran, send = listened(engine)
        assert [one async for one in findings_of({1: "korak", 2: "ravnica"}, Asked(as_of=YEAR))]
        plans = [(one, await send(QueryString(f"EXPLAIN QUERY PLAN {one.template}", *one.args))) for one in ran]
    everybodys = [
        f"{step['detail']}: {query}"
        for query, plan in plans
        for step in plan
        if "version_of (version_of=?)" in step["detail"] or step["detail"].startswith("SCAN")
    ]
    assert len(plans) > len(SOURCES)
    assert not everybodys, everybodys[0]


async def test_many_organisations_are_judged_as_each_alone(cast):
    await log(cast.ilona, date(2025, 4, 5), 600, by=cast.jelena)
    both = {cast.korak.id: "korak", cast.ravnica.id: "ravnica"}
    together = [one async for one in findings_of(both, Asked(as_of=YEAR))]
    alone = [one for key in both for one in [one async for one in findings_of({key: both[key]}, Asked(as_of=YEAR))]]
    assert together == alone
    assert {one.organisation for one in together} == {"korak", "ravnica"}


async def test_her_own_verdicts_are_those_of_the_whole_provider(cast):
    await log(cast.ilona, date(2025, 4, 5), 240, by=cast.jelena)
    await log(cast.djurdjica, date(2025, 4, 5), 240)
    whole = await judged(cast.jelena.actor, Asked(as_of=YEAR))
    own = await judged_person(cast.ilona.person.id, cast.ilona.person.code, cast.ilona.actor, Asked(as_of=YEAR))
    assert own.findings == [one for one in whole.findings if one.person == str(cast.ilona.person.code)]
