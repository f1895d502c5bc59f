"""Attendance of a session of intervision: one page, marked once, corrected with a reason; and the sheet to sign."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.forms import Posted, clean
from staffdev.i18n import N_, P_, Sentence
from staffdev.intervision.attendance import entry, policies, queries
from staffdev.intervision.attendance.actions import mark_attendance
from staffdev.intervision.attendance.papers import sheet_of
from staffdev.intervision.deps import TheSession, visible_session
from staffdev.intervision.policies import can_look
from staffdev.intervision.tables import Session
from staffdev.people.tables import Person
from staffdev.training import marks
from staffdev.training.offer.queries.attendance import people_in_order
from staffdev.training.offer.view import everybody
from staffdev.training.vocabulary import Mark
from staffdev.web.inject import CurrentActor, CurrentVisit, PageRequest, Today
from staffdev.web.pages import Page, file, page, see_other

TEMPLATE = "intervision/attendance/attendance.html"
NOBODY = N_("Nobody belonged to the group on that day. Add whoever came.")


class AttendanceController(Controller):
    path = "/intervision/sessions/{session_code:uuid}"
    dependencies = {"session": Provide(visible_session)}

    @get("/attendance", policy=can_look)
    async def show(self, session: TheSession, actor: CurrentActor, today: Today, marked: FromQuery[str] = "") -> Page:
        policies.can_mark(actor, session).require()
        people = await queries.expected_people(session)
        records = {record.person: record for record in await queries.records_of(session)}
        default = Mark.PRESENT.value if marked == Mark.PRESENT else ""
        return await _page(session, actor, marks.stored_rows(people, records, default), today=today)

    @post("/attendance", policy=can_look)
    async def update(self, request: PageRequest, session: TheSession, actor: CurrentActor, today: Today) -> Page:
        policies.can_mark(actor, session).require()
        posted = await request.form()
        people, walk_ins = await _posted_people(session, posted, actor)
        rows = marks.typed_rows(people, posted, walk_ins)
        if posted.get("step") == marks.ADD:
            return await _page(session, actor, rows, today=today, posted=posted)
        try:
            count = await _mark(session, people, posted, actor)
        except Invalid as invalid:
            return await _page(session, actor, rows, today=today, posted=posted, invalid=invalid)
        return see_other(request, f"/intervision/sessions/{session.code}", _saved(count))

    @get("/sign-in-sheet", policy=can_look)
    async def print_sheet(self, session: TheSession, actor: CurrentActor, visit: CurrentVisit, today: Today) -> Page:
        from staffdev.pdf.sign_in_sheet import sign_in_sheet  # ReportLab is slow to import and rarely needed

        policies.can_mark(actor, session).require()
        sheet = await sheet_of(session, language=visit.language, today=today)
        name = f"{session.held_on}-{sheet.course}.pdf"
        return file(sign_in_sheet(sheet), name=name, media_type="application/pdf", inline=True)


def _saved(count: int) -> Sentence:
    return P_("Saved: %(n)s record of training.", "Saved: %(n)s records of training.", count)


async def _mark(session: Session, people: Sequence[Person], posted: Posted, actor: Actor) -> int:
    markings = marks.read_marks(people, posted, session.minutes, nobody=NOBODY)
    because = clean(str(posted.get("because") or ""))[:500]
    return await mark_attendance(session, markings, because=because, actor=actor)


async def _posted_people(session: Session, posted: Posted, actor: Actor) -> tuple[list[Person], frozenset[str]]:
    """Everybody expected, and whoever was added on the page; only people of the organisation can be."""
    expected = await queries.expected_people(session)
    ids = {code: row_id for row_id, (code, _) in await everybody(actor.organisation_id)}
    walk_ins = marks.walk_ins_in(posted) - {str(person.code) for person in expected}
    added = [ids[code] for code in walk_ins if code in ids]
    return await people_in_order([*(person.id for person in expected), *added]), walk_ins


async def _page(
    session: Session,
    actor: Actor,
    rows: Sequence[marks.Row],
    *,
    today: date,
    posted: Any = None,
    invalid: Invalid | None = None,
) -> Page:
    listed = {row.code for row in rows}
    return page(
        TEMPLATE,
        status=422 if invalid else 200,
        session=session,
        group=await queries.group_of(session),
        rows=rows,
        others=[choice for _, choice in await everybody(actor.organisation_id) if choice[0] not in listed],
        refusal=entry.marking_refusal(session, today=today),
        is_marked=await queries.is_marked(session),
        posted=posted or {},
        invalid=invalid,
    )


ROUTES = (AttendanceController,)
