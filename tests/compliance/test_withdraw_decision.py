"""A decision on a reading that was recorded by mistake is taken back, and kept."""

from datetime import UTC, date, datetime, timedelta

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.audit.verification import verify
from staffdev.clock import stopped_at
from staffdev.compliance.tables import InterpretationOverride
from staffdev.db.facts import current, known
from tests.audit.stored import newest

pytestmark = pytest.mark.anyio
HOME = "/interpretations/ce.verify_days"
SIXTY = {"value": "60", "reason": "Odluka upravnog odbora 3/2025.", "decided_on": "1.3.2025."}
WHY = {"because": "pogrešna organizacija"}
NOON = datetime(2025, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def it_is_november():
    with stopped_at(NOON):
        yield


@pytest.fixture
async def decide(client, cast):
    """Records a decision as Snežana; the value is its address for taking it back."""
    await client.sign_in(cast.snezana)

    async def decided(**changes):
        assert (await client.post(HOME, SIXTY | changes)).status_code == 303
        held = InterpretationOverride.objects().where(current(InterpretationOverride))
        latest = await held.order_by(InterpretationOverride.id, ascending=False).first()
        return f"{HOME}/decisions/{latest.code}/withdrawal"

    return decided


async def own_reading(client, day):
    page = await client.get(f"/compliance/obligations/RS-SOS-18.2?as_of={day}")
    return "own reading since" in page.text


async def test_it_is_read_as_before_and_the_decision_stays_readable(client, cast, decide):
    back = await decide()
    assert await own_reading(client, "1.4.2025")
    asked = await client.get(back)
    assert "60 days" in asked.text
    with stopped_at(NOON + timedelta(minutes=5)):
        page = await client.follow(await client.post(back, WHY))
    assert "Taken back: pogrešna organizacija" in page.text
    assert "Odluka upravnog odbora 3/2025." in page.text
    assert "Read it by default again" not in page.text
    assert not await own_reading(client, "1.4.2025")
    entry = await newest()
    assert entry.event == "compliance:interpretation:withdraw"
    assert "pogrešna organizacija" in entry.body
    assert (await verify()).is_sound


async def test_it_was_known_until_then(client, cast, decide):
    back = await decide()
    with stopped_at(NOON + timedelta(minutes=5)):
        await client.post(back, WHY)
    before = await InterpretationOverride.objects().where(known(InterpretationOverride, NOON))
    assert [row.value for row in before] == ["60"]
    assert await InterpretationOverride.count().where(known(InterpretationOverride, NOON + timedelta(minutes=9))) == 0


async def test_the_decision_before_it_holds_again(client, cast, decide):
    await decide(value="45", decided_on="1.2.2025.")
    back = await decide()
    await client.post(back, WHY)
    page = await client.get(HOME)
    assert "1 Feb 2025" in page.text
    [held] = await InterpretationOverride.objects().where(current(InterpretationOverride))
    assert (held.value, held.decided_on) == ("45", date(2025, 2, 1))


async def test_the_same_day_can_be_decided_anew(client, cast, decide):
    await client.post(await decide(), WHY)
    await decide(value="45")
    page = await client.get(HOME)
    assert "45 days" in page.text
    assert page.text.count("taken back") == 1


@pytest.mark.parametrize("because", ["", " ", "no"])
async def test_it_says_what_to_correct_and_takes_nothing_back(client, cast, decide, because):
    back = await decide()
    answer = await client.post(back, {"because": because})
    assert answer.status_code == 422
    assert 'href="#because"' in answer.text
    assert await InterpretationOverride.count().where(current(InterpretationOverride)) == 1


@pytest.mark.parametrize("who", ["jelena", "ilona", "mira", "olga"])
async def test_only_the_responsible_person_takes_it_back(client, cast, decide, who):
    back = await decide()
    await client.sign_in(getattr(cast, who))
    assert "Take back" not in (await client.get(HOME)).text
    assert (await client.get(back)).status_code == 403
    assert (await client.post(back, WHY)).status_code == 403
    assert await InterpretationOverride.count().where(current(InterpretationOverride)) == 1


async def test_anothers_decision_or_another_readings_does_not_exist(client, cast, decide):
    back = await decide()
    elsewhere = back.replace("ce.verify_days", "ce.prorate")
    assert (await client.post(elsewhere, WHY)).status_code == 404
    assert (await client.post(back.replace("ce.verify_days", "no.such"), WHY)).status_code == 404
    await client.sign_in(cast.zorka)
    assert (await client.get(back)).status_code == 404
    assert (await client.post(back, WHY)).status_code == 404
    assert await InterpretationOverride.count().where(current(InterpretationOverride)) == 1


async def test_what_was_taken_back_cannot_be_taken_back_again(client, cast, decide):
    back = await decide()
    await client.post(back, WHY)
    assert (await client.get(back)).status_code == 404
    assert (await client.post(back, WHY)).status_code == 404


async def test_without_an_audit_entry_it_is_not_taken_back(client, cast, decide, db):
    back = await decide()
    count = await AuditEntry.count()
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    answer = await client.http.post(back, data={**WHY, "csrf_token": client.csrf})
    assert (answer.status_code, count > 0) == (500, True)
    assert await InterpretationOverride.count().where(current(InterpretationOverride)) == 1
