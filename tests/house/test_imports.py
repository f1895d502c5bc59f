"""Which way imports point, and what stays pure (CONTRIBUTING, The rooms)."""

import ast
from collections.abc import Callable, Iterator

import pytest

from tests.house.source import Import, Module, Source, calls, invented, staffdev
from tests.house.source import tests as own_tests

# From the ground up: a room may import what lies on a lower floor, and nothing beside it on its own.
FLOORS = (
    "__version__ i18n",
    "errors clock",
    "access rulebook settings weekly",
    "db",
    "ics mail sheets translations",
    "citing",
    "forms pdf",
    "audit vault",
    "dated web",
    "organisations",
    "people",
    "accounts evidence lines",
    "training",
    "intervision support",
    "plans",
    "compliance",
    "exchange",
    "attention",
    "reminders",
    "app",
    "cli",
    "__main__ demo",
)
LOCALE = "locale"  # a tool that reads the whole source; nothing imports it
PASSAGES = {
    ("audit", "vault"): "the chain is keyed",
    ("vault", "audit"): "a backup is written to the log",
    ("staffdev.attention.queries", "reminders"): "the first page says that reminders wait",
    ("staffdev.plans.missing", "compliance"): "a draft starts from the topics that verdicts find missing",
    ("staffdev.support.readings", "compliance"): "what is small, who is more experienced: as the organisation reads it",
    ("staffdev.training.ledger.judged", "compliance"): "her hours are shown with their verdict; nothing else looks up",
}
DOMAIN = {
    *("organisations", "people", "accounts", "evidence", "lines", "training", "intervision", "support", "plans"),
    *("compliance", "attention", "reminders", "exchange"),
}
DELIVERY = {"web", "pdf", "sheets", "ics"}

PURE_ROOMS = {"rules", "forms", "policies", "entry", "engine", "checks", "facts"}
PURE_HOUSES = {"rulebook", "weekly", "access", "errors", "forms", "i18n"}
IMPURE = {"piccolo", "litestar", "os", "asyncio", "time", "random", "secrets", "sqlite3", "socket", "staffdev.clock"}

CLOCKS = {
    *(f"{name}.{ask}" for name in ("datetime", "datetime.datetime") for ask in ("now", "utcnow", "today")),
    *("date.today", "datetime.date.today", "time.time", "time.localtime", "time.gmtime"),
}
LAYERS = {  # the rooms of one package, and what they must not know
    "tables": {"rules", "entry", "forms", "policies", "queries", "actions", "deps", "controllers", "view"},
    "vocabulary": {"tables", "rules", "forms", "queries", "actions", "deps", "controllers", "view"},
    "rules": {"tables", "forms", "queries", "actions", "deps", "controllers", "view"},
    "policies": {"tables", "forms", "queries", "actions", "deps", "controllers", "view"},
    "queries": {"actions", "deps", "controllers"},
    "actions": {"deps", "controllers"},
    "view": {"actions", "deps", "controllers"},
}


def floor_of(package: str) -> int:
    floors = [number for number, names in enumerate(FLOORS) if package in names.split()]
    assert floors, f"staffdev/{package} is new: say on which floor of tests/house/test_imports.py it stands"
    return floors[0]


def room_of(target: str) -> str:
    return target.split(".")[1] if "." in target else target


def ours(module: Module) -> Iterator[Import]:
    return (each for each in module.imports if each.target.startswith("staffdev"))


# ── the rules ────────────────────────────────────────────────────────────────────────────────────────────────────────


def imports_that_climb(source: Source) -> list[str]:
    found = []
    for module in source.values():
        if module.package in {LOCALE, "staffdev"}:
            continue
        for each in ours(module):
            room = room_of(each.target)
            if room in {module.package, "staffdev"} or {(module.package, room), (module.name, room)} & PASSAGES.keys():
                continue
            is_page = room == "web" and "controllers" in module.rooms
            is_command = room == "cli" and "commands" in module.rooms  # what a package adds to the command line
            if not (is_page or is_command) and floor_of(room) >= floor_of(module.package):
                found.append(f"{module.name}:{each.line} imports {each.target}, which stands above it or beside it")
    return found


def impure_imports(source: Source) -> list[str]:
    """Rules and what they lean on: piccolo, litestar, os and the clock may not be reached, however many steps away."""
    ways = ((module, way_to_impurity(module, source, frozenset())) for module in source.values() if is_pure(module))
    return [" → ".join([module.name, *way]) for module, way in ways if way]


def is_pure(module: Module) -> bool:
    if module.package not in DOMAIN | {"audit"} or "controllers" in module.rooms:
        return module.package in PURE_HOUSES
    return not PURE_ROOMS.isdisjoint(module.rooms)


def way_to_impurity(module: Module, source: Source, seen: frozenset[str]) -> list[str]:
    for each in module.imports:
        top = each.target.split(".")[0]
        if top in IMPURE or each.target in IMPURE:
            return [each.target]
        further = source.get(each.target)
        if further is None or further.name in seen:
            continue
        if way := way_to_impurity(further, source, seen | {module.name}):
            return [further.name, *way]
    return []


def imports_across_layers(source: Source) -> list[str]:
    """Tables know no queries, queries no actions, actions no pages: inside a package and between packages alike."""
    return [
        f"{module.name}:{each.line} is of {layer} and imports {each.target}"
        for module in source.values()
        if module.package in DOMAIN
        for layer in LAYERS.keys() & set(module.rooms)
        for each in ours(module)
        if room_of(each.target) in DOMAIN and LAYERS[layer] & set(each.target.split(".")[2:])
    ]


