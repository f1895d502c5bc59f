"""Appointments and mandates (Article 16): recorded by the responsible person, printed as a decision."""

import io

import pytest
from pypdf import PdfReader

from staffdev.db import facts
from staffdev.people.tables import Appointment, Mandate

pytestmark = pytest.mark.anyio


def appointment_of(cast, **change):
    form = {
        "person": str(cast.ilona.person.code),
        "decision_number": "7/2026",
        "decided_on": "1.6.2026.",
        "from_on": "1.7.2026.",
        "until_on": "31.8.2026.",
        "is_acting": "yes",
        "signatory": str(cast.snezana.person.code),
    }
    return form | change


async def test_it_records_an_acting_coordinator(client, cast):
    await client.sign_in(cast.snezana)
    page = await client.follow(await client.post("/appointments", appointment_of(cast)))
    assert "Ilona Sabo (acting)" in page.text
    assert "7/2026" in page.text
    assert await Appointment.count().where(Appointment.person == cast.ilona.person.id) == 1


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"person": ""}, "Choose whom the decision appoints."),
        ({"person": "x"}, "Choose one of the people offered."),
        ({"decision_number": ""}, "Enter the number of the decision."),
        ({"decision_number": "1" * 61}, "Shorten this to 60 characters: it has 61."),
        ({"decided_on": "31.6.2026."}, "31.6.2026."),
        ({"until_on": "30.6.2026."}, "The last day cannot be before the first day."),
        ({"is_acting": ""}, "A coordinator is already appointed"),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, change, advice):
    await client.sign_in(cast.snezana)
    before = await Appointment.count()
    answer = await client.post("/appointments", appointment_of(cast, **change))
    assert answer.status_code == 422
    assert advice in answer.text
    assert await Appointment.count() == before


async def test_a_person_of_another_organisation_cannot_be_appointed(client, cast):
    await client.sign_in(cast.snezana)
    answer = await client.post("/appointments", appointment_of(cast, person=str(cast.tijana.person.code)))
    assert answer.status_code == 422
    assert "Choose one of the people offered." in answer.text


async def test_whoever_appoints_herself_needs_the_board(client, cast):
    await client.sign_in(cast.snezana)
    herself = appointment_of(cast, person=str(cast.snezana.person.code))
    assert "decision of the board" in (await client.post("/appointments", herself)).text
    assert (await client.post("/appointments", herself | {"board_decision": "3/2026"})).status_code == 303


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"from_on": "31.5.2026."}, "counts from the day of the decision"),
        ({"signatory": "jelena"}, "was not the responsible person"),
        ({}, "The appointment is recorded."),
    ],
)
async def test_it_records_what_was_decided_and_says_what_the_rulebook_holds_against_it(client, cast, change, says):
    if "signatory" in change:
        change = {"signatory": str(cast.jelena.person.code)}
    await client.sign_in(cast.snezana)
    page = await client.follow(await client.post("/appointments", appointment_of(cast, **change)))
    assert says in page.text


async def test_a_coordinator_may_not_appoint(client, cast):
    await client.sign_in(cast.jelena)
    assert (await client.post("/appointments", appointment_of(cast))).status_code == 403
    assert (await client.post("/mandates", {})).status_code == 403


async def test_anothers_appointment_does_not_exist(client, cast):
    foreign = await Appointment.objects().get(Appointment.organisation == cast.korak.id)
    await client.sign_in(cast.snezana)
    for path in ("decision", "ending"):
        assert (await client.get(f"/appointments/{foreign.code}/{path}")).status_code == 404
    assert (await client.post(f"/appointments/{foreign.code}/ending", {"until_on": "1.7.2026."})).status_code == 404


async def test_it_ends_and_the_next_one_begins(client, cast):
    own = await Appointment.objects().get(Appointment.person == cast.jelena.person.id)
    await client.sign_in(cast.snezana)
    too_early = await client.post(f"/appointments/{own.code}/ending", {"until_on": "1.1.2001."})
    assert too_early.status_code == 422
    await client.post(f"/appointments/{own.code}/ending", {"until_on": "30.6.2026."})
    follower = appointment_of(cast, is_acting="", until_on="")
    assert (await client.post("/appointments", follower)).status_code == 303


async def test_it_is_taken_back_with_a_reason(client, cast):
    own = await Appointment.objects().get(Appointment.person == cast.jelena.person.id)
    await client.sign_in(cast.snezana)
    assert (await client.post(f"/appointments/{own.code}/withdrawal", {"because": ""})).status_code == 422
    await client.post(f"/appointments/{own.code}/withdrawal", {"because": "entered twice"})
    assert await Appointment.count().where(Appointment.organisation == cast.ravnica.id, facts.current(Appointment)) == 0


@pytest.mark.parametrize("language", ["sr-Cyrl", "sr-Latn", "en"])
async def test_the_decision_prints(client, cast, language):
    await client.sign_in(cast.snezana)
    await client.post("/appointments", appointment_of(cast))
    made = await Appointment.objects().get(Appointment.person == cast.ilona.person.id)
    answer = await client.get(f"/appointments/{made.code}/decision?language={language}")
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
    assert "Ilona Sabo" in text
    assert "7/2026" in text


async def test_one_responsible_person_at_a_time(client, cast):
    await client.sign_in(cast.snezana)
    mandate = {"person": str(cast.jelena.person.code), "from_on": "1.7.2026."}
    assert "End that mandate first" in (await client.post("/mandates", mandate)).text
    own = await Mandate.objects().get(Mandate.organisation == cast.ravnica.id)
    await client.post(f"/mandates/{own.code}/ending", {"until_on": "30.6.2026."})
    assert (await client.post("/mandates", mandate)).status_code == 303


async def test_without_an_audit_entry_nobody_is_appointed(client, cast, broken_audit):
    await client.sign_in(cast.snezana)
    before = await Appointment.count()
    answer = await client.http.post("/appointments", data={**appointment_of(cast), "csrf_token": client.csrf})
    assert answer.status_code == 500
    assert await Appointment.count() == before
