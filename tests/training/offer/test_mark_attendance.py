"""Attendance is marked once; each mark is the participant's record of training."""

from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.training.offer.queries.attendance import unmarked_sessions
from staffdev.training.tables import Enrolment, TrainingRecord
from staffdev.training.vocabulary import Mark
from tests.training.offer.offering import a_course, a_programme, a_session, closed_year, enrolled, marked


async def a_page(cast, *members, days=0, **values):
    course = await a_course(cast, **values)
    session = await a_session(cast, course, days=days)
    await enrolled(cast, course, *members)
    return course, session, f"/courses/{course.code}/sessions/{session.code}/attendance"


def marks(*given):
    """What the page posts for (member, mark) or (member, "partial", length)."""
    posted = {}
    for member, mark, *length in given:
        posted[f"mark-{member.person.code}"] = mark
        posted[f"minutes-{member.person.code}"] = length[0] if length else ""
    return posted


async def records():
    rows = await TrainingRecord.objects().where(current(TrainingRecord)).order_by(TrainingRecord.id)
    return {row.person: row for row in rows}


async def test_each_mark_is_a_record_verified_at_once(client, cast):
    course, session, address = await a_page(cast, cast.ilona, cast.djurdjica, cast.jelena, cast.snezana)
    await client.sign_in(cast.jelena)
    given = marks(
        (cast.ilona, "present"),
        (cast.djurdjica, "partial", "1,5"),
        (cast.jelena, "present"),
        (cast.snezana, "excused"),
    )
    shown = await client.follow(await client.post(address, given))
    assert "Saved: 4 records of training." in shown.text
    made = await records()
    hers = made[cast.ilona.person.id]
    assert (hers.minutes, hers.mark, hers.held_on, hers.kind) == (240, "present", session.held_on, "workshop")
    assert (hers.topics, hers.title, hers.source, hers.is_basic) == ("T1:60 T2", course.title, "attendance", False)
    assert (hers.state, hers.verified_on, hers.verified_as) == ("verified", clock.today(), "coordinator")
    assert hers.verified_by == cast.jelena.code
    assert made[cast.djurdjica.person.id].minutes == 90
    assert (made[cast.snezana.person.id].minutes, made[cast.snezana.person.id].mark) == (0, "excused")
    assert await AuditEntry.count().where(AuditEntry.event == "training:attendance:mark") == 4


async def test_nobody_verifies_herself(client, cast):
    *_, address = await a_page(cast, cast.jelena, cast.snezana)
    await client.sign_in(cast.jelena)
    await client.post(address, marks((cast.jelena, "present"), (cast.snezana, "present")))
    made = await records()
    assert (made[cast.jelena.person.id].state, made[cast.jelena.person.id].verified_on) == ("logged", None)
    assert made[cast.snezana.person.id].state == "verified"


async def test_the_responsible_person_verifies_the_coordinator(client, cast):
    *_, address = await a_page(cast, cast.jelena, cast.snezana)
    await client.sign_in(cast.snezana)
    await client.post(address, marks((cast.jelena, "present"), (cast.snezana, "present")))
    made = await records()
    assert (made[cast.jelena.person.id].state, made[cast.jelena.person.id].verified_as) == (
        "verified",
        "responsible_person",
    )
    assert made[cast.snezana.person.id].state == "logged"


async def test_a_basic_programme_makes_basic_records(cast):
    programme = await a_programme(cast, is_basic=True)
    course, session, _ = await a_page(cast, programme=str(programme.code))
    await marked(cast, course, session, (cast.ilona, Mark.PRESENT))
    [record] = (await records()).values()
    assert (record.programme, record.is_basic) == (programme.id, True)


@pytest.mark.parametrize(
    ("mark", "length", "field"),
    [
        ("", "", "mark"),
        ("late", "", "mark"),
        ("partial", "", "minutes"),
        ("partial", "4", "minutes"),
        ("partial", "x", "minutes"),
    ],
)
async def test_it_says_what_to_correct_and_keeps_what_was_typed(client, cast, mark, length, field):
    *_, address = await a_page(cast, cast.ilona, cast.djurdjica)
    await client.sign_in(cast.jelena)
    answer = await client.post(address, marks((cast.ilona, mark, length), (cast.djurdjica, "absent")))
    assert answer.status_code == 422
    assert f'href="#{field}-{cast.ilona.person.code}"' in answer.text
    assert (
        f'id="mark-{cast.djurdjica.person.code}-absent" name="mark-{cast.djurdjica.person.code}" value="absent" checked'
        in answer.text
    )
    assert await records() == {}


async def test_everybody_present_is_one_click(client, cast):
    *_, address = await a_page(cast, cast.ilona, cast.djurdjica)
    await client.sign_in(cast.jelena)
    assert " checked" not in (await client.get(address)).text
    assert (await client.get(f"{address}?marked=present")).text.count(" checked") == 2


