"""Minutes of a session: written on one page by codes and agreements, read by the group."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.forms import Posted
from staffdev.i18n import N_
from staffdev.intervision.deps import TheSession, visible_session
from staffdev.intervision.minutes import entry, policies, posting, queries, view
from staffdev.intervision.minutes.actions import record_minutes
from staffdev.intervision.tables import Session
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

TEMPLATE = "intervision/minutes/minutes.html"


class MinutesController(Controller):
    path = "/intervision/sessions/{session_code:uuid}/minutes"
    dependencies = {"session": Provide(visible_session)}

    @get("/", policy=policies.can_read)
    async def show(self, session: TheSession, actor: CurrentActor, today: Today) -> Page:
        refusal = entry.writing_refusal(session, today=today)
        if refusal or not policies.can_write(actor, session):
            card = await view.card_of(session, actor)
            return page("intervision/minutes/show.html", session=session, card=card, refusal=refusal)
        return await _form(session, actor, posting.stored_in(await queries.minutes_of(session)))

    @post("/", policy=policies.can_read)
    async def update(self, request: PageRequest, session: TheSession, actor: CurrentActor) -> Page:
        policies.can_write(actor, session).require()
        posted = await request.form()
        if posted.get("step") == posting.MORE:
            return await _form(session, actor, posting.typed_in(posted))
        try:
            await _record(session, posted, actor)
        except Invalid as invalid:
            return await _form(session, actor, posting.typed_in(posted), invalid=invalid)
        return see_other(request, f"/intervision/sessions/{session.code}", N_("The minutes are saved."))


async def _record(session: Session, posted: Posted, actor: Actor) -> None:
    draft = posting.read_draft(posted, await queries.carried_into(session))
    await record_minutes(session, draft, acknowledged=str(posted.get("acknowledged") or ""), actor=actor)


async def _form(session: Session, actor: Actor, typed: posting.Typed, *, invalid: Invalid | None = None) -> Page:
    card = await view.card_of(session, actor)
    warnings = await _warnings(session, typed.values, card.carried) if invalid else []
    return page(
        TEMPLATE,
        status=422 if invalid else 200,
        session=session,
        card=card,
        typed=typed,
        warnings=view.said(warnings),
        signature=entry.signature(warnings),
        themes=view.themes(),
        steps=view.steps(),
        posted=typed.values,
        invalid=invalid,
    )


async def _warnings(session: Session, posted: Any, carried: Any) -> list[entry.Warned]:
    """What in the posted words may identify somebody, as far as they could be read."""
    try:
        return await view.warnings_of(session, posting.read_draft(posted, carried))
    except Invalid:
        return []
