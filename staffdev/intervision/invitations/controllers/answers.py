"""Invitations: her list, her answers, what she told the coordinator, and the files for calendars."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.access import Actor
from staffdev.errors import Advice, Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.intervision.deps import TheSession, visible_session
from staffdev.intervision.feeds.policies import can_subscribe
from staffdev.intervision.invitations import actions, queries
from staffdev.intervision.invitations.forms import AnswerForm, ToldForm
from staffdev.intervision.invitations.mailing import mail_series, mail_session
from staffdev.intervision.invitations.on_session import on_series, on_session
from staffdev.intervision.invitations.papers import CalendarFile, series_file, session_file
from staffdev.intervision.invitations.policies import can_answer, can_invite, can_read_answers
from staffdev.intervision.policies import can_look, can_manage
from staffdev.intervision.series.deps import TheSeries, visible_series
from staffdev.intervision.tables import Series, Session
from staffdev.settings import Settings
from staffdev.web.inject import CurrentActor, CurrentSettings, PageRequest, Today
from staffdev.web.pages import Page, file, page, see_other

HOME = "/intervision/invitations"
SAVED = N_("Your answer is recorded.")


class InvitationsController(Controller):
    path = HOME

    @get("/", policy=can_look)
    async def index(self, actor: CurrentActor, today: Today) -> Page:
        asked, may = await queries.invitations_of(actor, today), bool(can_subscribe(actor))
        manages = bool(can_manage(actor))
        return page("intervision/invitations/index.html", invitations=asked, may_subscribe=may, manages=manages)


class SessionAnswerController(Controller):
    path = "/intervision/sessions/{session_code:uuid}"
    dependencies = {"session": Provide(visible_session)}

    @get("/answer", policy=can_look)
    async def ask(self, session: TheSession, actor: CurrentActor, settings: CurrentSettings) -> Page:
        return await _session_page(session, actor, settings)

    @post("/answer", policy=can_answer)
    async def answer(
        self, request: PageRequest, session: TheSession, actor: CurrentActor, settings: CurrentSettings
    ) -> Page:
        posted = await request.form()
        try:
            await actions.answer_session(session, parse(AnswerForm, posted), actor=actor)
        except Invalid as invalid:
            return await _session_page(session, actor, settings, posted=posted, invalid=invalid)
        return _back(request, posted, f"/intervision/sessions/{session.code}", SAVED)

    @post("/told-answers", policy=can_read_answers)
    async def tell(
        self, request: PageRequest, session: TheSession, actor: CurrentActor, settings: CurrentSettings
    ) -> Page:
        posted = await request.form()
        try:
            await actions.record_told(session, parse(ToldForm, posted), actor=actor)
        except Invalid as invalid:
            return await _session_page(session, actor, settings, posted=posted, invalid=invalid)
        return _back(request, posted, f"/intervision/sessions/{session.code}/answer", N_("The answer is recorded."))

    @get("/invitation.ics", policy=can_look)
    async def calendar(self, session: TheSession, actor: CurrentActor, person: FromQuery[str] = "") -> Page:
        return _download(await session_file(session, person, as_mail=False, actor=actor))

    @get("/invitation.eml", policy=can_look)
    async def mail(self, session: TheSession, actor: CurrentActor, person: FromQuery[str] = "") -> Page:
        return _download(await session_file(session, person, as_mail=True, actor=actor))

    @post("/invitation-mails", policy=can_invite)
    async def send(
        self, request: PageRequest, session: TheSession, actor: CurrentActor, settings: CurrentSettings
    ) -> Page:
        try:
            said = await mail_session(session, settings.smtp, actor=actor)
        except Invalid as invalid:
            return await _session_page(session, actor, settings, invalid=invalid)
        return see_other(request, f"/intervision/sessions/{session.code}/answer", said)


class SeriesAnswerController(Controller):
    path = "/intervision/series/{series_code:uuid}"
    dependencies = {"series": Provide(visible_series)}

    @get("/answer", policy=can_look)
    async def ask(self, series: TheSeries, actor: CurrentActor, settings: CurrentSettings) -> Page:
        return await _series_page(series, actor, settings)

    @post("/answer", policy=can_answer)
    async def answer(
        self, request: PageRequest, series: TheSeries, actor: CurrentActor, settings: CurrentSettings
    ) -> Page:
        posted = await request.form()
        try:
            await actions.answer_series(series, parse(AnswerForm, posted), actor=actor)
        except Invalid as invalid:
            return await _series_page(series, actor, settings, posted=posted, invalid=invalid)
        return see_other(request, HOME, SAVED)

    @get("/invitation.ics", policy=can_look)
    async def calendar(self, series: TheSeries, actor: CurrentActor, person: FromQuery[str] = "") -> Page:
        return _download(await series_file(series, person, as_mail=False, actor=actor))

    @get("/invitation.eml", policy=can_look)
    async def mail(self, series: TheSeries, actor: CurrentActor, person: FromQuery[str] = "") -> Page:
        return _download(await series_file(series, person, as_mail=True, actor=actor))

    @post("/invitation-mails", policy=can_invite)
    async def send(
        self, request: PageRequest, series: TheSeries, actor: CurrentActor, settings: CurrentSettings
    ) -> Page:
        try:
            said = await mail_series(series, settings.smtp, actor=actor)
        except Invalid as invalid:
            return await _series_page(series, actor, settings, invalid=invalid)
        return see_other(request, f"/intervision/series/{series.code}/answer", said)


def _back(request: PageRequest, posted: Any, home: str, said: Advice) -> Page:
    """To the list where she answered there, else to the page of the session."""
    return see_other(request, HOME if posted.get("from") == "list" else home, said)


def _download(made: CalendarFile) -> Page:
    return file(made.content, name=made.name, media_type=made.media_type)


async def _session_page(
    session: Session, actor: Actor, settings: Settings, *, posted: Any = None, invalid: Invalid | None = None
) -> Page:
    shown = {"session": session, "invitations": await on_session(session, actor), "may_mail": settings.smtp is not None}
    status = 422 if invalid else 200
    return page("intervision/invitations/session.html", status=status, posted=posted, invalid=invalid, **shown)


async def _series_page(
    series: Series, actor: Actor, settings: Settings, *, posted: Any = None, invalid: Invalid | None = None
) -> Page:
    shown = {"series": series, "invitations": await on_series(series, actor), "may_mail": settings.smtp is not None}
    status = 422 if invalid else 200
    return page("intervision/invitations/series.html", status=status, posted=posted, invalid=invalid, **shown)
