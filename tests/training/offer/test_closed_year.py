"""A closed training year stays as it was judged: its courses and sessions are not edited any more."""

from datetime import UTC, datetime

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.clock import stopped_at
from staffdev.db.facts import current
from staffdev.training.tables import Course, CourseSession, TrainingRecord
from staffdev.training.vocabulary import Mark
from tests.training.offer.offering import a_course, a_session, closed_year, enrolled, marked

pytestmark = pytest.mark.anyio
SAID = "The year 2025 is closed: its courses, sessions and attendance stay as they were."
EDITED = {"title": "Sasvim druga", "kind": "workshop", "topics_T1": "yes"}
MOVED = {"held_on": "20.12.2025.", "minutes": "4", "because": "pogrešan dan"}
BECAUSE = {"because": "Nije održano."}


@pytest.fixture(autouse=True)
async def it_is_january():
    with stopped_at(datetime(2026, 1, 20, 12, tzinfo=UTC)):
        yield


@pytest.fixture
async def course(cast):
    """A course across New Year: two sessions in the year before, one of them marked, and one in this."""
    course = await a_course(cast)
    held = await a_session(cast, course, days=-32)
    await a_session(cast, course, days=-31)
    await a_session(cast, course, days=3)
    await enrolled(cast, course, cast.ilona)
    await marked(cast, course, held, (cast.ilona, Mark.PRESENT))
    return course


async def sessions():
    return await CourseSession.objects().where(current(CourseSession)).order_by(CourseSession.held_on)


async def as_it_is():
    """Everything a change could touch."""
    tables = Course, CourseSession, TrainingRecord
    return [await table.select().order_by(table.id) for table in tables], await AuditEntry.count()


async def test_the_course_is_not_edited_nor_called_off(client, cast, course):
    await closed_year(cast, 2025)
    await client.sign_in(cast.jelena)
    before = await as_it_is()
    home = f"/courses/{course.code}"
    for answer in (
        await client.get(f"{home}/edit"),
        await client.post(home, EDITED),
        await client.get(f"{home}/cancellation"),
        await client.post(f"{home}/cancellation", BECAUSE),
    ):
        assert (answer.status_code, SAID in answer.text) == (409, True)
    assert await as_it_is() == before


@pytest.mark.parametrize("which", [0, 1], ids=["marked", "not marked"])
async def test_its_sessions_are_not_corrected_nor_called_off(client, cast, course, which):
    await closed_year(cast, 2025)
    session = (await sessions())[which]
    await client.sign_in(cast.jelena)
    before = await as_it_is()
    home = f"/courses/{course.code}/sessions/{session.code}"
    for answer in (
        await client.get(f"{home}/edit"),
        await client.post(home, MOVED),
        await client.post(home, MOVED | {"held_on": "5.1.2026."}),
        await client.post(f"{home}/cancellation", BECAUSE),
    ):
        assert (answer.status_code, SAID in answer.text) == (409, True)
    assert await as_it_is() == before


async def test_nothing_is_added_to_it_nor_moved_into_it(client, cast, course):
    await closed_year(cast, 2025)
    ahead = (await sessions())[-1]
    await client.sign_in(cast.jelena)
    before = await as_it_is()
    home = f"/courses/{course.code}/sessions"
    for address, day in ((home, "31.12.2025."), (f"{home}/{ahead.code}", "31.12.2025.")):
        answer = await client.post(address, MOVED | {"held_on": day})
        assert (answer.status_code, SAID in answer.text) == (409, True)
    assert await as_it_is() == before


async def test_what_lies_in_an_open_year_goes_on(client, cast, course):
    await closed_year(cast, 2025)
    ahead = (await sessions())[-1]
    await client.sign_in(cast.jelena)
    home = f"/courses/{course.code}/sessions"
    assert (await client.get(f"{home}/{ahead.code}/edit")).status_code == 200
    assert (await client.post(home, MOVED | {"held_on": "1.1.2026."})).status_code == 303
    assert (await client.post(f"{home}/{ahead.code}", MOVED | {"held_on": "2.1.2026."})).status_code == 303
    assert (await client.post(f"{home}/{ahead.code}/cancellation", BECAUSE)).status_code == 303


async def test_another_closed_year_is_in_nobodys_way(client, cast, course):
    await closed_year(cast, 2024)
    await client.sign_in(cast.jelena)
    assert (await client.get(f"/courses/{course.code}/edit")).status_code == 200
    answer = await client.post(f"/courses/{course.code}", EDITED)
    assert answer.status_code == 303
    [row] = await Course.objects()
    assert row.title == "Sasvim druga"


async def test_a_course_without_sessions_belongs_to_no_year(client, cast):
    course = await a_course(cast)
    await closed_year(cast, 2025)
    await client.sign_in(cast.jelena)
    assert (await client.post(f"/courses/{course.code}", EDITED)).status_code == 303
    assert (await sessions()) == []
