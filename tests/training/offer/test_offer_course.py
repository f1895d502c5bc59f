"""A course is offered, corrected and called off."""

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.training.tables import Course, CourseSession, TrainingRecord
from staffdev.training.vocabulary import Mark
from tests.training.offer.offering import a_course, a_course_in, a_programme, a_session, enrolled, marked

TYPED = {"title": "Процена ризика", "kind": "workshop", "place": "Sala 2", "capacity": "12", "topics": ["T3"]}


async def test_it_is_offered_and_leads_to_its_sessions(client, cast):
    await client.sign_in(cast.jelena)
    answer = await client.post("/courses", TYPED)
    assert answer.headers["location"].endswith("/sessions/new")
    [course] = await Course.objects()
    assert (course.capacity, course.topics, course.organisation) == (12, "T3", cast.ravnica.id)
    assert "Процена ризика" in (await client.get("/courses?search=procena")).text
    assert await AuditEntry.exists().where(AuditEntry.event == "training:course:create")


async def test_a_course_of_a_programme_covers_its_topics(client, cast):
    programme = await a_programme(cast, topics="T1:60 T2")
    await client.sign_in(cast.jelena)
    form = await client.get(f"/courses/new?programme={programme.code}")
    assert 'value="Osnovna obuka"' in form.text
    await client.post("/courses", TYPED | {"programme": str(programme.code), "topics": []})
    [course] = await Course.objects()
    assert (course.programme, course.topics) == (programme.id, "T1:60 T2")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": ""}, "title"),
        ({"kind": "party"}, "kind"),
        ({"capacity": "0"}, "capacity"),
        ({"capacity": "many"}, "capacity"),
        ({"programme": "11111111-1111-1111-1111-111111111111"}, "programme"),
        ({"programme": "x"}, "programme"),
    ],
)
async def test_it_says_what_to_correct_and_offers_nothing(client, cast, change, field):
    await client.sign_in(cast.jelena)
    answer = await client.post("/courses", TYPED | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not await Course.count()


async def test_the_programme_of_another_organisation_cannot_be_named(client, cast):
    programme = await a_programme(cast)
    await client.sign_in(cast.nada)
    answer = await client.post("/courses", TYPED | {"programme": str(programme.code)})
    assert answer.status_code == 422


async def test_a_correction_reaches_the_records_already_made(client, cast):
    course = await a_course(cast, topics="T1")
    session = await a_session(cast, course)
    await marked(cast, course, session, (cast.ilona, Mark.PRESENT), (cast.jelena, Mark.PRESENT))
    await client.sign_in(cast.jelena)
    await client.post(f"/courses/{course.code}", TYPED)
    records = await TrainingRecord.objects().where(current(TrainingRecord)).order_by(TrainingRecord.id)
    assert [(one.title, one.topics, one.state) for one in records] == [
        ("Процена ризика", "T3", "verified"),
        ("Процена ризика", "T3", "logged"),
    ]
    assert await TrainingRecord.count() == 4


async def test_a_smaller_room_takes_nobodys_place(client, cast):
    course = await a_course_in(cast, capacity=2)
    await enrolled(cast, course, cast.ilona, cast.djurdjica)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"/courses/{course.code}", TYPED | {"capacity": "1"})
    assert answer.status_code == 422
    assert "2 people are enrolled" in answer.text


async def test_it_is_called_off_with_its_sessions_and_the_reason(client, cast):
    course = await a_course_in(cast)
    await client.sign_in(cast.jelena)
    assert (await client.get(f"/courses/{course.code}/cancellation")).status_code == 200
    assert (await client.post(f"/courses/{course.code}/cancellation", {"because": ""})).status_code == 422
    shown = await client.follow(await client.post(f"/courses/{course.code}/cancellation", {"because": "Bolest."}))
    assert "This course is cancelled" in shown.text
    assert "Bolest." in shown.text
    assert not await CourseSession.count().where(current(CourseSession))
    assert "Radionica" in (await client.get("/courses?view=cancelled")).text
    assert "Radionica" not in (await client.get("/courses")).text
    assert (await client.post(f"/courses/{course.code}/cancellation", {"because": "Opet."})).status_code == 409
    assert (await client.post(f"/courses/{course.code}", TYPED)).status_code == 409


async def test_a_course_that_was_held_is_not_called_off(client, cast):
    course = await a_course(cast)
    session = await a_session(cast, course)
    await marked(cast, course, session, (cast.ilona, Mark.PRESENT))
    await client.sign_in(cast.jelena)
    assert (await client.post(f"/courses/{course.code}/cancellation", {"because": "Bolest."})).status_code == 409


@pytest.mark.parametrize("member", ["ilona", "olga", "mira"])
async def test_who_does_not_lead_may_not_offer_or_cancel(client, cast, member):
    course = await a_course_in(cast)
    await client.sign_in(getattr(cast, member))
    assert (await client.post("/courses", TYPED)).status_code == 403
    assert (await client.post(f"/courses/{course.code}", TYPED)).status_code == 403
    assert (await client.post(f"/courses/{course.code}/cancellation", {"because": "Bolest."})).status_code == 403


async def test_another_organisations_course_does_not_exist(client, cast):
    course = await a_course_in(cast)
    await client.sign_in(cast.nada)
    assert (await client.get(f"/courses/{course.code}")).status_code == 404
    assert (await client.post(f"/courses/{course.code}", TYPED)).status_code == 404
    assert (await client.post(f"/courses/{course.code}/cancellation", {"because": "Bolest."})).status_code == 404


async def test_a_consultant_sees_what_is_ahead_and_what_she_took_part_in(client, cast):
    ahead, over, cancelled = await a_course_in(cast, 1), await a_course_in(cast, -1), await a_course(cast)
    hers = await a_course_in(cast, -1, title="Njena obuka")
    await enrolled(cast, hers, cast.ilona)
    cancelled.cancelled_at = cancelled.created_at
    await cancelled.save()
    await client.sign_in(cast.ilona)
    assert (await client.get(f"/courses/{ahead.code}")).status_code == 200
    assert (await client.get(f"/courses/{hers.code}")).status_code == 200
    assert (await client.get(f"/courses/{over.code}")).status_code == 404
    assert (await client.get(f"/courses/{cancelled.code}")).status_code == 404
    assert "Njena obuka" in (await client.get("/courses?view=held")).text


async def test_without_an_audit_entry_nothing_is_offered(client, cast, broken_audit):
    await client.sign_in(cast.jelena)
    await client.http.post("/courses", data=TYPED | {"csrf_token": client.csrf})
    assert not await Course.count()
