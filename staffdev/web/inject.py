"""The names any handler may ask for. One alias each, so that signatures stay readable."""

from datetime import date
from typing import Any, TypeAlias

from litestar.connection import Request
from litestar.di import NamedDependency, Provide

from staffdev import clock
from staffdev.access import Actor
from staffdev.settings import Settings
from staffdev.web.visit import Visit, visit_of

CurrentActor: TypeAlias = NamedDependency[Actor]
CurrentVisit: TypeAlias = NamedDependency[Visit]
Today: TypeAlias = NamedDependency[date]
CurrentSettings: TypeAlias = NamedDependency[Settings]
PageRequest: TypeAlias = Request[Any, Any, Any]


def provide_actor(request: PageRequest) -> Actor:
    return visit_of(request.scope).actor


def provide_visit(request: PageRequest) -> Visit:
    return visit_of(request.scope)


def provide_settings(request: PageRequest) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


DEPENDENCIES = {
    "actor": Provide(provide_actor, sync_to_thread=False),
    "visit": Provide(provide_visit, sync_to_thread=False),
    "today": Provide(clock.today, sync_to_thread=False),
    "settings": Provide(provide_settings, sync_to_thread=False),
}

LAST_PAGE = 100_000  # more than any list has; a larger number is no row number a database knows


def page_asked(number: int) -> int:
    """The page of a list somebody asked for in the address, as one that can be there."""
    return min(max(1, number), LAST_PAGE)
