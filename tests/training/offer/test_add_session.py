"""The sessions of a course: added, moved, called off, and their sheet."""

from datetime import date, time

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import current
from staffdev.training.tables import CourseSession, TrainingRecord, YearClosure
from staffdev.training.vocabulary import Mark
from tests.pdf.reading import words
from tests.training.offer.offering import a_course, a_session, closed_year, enrolled, marked

TYPED = {"held_on": "29.12.2025.", "starts_at": "10", "ends_at": "13.30", "place": "Sala 2", "topics": ["T1", "T2"]}
TOPICS = {"minutes-T1": "1"}


async def a_home(cast):
    course = await a_course(cast)
    return course, f"/courses/{course.code}"


async def test_its_length_comes_from_the_clock(client, cast):
    _, home = await a_home(cast)
    await client.sign_in(cast.jelena)
    await client.follow(await client.post(f"{home}/sessions", TYPED | TOPICS))
    [session] = await CourseSession.objects()
    assert (session.held_on, session.minutes) == (date(2025, 12, 29), 210)
    assert session.topics is None
    assert (session.starts_at, session.ends_at) == (time(10), time(13, 30))
    assert await AuditEntry.exists().where(AuditEntry.event == "training:session:record")


async def test_breaks_are_taken_off(client, cast):
    _, home = await a_home(cast)
    await client.sign_in(cast.jelena)
    await client.post(f"{home}/sessions", TYPED | {"minutes": "3"})
    [session] = await CourseSession.objects()
    assert session.minutes == 180


async def test_a_part_may_cover_fewer_topics_than_the_course(client, cast):
    _, home = await a_home(cast)
    await client.sign_in(cast.jelena)
    await client.post(f"{home}/sessions", TYPED | {"topics": ["T2"]})
    [session] = await CourseSession.objects()
    assert session.topics == "T2"


async def test_another_one_can_be_added_at_once(client, cast):
    _, home = await a_home(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"{home}/sessions", TYPED | {"then": "another"})
    assert answer.headers["location"] == f"{home}/sessions/new"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"held_on": "31.2.2025."}, "held_on"),
        ({"starts_at": "25"}, "starts_at"),
        ({"starts_at": ""}, "starts_at"),
        ({"ends_at": ""}, "ends_at"),
        ({"ends_at": "10:00"}, "ends_at"),
        ({"minutes": "3 h 31 min"}, "minutes"),
        ({"starts_at": "", "ends_at": ""}, "minutes"),
        ({"held_on": "30.3.2025.", "starts_at": "2:30", "ends_at": "4"}, "starts_at"),
    ],
)
async def test_it_says_what_to_correct_and_adds_nothing(client, cast, change, field):
    _, home = await a_home(cast)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"{home}/sessions", TYPED | change)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not await CourseSession.count()


async def test_a_move_keeps_where_it_was(client, cast):
    course, home = await a_home(cast)
    session = await a_session(cast, course, days=3)
    await client.sign_in(cast.jelena)
    assert (await client.get(f"{home}/sessions/{session.code}/edit")).status_code == 200
    await client.post(f"{home}/sessions/{session.code}", TYPED)
    [now] = await CourseSession.objects().where(current(CourseSession))
    assert (now.id, now.held_on, await CourseSession.count()) == (session.id, date(2025, 12, 29), 2)


async def test_what_is_marked_moves_with_it_and_needs_a_reason(client, cast):
    course, home = await a_home(cast)
    session = await a_session(cast, course)
    marks = (cast.ilona, Mark.PRESENT), (cast.djurdjica, Mark.PARTIAL, 220), (cast.jelena, Mark.ABSENT)
    await marked(cast, course, session, *marks)
    await client.sign_in(cast.jelena)
    address = f"{home}/sessions/{session.code}"
    answer = await client.post(address, TYPED)
    assert answer.status_code == 422
    assert 'href="#because"' in answer.text
    await client.post(address, TYPED | {"because": "pogrešan dan"})
    records = await TrainingRecord.objects().where(current(TrainingRecord)).order_by(TrainingRecord.id)
    assert [(one.held_on, one.mark, one.minutes) for one in records] == [
        (date(2025, 12, 29), "present", 210),
        (date(2025, 12, 29), "present", 210),
        (date(2025, 12, 29), "absent", 0),
    ]
    assert (await client.post(address, TYPED | {"held_on": "1.1.2999.", "because": "tako"})).status_code == 422


async def test_nothing_marked_moves_into_or_out_of_a_closed_year(client, cast):
    course, home = await a_home(cast)
    session = await a_session(cast, course)
    await marked(cast, course, session, (cast.ilona, Mark.PRESENT))
    await closed_year(cast, 2025)
    await client.sign_in(cast.jelena)
    answer = await client.post(f"{home}/sessions/{session.code}", TYPED | {"because": "pogrešan dan"})
    assert answer.status_code == 409
    assert await YearClosure.count() == 1


async def test_it_is_called_off_unless_it_was_held(client, cast):
    course, home = await a_home(cast)
    one, other = await a_session(cast, course), await a_session(cast, course, days=1)
    await marked(cast, course, one, (cast.ilona, Mark.PRESENT))
    await client.sign_in(cast.jelena)
    assert (await client.post(f"{home}/sessions/{other.code}/cancellation", {"because": ""})).status_code == 422
    answer = await client.post(f"{home}/sessions/{other.code}/cancellation", {"because": "Trenerica je bolesna."})
    assert "Trenerica je bolesna." in (await client.follow(answer)).text
    assert (await client.post(f"{home}/sessions/{other.code}/cancellation", {"because": "x y z"})).status_code == 404
    assert (await client.post(f"{home}/sessions/{one.code}/cancellation", {"because": "x y z"})).status_code == 409


async def test_the_sheet_names_everybody_with_the_times_or_without(client, cast):
    course, home = await a_home(cast)
    timed = await a_session(cast, course, starts_at=time(10), ends_at=time(15))
    untimed = await a_session(cast, course)
    await enrolled(cast, course, cast.ilona)
    await client.sign_in(cast.jelena)
    for session, said in ((timed, "10:00–15:00"), (untimed, "_________ – _________")):
        answer = await client.get(f"{home}/sessions/{session.code}/sign-in-sheet")
        assert answer.content.startswith(b"%PDF")
        assert said in words(answer.content)
        assert "Ilona Sabo" in words(answer.content)


@pytest.mark.parametrize("member", ["ilona", "olga", "mira"])
async def test_who_does_not_lead_may_not_add_or_move(client, cast, member):
    course, home = await a_home(cast)
    session = await a_session(cast, course, days=1)
    await client.sign_in(getattr(cast, member))
    assert (await client.post(f"{home}/sessions", TYPED)).status_code == 403
    assert (await client.post(f"{home}/sessions/{session.code}", TYPED)).status_code == 403
    assert (await client.post(f"{home}/sessions/{session.code}/cancellation", {"because": "xyz"})).status_code == 403


async def test_another_courses_session_does_not_exist(client, cast):
    _, home = await a_home(cast)
    session = await a_session(cast, await a_course(cast))
    await client.sign_in(cast.jelena)
    assert (await client.post(f"{home}/sessions/{session.code}", TYPED)).status_code == 404
    await client.sign_in(cast.nada)
    assert (await client.post(f"{home}/sessions", TYPED)).status_code == 404


async def test_without_an_audit_entry_nothing_is_added(client, cast, db):
    _, home = await a_home(cast)
    await client.sign_in(cast.jelena)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    await client.http.post(f"{home}/sessions", data=TYPED | {"csrf_token": client.csrf})
    assert not await CourseSession.count()
