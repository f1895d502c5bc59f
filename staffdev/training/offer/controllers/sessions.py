"""The sessions of a course: added, corrected, called off, and the sheet that everybody signs."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import Posted, parse
from staffdev.i18n import N_
from staffdev.people.queries import target_groups_of
from staffdev.training.offer import policies
from staffdev.training.offer.actions import sessions as actions
from staffdev.training.offer.actions.closed import refuse_closed_years
from staffdev.training.offer.deps import TheCourse, TheSession, visible_course, visible_session
from staffdev.training.offer.forms import SessionForm
from staffdev.training.offer.papers import sheet_of
from staffdev.training.offer.posting import parse_with_topics, typed
from staffdev.training.offer.queries import attendance
from staffdev.training.tables import Course, CourseSession
from staffdev.training.topic_entry import topic_rows
from staffdev.web.inject import CurrentActor, CurrentVisit, PageRequest, Today
from staffdev.web.pages import Page, file, page, see_other

FORM = "training/offer/sessions/form.html"


class SessionsController(Controller):
    path = "/courses/{course_code:uuid}/sessions"
    dependencies = {"course": Provide(visible_course)}

    @get("/new", policy=policies.can_manage)
    async def new(self, course: TheCourse, actor: CurrentActor) -> Page:
        return await _form(course, actor)

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, course: TheCourse, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            form, topics = await _read(posted, course, actor)
            await actions.add_session(course, form, topics, actor=actor)
        except Invalid as invalid:
            return await _form(course, actor, posted=posted, invalid=invalid)
        again = posted.get("then") == "another"
        return see_other(
            request, f"/courses/{course.code}{'/sessions/new' if again else ''}", N_("The session is entered.")
        )


class SessionController(Controller):
    path = "/courses/{course_code:uuid}/sessions/{session_code:uuid}"
    dependencies = {"course": Provide(visible_course), "session": Provide(visible_session)}

    @get("/edit", policy=policies.can_manage)
    async def edit(self, course: TheCourse, session: TheSession, actor: CurrentActor) -> Page:
        await refuse_closed_years(session.organisation, [session.held_on])
        return await _form(course, actor, session=session, posted_as=typed(session, SessionForm))

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, course: TheCourse, session: TheSession, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            form, topics = await _read(posted, course, actor, session)
            await actions.correct_session(course, session, form, topics, actor=actor)
        except Invalid as invalid:
            return await _form(course, actor, session=session, posted=posted, invalid=invalid)
        return see_other(request, f"/courses/{course.code}", N_("Corrected. What was there is kept as history."))

    @post("/cancellation", policy=policies.can_manage)
    async def cancel(self, request: PageRequest, course: TheCourse, session: TheSession, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.cancel_session(course, session, parse(ReasonForm, posted).because, actor=actor)
        except Invalid as invalid:
            filled = typed(session, SessionForm) | {"because": ""}
            return await _form(course, actor, session=session, posted_as=filled, invalid=invalid)
        return see_other(
            request, f"/courses/{course.code}", N_("The session is cancelled. Tell those who were enrolled.")
        )

    @get("/sign-in-sheet", policy=policies.can_manage)
    async def print_sheet(
        self, course: TheCourse, session: TheSession, actor: CurrentActor, visit: CurrentVisit, today: Today
    ) -> Page:
        from staffdev.pdf.sign_in_sheet import sign_in_sheet  # ReportLab is slow to import and rarely needed

        sheet = await sheet_of(course, session, actor, language=visit.language, today=today)
        return file(
            sign_in_sheet(sheet),
            name=f"{session.held_on}-{course.title}.pdf",
            media_type="application/pdf",
            inline=True,
        )


async def _read(
    posted: Posted, course: Course, actor: Actor, session: CourseSession | None = None
) -> tuple[SessionForm, str | None]:
    """The typed form and the session's own topics, None where it covers what the course covers."""
    stored = _topics_of(course, session)
    form, topics = parse_with_topics(SessionForm, posted, await target_groups_of(actor.organisation_id), stored=stored)
    return form, topics if topics != course.topics else None


async def _form(
    course: Course,
    actor: Actor,
    *,
    session: CourseSession | None = None,
    posted_as: dict[str, str] | None = None,
    posted: Any = None,
    invalid: Invalid | None = None,
) -> Page:
    """The form of a session; empty with the course's place, filled, or with what has to be corrected."""
    rows = topic_rows(_topics_of(course, session), await target_groups_of(actor.organisation_id), posted)
    return page(
        FORM,
        status=422 if invalid else 200,
        course=course,
        session=session,
        topics=rows,
        is_marked=session is not None and await attendance.is_marked(session),
        posted=posted or posted_as or {"place": course.place or ""},
        invalid=invalid,
    )


def _topics_of(course: Course, session: CourseSession | None) -> str:
    own = session.topics if session else None
    return course.topics if own is None else own
