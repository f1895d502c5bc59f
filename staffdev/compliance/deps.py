"""What a handler about verdicts is handed: the question in the address, read once."""

from datetime import date
from typing import TypeAlias
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from staffdev.access import Actor
from staffdev.compliance.asking import Asked, read_asked
from staffdev.compliance.queries import decision_of
from staffdev.compliance.tables import InterpretationOverride as Decision
from staffdev.compliance.view.controls import Controls
from staffdev.compliance.view.filters import Filter
from staffdev.errors import Invalid, NotFound
from staffdev.forms import clean
from staffdev.rulebook.interpretations import Interpretation
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Status
from staffdev.web.inject import PageRequest

FIELDS = ("as_of", "period", "as_recorded_on")


TheControls: TypeAlias = NamedDependency[Controls]
TheFilter: TypeAlias = NamedDependency[Filter]
TheInterpretation: TypeAlias = NamedDependency[Interpretation]
TheDecision: TypeAlias = NamedDependency[Decision]


async def controls(request: PageRequest, today: NamedDependency[date]) -> Controls:
    """The question in the address."""
    typed = {name: clean(request.query_params.get(name, "")) for name in FIELDS}
    try:
        return Controls(read_asked(typed, today=today, pack=load()), typed, today)
    except Invalid as invalid:
        return Controls(Asked(as_of=today), typed, today, invalid)


async def matrix_filter(request: PageRequest) -> Filter:
    """What of the matrix is wanted; what names nothing is passed over."""
    given = {name: clean(request.query_params.get(name, "")) for name in ("status", "duty", "search", "everybody")}
    return Filter(
        status=Status(given["status"]) if given["status"] in set(Status) else None,
        obligation=given["duty"] if given["duty"] in load().obligations else "",
        search=given["search"],
        everybody=given["everybody"] == "yes",
    )


async def visible_decision(key: FromPath[str], code: FromPath[UUID], actor: NamedDependency[Actor]) -> Decision:
    """The decision in the address; one of another organisation does not exist."""
    return await decision_of(key, code, actor)


async def known_interpretation(key: FromPath[str]) -> Interpretation:
    """The reading in the address."""
    found = load().interpretations.known.get(key)
    if found is None:
        raise NotFound
    return found
