"""Attendance of intervision is marked once; each mark is a row of the ledger, outside the ten hours."""

from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.db.transactions import transaction
from staffdev.intervision.attendance.actions import follow
from staffdev.intervision.tables import GroupMember
from staffdev.training.tables import TrainingRecord
from staffdev.training.vocabulary import Mark
from tests.intervision.meeting import a_group, a_session, joins, marked, posted_marks
from tests.training.offer.offering import closed_year


async def a_page(cast, *members, **values):
    group = await a_group(cast, *members)
    session = await a_session(group, **values)
    return session, f"/intervision/sessions/{session.code}/attendance"


async def records():
    rows = await TrainingRecord.objects().where(current(TrainingRecord)).order_by(TrainingRecord.id)
    return {row.person: row for row in rows}


async def test_each_mark_is_a_row_of_the_ledger_verified_at_once(client, cast):
    session, address = await a_page(cast, cast.ilona, cast.djurdjica, cast.snezana)
    await client.sign_in(cast.jelena)
    given = posted_marks((cast.ilona, "present"), (cast.djurdjica, "partial", "0:40"), (cast.snezana, "excused"))
    answer = await client.post(address, given)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/intervision/sessions/{session.code}")
    made = await records()
    hers = made[cast.ilona.person.id]
    assert (hers.occasion, hers.session, hers.kind, hers.source) == (session.code, None, "intervision", "attendance")
    assert (hers.minutes, hers.mark, hers.held_on, hers.title) == (90, "present", session.held_on, "Prva grupa")
    assert (hers.state, hers.verified_on, hers.verified_as) == ("verified", clock.today(), "coordinator")
    assert (made[cast.djurdjica.person.id].minutes, made[cast.djurdjica.person.id].mark) == (40, "partial")
    assert (made[cast.snezana.person.id].minutes, made[cast.snezana.person.id].mark) == (0, "excused")
    assert await AuditEntry.count().where(AuditEntry.event == "training:attendance:mark") == 3


async def test_the_facilitator_marks_and_the_hours_wait_for_who_may_verify(client, cast):
    _, address = await a_page(cast, cast.ilona, cast.djurdjica, facilitator=cast.ilona)
    await client.sign_in(cast.ilona)
    assert (await client.get(address)).status_code == 200
    answer = await client.post(address, posted_marks((cast.ilona, "present"), (cast.djurdjica, "present")))
    assert answer.status_code == 303
    made = await records()
    assert {(one.state, one.verified_on) for one in made.values()} == {("logged", None)}


async def test_nobody_verifies_herself(client, cast):
    _, address = await a_page(cast, cast.jelena, cast.ilona, facilitator=cast.jelena)
    await client.sign_in(cast.jelena)
    await client.post(address, posted_marks((cast.jelena, "present"), (cast.ilona, "present")))
    made = await records()
    assert (made[cast.jelena.person.id].state, made[cast.ilona.person.id].state) == ("logged", "verified")


async def test_whoever_came_beside_is_marked_and_does_not_join_the_group(client, cast):
    _, address = await a_page(cast, cast.ilona)
    await client.sign_in(cast.jelena)
    code = str(cast.djurdjica.person.code)
    given = posted_marks((cast.ilona, "present"))
    page = await client.post(address, given | {"walk_in": code, "step": "add"})
    assert (page.status_code, await records()) == (200, {})
    assert f'name="walk_ins" value="{code}"' in page.text
    both = posted_marks((cast.ilona, "present"), (cast.djurdjica, "present")) | {"walk_ins": code}
    assert (await client.post(address, both)).status_code == 303
    assert (await records())[cast.djurdjica.person.id].minutes == 90
    assert await GroupMember.count().where(current(GroupMember)) == 1


async def test_the_page_lists_the_members_of_that_day(client, cast):
    group = await a_group(cast, cast.ilona)
    session = await a_session(group, days=-5)
    await joins(group, cast.djurdjica, until_on=session.held_on - timedelta(days=1))
    await joins(group, cast.snezana, from_on=session.held_on)
    await client.sign_in(cast.jelena)
    page = await client.get(f"/intervision/sessions/{session.code}/attendance")
    listed = [f"mark-{one.person.code}" in page.text for one in (cast.ilona, cast.djurdjica, cast.snezana)]
    assert listed == [True, False, True]


