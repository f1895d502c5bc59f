"""The lines of an organisation: what can be called when, and each one's page."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev import clock
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.lines import actions, policies, queries
from staffdev.lines.deps import TheLine, visible_line
from staffdev.lines.forms import LineForm
from staffdev.lines.kinds import EXCEPTION, PUBLISHED_HOURS
from staffdev.lines.tables import Line
from staffdev.lines.view import cards_of, page_of
from staffdev.lines.vocabulary import LineKind
from staffdev.translations import day_typed
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

HOME = "/lines"


class LinesController(Controller):
    path = HOME

    @get("/", policy=policies.can_view)
    async def index(self, actor: CurrentActor, today: Today) -> Page:
        lines = await queries.lines_visible_to(actor)
        there = [line for line in lines if line.until_on is None or line.until_on >= today]
        cards = await cards_of(there, clock.now(), actor)
        over = [line for line in lines if line not in there]
        return page("lines/index.html", cards=cards, over=over, may_manage=bool(policies.can_manage(actor)))

    @get("/new", policy=policies.can_manage)
    async def new(self, today: Today) -> Page:
        return _form(posted={"least_on_duty": "1", "from_on": day_typed(today)})

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            line = await actions.record_line(parse(LineForm, posted), actor=actor)
        except Invalid as invalid:
            return _form(posted=posted, invalid=invalid)
        return see_other(request, f"{HOME}/{line.code}", N_("The line is entered. Now enter its published hours."))


class LineController(Controller):
    path = f"{HOME}/{{line_code:uuid}}"
    dependencies = {"line": Provide(visible_line)}

    @get("/", policy=policies.can_view)
    async def show(self, line: TheLine, actor: CurrentActor, today: Today) -> Page:
        shown = await page_of(line, today, actor)
        kinds: dict[str, Any] = {"hours_kind": PUBLISHED_HOURS, "exception_kind": EXCEPTION}
        return page("lines/show.html", line=line, shown=shown, may_manage=bool(policies.can_manage(actor)), **kinds)

    @get("/edit", policy=policies.can_manage)
    async def edit(self, line: TheLine) -> Page:
        return _form(line=line, posted=_typed(line))

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, line: TheLine, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.correct_line(line, parse(LineForm, posted), actor=actor)
        except Invalid as invalid:
            return _form(line=line, posted=posted, invalid=invalid)
        return see_other(request, f"{HOME}/{line.code}", N_("Corrected. What was there is kept as history."))

    @post("/withdrawal", policy=policies.can_manage)
    async def withdraw(self, request: PageRequest, line: TheLine, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.withdraw_line(line, parse(ReasonForm, posted).because, actor=actor)
        except Invalid as invalid:
            return _form(line=line, posted=_typed(line) | {"because": posted.get("because", "")}, invalid=invalid)
        return see_other(request, HOME, N_("Taken back. It stays readable in the log of changes."))


def _form(*, line: Line | None = None, posted: Any = None, invalid: Invalid | None = None) -> Page:
    shown = {"line": line, "posted": posted or {}, "invalid": invalid, "kinds": list(LineKind)}
    return page("lines/form.html", status=422 if invalid else 200, **shown)


def _typed(line: Line) -> dict[str, str]:
    minutes = line.rest_minutes
    return {
        "name": line.name,
        "kind": line.kind,
        "number": line.number or "",
        "least_on_duty": str(line.least_on_duty),
        "rest_minutes": f"{minutes // 60}:{minutes % 60:02}" if minutes else "",
        "works_on_holidays": "yes" if line.works_on_holidays else "",
        "from_on": day_typed(line.from_on),
        "until_on": day_typed(line.until_on),
    }
