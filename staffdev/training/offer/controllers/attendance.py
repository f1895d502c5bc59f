"""Attendance of one session: one page, marked once, corrected with a reason."""

from collections.abc import Sequence
from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.forms import Posted, clean
from staffdev.i18n import N_, P_
from staffdev.people.tables import Person
from staffdev.training import marks
from staffdev.training.offer import policies
from staffdev.training.offer.actions.attendance import mark_attendance
from staffdev.training.offer.deps import TheCourse, TheSession, visible_course, visible_session
from staffdev.training.offer.queries import attendance
from staffdev.training.offer.view import everybody, expected_people
from staffdev.training.tables import Course, CourseSession
from staffdev.training.vocabulary import Mark
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other

TEMPLATE = "training/offer/sessions/attendance.html"
NOBODY = N_("Nobody is entered for this course. Add whoever came.")


class AttendanceController(Controller):
    path = "/courses/{course_code:uuid}/sessions/{session_code:uuid}/attendance"
    dependencies = {"course": Provide(visible_course), "session": Provide(visible_session)}

    @get("/", policy=policies.can_read_attendance)
    async def show(
        self, course: TheCourse, session: TheSession, actor: CurrentActor, marked: FromQuery[str] = ""
    ) -> Page:
        people = await expected_people(course, session)
        records = {record.person: record for record in await attendance.records_of_session(session)}
        default = Mark.PRESENT.value if marked == Mark.PRESENT else ""
        return await _page(course, session, actor, marks.stored_rows(people, records, default))

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, course: TheCourse, session: TheSession, actor: CurrentActor) -> Page:
        posted = await request.form()
        people, walk_ins = await _posted_people(course, session, posted, actor)
        rows = marks.typed_rows(people, posted, walk_ins)
        if posted.get("step") == marks.ADD:
            return await _page(course, session, actor, rows, posted=posted)
        try:
            count = await _mark(course, session, people, posted, actor)
        except Invalid as invalid:
            return await _page(course, session, actor, rows, posted=posted, invalid=invalid)
        said = P_("Saved: %(n)s record of training.", "Saved: %(n)s records of training.", count)
        return see_other(request, f"/courses/{course.code}", said)


async def _mark(course: Course, session: CourseSession, people: Sequence[Person], posted: Posted, actor: Actor) -> int:
    markings = marks.read_marks(people, posted, session.minutes, nobody=NOBODY)
    because = clean(str(posted.get("because") or ""))[:500]
    return await mark_attendance(course, session, markings, because=because, actor=actor)


async def _posted_people(
    course: Course, session: CourseSession, posted: Posted, actor: Actor
) -> tuple[list[Person], frozenset[str]]:
    """Everybody expected, and whoever was added on the page; only people of the organisation can be."""
    expected = await expected_people(course, session)
    ids = {code: row_id for row_id, (code, _) in await everybody(actor.organisation_id)}
    walk_ins = marks.walk_ins_in(posted) - {str(person.code) for person in expected}
    added = [ids[code] for code in walk_ins if code in ids]
    people = await attendance.people_in_order([*(person.id for person in expected), *added])
    return people, walk_ins


async def _page(
    course: Course,
    session: CourseSession,
    actor: Actor,
    rows: Sequence[marks.Row],
    *,
    posted: Any = None,
    invalid: Invalid | None = None,
) -> Page:
    listed = {row.code for row in rows}
    may_mark = bool(policies.can_manage(actor))
    others = [choice for _, choice in await everybody(actor.organisation_id) if choice[0] not in listed]
    return page(
        TEMPLATE,
        status=422 if invalid else 200,
        course=course,
        session=session,
        rows=rows,
        others=others if may_mark else [],
        may_mark=may_mark,
        is_marked=await attendance.is_marked(session),
        posted=posted or {},
        invalid=invalid,
    )
