"""The document is brought in: what is missing here is added, what is here stays, what contradicts is refused."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from uuid import UUID

import asyncpg

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import insert_many, new_ids, transaction
from staffdev.errors import Invalid
from staffdev.exchange.interchange import checking
from staffdev.exchange.interchange.spec import ACCOUNT, DERIVED, SECTIONS, TARGETS, Section, Shape
from staffdev.exchange.interchange.writing import Codes, records_of
from staffdev.i18n import S_, Sentence

CHUNK = 1000
MOST_CONFLICTS = 50
GRANT = "role_grant"
UNUSABLE = "!"  # no password has this digest, so nobody can sign in
Group = list[tuple[int, dict[str, Any]]]
"""The versions of one fact with their places in the document."""


@dataclass
class Reader:
    """Reads one document; `own` is the code of the one organisation it may add to, None for any."""

    actor: Actor
    own: str | None = None
    ids: dict[str, dict[str, int]] = field(default_factory=dict)
    codes: Codes = field(default_factory=dict)
    new: dict[str, set[str]] = field(default_factory=dict)
    conflicts: list[Sentence] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    async def take(self, section: Section, records: list[checking.Record]) -> None:
        """Add what the section brings; contradictions are noted."""
        await self._know(section)
        rows = list(checking.rows_of(section, records))
        groups = [list(group) for _, group in groupby(enumerate(rows), key=lambda numbered: str(numbered[1]["code"]))]
        _refuse_twice(section, groups)
        _refuse_two_that_hold(section, groups)
        known = await self._known(section, groups)
        fresh = []
        for group in groups:
            here = known.get(str(group[0][1]["code"]))
            if here is None:
                self._refuse_foreign(section, group)
                fresh.append(group)
            elif here != [_as_written(section, records[place]) for place, _ in group]:
                self._conflict(section, group[0][0])
        await self._insert(section, fresh)

    async def _known(self, section: Section, groups: Sequence[Group]) -> dict[str, list[Any]]:
        """What is here already of these codes, as it would be written."""
        found: dict[str, list[Any]] = {}
        keys = [group[0][1]["code"] for group in groups]
        for start in range(0, len(keys), CHUNK):
            async for written in records_of(section, self.codes, only=keys[start : start + CHUNK]):
                for record in written:
                    found.setdefault(str(record["code"]), []).append(_as_written(section, record))
        return found

    async def _know(self, section: Section) -> None:
        """Row ids and codes of everything here that a record may point at."""
        self.ids[section.name] = {}
        self.codes[section.name] = {}
        if section.name not in TARGETS:
            return
        where = "version_of IS NULL" if section.is_fact else "1 = 1"
        for row in await section.table.raw(f'SELECT id, code FROM "{section.name}" WHERE {where}'):
            self.ids[section.name][str(row["code"])] = row["id"]
            self.codes[section.name][row["id"]] = str(row["code"])

    async def _insert(self, section: Section, groups: Sequence[Group]) -> None:
        ids = await new_ids(section.table, len(groups)) if groups else []
        own = self.ids[section.name]
        for row_id, group in zip(ids, groups, strict=True):
            code = str(group[0][1]["code"])
            own[code] = row_id
            self.codes[section.name][row_id] = code
        self.new[section.name] = {str(group[0][1]["code"]) for group in groups}
        if self.conflicts:
            return
        history = [row for group in groups for row in self._versions(section, group)]
        await insert_many(section.table, (self._current(section, group) for group in _in_order(section, groups)))
        await insert_many(section.table, history)
        self.counts[section.name] = len(groups)

    def _current(self, section: Section, group: Group) -> dict[str, Any]:
        place, values = group[-1]
        row = self._row(section, place, values) | {"id": self.ids[section.name][str(values["code"])]}
        if section.name == ACCOUNT:
            row |= _closed_account(values["code"])
        return row | ({"version_of": None} if section.is_fact else {})

    def _versions(self, section: Section, group: Group) -> Iterator[dict[str, Any]]:
        """The history of a fact; it points at the row that holds."""
        for place, values in group[:-1]:
            row = self._row(section, place, values)
            yield row | {"version_of": self.ids[section.name][str(values["code"])]}

    def _row(self, section: Section, place: int, values: Mapping[str, Any]) -> dict[str, Any]:
        row = dict(values)
        for one in section.references:
            code = row[one.name]
            if code is not None and code not in self.ids[one.to]:
                path = checking.path_of(section, place, one.name)
                raise checking.refused(
                    S_("%(path)s: there is no %(what)s %(code)s.", path=path, what=one.to, code=code)
                )
            row[one.name] = self.ids[one.to].get(code) if code is not None else None
        return row | (DERIVED[section.name](values) if section.name in DERIVED else {})

    def _conflict(self, section: Section, place: int) -> None:
        path = checking.path_of(section, place)
        self.conflicts.append(S_("%(path)s is here already and says something else.", path=path))

    def _refuse_foreign(self, section: Section, group: Group) -> None:
        """Nobody brings rights in, and whoever acts for one organisation adds to that one alone."""
        place, values = group[0]
        path = checking.path_of(section, place)
        if section.name == GRANT and values["account"] not in self.new.get(ACCOUNT, set()):
            said = S_("%(path)s would give somebody rights here. Rights are granted here, not brought in.", path=path)
            self.conflicts.append(said)
        elif self.own is not None and self.own not in _organisations(section, values):
            said = S_("%(path)s belongs to another organisation than the one you act for.", path=path)
            self.conflicts.append(said)


async def bring_in(content: bytes, *, actor: Actor, own: str | None = None) -> dict[str, int]:
    """Add everything the document has and this installation lacks, or nothing; how many records, by table.

    Invalid names every contradiction (at most MOST_CONFLICTS), or the first thing that cannot be read, by its path.
    """
    tables = checking.read_document(content)
    try:
        return await _bring_in(tables, hashlib.sha256(content).hexdigest(), Reader(actor, own))
    except (sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError) as error:
        said = S_("The document contradicts what is recorded here, or itself: %(why)s.", why=str(error).splitlines()[0])
        raise checking.refused(said) from None


async def _bring_in(tables: dict[str, list[checking.Record]], sha256: str, reader: Reader) -> dict[str, int]:
    async with transaction():
        for section in SECTIONS:
            await reader.take(section, tables.pop(section.name))
        if reader.conflicts:
            raise _refused(reader.conflicts)
        added = {name: count for name, count in reader.counts.items() if count}
        detail: dict[str, Any] = {"sha256": sha256, "records": added}
        await audit.record(Event.EXCHANGE_DOCUMENT_IMPORT, about=None, actor=reader.actor, **detail)
    return added


def _refused(conflicts: Sequence[Sentence]) -> Invalid:
    shown = conflicts[:MOST_CONFLICTS]
    problems: dict[str, Any] = {f"conflict-{number}": sentence for number, sentence in enumerate(shown, 1)}
    if len(conflicts) > len(shown):
        problems[""] = S_("%(n)s more places contradict.", n=len(conflicts) - len(shown))
    return Invalid(problems)


def _refuse_twice(section: Section, groups: Sequence[Group]) -> None:
    seen: set[str] = set()
    for group in groups:
        code = str(group[0][1]["code"])
        place = group[0][0]
        if code in seen or (len(group) > 1 and not section.is_fact):
            said = S_("%(path)s: %(code)s is there twice.", path=checking.path_of(section, place), code=code)
            raise checking.refused(said)
        seen.add(code)


def _refuse_two_that_hold(section: Section, groups: Sequence[Group]) -> None:
    """Of the versions of a fact only the last may hold."""
    for place, values in (numbered for group in groups for numbered in group[:-1]):
        if values["superseded_at"] is None:
            raise checking.refused(S_("%(path)s is missing.", path=checking.path_of(section, place, "superseded_at")))


def _in_order(section: Section, groups: Sequence[Group]) -> Iterable[Group]:
    """Those that others of the same section point at come first."""
    own = [one.name for one in section.references if one.to == section.name]
    if not own:
        return groups
    waiting = {str(group[-1][1]["code"]): group for group in groups}
    ordered: list[Group] = []
    while waiting:
        free = [code for code, group in waiting.items() if all(group[-1][1][name] not in waiting for name in own)]
        if not free:
            raise checking.refused(S_("%(path)s point at one another in a circle.", path=f"tables.{section.name}"))
        ordered += [waiting.pop(code) for code in free]
    return ordered


def _as_written(section: Section, record: Mapping[str, Any]) -> dict[str, Any]:
    """A record without what says nothing, in one notation."""
    kept = {one.name: record.get(one.name) for one in section.fields}
    shapes = {one.name: one.shape for one in section.fields}
    return {
        name: value.hex() if isinstance(value, bytes) else _plain(shapes[name], value)
        for name, value in kept.items()
        if value is not None
    }


def _plain(shape: Shape, value: Any) -> Any:
    if shape is Shape.BYTES:
        return checking.read_bytes(value).hex()
    return value.lower() if shape is Shape.CODE else value


def _organisations(section: Section, values: Mapping[str, Any]) -> set[Any]:
    if section.name == "organisation":
        return {values["code"]}
    named = {values[one.name] for one in section.references if one.to == "organisation"}
    return named or {None}


def _closed_account(code: UUID) -> dict[str, Any]:
    """An account in which nobody can sign in until she is asked back."""
    now = clock.now()
    closed = {"username": f"import-{code}", "password_hash": UNUSABLE, "password_changed_at": now}
    return closed | {"disabled_at": now, "created_at": now}
