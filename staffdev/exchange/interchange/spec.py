"""What stands in the interchange document: worked out from the tables, so that no fact can be forgotten."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from piccolo.columns import JSON, UUID, Boolean, Bytea, Date, ForeignKey, Integer, SmallInt, Time, Timestamptz, Varchar
from piccolo.columns import Text as LongText
from piccolo.table import Table

from staffdev.db.columns import Minutes
from staffdev.db.facts import Fact
from staffdev.db.registry import TABLES
from staffdev.db.srpski import search_key, sort_key
from staffdev.organisations.tables import Organisation
from staffdev.people.actions import keys_of

FORMAT = "staffdev-interchange"
VERSION = 1
ATTACHMENT = "attachment"
ACCOUNT = "account"
NETWORK = "network_membership"
LEFT_OUT: Mapping[str, str] = {
    "recovery_code": "a way in stays where it was made",
    "web_session": "a way in stays where it was made",
    "invitation": "a way in stays where it was made",
    "sign_in_try": "a way in stays where it was made",
    "audit_head": "the log belongs to its installation and is signed with its key",
    "audit_entry": "the log belongs to its installation and is signed with its key",
    "audit_payload": "the log belongs to its installation and is signed with its key",
    "import_batch": "files on their way in are not facts yet",
    "import_row": "files on their way in are not facts yet",
    "import_name": "files on their way in are not facts yet",
    "feed": "a way in stays where it was made",
    "digest": "she was reminded where it was made",
    "reminder": "she was reminded where it was made",
    "relief_place": "whose a place in stress relief is, is between her and nobody",
}
PRIVATE: Mapping[str, str] = {  # not in what somebody downloads, only in what the operator moves to another database
    "availability": "when she can come is between her and the coordinator",
    "availability_exception": "when she can come is between her and the coordinator",
    "busy_calendar": "when she is busy elsewhere is between her and the coordinator",
    "busy_interval": "when she is busy elsewhere is between her and the coordinator",
    "poll_vote": "what she answered is between her and the coordinator",
    "invitation_answer": "what she answered, and why, is between her and the coordinator",
    "personal_goal": "what she wants to reach is between her and the coordinator",
    "competence_rating": "neither side sees the other's before both are handed in",
}
NEVER = frozenset({"id", "version_of", "search_key", "sort_key"})
ONLY: Mapping[str, frozenset[str]] = {ACCOUNT: frozenset({"code", "name", "person"})}
FIRST = ("code", "recorded_at", "recorded_by", "superseded_at", "withdrawn_because")
DERIVED: Mapping[str, Callable[[Mapping[str, Any]], dict[str, str]]] = {
    "organisation": lambda row: {"search_key": search_key(row["name"]), "sort_key": sort_key(row["name"])},
    "person": lambda row: keys_of(row["first_name"], row["last_name"]),
    "programme": lambda row: {"search_key": search_key(row["title"]), "sort_key": sort_key(row["title"])},
    "course": lambda row: {"search_key": search_key(row["title"])},
    "intervision_group": lambda row: {"sort_key": sort_key(row["title"])},
    "line": lambda row: {"sort_key": sort_key(row["name"])},
}


class Shape(StrEnum):
    """How a value is written."""

    TEXT = "text"
    CHOICE = "choice"
    WHOLE = "whole"
    YES_NO = "yes_no"
    DAY = "day"
    CLOCK = "clock"
    INSTANT = "instant"
    JSON = "json"
    CODE = "code"
    BYTES = "bytes"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record; `to` is the section a reference points into, `choices` the values it may have."""

    name: str
    shape: Shape
    is_optional: bool
    length: int | None = None
    choices: tuple[str, ...] = ()
    to: str = ""
    least: int = -(2**31)
    most: int = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Section:
    """One table in the document. The versions of a fact follow one another; the last one holds, or was withdrawn."""

    name: str
    table: type[Table]
    fields: tuple[Field, ...]
    is_fact: bool

    @property
    def references(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.shape is Shape.REFERENCE)


