"""The dated facts on a person's page; every kind is entered, corrected and taken back the same way."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.dated import FactKind, ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.people import actions, policies
from staffdev.people.deps import TheFact, TheKind, ThePerson, known_kind, visible_fact, visible_person
from staffdev.people.tables import Person
from staffdev.people.view import choices_for, typed
from staffdev.web.inject import CurrentActor, PageRequest
from staffdev.web.pages import Page, page, see_other


class PersonFactsController(Controller):
    path = "/people/{person_code:uuid}/{kind_slug:str}"
    dependencies = {"person": Provide(visible_person), "kind": Provide(known_kind)}

    @get("/new", policy=policies.can_manage)
    async def new(self, person: ThePerson, kind: TheKind, actor: CurrentActor) -> Page:
        return await _form(kind, person, actor)

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, person: ThePerson, kind: TheKind, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.record_fact(kind, person, parse(kind.form, posted), actor=actor)
        except Invalid as invalid:
            return await _form(kind, person, actor, posted=posted, invalid=invalid)
        return see_other(request, f"/people/{person.code}", N_("Recorded."))


class PersonFactController(Controller):
    path = "/people/{person_code:uuid}/{kind_slug:str}/{fact_code:uuid}"
    dependencies = {"person": Provide(visible_person), "kind": Provide(known_kind), "fact": Provide(visible_fact)}

    @get("/edit", policy=policies.can_manage)
    async def edit(self, person: ThePerson, kind: TheKind, fact: TheFact, actor: CurrentActor) -> Page:
        return await _form(kind, person, actor, fact=fact, posted=await typed(kind, fact))

    @post("/", policy=policies.can_manage)
    async def update(
        self, request: PageRequest, person: ThePerson, kind: TheKind, fact: TheFact, actor: CurrentActor
    ) -> Page:
        posted = await request.form()
        try:
            await actions.correct_fact(kind, person, fact, parse(kind.form, posted), actor=actor)
        except Invalid as invalid:
            return await _form(kind, person, actor, fact=fact, posted=posted, invalid=invalid)
        return see_other(request, f"/people/{person.code}", N_("Corrected. What was there is kept as history."))

    @post("/withdrawal", policy=policies.can_manage)
    async def withdraw(
        self, request: PageRequest, person: ThePerson, kind: TheKind, fact: TheFact, actor: CurrentActor
    ) -> Page:
        posted = await request.form()
        try:
            because = parse(ReasonForm, posted).because
        except Invalid as invalid:
            return await _form(kind, person, actor, fact=fact, posted=await typed(kind, fact), invalid=invalid)
        await actions.withdraw_fact(kind, person, fact, because, actor=actor)
        return see_other(request, f"/people/{person.code}", N_("Taken back. It stays readable in the log of changes."))


async def _form(
    kind: FactKind,
    person: Person,
    actor: Actor,
    *,
    fact: Any = None,
    posted: Any = None,
    invalid: Invalid | None = None,
) -> Page:
    """The form of one kind of fact; empty, filled, or with what has to be corrected."""
    return page(
        "people/facts/form.html",
        status=422 if invalid else 200,
        kind=kind,
        person=person,
        fact=fact,
        posted=posted or {},
        invalid=invalid,
        choices=await choices_for(kind, actor),
    )
