"""The house's own source, read without running it; and invented source, to see that a rule bites."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]
GENERATED = "piccolo_migrations"


@dataclass(frozen=True)
class Import:
    """`target` is the module, or `module.name` where a name is imported from it that is no module."""

    target: str
    line: int


@dataclass(frozen=True)
class Module:
    """One file. `name` is dotted; a package's is that of its folder."""

    name: str
    tree: ast.Module
    lines: int
    known: frozenset[str]

    @property
    def package(self) -> str:
        """The room it belongs to: staffdev.people.rules.cover is of people, staffdev.clock of clock."""
        return self.name.split(".")[1] if "." in self.name else self.name

    @property
    def rooms(self) -> tuple[str, ...]:
        """The names inside its package: ("training", "ledger", "queries", "records") → ledger, queries, records."""
        return tuple(self.name.split(".")[2:])

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Everything it imports when it runs; what only the type checker reads is left out."""
        return tuple(self._imports(self.tree.body))

    def _imports(self, body: Iterable[ast.AST]) -> Iterator[Import]:
        for node in body:
            if isinstance(node, ast.Import):
                yield from (Import(alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                source = f"{'.' * node.level}{node.module or ''}"
                yield from (Import(self._target(source, alias.name), node.lineno) for alias in node.names)
            elif not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)):
                yield from self._imports(ast.iter_child_nodes(node))

    def _target(self, source: str, name: str) -> str:
        return f"{source}.{name}" if f"{source}.{name}" in self.known or source == "staffdev" else source

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


Source = Mapping[str, Module]


@cache
def staffdev() -> Source:
    """Every module of the product; the generated migrations are not our hand."""
    return _read(ROOT / "staffdev")


@cache
def tests() -> Source:
    return _read(ROOT / "tests")


def invented(**texts: str) -> Source:
    """Modules that exist only for a test: `invented(people__rules="import os")` is staffdev.people.rules."""
    named = {f"staffdev.{name.replace('__', '.')}": dedent(text) for name, text in texts.items()}
    return {name: _module(name, text, frozenset(named)) for name, text in named.items()}


def _read(folder: Path) -> Source:
    files = {name_of(file): file for file in sorted(folder.rglob("*.py")) if GENERATED not in file.parts}
    known = frozenset(files)
    return {name: _module(name, file.read_text("utf-8"), known) for name, file in files.items()}


def name_of(file: Path) -> str:
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def _module(name: str, text: str, known: frozenset[str]) -> Module:
    return Module(name, ast.parse(text), len(text.splitlines()), known)


def calls(node: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call below `node` by the words it is written with: `datetime.now`, `transaction`."""
    for each in ast.walk(node):
        if isinstance(each, ast.Call):
            yield ast.unparse(each.func), each
