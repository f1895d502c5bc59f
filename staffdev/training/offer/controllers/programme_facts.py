"""Accreditations and attestations of a programme; both are recorded, corrected and taken back the same way."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.training.offer import policies
from staffdev.training.offer.actions import programmes as actions
from staffdev.training.offer.deps import TheFact, TheKind, TheProgramme, known_kind, visible_fact, visible_programme
from staffdev.training.offer.kinds import ProgrammeFactKind
from staffdev.training.offer.posting import typed
from staffdev.training.tables import Programme
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other

FORM = "training/offer/programmes/fact.html"


class ProgrammeFactsController(Controller):
    path = "/programmes/{programme_code:uuid}/{kind_slug:str}"
    dependencies = {"programme": Provide(visible_programme), "kind": Provide(known_kind)}

    @get("/new", policy=policies.can_manage)
    async def new(self, programme: TheProgramme, kind: TheKind, actor: CurrentActor) -> Page:
        kind.policy(actor).require()
        return _form(kind, programme)

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, programme: TheProgramme, kind: TheKind, actor: CurrentActor) -> Page:
        kind.policy(actor).require()
        posted = await request.form()
        try:
            await actions.record_fact(kind, programme, parse(kind.form, posted), actor=actor)
        except Invalid as invalid:
            return _form(kind, programme, posted=posted, invalid=invalid)
        return see_other(request, f"/programmes/{programme.code}", N_("Recorded."))


class ProgrammeFactController(Controller):
    path = "/programmes/{programme_code:uuid}/{kind_slug:str}/{fact_code:uuid}"
    dependencies = {
        "programme": Provide(visible_programme),
        "kind": Provide(known_kind),
        "fact": Provide(visible_fact),
    }

    @get("/edit", policy=policies.can_manage)
    async def edit(self, programme: TheProgramme, kind: TheKind, fact: TheFact, actor: CurrentActor) -> Page:
        kind.policy(actor).require()
        return _form(kind, programme, fact=fact, posted=typed(fact, kind.form))

    @post("/", policy=policies.can_manage)
    async def update(
        self, request: PageRequest, programme: TheProgramme, kind: TheKind, fact: TheFact, actor: CurrentActor
    ) -> Page:
        kind.policy(actor).require()
        posted = await request.form()
        try:
            await actions.correct_fact(kind, programme, fact, parse(kind.form, posted), actor=actor)
        except Invalid as invalid:
            return _form(kind, programme, fact=fact, posted=posted, invalid=invalid)
        return see_other(request, f"/programmes/{programme.code}", N_("Corrected. What was there is kept as history."))

    @post("/withdrawal", policy=policies.can_manage)
    async def withdraw(
        self, request: PageRequest, programme: TheProgramme, kind: TheKind, fact: TheFact, actor: CurrentActor
    ) -> Page:
        kind.policy(actor).require()
        try:
            because = parse(ReasonForm, await request.form()).because
        except Invalid as invalid:
            return _form(kind, programme, fact=fact, posted=typed(fact, kind.form), invalid=invalid)
        await actions.withdraw_fact(kind, programme, fact, because, actor=actor)
        return see_other(
            request, f"/programmes/{programme.code}", N_("Taken back. It stays readable in the log of changes.")
        )


def _form(
    kind: ProgrammeFactKind,
    programme: Programme,
    *,
    fact: Any = None,
    posted: Any = None,
    invalid: Invalid | None = None,
) -> Page:
    """The form of one kind of fact; empty, filled, or with what has to be corrected."""
    shown: dict[str, Any] = {
        "kind": kind,
        "programme": programme,
        "fact": fact,
        "posted": posted or {},
        "invalid": invalid,
    }
    return page(FORM, status=422 if invalid else 200, **shown)
