"""Basic training completed elsewhere: recorded by her or those who lead, verified like other rows."""

from uuid import uuid4

import pytest

from staffdev import clock
from staffdev.db.facts import current
from staffdev.evidence.tables import Attachment
from staffdev.training.tables import BasicTraining, Programme
from staffdev.training.vocabulary import RecordState
from tests.training.ledger.ledgering import PAPER, first

pytestmark = pytest.mark.anyio
TYPED = {
    "title": "Osnovna obuka za SOS telefon",
    "certificate_number": "7/2025",
    "started_on": "1.3.2025.",
    "completed_on": "20.4.2025.",
    "minutes": "72",
    "attended_minutes": "64,5",
    "topics": ["T1", "T2"],
}


def hers(member, tail=""):
    return f"/people/{member.person.code}/basic-trainings{tail}"


async def recorded(client, cast, **typed):
    await client.sign_in(cast.djurdjica)
    answer = await client.post(hers(cast.djurdjica), TYPED | typed)
    assert answer.status_code == 303
    return await first(BasicTraining.objects().where(current(BasicTraining)))


async def test_she_records_it_with_its_certificate_and_the_coordinator_verifies(client, cast):
    await client.sign_in(cast.djurdjica)
    page = await client.follow(await client.post(hers(cast.djurdjica), TYPED, files=PAPER))
    assert "potvrda.pdf" in page.text
    row = await first(BasicTraining.objects())
    assert (row.minutes, row.attended_minutes, row.topics, row.state) == (4320, 3870, "T1 T2", RecordState.LOGGED)
    assert (await first(Attachment.objects())).about == row.code
    await client.sign_in(cast.jelena)
    assert "Osnovna obuka" in (await client.get("/basic-trainings")).text
    assert (await client.post("/basic-trainings/verifications", {"row": str(row.code)})).status_code == 303
    assert (await first(BasicTraining.objects().where(current(BasicTraining)))).state == RecordState.VERIFIED


async def test_a_programme_of_the_register_gives_title_and_topics(client, cast):
    programme = Programme(
        code=uuid4(),
        organisation=cast.ravnica.id,
        title="Osnovni program",
        search_key="x",
        sort_key="x",
        is_basic=True,
        topics="T5",
        created_at=clock.now(),
    )
    await programme.save()
    await client.sign_in(cast.jelena)
    typed = TYPED | {"title": "", "programme": str(programme.code), "topics": []}
    page = await client.follow(await client.post(hers(cast.djurdjica), typed))
    assert "T5" in page.text
    row = await first(BasicTraining.objects())
    assert (row.title, row.programme, row.topics) == ("Osnovni program", programme.id, "")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title": ""}, "title"),
        ({"completed_on": "1.2.2025."}, "completed_on"),
        ({"completed_on": "1.2.2100."}, "completed_on"),
        ({"attended_minutes": "73"}, "attended_minutes"),
        ({"programme": "nonsense"}, "programme"),
        ({"started_on": "31.2.2025."}, "started_on"),
        ({"equivalence_note": "isto"}, "equivalence_note"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, typed, field):
    await client.sign_in(cast.jelena)
    answer = await client.post(hers(cast.djurdjica), TYPED | typed)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert await BasicTraining.count() == 0


async def test_the_same_course_is_recorded_once(client, cast):
    await recorded(client, cast)
    assert (await client.post(hers(cast.djurdjica), TYPED)).status_code == 422
    assert await BasicTraining.count() == 1


async def test_equivalence_is_for_the_responsible_person_and_survives_others_corrections(client, cast):
    await client.sign_in(cast.snezana)
    old = {"started_on": "1.3.2016.", "completed_on": "1.4.2016.", "equivalence_note": "Isti program"}
    assert (await client.post(hers(cast.djurdjica), TYPED | old)).status_code == 303
    row = await first(BasicTraining.objects())
    await client.sign_in(cast.jelena)
    days = {"started_on": "1.3.2016.", "completed_on": "2.4.2016."}
    assert (await client.post(f"/basic-trainings/{row.code}", TYPED | days)).status_code == 303
    (now,) = await BasicTraining.objects().where(current(BasicTraining))
    assert (now.completed_on.day, now.equivalence_note) == (2, "Isti program")


async def test_a_correction_waits_again_and_taking_back_needs_a_reason(client, cast):
    row = await recorded(client, cast)
    home = f"/basic-trainings/{row.code}"
    await client.sign_in(cast.jelena)
    assert (await client.post(f"{home}/verification", {})).status_code == 303
    assert "This record is verified" in (await client.get(f"{home}/edit")).text
    await client.post(home, TYPED | {"minutes": "80"})
    assert (await first(BasicTraining.objects().where(current(BasicTraining)))).state == RecordState.LOGGED
    assert (await client.post(f"{home}/return", {"comment": "Koji program?"})).status_code == 303
    assert (await client.post(f"{home}/withdrawal", {"because": ""})).status_code == 422
    assert (await client.post(f"{home}/withdrawal", {"because": "nije njena"})).status_code == 303
    assert await BasicTraining.count().where(current(BasicTraining)) == 0


async def test_nobody_verifies_her_own(client, cast):
    await client.sign_in(cast.jelena)
    await client.post(hers(cast.jelena), TYPED)
    row = await first(BasicTraining.objects())
    assert (await client.post(f"/basic-trainings/{row.code}/verification", {})).status_code == 403
    answer = await client.post("/basic-trainings/verifications", {"row": str(row.code)})
    assert answer.status_code == 422
    assert "Nobody verifies her own training." in answer.text


async def test_who_may_not_and_for_whom_it_does_not_exist(client, cast):
    row = await recorded(client, cast)
    home = f"/basic-trainings/{row.code}"
    await client.sign_in(cast.olga)
    assert (await client.get(home)).status_code == 200
    assert (await client.post(home, TYPED)).status_code == 403
    assert (await client.post(f"{home}/verification", {})).status_code == 403
    for who in (cast.ilona, cast.nada, cast.mira):
        await client.sign_in(who)
        assert (await client.get(home)).status_code == 404
        assert (await client.post(home, TYPED)).status_code == 404
    await client.sign_in(cast.ilona)
    assert (await client.post(hers(cast.djurdjica), TYPED)).status_code == 404


async def test_without_an_audit_entry_nothing_is_recorded(client, cast, broken_audit):
    await client.sign_in(cast.djurdjica)
    data = {**TYPED, "csrf_token": client.csrf}
    assert (await client.http.post(hers(cast.djurdjica), data=data, files=PAPER)).status_code == 500
    assert (await BasicTraining.count(), await Attachment.count()) == (0, 0)