@pytest.mark.parametrize(
    ("mark", "length", "field"),
    [
        ("", "", "mark"),
        ("late", "", "mark"),
        ("partial", "", "minutes"),
        ("partial", "1:30", "minutes"),
        ("partial", "x", "minutes"),
    ],
)
async def test_it_says_what_to_correct_and_keeps_what_was_typed(client, cast, mark, length, field):
    _, address = await a_page(cast, cast.ilona, cast.djurdjica)
    await client.sign_in(cast.jelena)
    given = posted_marks((cast.ilona, mark, length), (cast.djurdjica, "absent"))
    answer = await client.post(address, given)
    assert answer.status_code == 422
    assert f'href="#{field}-{cast.ilona.person.code}"' in answer.text
    name = f"mark-{cast.djurdjica.person.code}"
    assert f'id="{name}-absent" name="{name}" value="absent" checked' in answer.text
    assert await records() == {}


@pytest.mark.parametrize(
    ("typed", "minutes"), [("45", 45), ("10", 10), ("89", 89), ("1", 60), ("9", None), ("90", None), ("45 h", None)]
)
async def test_a_bare_number_of_ten_or_more_is_minutes(client, cast, typed, minutes):
    _, address = await a_page(cast, cast.ilona)
    await client.sign_in(cast.jelena)
    answer = await client.post(address, posted_marks((cast.ilona, "partial", typed)))
    made = await records()
    assert answer.status_code == (303 if minutes else 422)
    assert [one.minutes for one in made.values()] == ([minutes] if minutes else [])


async def test_marking_again_corrects_with_a_reason_and_keeps_history(client, cast):
    _, address = await a_page(cast, cast.ilona, cast.djurdjica)
    await client.sign_in(cast.jelena)
    await client.post(address, posted_marks((cast.ilona, "present"), (cast.djurdjica, "present")))
    changed = posted_marks((cast.ilona, "absent"), (cast.djurdjica, "present"))
    answer = await client.post(address, changed)
    assert answer.status_code == 422
    assert 'href="#because"' in answer.text
    assert (await client.post(address, changed | {"because": "otišla je"})).status_code == 303
    hers = (await records())[cast.ilona.person.id]
    assert (hers.mark, hers.minutes, await TrainingRecord.count()) == ("absent", 0, 3)
    assert await AuditEntry.count().where(AuditEntry.event == "training:attendance:correct") == 1
    assert (await client.post(address, changed)).status_code == 303
    assert await TrainingRecord.count() == 3


@pytest.mark.parametrize(("days", "status"), [(0, 303), (1, 409)])
async def test_not_before_the_day_of_the_session(client, cast, days, status):
    _, address = await a_page(cast, cast.ilona, days=days)
    await client.sign_in(cast.jelena)
    assert (await client.get(address)).status_code == 200
    assert (await client.post(address, posted_marks((cast.ilona, "present")))).status_code == status


async def test_a_cancelled_session_is_not_marked(client, cast):
    _, address = await a_page(cast, cast.ilona, cancelled_at=clock.now(), cancelled_because="bolest")
    await client.sign_in(cast.jelena)
    answer = await client.post(address, posted_marks((cast.ilona, "present")))
    assert (answer.status_code, await records()) == (409, {})
    assert "cancelled" in answer.text


async def test_a_closed_year_is_not_marked(client, cast):
    session, address = await a_page(cast, cast.ilona)
    await closed_year(cast, session.held_on.year)
    await client.sign_in(cast.jelena)
    answer = await client.post(address, posted_marks((cast.ilona, "present")))
    assert (answer.status_code, await records()) == (409, {})


