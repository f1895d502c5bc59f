"""Shifts: the list of who is on duty when, and the form that says what stands against one before it is saved."""

from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.lines import policies
from staffdev.lines import shift_actions as actions
from staffdev.lines.deps import TheLine, TheShift, visible_line, visible_shift
from staffdev.lines.forms import ShiftForm
from staffdev.lines.shift_view import form_of, shift_rows, typed
from staffdev.lines.tables import Line, Shift
from staffdev.translations import day_typed
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other


class ShiftsController(Controller):
    path = "/lines/{line_code:uuid}/shifts"
    dependencies = {"line": Provide(visible_line)}

    @get("/", policy=policies.can_view)
    async def index(self, line: TheLine, actor: CurrentActor, today: Today) -> Page:
        rows = await shift_rows(line, today, actor)
        may = {"may_manage": bool(policies.can_manage(actor)), "sees_every_shift": policies.sees_every_shift(actor)}
        return page("lines/shifts/index.html", line=line, rows=rows, **may)

    @get("/new", policy=policies.can_manage)
    async def new(self, line: TheLine, actor: CurrentActor, today: Today) -> Page:
        posted = {"from_on": day_typed(max(today, line.from_on)), "every_weeks": "1"}
        return await _form(line, actor, posted=posted)

    @post("/", policy=policies.can_manage)
    async def create(self, request: PageRequest, line: TheLine, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.record_shifts(line, parse(ShiftForm, posted), actor=actor)
        except Invalid as invalid:
            return await _form(line, actor, posted=posted, invalid=invalid)
        return see_other(request, f"/lines/{line.code}/shifts", N_("She is entered for duty."))


class ShiftController(Controller):
    path = "/lines/{line_code:uuid}/shifts/{shift_code:uuid}"
    dependencies = {"line": Provide(visible_line), "shift": Provide(visible_shift)}

    @get("/edit", policy=policies.can_manage)
    async def edit(self, line: TheLine, shift: TheShift, actor: CurrentActor) -> Page:
        return await _form(line, actor, shift=shift, posted=await typed(shift))

    @post("/", policy=policies.can_manage)
    async def update(self, request: PageRequest, line: TheLine, shift: TheShift, actor: CurrentActor) -> Page:
        posted = await request.form()
        try:
            await actions.correct_shift(line, shift, parse(ShiftForm, posted), actor=actor)
        except Invalid as invalid:
            return await _form(line, actor, shift=shift, posted=posted, invalid=invalid)
        where = f"/lines/{line.code}/shifts"
        return see_other(request, where, N_("Corrected. What was there is kept as history."))

    @post("/withdrawal", policy=policies.can_manage)
    async def withdraw(self, request: PageRequest, line: TheLine, shift: TheShift, actor: CurrentActor) -> Page:
        try:
            because = parse(ReasonForm, await request.form()).because
        except Invalid as invalid:
            return await _form(line, actor, shift=shift, posted=await typed(shift), invalid=invalid)
        await actions.withdraw_shift(line, shift, because, actor=actor)
        where = f"/lines/{line.code}/shifts"
        return see_other(request, where, N_("Taken back. It stays readable in the log of changes."))


async def _form(
    line: Line, actor: Actor, *, shift: Shift | None = None, posted: Any = None, invalid: Invalid | None = None
) -> Page:
    shown = await form_of(actor, posted, invalid)
    shown |= {"line": line, "shift": shift, "posted": posted, "invalid": invalid}
    return page("lines/shifts/form.html", status=422 if invalid else 200, **shown)
