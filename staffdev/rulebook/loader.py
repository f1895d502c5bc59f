"""Rule packs from their TOML files, strictly: an unknown field, a wrong type or a dangling name is refused. Pure."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, TypeVar

import msgspec

from staffdev.rulebook.interpretations import Interpretation, Interpretations, problem_with_value
from staffdev.rulebook.model import Article, Obligation, Task, Topic, Words
from staffdev.rulebook.pack import RulePack

T = TypeVar("T")
DEFAULT_PACK = "rs-sos-2015"
ARTICLE = re.compile(r"Члан (\d+)\.")
CHAPTER = re.compile(r"[IVX]+\. ")


class PackError(ValueError):
    """A rule pack that does not say what it must; the text names the file and the field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What pack.toml says of the regulation."""

    id: str
    version: str
    title: Words
    source: str
    published: date
    effective: dict[str, date]


def load(pack_id: str = DEFAULT_PACK) -> RulePack:
    """The rule pack, read once; PackError names what is wrong in which file."""
    return _loaded(pack_id)


@cache
def _loaded(pack_id: str) -> RulePack:
    folder = files("staffdev.rulebook").joinpath("packs", pack_id)
    head = _strict(_read(folder / "pack.toml"), Head, where="pack.toml")
    obligations = {one.id: one for one in _obligations(folder / "obligations")}
    readings = {one.key: one for one in _interpretations(folder / "interpretations")}
    _refuse_dangling(obligations, readings, head.effective)
    return RulePack(
        id=head.id,
        version=head.version,
        title=head.title,
        source=head.source,
        published=head.published,
        effective=MappingProxyType(head.effective),
        obligations=MappingProxyType(obligations),
        interpretations=Interpretations(MappingProxyType(readings)),
        tasks=MappingProxyType({task.number: task for task in _listed(folder / "tasks.toml", "task", Task)}),
        topics=MappingProxyType({topic.code: topic for topic in _listed(folder / "topics.toml", "topic", Topic)}),
        articles=MappingProxyType({article.number: article for article in _articles(official_text(pack_id))}),
    )


def official_text(pack_id: str = DEFAULT_PACK) -> str:
    """The regulation as published, in its own script."""
    return files("staffdev.rulebook").joinpath("packs", pack_id, "rulebook.txt").read_text("utf-8")


def _obligations(folder: Traversable) -> list[Obligation]:
    """Every duty in the order of its articles: 2.6 before 15.1."""
    found = [_strict(_read(path), Obligation, where=path.name) for path in _sheets(folder)]
    return sorted(found, key=lambda one: [int(number) for number in re.findall(r"\d+", one.id)])


def _interpretations(folder: Traversable) -> Iterator[Interpretation]:
    for path in _sheets(folder):
        for raw in _read(path)["interpretation"]:
            yield _interpretation(raw, where=path.name)


def _interpretation(raw: Mapping[str, Any], *, where: str) -> Interpretation:
    """A reading whose own default is one of the values it allows; a list of codes becomes a tuple."""
    default = raw.get("default")
    frozen = {**raw, "default": tuple(default) if isinstance(default, list) else default}
    interpretation = _strict(frozen, Interpretation, where=where)
    if problem := problem_with_value(interpretation, interpretation.default):
        raise PackError(f"{where}: {problem}")
    return interpretation


def _sheets(folder: Traversable) -> list[Traversable]:
    return sorted((path for path in folder.iterdir() if path.name.endswith(".toml")), key=lambda path: path.name)


def _listed(path: Traversable, name: str, kind: type[T]) -> list[T]:
    return [_strict(raw, kind, where=path.name) for raw in _read(path)[name]]


def _read(path: Traversable) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def _strict(raw: Mapping[str, Any], kind: type[T], *, where: str) -> T:
    """`raw` as a `kind`; unlike a Struct, msgspec lets a dataclass ignore unknown fields, so they are looked for."""
    try:
        made = msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise PackError(f"{where}: {error}") from error
    if unknown := next(_unknown(raw, msgspec.to_builtins(made)), None):
        raise PackError(f"{where}: there is no field {unknown}")
    return made


def _unknown(raw: object, made: object, path: str = "") -> Iterator[str]:
    """The fields of `raw` that found no place in `made`."""
    if isinstance(raw, Mapping) and isinstance(made, Mapping):
        for name, value in raw.items():
            if name not in made:
                yield f"{path}{name}"
            else:
                yield from _unknown(value, made[name], f"{path}{name}.")
    elif isinstance(raw, Sequence) and isinstance(made, Sequence) and not isinstance(raw, str):
        for one, other in zip(raw, made, strict=True):
            yield from _unknown(one, other, path)


def _refuse_dangling(
    obligations: Mapping[str, Obligation], readings: Mapping[str, Interpretation], effective: Mapping[str, date]
) -> None:
    """A reading, a duty or an effective day that is named but not there would fail only when somebody looks."""
    for one in obligations.values():
        missing = [name for name in one.interpretations if name not in readings]
        missing += [name for name in one.rolls_up if name not in obligations]
        missing += [one.in_force] if one.in_force not in effective else []
        if missing:
            raise PackError(f"{one.id} names {missing[0]}, which the pack does not have")


def _articles(text: str) -> Iterator[Article]:
    """The articles of the official text: the line before „Члан N.” is the heading, what follows are its lines."""
    lines = text.splitlines()
    starts = [(place, int(found[1])) for place, line in enumerate(lines) if (found := ARTICLE.fullmatch(line))]
    ends = [*(place - 1 for place, _ in starts[1:]), len(lines)]
    for (start, number), end in zip(starts, ends, strict=True):
        body = [line for line in lines[start + 1 : end] if not CHAPTER.match(line)]
        yield Article(number, lines[start - 1], tuple(body))
