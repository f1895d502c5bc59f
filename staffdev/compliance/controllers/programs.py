"""What programs read: the same findings as `staffdev compliance --json`, and the description of that."""

from functools import cache
from typing import Annotated, Any

import msgspec
from litestar import Controller, Litestar, get
from litestar.di import NamedDependency, Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.datastructures import ResponseSpec
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.params import QueryParameter
from litestar.response import Response

from staffdev import __version__
from staffdev.access import Actor
from staffdev.compliance import policies
from staffdev.compliance.asking import Asked, read_asked
from staffdev.compliance.documents import FindingDocument, ProblemDocument
from staffdev.compliance.finding_json import finding_json
from staffdev.compliance.queries import findings_visible_to
from staffdev.errors import NotFound
from staffdev.rulebook.loader import load
from staffdev.web.inject import DEPENDENCIES, CurrentActor, Today
from staffdev.web.visit import COOKIE

JSON, PROBLEM = "application/json", "application/problem+json"
AsOf = Annotated[str | None, QueryParameter(description="How things stood on that day, 2025-12-31; else today.")]
Period = Annotated[
    str | None, QueryParameter(description="2025, or 2025-07-01..2025-12-31; else the calendar year of that day.")
]
AsRecordedOn = Annotated[
    str | None,
    QueryParameter(name="as_recorded_on", description="Only what was recorded by then: 2026-01-03T12:00, or a day."),
]
Obligation = Annotated[str | None, QueryParameter(description="Only this duty, such as RS-SOS-18.2.")]
Organisation = Annotated[
    str | None, QueryParameter(description="The code of the organisation one acts for; another one is not found.")
]
ANSWERS = {
    200: ResponseSpec(list[FindingDocument], generate_examples=False, description="The findings."),
    **{
        status: ResponseSpec(ProblemDocument, generate_examples=False, media_type=PROBLEM, description=said)
        for status, said in (
            (400, "The request cannot be read."),
            (401, "Nobody is signed in."),
            (404, "There is no such organisation, or one does not act for it."),
            (422, "A parameter cannot be read; `problems` says which, and how to write it."),
        )
    },
}


async def question(
    *,
    today: Today,
    as_of: AsOf = None,
    period: Period = None,
    known: AsRecordedOn = None,
    obligation: Obligation = None,
) -> Asked:
    """The question in the address."""
    typed = {"as_of": as_of, "period": period, "as_recorded_on": known, "obligation": obligation}
    return read_asked(typed, today=today, pack=load())


class ApiController(Controller):
    path = "/api/compliance"
    dependencies = {"asked": Provide(question)}

    @get("/", policy=policies.can_see_own, summary="One finding per duty and subject", responses=ANSWERS)
    async def index(
        self, actor: CurrentActor, asked: NamedDependency[Asked], organisation: Organisation = None
    ) -> Response[bytes]:
        """Whoever leads or oversees the service gets everybody's findings, a consultant her own."""
        _require_own(organisation, actor)
        found = await findings_visible_to(actor, asked)
        return Response(msgspec.json.encode([finding_json(one) for one in found]), media_type=JSON)


class ApiDescriptionController(Controller):
    path = "/api/openapi.json"

    @get("/", policy=policies.can_see_own)
    async def show(self) -> Response[bytes]:
        """The OpenAPI document of the API, and of no page."""
        return Response(msgspec.json.encode(description()), media_type=JSON)


@cache
def description() -> dict[str, Any]:
    """What Litestar says of the API alone, asked of an application that has nothing else and never serves."""
    session = SecurityScheme(type="apiKey", name=COOKIE, security_scheme_in="cookie")
    config = OpenAPIConfig(
        title="StaffDev",
        version=__version__,
        components=Components(security_schemes={"session": session}),
        security=[{"session": []}],
        render_plugins=[JsonRenderPlugin()],
        use_handler_docstrings=True,
    )
    api = Litestar([ApiController], dependencies=DEPENDENCIES, openapi_config=config, logging_config=None)
    return api.openapi_schema.to_schema()


def _require_own(organisation: str | None, actor: Actor) -> None:
    """Another organisation than the one she acts for does not exist."""
    if organisation not in {None, "", actor.organisation_code}:
        raise NotFound
