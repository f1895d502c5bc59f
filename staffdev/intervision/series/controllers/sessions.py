"""One session: its page, a new one, moved or corrected, called off, held after all."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.intervision import policies
from staffdev.intervision.deps import TheSession, visible_session
from staffdev.intervision.groups.queries import choices_of, chosen_at_first
from staffdev.intervision.series.actions import sessions as actions
from staffdev.intervision.series.controllers.series import colliding
from staffdev.intervision.series.forms import CancellationForm, SessionForm, TimesForm
from staffdev.intervision.series.hooks import around
from staffdev.intervision.series.prefill import prefilled, typed_session, usual_session
from staffdev.intervision.series.view import leading, session_card
from staffdev.intervision.tables import Session
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other


class SessionsController(Controller):
    path = "/intervision/sessions"

    @get("/new", policy=policies.can_manage)
    async def new(self, request: PageRequest, actor: CurrentActor) -> Page:
        usual = usual_session() | await chosen_at_first(actor)
        return await _new(actor, posted=prefilled(request.query_params, usual))

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            session = await actions.add_session(parse(SessionForm, posted), actor=actor)
        except Invalid as invalid:
            return await _new(actor, posted=posted, invalid=invalid)
        return see_other(
            request, f"/intervision/sessions/{session.code}/edit", N_("The session is entered. Say who leads it.")
        )


class SessionController(Controller):
    path = "/intervision/sessions/{session_code:uuid}"
    dependencies = {"session": Provide(visible_session)}

    @get("/", policy=policies.can_look)
    async def show(self, session: TheSession, actor: CurrentActor) -> Page:
        beside = await around(session, actor)
        card = await session_card(session, actor)
        return page("intervision/series/session.html", session=session, card=card, **beside)

    @get("/edit", policy=policies.can_manage)
    async def edit(self, session: TheSession, actor: CurrentActor) -> Page:
        return await _edit(session, actor)

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, session: TheSession, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.change_session(session, parse(TimesForm, posted), actor=actor)
        except Invalid as invalid:
            return await _edit(session, actor, posted=posted, invalid=invalid)
        return see_other(request, f"/intervision/sessions/{session.code}", N_("Saved."))

    @get("/cancellation", policy=policies.can_manage)
    async def ask(self, session: TheSession, actor: CurrentActor) -> Page:
        return await _cancellation(session, actor)

    @post("/cancellation", policy=policies.can_manage)
    async def cancel(self, request: PageRequest, session: TheSession, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.cancel_session(session, parse(CancellationForm, posted).because, actor=actor)
        except Invalid as invalid:
            return await _cancellation(session, actor, posted=posted, invalid=invalid)
        said = N_("The session is called off; nobody misses it. Tell those who were invited.")
        return see_other(request, f"/intervision/sessions/{session.code}", said)

    @post("/restoration", policy=policies.can_manage)
    async def restore(self, request: PageRequest, session: TheSession, actor: CurrentActor) -> Page:
        await actions.restore_session(session, actor=actor)
        said = N_("The session is held after all. Tell those who were invited.")
        return see_other(request, f"/intervision/sessions/{session.code}", said)


async def _new(actor: Actor, *, posted: Any, invalid: Invalid | None = None) -> Page:
    shown: dict[str, Any] = {"groups": await choices_of(actor), "leading": None, "session": None, "card": None}
    shown |= {"posted": posted, "invalid": invalid, **colliding(invalid)}
    return page("intervision/series/session_form.html", status=422 if invalid else 200, **shown)


async def _edit(session: Session, actor: Actor, *, posted: Any = None, invalid: Invalid | None = None) -> Page:
    card = await session_card(session, actor)
    leads = await leading(card.row.group, session)
    shown: dict[str, Any] = {"session": session, "card": card, "groups": [], "leading": leads}
    shown |= {
        "posted": posted or typed_session(session, leads.now or leads.turn),
        "invalid": invalid,
        "known": _known(session, posted, invalid),
        **colliding(invalid),
    }
    return page("intervision/series/session_form.html", status=422 if invalid else 200, **shown)


def _known(session: Session, posted: Any, invalid: Invalid | None) -> str:
    """What she looked at stays what she looked at, until she is told that it changed."""
    told = invalid is None or "" in invalid.problems
    return session.changed_at.isoformat() if told or not posted else str(posted.get("known") or "")


async def _cancellation(session: Session, actor: Actor, *, posted: Any = None, invalid: Invalid | None = None) -> Page:
    shown: dict[str, Any] = {"session": session, "card": await session_card(session, actor)}
    shown |= {"posted": posted or {}, "invalid": invalid}
    return page("intervision/series/session_cancellation.html", status=422 if invalid else 200, **shown)
