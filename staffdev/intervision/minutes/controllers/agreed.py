"""The follow-up list: what is open, by owner and day; each settled on a page of its own."""

from typing import Any, TypeAlias
from uuid import UUID

from litestar import Controller, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.intervision.minutes import actions, entry, papers, policies, queries, view
from staffdev.intervision.minutes.forms import CompletionForm, DroppingForm
from staffdev.intervision.policies import can_manage
from staffdev.web.inject import CurrentActor, CurrentVisit, PageRequest, Today
from staffdev.web.pages import Page, file, page, see_other

LIST = "/intervision/agreed-actions"


class AgreedActionsController(Controller):
    path = LIST

    @get("/", policy=policies.can_read)
    async def index(self, actor: CurrentActor) -> Page:
        owned = view.by_owner(await queries.open_for(actor))
        return page("intervision/minutes/follow_up.html", owned=owned, manages=bool(can_manage(actor)))

    @get("/paper", policy=policies.can_read)
    async def print_list(self, actor: CurrentActor, visit: CurrentVisit, today: Today) -> Page:
        from staffdev.pdf.follow_up_list import follow_up_list  # ReportLab is slow to import and rarely needed

        owned = view.by_owner(await queries.open_for(actor))
        paper = await papers.list_of(owned, actor, language=visit.language, today=today)
        return file(follow_up_list(paper), name=f"{today}.pdf", media_type="application/pdf", inline=True)


async def visible_action(agreed_action_code: FromPath[UUID], actor: NamedDependency[Actor]) -> queries.Agreed:
    """What was agreed, in the address."""
    return await queries.action_visible_to(actor, agreed_action_code)


TheAction: TypeAlias = NamedDependency[queries.Agreed]


class AgreedActionController(Controller):
    path = f"{LIST}/{{agreed_action_code:uuid}}"
    dependencies = {"action": Provide(visible_action)}

    @get("/", policy=policies.can_read)
    async def show(self, action: TheAction, actor: CurrentActor) -> Page:
        return await _page(action, actor)

    @post("/completion", policy=policies.can_read)
    async def complete(self, request: PageRequest, action: TheAction, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.complete(action, parse(CompletionForm, posted).done_on, actor=actor)
        except Invalid as invalid:
            return await _page(action, actor, posted=posted, invalid=invalid)
        return see_other(request, LIST, N_("Done. It leaves the list."))

    @post("/dropping", policy=policies.can_read)
    async def drop(self, request: PageRequest, action: TheAction, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            form = parse(DroppingForm, posted)
            await actions.drop(action, form.because, acknowledged=form.acknowledged or "", actor=actor)
        except Invalid as invalid:
            return await _page(action, actor, posted=posted, invalid=invalid)
        return see_other(request, LIST, N_("Given up, and the reason is kept. It leaves the list."))


async def _page(action: queries.Agreed, actor: Actor, *, posted: Any = None, invalid: Invalid | None = None) -> Page:
    because = str(posted.get("because") or "") if posted else ""
    warnings = await actions.warnings_of_reason(because, actor) if because else []
    return page(
        "intervision/minutes/agreed_action.html",
        status=422 if invalid else 200,
        action=action,
        may_settle=action.is_open and bool(policies.can_settle(actor, action)),
        warnings=view.said(warnings),
        signature=entry.signature(warnings),
        posted=posted or {},
        invalid=invalid,
    )
