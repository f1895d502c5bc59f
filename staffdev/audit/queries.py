"""Reading the log as people do: newest first, page by page, only of the organisation the reader acts for."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from staffdev.access import Actor
from staffdev.audit.events import Event
from staffdev.audit.forms import FilterForm
from staffdev.audit.sentences.events import PACKAGES
from staffdev.audit.tables import AuditEntry
from staffdev.clock import BELGRADE

PAGE = 50
OF_MANY = (Event.TRAINING_RECORDS_IMPORT, Event.TRAINING_RECORDS_WITHDRAW)  # each names the codes it answers for
Rows = Sequence[Mapping[str, Any]]


class Line(NamedTuple):
    """One entry with its particulars; they are empty once they were erased. `who` is empty for the program itself."""

    seq: int
    at: datetime
    who: str
    event: str
    about: UUID | None
    detail: dict[str, Any]
    is_erased: bool = False


async def entries_visible_to(actor: Actor, chosen: FilterForm, *, page: int) -> tuple[list[Line], int]:
    """One page of the log and how many entries the filter finds in all."""
    clause, values = _where(actor, chosen)
    total = (await AuditEntry.raw(f"SELECT count(*) AS n FROM audit_entry e WHERE {clause}", *values))[0]["n"]
    rows = await AuditEntry.raw(_page(clause), *values, PAGE, (page - 1) * PAGE)
    return await _lines(rows), total


async def entries_about(
    code: UUID, actor: Actor, *, recorded: Collection[datetime] = (), limit: int = PAGE
) -> list[Line]:
    """What happened to one thing, newest first; what belongs to another organisation is not there.

    `recorded` are the instants of its versions: one of them may stand in an entry that answers for many things.
    """
    about: str = "e.about = {}"
    values: list[Any] = [actor.organisation_uid, code]
    if recorded:
        many, places = ", ".join(f"'{event}'" for event in OF_MANY), ", ".join("{}" for _ in recorded)
        about += f" OR (e.event IN ({many}) AND e.at IN ({places}) AND CAST(p.body AS TEXT) LIKE {{}})"
        values += [*recorded, f"%{code}%"]
    return await _lines(await AuditEntry.raw(_page(f"e.organisation = {{}} AND ({about})"), *values, limit, 0))


async def people_in_the_log(actor: Actor) -> list[tuple[UUID, str]]:
    """The code and name of everybody who stands in the log of the actor's organisation."""
    rows = await AuditEntry.raw(
        "SELECT a.code, a.name FROM account a WHERE EXISTS "
        "(SELECT 1 FROM audit_entry e WHERE e.actor = a.code AND e.organisation = {}) ORDER BY a.username",
        actor.organisation_uid,
    )
    return [(row["code"], row["name"]) for row in rows]


def _where(actor: Actor, chosen: FilterForm) -> tuple[str, list[Any]]:
    clauses = ["e.organisation = {}"]
    values: list[Any] = [actor.organisation_uid]
    if chosen.from_on:
        clauses.append("e.at >= {}")
        values.append(_midnight(chosen.from_on))
    if chosen.until_on:
        clauses.append("e.at < {}")
        values.append(_midnight(chosen.until_on + timedelta(days=1)))
    if chosen.person:
        clauses.append("e.actor = {}")
        values.append(chosen.person)
    if chosen.kind in PACKAGES:
        clauses.append("e.event LIKE {}")
        values.append(f"{chosen.kind}:%")
    return " AND ".join(clauses), values


def _page(clause: str) -> str:
    return (
        "SELECT e.seq, e.at, e.actor, e.event, e.about, p.body FROM audit_entry e "
        f"LEFT JOIN audit_payload p ON p.seq = e.seq WHERE {clause} ORDER BY e.seq DESC LIMIT {{}} OFFSET {{}}"
    )


async def _lines(rows: Rows) -> list[Line]:
    codes = list({row["actor"] for row in rows if row["actor"]})
    places = ", ".join(["{}"] * len(codes))
    found = await AuditEntry.raw(f"SELECT code, name FROM account WHERE code IN ({places})", *codes) if codes else []
    names = {account["code"]: account["name"] for account in found}
    return [_line(row, names) for row in rows]


def _line(row: Mapping[str, Any], names: Mapping[UUID, str]) -> Line:
    detail = msgspec.json.decode(row["body"]) if row["body"] else {}
    who = names.get(row["actor"], "") if row["actor"] else detail.get("by", "")
    return Line(row["seq"], row["at"], who, row["event"], row["about"], detail, is_erased=row["body"] is None)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), BELGRADE)
