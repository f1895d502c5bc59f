"""The organisation one acts for: what identifies it, and what it decided about itself."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Controller, get, post
from litestar.params import FromPath

from staffdev import translations
from staffdev.access import Actor
from staffdev.dated import FactKind, ReasonForm
from staffdev.errors import Invalid, NotFound
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.organisations import actions, policies, queries
from staffdev.organisations.forms import OrganisationForm
from staffdev.organisations.kinds import KINDS
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other

HOME = "/organisation"


class OrganisationController(Controller):
    path = HOME

    @get("/", policy=policies.can_view)
    async def show(self, actor: CurrentActor) -> Page:
        sections = [(kind, await queries.facts_of(kind.table, actor)) for kind in KINDS.values()]
        organisation = await queries.own_organisation(actor)
        memberships = await queries.memberships_of(actor)
        may = {"may_manage": policies.can_manage(actor), "may_keep_members": policies.can_keep_members(actor)}
        context: dict[str, Any] = {"sections": sections, "memberships": memberships, **may}
        return page("organisations/show.html", organisation=organisation, **context)

    @get("/edit", policy=policies.can_manage)
    async def edit(self, actor: CurrentActor) -> Page:
        organisation = await queries.own_organisation(actor)
        return page("organisations/edit.html", posted=_typed(OrganisationForm.__struct_fields__, organisation))

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            form = parse(OrganisationForm, posted)
            await actions.edit_organisation(await queries.own_organisation(actor), form, actor=actor)
        except Invalid as invalid:
            return page("organisations/edit.html", status=422, posted=posted, invalid=invalid)
        return see_other(request, HOME, N_("Saved."))


class OrganisationFactsController(Controller):
    path = f"{HOME}/{{kind_slug:str}}"

    @get("/new", policy=policies.can_manage)
    async def new(self, kind_slug: FromPath[str]) -> Page:
        return _form(_kind(kind_slug))

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, kind_slug: FromPath[str], actor: CurrentActor) -> Page:
        kind, posted = _kind(kind_slug), await request.form()
        try:
            await actions.record_fact(kind, parse(kind.form, posted), actor=actor)
        except Invalid as invalid:
            return _form(kind, posted=posted, invalid=invalid)
        return see_other(request, HOME, N_("Recorded."))

    @get("/{code:uuid}/edit", policy=policies.can_manage)
    async def edit(self, kind_slug: FromPath[str], code: FromPath[UUID], actor: CurrentActor) -> Page:
        kind = _kind(kind_slug)
        fact = await queries.fact_of(kind.table, code, actor)
        return _form(kind, fact=fact, posted=_typed(kind.form.__struct_fields__, fact))

    @post("/{code:uuid}", policy=policies.can_manage)
    async def update(
        self, request: PageRequest, kind_slug: FromPath[str], code: FromPath[UUID], actor: CurrentActor
    ) -> Page:
        kind, posted, fact = await _asked(kind_slug, code, request, actor)
        try:
            await actions.correct_fact(kind, fact, parse(kind.form, posted), actor=actor)
        except Invalid as invalid:
            return _form(kind, fact=fact, posted=posted, invalid=invalid)
        return see_other(request, HOME, N_("Corrected. What was there is kept as history."))

    @post("/{code:uuid}/withdrawal", policy=policies.can_manage)
    async def withdraw(
        self, request: PageRequest, kind_slug: FromPath[str], code: FromPath[UUID], actor: CurrentActor
    ) -> Page:
        kind, posted, fact = await _asked(kind_slug, code, request, actor)
        try:
            await actions.withdraw_fact(kind, fact, parse(ReasonForm, posted).because, actor=actor)
        except Invalid as invalid:
            return _form(kind, fact=fact, posted=_typed(kind.form.__struct_fields__, fact), invalid=invalid)
        return see_other(request, HOME, N_("Taken back. It stays readable in the log of changes."))


def _kind(slug: str) -> FactKind:
    if slug not in KINDS:
        raise NotFound
    return KINDS[slug]


async def _asked(slug: str, code: UUID, request: PageRequest, actor: Actor) -> tuple[FactKind, Any, Any]:
    """The kind and the fact in the address, and what was posted about it."""
    kind = _kind(slug)
    return kind, await request.form(), await queries.fact_of(kind.table, code, actor)


def _form(kind: FactKind, *, fact: Any = None, posted: Any = None, invalid: Invalid | None = None) -> Page:
    context = {"kind": kind, "fact": fact, "posted": posted or {}, "invalid": invalid}
    return page("organisations/facts/form.html", status=422 if invalid else 200, **context)


def _typed(names: tuple[str, ...], row: Any) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in names}
    return {
        name: translations.day_typed(value) if isinstance(value, date) else value or ""
        for name, value in values.items()
    }
