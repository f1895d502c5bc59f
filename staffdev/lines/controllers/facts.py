"""Published hours and exceptions of a line, on addresses below it."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.lines import actions, policies
from staffdev.lines.deps import TheFact, TheKind, TheLine, known_kind, visible_fact, visible_line
from staffdev.lines.kinds import LineFact
from staffdev.lines.tables import Line
from staffdev.translations import day_typed
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other


class LineFactsController(Controller):
    path = "/lines/{line_code:uuid}/{kind_slug:str}"
    dependencies = {"line": Provide(visible_line), "kind": Provide(known_kind)}

    @get("/new", policy=policies.can_manage)
    async def new(self, line: TheLine, kind: TheKind, today: Today) -> Page:
        return _form(line, kind, posted={"from_on": day_typed(max(today, line.from_on))})

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, line: TheLine, kind: TheKind, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.record_fact(kind, line, parse(kind.form, posted), actor=actor)
        except Invalid as invalid:
            return _form(line, kind, posted=posted, invalid=invalid)
        return see_other(request, f"/lines/{line.code}", N_("Recorded."))


class LineFactController(Controller):
    path = "/lines/{line_code:uuid}/{kind_slug:str}/{fact_code:uuid}"
    dependencies = {"line": Provide(visible_line), "kind": Provide(known_kind), "fact": Provide(visible_fact)}

    @get("/edit", policy=policies.can_manage)
    async def edit(self, line: TheLine, kind: TheKind, fact: TheFact) -> Page:
        return _form(line, kind, fact=fact, posted=kind.typed(fact))

    @post("/", policy=policies.can_manage)
    async def update(
        self, request: PageRequest, line: TheLine, kind: TheKind, fact: TheFact, actor: CurrentActor
    ) -> Page:
        posted = await request.form()
        try:
            await actions.correct_fact(kind, line, fact, parse(kind.form, posted), actor=actor)
        except Invalid as invalid:
            return _form(line, kind, fact=fact, posted=posted, invalid=invalid)
        return see_other(request, f"/lines/{line.code}", N_("Corrected. What was there is kept as history."))

    @post("/withdrawal", policy=policies.can_manage)
    async def withdraw(
        self, request: PageRequest, line: TheLine, kind: TheKind, fact: TheFact, actor: CurrentActor
    ) -> Page:
        try:
            because = parse(ReasonForm, await request.form()).because
        except Invalid as invalid:
            return _form(line, kind, fact=fact, posted=kind.typed(fact), invalid=invalid)
        await actions.withdraw_fact(kind, line, fact, because, actor=actor)
        return see_other(request, f"/lines/{line.code}", N_("Taken back. It stays readable in the log of changes."))


def _form(line: Line, kind: LineFact, *, fact: Any = None, posted: Any = None, invalid: Invalid | None = None) -> Page:
    shown = {"line": line, "kind": kind, "fact": fact, "posted": posted or {}, "invalid": invalid}
    return page("lines/facts/form.html", status=422 if invalid else 200, **shown)
