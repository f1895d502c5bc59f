"""Who is on duty: entered, refused with what is missing, corrected, taken back."""

from datetime import date

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current, record
from staffdev.db.transactions import transaction
from staffdev.people.tables import DutyAssignment
from staffdev.people.vocabulary import EngagementRole
from staffdev.training.tables import BasicTraining
from tests.cast import create_person

TYPED = {"channel": "phone", "from_on": "1.3.2025."}


async def trained(cast, person, state="verified", completed_on=date(2025, 2, 28)):
    values = {"title": "Osnovna obuka", "started_on": date(2025, 1, 11), "completed_on": completed_on, "topics": ""}
    who = {"organisation": cast.ravnica.id, "person": person.id}
    async with transaction():
        await record(BasicTraining, by=None, at=clock.now(), **who, **values, state=state)


def home_of(person):
    return f"/people/{person.code}/duty"


async def test_a_professional_is_entered(client, cast):
    await client.sign_in(cast.jelena)
    shown = await client.follow(await client.post(home_of(cast.ilona.person), TYPED))
    assert "telephone" in shown.text
    [duty] = await DutyAssignment.objects()
    assert (duty.channel, duty.is_observer, duty.from_on) == ("phone", False, date(2025, 3, 1))
    assert await AuditEntry.exists().where(AuditEntry.event == "people:duty:record")


@pytest.mark.parametrize(
    ("state", "completed_on", "sentence"),
    [
        (None, None, "No completed basic training is recorded for her"),
        ("logged", date(2025, 2, 28), "is not verified yet"),
        ("returned", date(2025, 2, 28), "is not verified yet"),
        ("verified", date(2025, 3, 2), "may not be on duty before that"),
    ],
)
async def test_an_associate_without_verified_basic_training_only_observes(client, cast, state, completed_on, sentence):
    person = cast.djurdjica.person
    if state:
        await trained(cast, person, state, completed_on)
    await client.sign_in(cast.jelena)
    answer = await client.post(home_of(person), TYPED)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not await DutyAssignment.count()
    assert (await client.post(home_of(person), TYPED | {"is_observer": "yes"})).status_code == 303


@pytest.mark.parametrize("completed_on", [date(2025, 2, 28), date(2025, 3, 1)])
async def test_a_trained_associate_is_entered(client, cast, completed_on):
    await trained(cast, cast.djurdjica.person, completed_on=completed_on)
    await client.sign_in(cast.snezana)
    assert (await client.post(home_of(cast.djurdjica.person), TYPED)).status_code == 303


async def test_a_trainee_only_observes_trained_or_not(client, cast):
    person = await create_person(cast.ravnica, "Žana Šarac", engaged_as=EngagementRole.TRAINEE)
    await trained(cast, person)
    await client.sign_in(cast.jelena)
    answer = await client.post(home_of(person), TYPED)
    assert "trainees may only observe" in answer.text
    shown = await client.follow(await client.post(home_of(person), TYPED | {"is_observer": "yes"}))
    assert "observes" in shown.text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"channel": "fax"}, "channel"),
        ({"from_on": ""}, "from_on"),
        ({"until_on": "28.2.2025."}, "until_on"),
        ({"from_on": "8.1.2023."}, "from_on"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, change, field):
    await client.sign_in(cast.jelena)
    answer = await client.post(home_of(cast.ilona.person), TYPED | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not await DutyAssignment.count()


async def test_one_entry_a_channel_at_a_time(client, cast):
    home = home_of(cast.ilona.person)
    await client.sign_in(cast.jelena)
    await client.post(home, TYPED | {"until_on": "31.3.2025."})
    assert (await client.post(home, TYPED | {"from_on": "31.3.2025."})).status_code == 422
    assert (await client.post(home, TYPED | {"from_on": "1.4.2025."})).status_code == 303
    assert (await client.post(home, TYPED | {"channel": "chat"})).status_code == 303


async def test_a_correction_keeps_history_and_a_withdrawal_its_reason(client, cast):
    home = home_of(cast.ilona.person)
    await client.sign_in(cast.jelena)
    await client.post(home, TYPED)
    [duty] = await DutyAssignment.objects()
    assert 'value="1.3.2025."' in (await client.get(f"{home}/{duty.code}/edit")).text
    await client.post(f"{home}/{duty.code}", TYPED | {"until_on": "30.6.2025."})
    [now] = await DutyAssignment.objects().where(current(DutyAssignment))
    assert (now.until_on, await DutyAssignment.count()) == (date(2025, 6, 30), 2)
    assert await AuditEntry.exists().where(AuditEntry.event == "people:duty:correct")
    assert (await client.post(f"{home}/{duty.code}", TYPED | {"channel": "fax"})).status_code == 422
    assert (await client.post(f"{home}/{duty.code}/withdrawal", {"because": ""})).status_code == 422
    await client.post(f"{home}/{duty.code}/withdrawal", {"because": "pogrešna osoba"})
    assert not await DutyAssignment.count().where(current(DutyAssignment))


async def test_she_sees_her_own_duty_and_records_nothing(client, cast):
    await client.sign_in(cast.ilona)
    assert (await client.get(home_of(cast.ilona.person))).status_code == 200
    assert (await client.get(home_of(cast.djurdjica.person))).status_code == 404
    assert (await client.post(home_of(cast.ilona.person), TYPED)).status_code == 403


@pytest.mark.parametrize("member", ["olga", "mira"])
async def test_who_only_oversees_reads(client, cast, member):
    await client.sign_in(getattr(cast, member))
    assert (await client.get(home_of(cast.ilona.person))).status_code == 200
    assert (await client.post(home_of(cast.ilona.person), TYPED)).status_code == 403


async def test_somebody_of_another_organisation_does_not_exist(client, cast):
    await client.sign_in(cast.nada)
    assert (await client.get(home_of(cast.ilona.person))).status_code == 404
    assert (await client.post(home_of(cast.ilona.person), TYPED)).status_code == 404


async def test_without_an_audit_entry_nothing_is_recorded(client, cast, broken_audit):
    await client.sign_in(cast.jelena)
    await client.http.post(home_of(cast.ilona.person), data=TYPED | {"csrf_token": client.csrf})
    assert not await DutyAssignment.count()
