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
PageNumber: TypeAlias = NamedDependency[int]
CurrentSettings: TypeAlias = NamedDependency[Settings]
PageRequest: TypeAlias = Request[Any, Any, Any]


def provide_actor(request: PageRequest) -> Actor:
    return visit_of(request.scope).actor


def provide_visit(request: PageRequest) -> Visit:
    return visit_of(request.scope)


def provide_settings(request: PageRequest) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


LAST_PAGE = 100_000  # more than any list has; a larger number is no row number a database knows
DIGITS = 20  # and a longer one is no number somebody typed


def page_asked(number: int) -> int:
    """The page of a list somebody asked for in the address, as one that can be there."""
    return min(max(1, number), LAST_PAGE)


def provide_page_number(request: PageRequest) -> int:
    """Which page of a list: `page_number` in the address, and the first where that makes no sense."""
    given = request.query_params.get("page_number", "")
    return page_asked(int(given)) if given.isascii() and given.isdecimal() and len(given) <= DIGITS else 1


DEPENDENCIES = {
    "actor": Provide(provide_actor, sync_to_thread=False),
    "visit": Provide(provide_visit, sync_to_thread=False),
    "today": Provide(clock.today, sync_to_thread=False),
    "settings": Provide(provide_settings, sync_to_thread=False),
    "number": Provide(provide_page_number, sync_to_thread=False),
}
