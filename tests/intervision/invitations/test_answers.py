"""Answers to invitations in the app: her own, what she told the coordinator, and who may read them."""

from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.intervision.tables import InvitationAnswer
from tests.intervision.invitations.test_files import a_series
from tests.intervision.meeting import a_group, a_session

LIST = "/intervision/invitations"


async def asked(cast, *members, **values):
    """A session to which these are asked, and its address."""
    session = await a_session(await a_group(cast, *members), **({"days": 3} | values))
    return session, f"/intervision/sessions/{session.code}"


async def answers():
    return await InvitationAnswer.objects().order_by(InvitationAnswer.id)


@pytest.mark.parametrize("answer", ["coming", "maybe", "not_coming"])
async def test_she_answers_and_reads_her_answer(client, cast, answer):
    session, home = await asked(cast, cast.ilona, cast.djurdjica)
    await client.sign_in(cast.ilona)
    assert (await client.get(LIST)).text.count(f'action="{home}/answer"') == 1
    done = await client.post(f"{home}/answer", {"answer": answer, "from": "list"})
    assert (done.status_code, done.headers["location"]) == (303, LIST)
    (row,) = await answers()
    assert (row.person, row.session, row.answer, row.source) == (cast.ilona.person.id, session.id, answer, "app")
    assert f'value="{answer}" class="btn btn-primary" aria-pressed="true"' in (await client.get(LIST)).text
    assert await AuditEntry.count().where(AuditEntry.event == "intervision:answer:record") == 1


async def test_the_last_answer_holds_and_every_answer_stays(client, cast):
    _, home = await asked(cast, cast.ilona)
    await client.sign_in(cast.ilona)
    for answer in ("coming", "not_coming", "maybe"):
        await client.post(f"{home}/answer", {"answer": answer})
    assert len(await answers()) == 3
    await client.sign_in(cast.jelena)
    page = (await client.get(home)).text
    assert "1 maybe" in page
    assert "0 are coming" in page


async def test_only_the_coordinator_reads_names_and_reasons(client, cast):
    _, home = await asked(cast, cast.ilona, cast.djurdjica)
    await client.sign_in(cast.ilona)
    await client.post(f"{home}/answer", {"answer": "not_coming", "reason": "vodim majku lekaru"})
    assert "vodim majku lekaru" in (await client.get(home)).text
    rest = (cast.djurdjica, cast.snezana, cast.mira, cast.olga)
    for member, reads in ((cast.jelena, True), *((one, False) for one in rest)):
        await client.sign_in(member)
        for path in (home, f"{home}/answer", LIST):
            page = (await client.get(path)).text
            assert "vodim majku lekaru" not in page or (reads and path == f"{home}/answer")
        page = (await client.get(f"{home}/answer")).text
        assert ("vodim majku lekaru" in page) is reads
        assert ("is not coming</td>" in page) is reads


async def test_the_log_does_not_say_what_she_answered_or_why(client, cast):
    _, home = await asked(cast, cast.ilona)
    await client.sign_in(cast.ilona)
    await client.post(f"{home}/answer", {"answer": "not_coming", "reason": "vodim majku lekaru"})
    logged = " ".join([str(entry.to_dict()) for entry in await AuditEntry.objects()])
    assert "not_coming" not in logged
    assert "majku" not in logged


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        ({}, "Fill in this field."),
        ({"answer": "yes"}, "Choose coming, maybe or not coming."),
        ({"answer": "coming", "reason": "a" * 201}, "Shorten the reason to 200 letters, or leave it out."),
    ],
)
async def test_it_says_what_to_correct_and_records_nothing(client, cast, data, advice):
    _, home = await asked(cast, cast.ilona)
    await client.sign_in(cast.ilona)
    answer = await client.post(f"{home}/answer", data)
    assert answer.status_code == 422
    assert advice in answer.text or "Choose coming" in answer.text
    assert await answers() == []


async def test_whoever_is_not_asked_cannot_answer(client, cast):
    _, home = await asked(cast, cast.ilona)
    for member, status in ((cast.djurdjica, 404), (cast.jelena, 404), (cast.tijana, 404)):
        await client.sign_in(member)
        assert (await client.post(f"{home}/answer", {"answer": "coming"})).status_code == status
    assert await answers() == []


@pytest.mark.parametrize("days", [None, -1])
async def test_what_is_called_off_or_over_is_not_answered(client, cast, days):
    off = {"days": days} if days else {"cancelled_at": clock.now(), "cancelled_because": "Praznik"}
    _, home = await asked(cast, cast.ilona, **off)
    await client.sign_in(cast.ilona)
    assert (await client.post(f"{home}/answer", {"answer": "coming"})).status_code == 409
    assert await answers() == []


async def test_a_session_that_is_over_shows_what_was_answered_and_invites_nobody(client, cast):
    session, home = await asked(cast, cast.jelena, cast.ilona)
    await client.sign_in(cast.jelena)
    await client.post(f"{home}/answer", {"answer": "coming"})
    assert "Into my calendar" in (await client.get(home)).text
    session.held_on = clock.today() - timedelta(days=1)
    await session.save()
    shown = (await client.get(home)).text
    assert "Yes: 1</span>" in shown
    assert "No answer: 1</span>" in shown
    assert "Into my calendar" not in shown
    assert "invitation.eml" not in (await client.get(f"{home}/answer")).text


async def test_a_session_that_was_moved_asks_anew(client, cast):
    session, home = await asked(cast, cast.ilona)
    await client.sign_in(cast.ilona)
    await client.post(f"{home}/answer", {"answer": "coming"})
    session.sequence += 1
    await session.save()
    coordinator = await client.another().sign_in(cast.jelena)
    assert "1 has not answered" in (await coordinator.get(home)).text
    await client.post(f"{home}/answer", {"answer": "maybe"})
    assert "0 have not answered" in (await coordinator.get(home)).text