async def test_marking_again_corrects_with_a_reason_and_keeps_history(client, cast):
    *_, address = await a_page(cast, cast.ilona, cast.djurdjica)
    await client.sign_in(cast.jelena)
    await client.post(address, marks((cast.ilona, "present"), (cast.djurdjica, "present")))
    assert (await client.get(address)).text.count('value="present" checked') == 2
    changed = marks((cast.ilona, "absent"), (cast.djurdjica, "present"))
    answer = await client.post(address, changed)
    assert answer.status_code == 422
    assert 'href="#because"' in answer.text
    shown = await client.follow(await client.post(address, changed | {"because": "nije došla"}))
    assert "Saved: 1 record of training." in shown.text
    hers = (await records())[cast.ilona.person.id]
    assert (hers.mark, hers.minutes, await TrainingRecord.count()) == ("absent", 0, 3)
    assert await AuditEntry.count().where(AuditEntry.event == "training:attendance:correct") == 1
    assert (await client.post(address, changed)).status_code == 303
    assert await TrainingRecord.count() == 3


async def test_whoever_came_without_a_place_is_added_and_has_one_from_now_on(client, cast):
    course, _, address = await a_page(cast, cast.ilona, capacity=1)
    await client.sign_in(cast.jelena)
    code = str(cast.djurdjica.person.code)
    page = await client.post(address, marks((cast.ilona, "present")) | {"walk_in": code, "step": "add"})
    assert page.status_code == 200
    assert f'name="walk_ins" value="{code}"' in page.text
    assert 'value="present" checked' in page.text
    assert await records() == {}
    given = marks((cast.ilona, "present"), (cast.djurdjica, "present")) | {"walk_ins": code}
    await client.post(address, given)
    assert (await records())[cast.djurdjica.person.id].minutes == 240
    assert await Enrolment.exists().where(
        Enrolment.course == course.id, Enrolment.person == cast.djurdjica.person.id, Enrolment.state == "enrolled"
    )


async def test_whoever_is_added_and_marked_absent_gets_no_place(cast):
    course, session, _ = await a_page(cast, cast.ilona)
    await marked(cast, course, session, (cast.djurdjica, Mark.EXCUSED))
    assert (await records())[cast.djurdjica.person.id].minutes == 0
    assert await Enrolment.count().where(Enrolment.course == course.id) == 1


async def test_only_people_of_the_organisation_can_be_added(client, cast):
    *_, address = await a_page(cast, cast.ilona)
    await client.sign_in(cast.jelena)
    code = str(cast.tijana.person.code)
    page = await client.post(address, marks((cast.ilona, "present")) | {"walk_in": code, "step": "add"})
    assert code not in page.text
    answer = await client.post(address, marks((cast.ilona, "present")) | {"walk_in": code})
    assert answer.status_code == 422
    assert await records() == {}


async def test_an_empty_course_asks_who_came(client, cast):
    *_, address = await a_page(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post(address, {})
    assert answer.status_code == 422
    assert "Add whoever came" in answer.text


@pytest.mark.parametrize(("days", "status"), [(0, 303), (1, 409)])
async def test_not_before_the_day_of_the_session(client, cast, days, status):
    *_, address = await a_page(cast, cast.ilona, days=days)
    await client.sign_in(cast.jelena)
    assert (await client.get(address)).status_code == 200
    assert (await client.post(address, marks((cast.ilona, "present")))).status_code == status


async def test_a_closed_year_is_not_marked(client, cast):
    _, session, address = await a_page(cast, cast.ilona)
    await closed_year(cast, session.held_on.year)
    await client.sign_in(cast.jelena)
    assert (await client.post(address, marks((cast.ilona, "present")))).status_code == 409


async def test_what_nobody_marked_is_listed_until_it_is(cast):
    course = await a_course(cast)
    yesterday, _ = await a_session(cast, course, days=-1), await a_session(cast, course)
    [missing] = await unmarked_sessions(cast.ravnica.id, clock.today())
    assert (missing["held_on"], missing["course"]["code"]) == (clock.today() - timedelta(days=1), course.code)
    await marked(cast, course, yesterday, (cast.ilona, Mark.PRESENT))
    assert await unmarked_sessions(cast.ravnica.id, clock.today()) == []


@pytest.mark.parametrize(("member", "reads"), [("ilona", 403), ("olga", 200), ("mira", 200)])
async def test_who_does_not_lead_may_not_mark(client, cast, member, reads):
    *_, address = await a_page(cast, cast.ilona)
    await client.sign_in(getattr(cast, member))
    assert (await client.post(address, marks((cast.ilona, "present")))).status_code == 403
    assert (await client.get(address)).status_code == reads


async def test_another_organisations_session_does_not_exist(client, cast):
    *_, address = await a_page(cast, cast.ilona)
    await client.sign_in(cast.nada)
    assert (await client.get(address)).status_code == 404
    assert (await client.post(address, {})).status_code == 404


async def test_without_an_audit_entry_nothing_is_marked(client, cast, db):
    *_, address = await a_page(cast, cast.ilona)
    await client.sign_in(cast.jelena)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    await client.http.post(address, data=marks((cast.ilona, "present")) | {"csrf_token": client.csrf})
    assert await records() == {}


async def test_control_characters_do_not_come_back(client, cast):
    *_, address = await a_page(cast, cast.ilona)
    await client.sign_in(cast.jelena)
    answer = await client.post(address, marks((cast.ilona, "partial", "9\x0099\x1b")))
    assert answer.status_code == 422
    assert 'value="999"' in answer.text
