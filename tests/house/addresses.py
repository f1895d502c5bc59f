"""The addresses of the application, with the codes of real rows in their places."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from litestar import Litestar
from litestar.handlers import HTTPRouteHandler
from litestar.routes import HTTPRoute

from staffdev.exchange.vocabulary import What
from staffdev.organisations.tables import Organisation
from tests.house.estate import Estate

CATCH_ALL, STATIC = "/{path:path}", "/static"
SAFE = {"GET", "HEAD", "OPTIONS"}
TABLES = {  # what a part of an address is called, where its table is called otherwise
    "people": "person",
    "offers": "relief_offer",
    "duty": "duty_assignment",
    "roles": "role_grant",
    "sessions": "course_session",
    "items": "plan_item",
    "goals": "personal_goal",
    "reminders": "digest",
    "imports": "import_batch",
    "checklists": "selection_checklist",
    "decisions": "interpretation_override",
    "members": "network_membership",
    "weeks": "availability",
    "exceptions": "availability_exception",
    "calendars": "busy_calendar",
}
INTERVISION = {  # the same below /intervision
    "groups": "intervision_group",
    "members": "group_member",
    "series": "intervision_series",
    "sessions": "intervision_session",
}
WORDS = {"what": tuple(What)}  # places that take one word of a few


@dataclass(frozen=True)
class Address:
    """One route and method. `kind` is the kind of fact where a handler serves several; `word` fills its place."""

    method: str
    path: str
    handler: HTTPRouteHandler
    place: str = ""
    word: str = ""
    kind: Any = None

    @property
    def name(self) -> str:
        """As the matrix calls it: types left out, the word put in."""
        parts = (part.partition(":")[0] + "}" if part.startswith("{") else part for part in self.path.split("/"))
        path = "/".join(parts).replace(f"{{{self.place}}}", self.word)
        return f"{self.method} {path}"

    @property
    def places(self) -> list[tuple[str, str, str]]:
        """Each place to fill: what stands before it, its name, its type."""
        parts = self.path.split("/")
        found = ((before, part[1:-1]) for before, part in itertools.pairwise(parts) if part.startswith("{"))
        return [(before, *place.split(":")) for before, place in found]  # type: ignore[misc] # name and type

    @property
    def has_code(self) -> bool:
        return any(kind == "uuid" for _, _, kind in self.places)

    def filled(self, estate: Estate, organisation: Organisation, **foreign: Organisation) -> str:
        """The address of that organisation's rows; `foreign` names places that another one's row is put in."""
        path = self.path
        for before, name, kind in self.places:
            value = self._value(before, name, estate, foreign.get(name, organisation))
            path = path.replace(f"{{{name}:{kind}}}", value, 1)
        return path

    def _value(self, before: str, name: str, estate: Estate, organisation: Organisation) -> str:
        rows = estate.rows[organisation.code]
        others = {
            self.place: lambda: self.word,
            "token": lambda: estate.tokens[organisation.code],
            "obligation_id": lambda: "RS-SOS-18.2",
            "key": lambda: str(rows["interpretation_override"].key),
            "year": lambda: str(rows["year_closure"].year),
            "session_id": lambda: "1",
            "row_number": lambda: str(rows["import_row"].row_number),
            "index": lambda: str(rows["import_row"].sheet),
        }
        if name in others:
            return others[name]()
        table = self._table(before)
        assert table in rows, f"{self.name}: no row known for {{{name}}}; say in tests/house/addresses.py which it is"
        return str(rows[table].code)

    def _table(self, before: str) -> str:
        if self.kind and before == "{kind_slug:str}":
            return str(self.kind.table._meta.tablename)
        if before == "attachments":
            paper = f"paper of {self.path.split('/')[1]}"
            return paper if "basic" in paper else "attachment"
        if before in INTERVISION and self.path.startswith("/intervision"):
            return INTERVISION[before]
        return TABLES.get(before) or before.removesuffix("s").replace("-", "_")


def handlers_of(app: Litestar) -> Iterator[tuple[str, HTTPRouteHandler]]:
    """Every route and handler: they are all ours, the framework adds none (web.application)."""
    for route in app.routes:
        assert isinstance(route, HTTPRoute), f"{route.path} is no page"
        for handler in route.route_handlers:
            yield route.path, handler


def addresses_of(app: Litestar) -> list[Address]:
    """Every address of ours, one for each kind of fact; static files and the unknown page left out."""
    return [
        Address(method, path, handler, place, word, kind)
        for path, handler in handlers_of(app)
        if path != CATCH_ALL and not path.startswith(STATIC)
        for method in sorted(handler.http_methods - {"OPTIONS", "HEAD"})
        for place, word, kind in words_of(path, handler)
    ]


def words_of(path: str, handler: HTTPRouteHandler) -> list[tuple[str, str, Any]]:
    """What may stand in {kind_slug}: the kinds of its package; in a place of WORDS: each of them."""
    if "{kind_slug" in path:
        package = handler.fn.__module__.partition(".controllers")[0]
        return [("kind_slug", kind.slug, kind) for kind in import_module(f"{package}.kinds").KINDS.values()]
    for place, words in WORDS.items():
        if f"{{{place}:" in path:
            return [(place, str(word), None) for word in words]
    return [("", "", None)]
