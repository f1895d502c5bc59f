"""How the rulebook is read where it leaves room: every reading, one reading, and the decisions about it."""

from datetime import date
from typing import Any

from litestar import Controller, get, post
from litestar.di import Provide

from staffdev.access import Actor
from staffdev.compliance import actions, policies
from staffdev.compliance.deps import TheDecision, TheInterpretation, known_interpretation, visible_decision
from staffdev.compliance.forms import DecisionForm, InterpretationForm
from staffdev.compliance.tables import InterpretationOverride
from staffdev.compliance.view.interpretations import decided, reading_page, readings_page
from staffdev.dated import ReasonForm
from staffdev.errors import Invalid
from staffdev.forms import parse
from staffdev.i18n import N_
from staffdev.rulebook.interpretations import Interpretation
from staffdev.web.inject import CurrentActor, PageRequest, Today
from staffdev.web.pages import Page, page, see_other

HOME = "/interpretations"


class InterpretationsController(Controller):
    path = HOME

    @get("/", policy=policies.can_read_interpretations)
    async def index(self, actor: CurrentActor, today: Today) -> Page:
        return page("compliance/interpretations.html", shown=await readings_page(actor, today))


class InterpretationController(Controller):
    path = f"{HOME}/{{key:str}}"
    dependencies = {"interpretation": Provide(known_interpretation)}

    @get("/", policy=policies.can_read_interpretations)
    async def show(self, interpretation: TheInterpretation, actor: CurrentActor, today: Today) -> Page:
        return await _show(interpretation, actor, today)

    @post("/", policy=policies.can_interpret)
    async def update(
        self, request: PageRequest, interpretation: TheInterpretation, actor: CurrentActor, today: Today
    ) -> Page:
        posted = await request.form()
        try:
            await actions.choose_reading(interpretation, parse(InterpretationForm, posted), actor=actor)
        except Invalid as invalid:
            return await _show(interpretation, actor, today, posted=posted, invalid=invalid)
        return see_other(request, f"{HOME}/{interpretation.key}", N_("Recorded. Verdicts follow from that day on."))

    @post("/default", policy=policies.can_interpret)
    async def restore(
        self, request: PageRequest, interpretation: TheInterpretation, actor: CurrentActor, today: Today
    ) -> Page:
        posted = await request.form()
        try:
            await actions.restore_default(interpretation, parse(DecisionForm, posted), actor=actor)
        except Invalid as invalid:
            return await _show(interpretation, actor, today, posted=posted, invalid=invalid)
        return see_other(request, f"{HOME}/{interpretation.key}", N_("The default holds again from that day on."))


class DecisionController(Controller):
    path = f"{HOME}/{{key:str}}/decisions/{{code:uuid}}/withdrawal"
    dependencies = {"interpretation": Provide(known_interpretation), "decision": Provide(visible_decision)}

    @get("/", policy=policies.can_interpret)
    async def ask(self, interpretation: TheInterpretation, decision: TheDecision) -> Page:
        return _ask(interpretation, decision)

    @post("/", policy=policies.can_interpret)
    async def withdraw(
        self, request: PageRequest, interpretation: TheInterpretation, decision: TheDecision, actor: CurrentActor
    ) -> Page:
        posted = await request.form()
        try:
            await actions.withdraw_decision(decision, parse(ReasonForm, posted).because, actor=actor)
        except Invalid as invalid:
            return _ask(interpretation, decision, posted=posted, invalid=invalid)
        return see_other(request, f"{HOME}/{interpretation.key}", N_("Taken back. It stays readable below."))


async def _show(
    interpretation: Interpretation, actor: Actor, today: date, *, posted: Any = None, invalid: Invalid | None = None
) -> Page:
    shown = await reading_page(interpretation, actor, today)
    context = {"shown": shown, "posted": _typed(posted) if posted else shown.typed, "invalid": invalid}
    return page("compliance/interpretation.html", status=422 if invalid else 200, **context)


def _ask(
    interpretation: Interpretation,
    decision: InterpretationOverride,
    *,
    posted: Any = None,
    invalid: Invalid | None = None,
) -> Page:
    context = {"interpretation": interpretation, "decision": decided(interpretation, decision.to_dict(), {})}
    return page(
        "compliance/withdrawal.html", status=422 if invalid else 200, posted=posted or {}, invalid=invalid, **context
    )


def _typed(posted: Any) -> dict[str, Any]:
    """What was typed; several ticked values stay several."""
    values = posted.getall("value", [])
    return {
        "value": values if len(values) != 1 else values[0],
        "ticked": values,
        "reason": posted.get("reason", ""),
        "decided_on": posted.get("decided_on", ""),
    }