async def test_the_coordinator_records_what_she_was_told(client, cast):
    _, home = await asked(cast, cast.ilona)
    await client.sign_in(cast.jelena)
    told = {"person": str(cast.ilona.person.code), "said": "maybe"}
    assert (await client.post(f"{home}/told-answers", told)).status_code == 303
    (row,) = await answers()
    assert (row.person, row.source, row.answer) == (cast.ilona.person.id, "told", "maybe")
    stranger = await client.post(f"{home}/told-answers", told | {"person": str(cast.djurdjica.person.code)})
    assert (stranger.status_code, len(await answers())) == (422, 1)
    assert "Choose a member of the group." in stranger.text


async def test_a_coordinator_who_is_a_member_answers_for_herself_on_the_same_page(client, cast):
    _, home = await asked(cast, cast.jelena, cast.ilona)
    await client.sign_in(cast.jelena)
    assert (await client.get(f"{home}/answer")).status_code == 200
    wrong = await client.post(f"{home}/answer", {"answer": "yes"})
    assert (wrong.status_code, "Choose coming, maybe or not coming." in wrong.text) == (422, True)
    assert (await client.post(f"{home}/answer", {"answer": "coming"})).status_code == 303
    assert [(row.person, row.source) for row in await answers()] == [(cast.jelena.person.id, "app")]


@pytest.mark.parametrize("many", [3, 4])
async def test_the_others_read_how_many_come_where_that_tells_of_nobody(client, cast, many):
    """And never how many do not: who declines stands there as if she had said nothing."""
    members = (cast.ilona, cast.djurdjica, cast.jelena, cast.snezana)[:many]
    _, home = await asked(cast, *members)
    await client.sign_in(cast.djurdjica)
    await client.post(f"{home}/answer", {"answer": "coming"})
    silent = {member.username: await told(client, home, member) for member in (cast.djurdjica, cast.mira)}
    await client.sign_in(cast.ilona)
    await client.post(f"{home}/answer", {"answer": "not_coming"})
    assert {name: await told(client, home, getattr(cast, name)) for name in silent} == silent
    assert all(("1 is coming" in said) is (many == 4) for said in silent.values())
    assert "1 is not coming" in await told(client, home, cast.jelena)


async def told(client, home, member):
    await client.sign_in(member)
    return (await client.get(home)).text.partition('id="who-is-coming"')[2].partition("<form")[0].partition("<a ")[0]


async def test_the_responsible_person_is_told_no_answers_either(client, cast):
    _, home = await asked(cast, cast.ilona)
    await client.sign_in(cast.snezana)
    told = {"person": str(cast.ilona.person.code), "said": "maybe"}
    assert (await client.post(f"{home}/told-answers", told)).status_code == 403
    assert (await client.get("/intervision/replies/new")).status_code == 403
    assert f"{home}/invitation.eml?person={cast.ilona.person.code}" in (await client.get(f"{home}/answer")).text


async def test_a_consultant_records_nothing_for_others(client, cast):
    _, home = await asked(cast, cast.ilona, cast.djurdjica)
    await client.sign_in(cast.ilona)
    told = {"person": str(cast.djurdjica.person.code), "said": "maybe"}
    assert (await client.post(f"{home}/told-answers", told)).status_code == 403
    assert await answers() == []


async def test_without_an_audit_entry_nothing_is_recorded(client, cast, broken_audit):
    _, home = await asked(cast, cast.ilona)
    await client.sign_in(cast.ilona)
    await client.http.post(f"{home}/answer", data={"answer": "coming", "csrf_token": client.csrf})
    await client.sign_in(cast.jelena)
    told = {"person": str(cast.ilona.person.code), "said": "maybe", "csrf_token": client.csrf}
    await client.http.post(f"{home}/told-answers", data=told)
    assert await answers() == []


async def test_one_answer_for_a_whole_series_and_another_for_one_date(client, cast):
    series, sessions = await a_series(await a_group(cast, cast.ilona))
    home = f"/intervision/series/{series.code}"
    await client.sign_in(cast.ilona)
    assert (await client.get(f"{home}/answer")).status_code == 200
    assert (await client.post(f"{home}/answer", {"answer": "coming"})).headers["location"] == LIST
    await client.post(f"/intervision/sessions/{sessions[0].code}/answer", {"answer": "not_coming"})
    await client.post(f"{home}/answer", {"answer": "coming"})
    await client.sign_in(cast.jelena)
    said = [(await client.get(f"/intervision/sessions/{one.code}")).text for one in sessions[:2]]
    assert ("1 is not coming" in said[0], "1 is coming" in said[1]) == (True, True)


async def test_a_series_is_answered_by_those_who_are_asked_and_only_while_it_goes_on(client, cast):
    group = await a_group(cast, cast.ilona)
    series, _ = await a_series(group)
    off, _ = await a_series(group, cancelled_at=clock.now())
    await client.sign_in(cast.ilona)
    assert (await client.post(f"/intervision/series/{series.code}/answer", {"answer": "?"})).status_code == 422
    assert (await client.post(f"/intervision/series/{off.code}/answer", {"answer": "coming"})).status_code == 409
    for member in (cast.jelena, cast.djurdjica, cast.tijana):
        await client.sign_in(member)
        answer = await client.post(f"/intervision/series/{series.code}/answer", {"answer": "coming"})
        assert answer.status_code == 404
    assert await answers() == []