def deliveries_that_ask(source: Source) -> list[str]:
    """web, pdf and sheets render what they are given."""
    return [
        f"{module.name}:{each.line} imports {each.target}: what it shows is handed to it"
        for module in source.values()
        if module.package in DELIVERY
        for each in module.imports
        if (room := room_of(each.target)) in DOMAIN
        or each.target.startswith("piccolo")
        or (room == "db" and each.target != "staffdev.db.srpski")
    ]


def controllers_that_are_imported(source: Source) -> list[str]:
    """Only web/routes.py finds controllers, by name; within a package its __init__ gathers them."""
    return [
        f"{module.name}:{each.line} imports {each.target}"
        for module in source.values()
        for each in ours(module)
        if "controllers" in each.target.split(".") and "controllers" not in module.rooms
    ]


def litestar_outside_pages(source: Source) -> list[str]:
    """Actions, queries and views know no web framework; only pages and what serves them do."""
    allowed = {"controllers", "deps"}
    return [
        f"{module.name}:{each.line} imports {each.target}"
        for module in source.values()
        if module.package in DOMAIN and allowed.isdisjoint(module.rooms)
        for each in module.imports
        if each.target.split(".")[0] == "litestar"
    ]


def clocks_asked(source: Source) -> list[str]:
    return [
        f"{module.name}:{call.lineno} asks {name}(); take `today` or an instant, or ask staffdev.clock"
        for module in source.values()
        if module.name != "staffdev.clock"
        for name, call in calls(module.tree)
        if name in CLOCKS
    ]


def environments_read(source: Source) -> list[str]:
    """The command line hands os.environ to the settings; nobody else looks at it."""
    return [
        f"{module.name}:{node.lineno} reads the environment"
        for module in source.values()
        if module.package not in {"settings", "cli"}
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in {"os.environ", "os.getenv", "os.environb"}
    ]


def imports_from_tests(source: Source) -> list[str]:
    return [
        f"{module.name}:{each.line} imports {each.target}"
        for module in source.values()
        for each in module.imports
        if each.target.split(".")[0] == "tests"
    ]


def relative_and_star_imports(source: Source) -> list[str]:
    return [
        f"{module.name}:{node.lineno} imports {'.' * node.level}{node.module or ''} without its full name"
        for module in source.values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.ImportFrom) and (node.level or any(alias.name == "*" for alias in node.names))
    ]


Rule = Callable[[Source], list[str]]
RULES: tuple[Rule, ...] = (
    imports_that_climb,
    impure_imports,
    imports_across_layers,
    deliveries_that_ask,
    controllers_that_are_imported,
    litestar_outside_pages,
    clocks_asked,
    environments_read,
    imports_from_tests,
    relative_and_star_imports,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_the_rule(rule):
    found = rule(staffdev())
    assert not found, "\n".join(found)


def test_tests_import_by_full_names():
    found = relative_and_star_imports(own_tests())
    assert not found, "\n".join(found)


def test_every_passage_is_still_used():
    climbed = {(name, room_of(each.target)) for name, module in staffdev().items() for each in ours(module)}
    climbed |= {(name.split(".")[1], room) for name, room in climbed if "." in name}
    assert not PASSAGES.keys() - climbed, "a passage nobody uses can be closed"


# ── and each rule bites ──────────────────────────────────────────────────────────────────────────────────────────────

WRONG: list[tuple[Rule, Source]] = [
    (imports_that_climb, invented(people__queries="from staffdev.training import tables", training__tables="")),
    (imports_that_climb, invented(exchange__actions="import staffdev.attention.queries", attention__queries="")),
    (imports_that_climb, invented(web__pages="from staffdev.people import queries")),
    (imports_that_climb, invented(people__actions="from staffdev.app import create_app")),
    (impure_imports, invented(people__rules="from piccolo.table import Table")),
    (impure_imports, invented(people__rules__cover="import os")),
    (impure_imports, invented(rulebook__model="from staffdev import clock", clock="")),
    (impure_imports, invented(people__policies="from litestar import get")),
    (
        impure_imports,
        invented(
            compliance__checks__people="from staffdev.people import kinds",
            people__kinds="from staffdev.people.tables import Person",
            people__tables="from piccolo.table import Table",
        ),
    ),
    (imports_across_layers, invented(people__queries="from staffdev.people import actions", people__actions="")),
    (imports_across_layers, invented(people__tables="from staffdev.people.queries import all_of_them")),
    (deliveries_that_ask, invented(pdf__paper="from staffdev.people.tables import Person")),
    (deliveries_that_ask, invented(sheets__writing="from staffdev.db.transactions import transaction")),
    (controllers_that_are_imported, invented(training__view="from staffdev.people.controllers.people import X")),
    (litestar_outside_pages, invented(people__actions="from litestar.datastructures import UploadFile")),
    (clocks_asked, invented(people__actions="from datetime import date\ntoday = date.today()")),
    (clocks_asked, invented(people__view="import datetime\ndef f():\n    return datetime.datetime.now()")),
    (environments_read, invented(db__engine="import os\nplace = os.environ['PLACE']")),
    (imports_from_tests, invented(demo__people="from tests.cast import create_cast")),
    (relative_and_star_imports, invented(people__view="from . import queries")),
    (relative_and_star_imports, invented(people__view="from staffdev.people.tables import *")),
]


@pytest.mark.parametrize(("rule", "source"), WRONG, ids=lambda value: getattr(value, "__name__", ""))
def test_the_rule_bites(rule, source):
    assert rule(source), f"{rule.__name__} sees nothing wrong here"


def test_what_only_the_type_checker_reads_is_no_import():
    text = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from litestar import get\n"
    assert not impure_imports(invented(people__rules=text))
