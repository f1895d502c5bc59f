"""Places: taken, given up, and the waiting list that promotes."""

import asyncio

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.training.offer.actions import enrolments as actions
from staffdev.training.offer.queries.enrolments import promotions_of
from staffdev.training.tables import Enrolment
from tests.cast import create_person
from tests.training.offer.offering import a_course_in, enrolled


async def states(course):
    """The state of everybody by person, in the order they were entered."""
    rows = await Enrolment.objects().where(Enrolment.course == course.id, current(Enrolment)).order_by(Enrolment.id)
    return {row.person: row.state for row in rows}


async def test_a_consultant_takes_a_place_herself(client, cast):
    course = await a_course_in(cast)
    await client.sign_in(cast.ilona)
    assert "Enrol me" in (await client.get(f"/courses/{course.code}")).text
    shown = await client.follow(await client.post(f"/courses/{course.code}/enrolments"))
    assert "You are enrolled" in shown.text
    assert await states(course) == {cast.ilona.person.id: "enrolled"}
    assert await AuditEntry.exists().where(AuditEntry.event == "training:enrolment:record")


async def test_the_coordinator_enrols_anybody_of_the_organisation(client, cast):
    course = await a_course_in(cast)
    await client.sign_in(cast.jelena)
    shown = await client.follow(
        await client.post(f"/courses/{course.code}/enrolments", {"person": str(cast.djurdjica.person.code)})
    )
    assert "Peić Đurđica" in shown.text


