"""How the rulebook is read: decided with a reason, from a day on, and never by somebody else."""

from datetime import UTC, date, datetime

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.clock import stopped_at
from staffdev.compliance.tables import InterpretationOverride
from tests.compliance.office import log

pytestmark = pytest.mark.anyio
HOME = "/interpretations"
DAYS = {"value": "60", "reason": "Odluka upravnog odbora 3/2025.", "decided_on": "1.3.2025."}
NOON = datetime(2025, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def it_is_november():
    with stopped_at(NOON):
        yield


async def test_it_records_the_decision_and_verdicts_use_it(client, cast):
    await client.sign_in(cast.snezana)
    page = await client.follow(await client.post(f"{HOME}/ce.verify_days", DAYS))
    assert "60 days" in page.text
    assert "Odluka upravnog odbora 3/2025." in page.text
    (row,) = await InterpretationOverride.objects()
    assert (row.key, row.value, row.decided_on) == ("ce.verify_days", "60", date(2025, 3, 1))
    assert await AuditEntry.count().where(AuditEntry.event == "compliance:interpretation:override") == 1
    await log(cast.ilona, date(2024, 4, 5), 600)
    late = await client.get(f"/people/{cast.ilona.person.code}/compliance?as_of=20.2.2025&period=2024")
    assert "own reading since" not in late.text
    then = await client.get(f"/people/{cast.ilona.person.code}/compliance?as_of=1.3.2025&period=2024")
    assert "own reading since 1 Mar 2025: Odluka upravnog odbora 3/2025." in then.text
    assert "Own readings" in (await client.get(HOME)).text


@pytest.mark.parametrize(
    ("key", "values", "stored"),
    [
        ("ce.prorate", {"value": "false"}, "false"),
        ("ce.basis", {"value": "rolling_12m"}, "rolling_12m"),
        ("ce.kinds", {"value": ["workshop", "seminar"]}, "workshop,seminar"),
        ("effective.F2", {"value": "22.11.2018."}, "2018-11-22"),
        ("topics.min_minutes", {"value": "45"}, "45"),
    ],
)
async def test_every_kind_of_reading_can_be_chosen(client, cast, key, values, stored):
    await client.sign_in(cast.snezana)
    assert (await client.get(f"{HOME}/{key}")).status_code == 200
    assert (await client.post(f"{HOME}/{key}", DAYS | values)).status_code == 303
    (row,) = await InterpretationOverride.objects()
    assert row.value == stored
    assert (await client.get(f"{HOME}/{key}")).status_code == 200


@pytest.mark.parametrize(
    ("key", "changes", "field"),
    [
        ("ce.verify_days", {"value": "many"}, "value"),
        ("ce.verify_days", {"value": "9999"}, "value"),
        ("ce.verify_days", {"value": ""}, "value"),
        ("ce.verify_days", {"value": "31"}, "value"),
        ("ce.basis", {"value": "lunar"}, "value"),
        ("effective.F2", {"value": "31.2.2018"}, "value"),
        ("ce.verify_days", {"reason": " "}, "reason"),
        ("ce.verify_days", {"decided_on": "sutra"}, "decided_on"),
        ("ce.verify_days", {"decided_on": "22.11.2025."}, "decided_on"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, key, changes, field):
    await client.sign_in(cast.snezana)
    answer = await client.post(f"{HOME}/{key}", DAYS | changes)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert await InterpretationOverride.count() == 0


async def test_the_default_is_restored_from_a_day_on_and_the_time_between_keeps_its_reading(client, cast):
    await client.sign_in(cast.snezana)
    await client.post(f"{HOME}/ce.prorate", DAYS | {"value": "false"})
    back = {"reason": "Vraćamo.", "decided_on": "1.6.2025."}
    page = await client.follow(await client.post(f"{HOME}/ce.prorate/default", back))
    assert "Vraćamo." in page.text
    assert "Read it by default again" not in page.text
    assert await AuditEntry.count().where(AuditEntry.event == "compliance:interpretation:restore") == 1
    shown = {}
    for day in ("1.2.2025", "1.4.2025", "1.7.2025"):
        answer = await client.get(f"/compliance/obligations/RS-SOS-18.2?as_of={day}")
        shown[day] = "own reading since" in answer.text
    assert shown == {"1.2.2025": False, "1.4.2025": True, "1.7.2025": False}


async def test_a_second_decision_on_the_same_day_replaces_the_first(client, cast):
    await client.sign_in(cast.snezana)
    await client.post(f"{HOME}/ce.verify_days", DAYS)
    assert (await client.post(f"{HOME}/ce.verify_days", DAYS | {"value": "45"})).status_code == 303
    assert "45 days" in (await client.get(f"{HOME}/ce.verify_days")).text
    held = await InterpretationOverride.objects().where(InterpretationOverride.superseded_at.is_null())
    assert [row.value for row in held] == ["45"]


async def test_what_is_settled_stays_so(client, cast):
    await client.sign_in(cast.snezana)
    assert "Read it otherwise" not in (await client.get(f"{HOME}/ce.verifier")).text
    assert (await client.post(f"{HOME}/ce.verifier", DAYS | {"value": "herself"})).status_code == 409
    assert await InterpretationOverride.count() == 0


@pytest.mark.parametrize("who", ["jelena", "ilona", "mira", "olga"])
async def test_only_the_responsible_person_decides(client, cast, who):
    await client.sign_in(getattr(cast, who))
    assert (await client.get(HOME)).status_code == 200
    assert "Read it otherwise" not in (await client.get(f"{HOME}/ce.verify_days")).text
    assert (await client.post(f"{HOME}/ce.verify_days", DAYS)).status_code == 403
    assert (await client.post(f"{HOME}/ce.verify_days/default", DAYS)).status_code == 403
    assert await InterpretationOverride.count() == 0


async def test_another_organisations_decision_is_not_ours(client, cast):
    await client.sign_in(cast.zorka)
    await client.post(f"{HOME}/ce.verify_days", DAYS)
    await client.sign_in(cast.snezana)
    assert "Odluka" not in (await client.get(f"{HOME}/ce.verify_days")).text


async def test_a_reading_nobody_knows_does_not_exist(client, cast):
    await client.sign_in(cast.snezana)
    assert (await client.get(f"{HOME}/no.such")).status_code == 404
    assert (await client.post(f"{HOME}/no.such", DAYS)).status_code == 404


async def test_without_an_audit_entry_nothing_is_recorded(client, cast, broken_audit):
    await client.sign_in(cast.snezana)
    answer = await client.http.post(f"{HOME}/ce.verify_days", data={**DAYS, "csrf_token": client.csrf})
    assert answer.status_code == 500
    assert await InterpretationOverride.count() == 0
