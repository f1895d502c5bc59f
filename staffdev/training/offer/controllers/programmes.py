"""The register of programmes, and one programme's page."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide
from litestar.params import FromQuery

from staffdev.access import Actor
from staffdev.errors import Invalid
from staffdev.i18n import N_, S_
from staffdev.people.queries import target_groups_of
from staffdev.training.offer import policies
from staffdev.training.offer.actions import programmes as actions
from staffdev.training.offer.deps import TheProgramme, visible_programme
from staffdev.training.offer.forms import ProgrammeForm
from staffdev.training.offer.kinds import KINDS
from staffdev.training.offer.posting import parse_with_topics, typed
from staffdev.training.offer.queries import programmes as queries
from staffdev.training.offer.view import programme_rows
from staffdev.training.tables import Programme
from staffdev.training.topic_entry import said_topics, topic_rows
from staffdev.web.inject import CurrentActor, PageNumber, PageRequest, Today
from staffdev.web.pages import Page, page, see_other


class ProgrammesController(Controller):
    path = "/programmes"

    @get("/", policy=policies.can_see_programmes)
    async def index(self, actor: CurrentActor, today: Today, number: PageNumber, search: FromQuery[str] = "") -> Page:
        rows, total = await queries.programmes_of(actor.organisation_id, search=search, page=number)
        shown: dict[str, Any] = {"search": search, "number": number, "total": total, "size": queries.PAGE}
        may_manage = bool(policies.can_manage(actor))
        return page(
            "training/offer/programmes/index.html",
            rows=await programme_rows(rows, today),
            may_manage=may_manage,
            **shown,
        )

    @get("/new", policy=policies.can_manage)
    async def new(self, actor: CurrentActor) -> Page:
        return await _form(None, actor)

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            form, topics = parse_with_topics(ProgrammeForm, posted, await target_groups_of(actor.organisation_id))
            programme = await actions.create_programme(form, topics, actor=actor)
        except Invalid as invalid:
            return await _form(None, actor, posted=posted, invalid=invalid)
        return see_other(request, f"/programmes/{programme.code}", S_("%(title)s is entered.", title=programme.title))


class ProgrammeController(Controller):
    path = "/programmes/{programme_code:uuid}"
    dependencies = {"programme": Provide(visible_programme)}

    @get("/", policy=policies.can_see_programmes)
    async def show(self, programme: TheProgramme, actor: CurrentActor) -> Page:
        facts = {kind.name: await queries.facts_of(kind.table, [programme.id]) for kind in KINDS.values()}
        return page(
            "training/offer/programmes/show.html",
            programme=programme,
            facts=facts,
            kinds=KINDS,
            topics=said_topics(programme.topics, await target_groups_of(actor.organisation_id)),
            courses=await queries.courses_of(programme),
            may_manage=bool(policies.can_manage(actor)),
            may_attest=bool(policies.can_attest(actor)),
        )

    @get("/edit", policy=policies.can_manage)
    async def edit(self, programme: TheProgramme, actor: CurrentActor) -> Page:
        return await _form(programme, actor)

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, programme: TheProgramme, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            groups = await target_groups_of(actor.organisation_id)
            form, topics = parse_with_topics(ProgrammeForm, posted, groups, stored=programme.topics)
            await actions.edit_programme(programme, form, topics, actor=actor)
        except Invalid as invalid:
            return await _form(programme, actor, posted=posted, invalid=invalid)
        return see_other(request, f"/programmes/{programme.code}", N_("Saved."))


async def _form(
    programme: Programme | None, actor: Actor, *, posted: Any = None, invalid: Invalid | None = None
) -> Page:
    """The form of a programme; empty, filled, or with what has to be corrected."""
    stored = programme.topics if programme else ""
    return page(
        "training/offer/programmes/form.html",
        status=422 if invalid else 200,
        programme=programme,
        topics=topic_rows(stored, await target_groups_of(actor.organisation_id), posted),
        posted=posted or (typed(programme, ProgrammeForm) if programme else {}),
        invalid=invalid,
    )