@pytest.mark.parametrize("person", ["", "x", "11111111-1111-1111-1111-111111111111"])
async def test_it_says_whom_to_choose(client, cast, person):
    course = await a_course_in(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/courses/{course.code}/enrolments", {"person": person or str(cast.tijana.person.code)})
    assert answer.status_code == 422
    assert "Choose one of the people offered." in answer.text
    assert await states(course) == {}


async def test_nobody_is_entered_twice(client, cast):
    course = await a_course_in(cast)
    await enrolled(cast, course, cast.ilona)
    await client.sign_in(cast.ilona)
    answer = await client.post(f"/courses/{course.code}/enrolments")
    assert answer.status_code == 422
    assert "is entered for this course already" in answer.text


async def test_a_consultant_enrols_nobody_else(client, cast):
    course = await a_course_in(cast)
    await client.sign_in(cast.ilona)
    answer = await client.post(f"/courses/{course.code}/enrolments", {"person": str(cast.djurdjica.person.code)})
    assert answer.status_code == 422
    assert await states(course) == {}


@pytest.mark.parametrize("member", ["olga", "mira"])
async def test_who_is_no_person_of_the_register_takes_no_place(client, cast, member):
    course = await a_course_in(cast)
    await client.sign_in(getattr(cast, member))
    assert (await client.post(f"/courses/{course.code}/enrolments")).status_code == 403
    person = {"person": str(cast.ilona.person.code)}
    assert (await client.post(f"/courses/{course.code}/enrolments", person)).status_code == 403


async def test_another_organisations_course_does_not_exist(client, cast):
    course = await a_course_in(cast)
    [entry] = await enrolled(cast, course, cast.ilona)
    await client.sign_in(cast.tijana)
    assert (await client.post(f"/courses/{course.code}/enrolments")).status_code == 404
    assert (await client.post(f"/courses/{course.code}/enrolments/{entry.code}/withdrawal")).status_code == 404


async def test_a_full_course_has_a_waiting_list_in_order(client, cast):
    course = await a_course_in(cast, capacity=1)
    await enrolled(cast, course, cast.ilona, cast.djurdjica, cast.jelena)
    assert list((await states(course)).values()) == ["enrolled", "waiting", "waiting"]
    await client.sign_in(cast.jelena)
    shown = (await client.get(f"/courses/{course.code}")).text
    assert shown.index("no. 1 on the waiting list") < shown.index("no. 2 on the waiting list")


async def test_a_freed_place_goes_to_the_first_in_line_who_is_told(client, cast):
    course = await a_course_in(cast, capacity=1)
    first, *_ = await enrolled(cast, course, cast.ilona, cast.djurdjica, cast.jelena)
    await client.sign_in(cast.ilona)
    await client.post(f"/courses/{course.code}/enrolments/{first.code}/withdrawal")
    assert list((await states(course)).values()) == ["withdrawn", "enrolled", "waiting"]
    assert await AuditEntry.exists().where(AuditEntry.event == "training:enrolment:promote")
    await client.sign_in(cast.djurdjica)
    assert "A place became free for you" in (await client.get("/courses")).text
    [promoted] = await promotions_of(cast.djurdjica.person.id, cast.ravnica.id)
    address = f"/courses/{course.code}/enrolments/{promoted['code']}"
    shown = await client.follow(await client.post(f"{address}/acceptance"))
    assert "You are enrolled" in shown.text
    assert (await client.post(f"{address}/acceptance")).status_code == 409
    assert await promotions_of(cast.djurdjica.person.id, cast.ravnica.id) == []


async def test_whoever_moved_up_may_decline_and_the_next_one_follows(client, cast):
    course = await a_course_in(cast, capacity=1)
    first, second, _ = await enrolled(cast, course, cast.ilona, cast.djurdjica, cast.jelena)
    await actions.withdraw(course, first, actor=cast.ilona.actor)
    await client.sign_in(cast.djurdjica)
    await client.post(f"/courses/{course.code}/enrolments/{second.code}/withdrawal")
    assert list((await states(course)).values()) == ["withdrawn", "withdrawn", "enrolled"]


async def test_whoever_gave_up_may_come_back_at_the_end_of_the_line(cast):
    course = await a_course_in(cast, capacity=1)
    first, *_ = await enrolled(cast, course, cast.ilona, cast.djurdjica)
    await actions.withdraw(course, first, actor=cast.ilona.actor)
    await enrolled(cast, course, cast.ilona)
    assert await states(course) == {cast.ilona.person.id: "waiting", cast.djurdjica.person.id: "enrolled"}


async def test_more_places_promote_whoever_waits(client, cast):
    course = await a_course_in(cast, capacity=1)
    await enrolled(cast, course, cast.ilona, cast.djurdjica, cast.jelena)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/courses/{course.code}", {"title": "Radionica", "kind": "workshop", "capacity": "2"})
    assert "1 person moved up" in (await client.follow(answer)).text
    assert list((await states(course)).values()) == ["enrolled", "enrolled", "waiting"]
    await client.post(f"/courses/{course.code}", {"title": "Radionica", "kind": "workshop"})
    assert list((await states(course)).values()) == ["enrolled", "enrolled", "enrolled"]


async def test_nobody_moves_up_into_a_course_that_is_over(cast):
    course = await a_course_in(cast, -1, capacity=1)
    first, *_ = await enrolled(cast, course, cast.ilona, cast.djurdjica)
    await actions.withdraw(course, first, actor=cast.jelena.actor)
    assert list((await states(course)).values()) == ["withdrawn", "waiting"]


async def test_anothers_place_is_out_of_reach(client, cast):
    course = await a_course_in(cast)
    [entry] = await enrolled(cast, course, cast.djurdjica)
    await client.sign_in(cast.ilona)
    assert (await client.post(f"/courses/{course.code}/enrolments/{entry.code}/withdrawal")).status_code == 404
    await client.sign_in(cast.olga)
    assert (await client.post(f"/courses/{course.code}/enrolments/{entry.code}/withdrawal")).status_code == 403


async def test_nothing_is_given_up_twice_or_after_the_course_began(client, cast):
    course, begun = await a_course_in(cast), await a_course_in(cast, -1)
    [entry] = await enrolled(cast, course, cast.ilona)
    [late] = await enrolled(cast, begun, cast.ilona)
    await client.sign_in(cast.ilona)
    await client.post(f"/courses/{course.code}/enrolments/{entry.code}/withdrawal")
    assert (await client.post(f"/courses/{course.code}/enrolments/{entry.code}/withdrawal")).status_code == 409
    assert (await client.post(f"/courses/{begun.code}/enrolments/{late.code}/withdrawal")).status_code == 409


async def test_fifty_at_once_share_ten_places_and_nobody_is_lost(cast):
    course = await a_course_in(cast, capacity=10)
    people = [await create_person(cast.ravnica, f"Osoba Broj{n}") for n in range(50)]
    made = await asyncio.gather(*(actions.enrol(course, one, actor=cast.jelena.actor) for one in people))
    kept = list((await states(course)).values())
    assert (kept.count("enrolled"), kept.count("waiting"), len(made)) == (10, 40, 50)
    gone = [one for one in made if one.state == "enrolled"][:5]
    await asyncio.gather(*(actions.withdraw(course, one, actor=cast.jelena.actor) for one in gone))
    kept = list((await states(course)).values())
    assert (kept.count("enrolled"), kept.count("waiting"), kept.count("withdrawn")) == (10, 35, 5)


async def test_without_an_audit_entry_no_place_is_taken(client, cast, db):
    course = await a_course_in(cast)
    await client.sign_in(cast.ilona)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    await client.http.post(f"/courses/{course.code}/enrolments", data={"csrf_token": client.csrf})
    assert await states(course) == {}