async def test_without_anybody_it_asks_who_came(client, cast):
    _, address = await a_page(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post(address, {})
    assert answer.status_code == 422
    assert "Add whoever came" in answer.text


async def test_only_people_of_the_organisation_can_be_added(client, cast):
    _, address = await a_page(cast, cast.ilona)
    await client.sign_in(cast.jelena)
    given = posted_marks((cast.ilona, "present")) | {"walk_in": str(cast.tijana.person.code)}
    answer = await client.post(address, given)
    assert (answer.status_code, await records()) == (422, {})


@pytest.mark.parametrize("member", ["djurdjica", "olga", "mira"])
async def test_who_neither_leads_nor_facilitates_may_not_mark_or_read_the_marks(client, cast, member):
    _, address = await a_page(cast, cast.ilona, cast.djurdjica, facilitator=cast.ilona)
    await client.sign_in(getattr(cast, member))
    assert (await client.get(address)).status_code == 403
    assert (await client.post(address, posted_marks((cast.ilona, "present")))).status_code == 403
    assert (await client.get(address.replace("attendance", "sign-in-sheet"))).status_code == 403
    assert await records() == {}


async def test_who_is_not_of_the_group_does_not_find_the_session(client, cast):
    _, address = await a_page(cast, cast.ilona)
    for stranger in (cast.djurdjica, cast.nada, cast.tijana):
        await client.sign_in(stranger)
        assert (await client.get(address)).status_code == 404
        assert (await client.post(address, {})).status_code == 404


async def test_without_an_audit_entry_nothing_is_marked(client, cast, broken_audit):
    _, address = await a_page(cast, cast.ilona)
    await client.sign_in(cast.jelena)
    given = posted_marks((cast.ilona, "present")) | {"csrf_token": client.csrf}
    assert (await client.http.post(address, data=given)).status_code == 500
    assert await records() == {}


async def test_the_sheet_to_sign_is_a_paper_with_everybody_on_it(client, cast):
    session, _ = await a_page(cast, cast.ilona, cast.djurdjica, facilitator=cast.ilona, days=3)
    await client.sign_in(cast.jelena)
    answer = await client.get(f"/intervision/sessions/{session.code}/sign-in-sheet")
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


async def test_her_year_the_transcript_and_the_register_show_it_outside_the_ten_hours(client, cast):
    session, _ = await a_page(cast, cast.ilona)
    await marked(session, (cast.ilona, Mark.PRESENT), by=cast.jelena)
    await client.sign_in(cast.ilona)
    year = await client.get(f"/my-training?year={session.held_on.year}")
    assert "Prva grupa" in year.text
    assert "intervision" in year.text
    await client.sign_in(cast.jelena)
    assert "Prva grupa" in (await client.get("/training-records")).text


async def test_the_page_asks_the_same_however_many_there_are(client, cast, statements):
    _, address = await a_page(cast, cast.ilona)
    _, more = await a_page(cast, cast.ilona, cast.djurdjica, cast.snezana, cast.jelena)
    await client.sign_in(cast.jelena)
    with statements() as few:
        await client.get(address)
    with statements() as many:
        await client.get(more)
    assert len(few) == len(many)


async def test_the_records_follow_a_session_that_is_moved_or_made_shorter(cast):
    session, _ = await a_page(cast, cast.ilona, cast.djurdjica, cast.snezana)
    given = (cast.ilona, Mark.PRESENT), (cast.djurdjica, Mark.PARTIAL, 60), (cast.snezana, Mark.EXCUSED)
    await marked(session, *given, by=cast.jelena)
    session.held_on, session.minutes = session.held_on - timedelta(days=1), 60
    async with transaction():
        await session.save()
        await follow(session, because="bila je ranije", actor=cast.jelena.actor)
    made = await records()
    assert {one.held_on for one in made.values()} == {session.held_on}
    marks = [
        (made[one.person.id].mark, made[one.person.id].minutes) for one in (cast.ilona, cast.djurdjica, cast.snezana)
    ]
    assert marks == [("present", 60), ("present", 60), ("excused", 0)]


async def test_a_facilitator_from_outside_the_group_marks_too(client, cast):
    _, address = await a_page(cast, cast.ilona, facilitator=cast.djurdjica)
    await client.sign_in(cast.djurdjica)
    given = posted_marks((cast.ilona, "present"), (cast.djurdjica, "present"))
    assert (await client.get(address)).status_code == 200
    assert (await client.post(address, given)).status_code == 303
    assert len(await records()) == 2
