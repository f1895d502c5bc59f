"""The whole service: people × duties, and one duty with everybody's verdicts."""

from typing import Any

from litestar import Controller, get
from litestar.di import Provide
from litestar.params import FromPath

from staffdev import clock
from staffdev.compliance import policies
from staffdev.compliance.deps import TheControls, TheFilter, controls, matrix_filter
from staffdev.compliance.queries import judged, names_in
from staffdev.compliance.view.matrix import matrix
from staffdev.compliance.view.obligation import obligation_page
from staffdev.errors import NotFound
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Status
from staffdev.web.inject import CurrentActor, PageNumber
from staffdev.web.pages import Page, page


class ComplianceController(Controller):
    path = "/compliance"
    dependencies = {"controls": Provide(controls), "wanted": Provide(matrix_filter)}

    @get("/", policy=policies.can_see_all)
    async def index(self, actor: CurrentActor, controls: TheControls, wanted: TheFilter, number: PageNumber) -> Page:
        names = await names_in(actor.organisation_id)
        shown = matrix(await judged(actor, controls.asked), names, actor, wanted, number=number)
        context: dict[str, Any] = {"shown": shown, "wanted": wanted, "controls": controls, "statuses": list(Status)}
        return page("compliance/index.html", status=controls.status, pack=load(), printed_at=clock.now(), **context)


class ObligationController(Controller):
    path = "/compliance/obligations/{obligation_id:str}"
    dependencies = {"controls": Provide(controls)}

    @get("/", policy=policies.can_read_interpretations)
    async def show(
        self,
        obligation_id: FromPath[str],
        actor: CurrentActor,
        controls: TheControls,
        number: PageNumber,
    ) -> Page:
        obligation = load().obligations.get(obligation_id)
        if obligation is None:
            raise NotFound
        shown = await obligation_page(obligation, actor, controls, number)
        return page("compliance/obligation.html", status=controls.status, shown=shown, controls=controls)