def _sections() -> Iterator[Section]:
    """Every table that belongs to the document, those that are pointed at before those that point."""
    waiting = {table._meta.tablename: table for table in TABLES if table._meta.tablename not in LEFT_OUT}
    done: set[str] = set()
    while waiting:
        ready = [name for name, table in waiting.items() if _targets(table) <= done | {name}]
        for name in sorted(ready):
            yield _section(name, waiting.pop(name))
            done.add(name)


def _targets(table: type[Table]) -> set[str]:
    return {_target(column) for column in table._meta.foreign_key_columns if column._meta.name not in NEVER}


def _target(column: ForeignKey[Any]) -> str:
    meta = column._foreign_key_meta  # noqa: SLF001 - Piccolo keeps there where a reference leads
    return str(meta.resolved_references._meta.tablename)


def _section(name: str, table: type[Table]) -> Section:
    wanted = ONLY.get(name, frozenset())
    columns = [column for column in table._meta.columns if column._meta.name not in NEVER]
    fields = [_field(column) for column in columns if not wanted or column._meta.name in wanted]
    ordered = sorted(fields, key=lambda field: FIRST.index(field.name) if field.name in FIRST else len(FIRST))
    return Section(name, table, tuple(ordered), issubclass(table, Fact))


def _field(column: Any) -> Field:
    meta = column._meta
    if isinstance(column, ForeignKey):
        return Field(meta.name, Shape.REFERENCE, meta.null, to=_target(column))
    if meta.choices:
        return Field(meta.name, Shape.CHOICE, meta.null, choices=tuple(one.value for one in meta.choices))
    shape = next(shape for kind, shape in _SHAPES if isinstance(column, kind))
    if shape is Shape.WHOLE:
        least, most = (0 if isinstance(column, Minutes) else -(2**15)), (2**15 - 1 if _is_small(column) else 2**31 - 1)
        return Field(meta.name, shape, meta.null, least=least, most=most)
    return Field(meta.name, shape, meta.null, length=getattr(column, "length", None) if shape is Shape.TEXT else None)


def _is_small(column: Any) -> bool:
    return isinstance(column, SmallInt)


_SHAPES: tuple[tuple[type, Shape], ...] = (
    (UUID, Shape.CODE),
    (Boolean, Shape.YES_NO),
    (Timestamptz, Shape.INSTANT),
    (Date, Shape.DAY),
    (Time, Shape.CLOCK),
    (Bytea, Shape.BYTES),
    (Integer, Shape.WHOLE),
    (Varchar, Shape.TEXT),
    (LongText, Shape.TEXT),
    (JSON, Shape.JSON),  # as text, since what was frozen stays letter by letter what it was
)
SECTIONS: tuple[Section, ...] = tuple(_sections())
TARGETS = frozenset(one.to for section in SECTIONS for one in section.references)
BY_NAME: Mapping[str, Section] = {section.name: section for section in SECTIONS}


def belongs_to(section: Section, organisation_id: int) -> str:
    """SQL that finds the rows of one organisation; the id is ours, never typed."""
    scope = int(organisation_id)
    if section.table is Organisation:
        return f"id = {scope} OR id IN ({_people_of(scope, 'p.organisation')}) OR id IN ({_networks(scope)})"
    if section.name == "person":
        return f"id IN ({_people_of(scope, 'p.id')})"
    if section.name == ACCOUNT:
        return f"id IN (SELECT account FROM role_grant WHERE organisation = {scope})"
    if section.name == NETWORK:
        return f"network = {scope} OR member = {scope}"
    return f"organisation = {scope}"


def _people_of(scope: int, wanted: str) -> str:
    named = [
        f"SELECT {field.name} FROM {section.name} WHERE organisation = {scope}"
        for section in SECTIONS
        for field in section.references
        if field.to == "person" and section.name != ACCOUNT
    ]
    accounts = f"SELECT person FROM account WHERE id IN (SELECT account FROM role_grant WHERE organisation = {scope})"
    named_by_any = " UNION ".join([*named, accounts])
    return f"SELECT {wanted} FROM person p WHERE p.organisation = {scope} OR p.id IN ({named_by_any})"


def _networks(scope: int) -> str:
    both = f"WHERE network = {scope} OR member = {scope}"
    return f"SELECT network FROM {NETWORK} {both} UNION SELECT member FROM {NETWORK} {both}"
