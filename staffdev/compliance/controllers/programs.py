"""What programs read: the same findings as `staffdev compliance --json`."""

import msgspec
from litestar import Controller, get
from litestar.response import Response

from staffdev.access import Actor
from staffdev.compliance import policies
from staffdev.compliance.asking import read_asked
from staffdev.compliance.finding_json import finding_json
from staffdev.compliance.queries import findings_visible_to
from staffdev.errors import NotFound
from staffdev.rulebook.loader import load
from staffdev.web.inject import CurrentActor, PageRequest, Today

PARAMETERS = ("as_of", "period", "as_recorded_on", "obligation")


class ApiController(Controller):
    path = "/api/compliance"

    @get("/", policy=policies.can_see_own)
    async def index(self, request: PageRequest, actor: CurrentActor, today: Today) -> Response[bytes]:
        """One finding per obligation and subject, as a JSON array; a consultant gets her own."""
        _require_own(request.query_params.get("organisation"), actor)
        typed = {name: request.query_params.get(name) for name in PARAMETERS}
        found = await findings_visible_to(actor, read_asked(typed, today=today, pack=load()))
        body = msgspec.json.encode([finding_json(one) for one in found])
        return Response(body, media_type="application/json")


def _require_own(organisation: str | None, actor: Actor) -> None:
    """Another organisation than the one she acts for does not exist."""
    if organisation not in {None, "", actor.organisation_code}:
        raise NotFound
