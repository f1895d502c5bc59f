"""The register of all training: filtered, sorted and paged by the database, one statement a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from piccolo.querystring import QueryString

from staffdev.access import LEADERS, Actor, Role
from staffdev.db.database import bound
from staffdev.db.srpski import search_key
from staffdev.rulebook.dates import year_span
from staffdev.training.ledger.forms import RegisterFilter
from staffdev.training.ledger.offices import Today

Rows = list[dict[str, Any]]
SIZES = (50, 100)
SORTS = {
    "held_on": "r.held_on",
    "person": "p.sort_key",
    "minutes": "r.minutes",
    "state": "r.state",
    "kind": "r.kind",
}
NEWEST_FIRST = "-held_on"
SHOWN = (  # codes and instants as text: on a page of a hundred rows their objects would cost more than the rows
    "r.id, CAST(r.code AS TEXT) AS code, CAST(r.recorded_at AS TEXT) AS seen, r.person, r.title, r.kind, r.organiser, "
    "r.held_on, r.minutes, r.evidence, r.state, r.comment, "
    "CAST(p.code AS TEXT) AS person_code, p.first_name, p.last_name"
)
WRITTEN = (
    "r.held_on, r.title, r.kind, r.organiser, r.minutes, r.is_basic, r.state, r.verified_on, r.comment, r.evidence, "
    "p.first_name, p.last_name"
)
PAPERS = """
SELECT r.id AS record, CAST(a.code AS TEXT) AS code, a.filename FROM training_record r
JOIN attachment a ON a.about = r.entry AND a.about_kind = 'training' AND a.removed_at IS NULL
WHERE r.id IN ({ids}) ORDER BY a.id
"""
CURRENT = "r.version_of IS NULL AND r.superseded_at IS NULL"
AROUND = f"""
SELECT (SELECT min(r.held_on) FROM training_record r WHERE r.organisation = {{}} AND {CURRENT}) AS first,
(SELECT max(r.held_on) FROM training_record r WHERE r.organisation = {{}} AND {CURRENT}) AS last,
(SELECT count(*) FROM basic_training r WHERE"""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows of the register, in which order, which page of them."""

    chosen: RegisterFilter
    sort: str = NEWEST_FIRST
    number: int = 1
    size: int = SIZES[0]


def asked(chosen: RegisterFilter, sort: str, number: int, size: int) -> Asked:
    """What can be answered: a known order, a size that is offered."""
    known = sort if sort.removeprefix("-") in SORTS else NEWEST_FIRST
    return Asked(chosen, known, number, size if size in SIZES else SIZES[0])


async def register_visible_to(actor: Actor, wanted: Asked, today: Today) -> tuple[Rows, int]:
    """One page of the register and how many rows there are in all."""
    clause, values = _where(actor, wanted.chosen, today)
    total = (await _run(f"SELECT count(*) AS n FROM {_tables(wanted.chosen)} WHERE {clause}", values))[0]["n"]
    rows = await _run(f"{_select(SHOWN, wanted, clause)} LIMIT {{}} OFFSET {{}}", [*values, *_page(wanted)])
    return rows, total


async def whole_register_visible_to(actor: Actor, wanted: Asked, today: Today) -> Rows:
    """Every row the filters find, in the order asked for."""
    clause, values = _where(actor, wanted.chosen, today)
    return await _run(_select(WRITTEN, wanted, clause), values)


async def papers_of(ids: Sequence[int]) -> dict[int, Rows]:
    """The papers of the trainings that these records are days of, by the row id of the record."""
    found: dict[int, Rows] = {}
    for row in await _run(PAPERS.replace("{ids}", ", ".join(map(str, ids)) or "NULL"), ()):
        found.setdefault(row["record"], []).append(row)
    return found


async def around_register(actor: Actor, today: Today) -> tuple[list[int], int]:
    """The years the register has training of, latest first, and how many basic trainings wait beside it."""
    clause, values = _visible(actor, today)
    own = [actor.organisation_id] * 2
    row = (await _run(f"{AROUND} {clause} AND {CURRENT} AND r.state = 'logged') AS waiting", [*own, *values]))[0]
    if row["first"] is None:
        return [], row["waiting"]
    first, last = (int(str(row[name])[:4]) for name in ("first", "last"))  # SQLite answers text where it aggregates
    return list(range(last, first - 1, -1)), row["waiting"]


def _select(columns: str, wanted: Asked, clause: str) -> str:
    column, direction = SORTS[wanted.sort.removeprefix("-")], "DESC" if wanted.sort.startswith("-") else "ASC"
    order = f"{column} {direction}, " + ("r.held_on DESC, " if column != "r.held_on" else "") + f"r.id {direction}"
    return f"SELECT {columns} FROM training_record r JOIN person p ON p.id = r.person WHERE {clause} ORDER BY {order}"


def _tables(chosen: RegisterFilter) -> str:
    """Counting needs the people only where one is searched for."""
    return "training_record r" + (" JOIN person p ON p.id = r.person" if chosen.search else "")


def _where(actor: Actor, chosen: RegisterFilter, today: Today) -> tuple[str, list[Any]]:
    visible, values = _visible(actor, today)
    clauses = [visible, CURRENT]
    if chosen.search:
        clauses.append("p.search_key LIKE {}")
        values.append(f"%{search_key(chosen.search)}%")
    for column, value in (("state", chosen.state), ("kind", chosen.kind)):
        if value:
            clauses.append(f"r.{column} = {{}}")
            values.append(value.value)
    if chosen.year:
        clauses.append("r.held_on BETWEEN {} AND {}")
        span = year_span(chosen.year)
        values += (span.first, span.last)
    return " AND ".join(clauses), values


def _visible(actor: Actor, today: Today) -> tuple[str, list[Any]]:
    """The rows that exist for her: all of her organisation, or those the board verifies."""
    if actor.is_any(*LEADERS, Role.AUDITOR):
        return "r.organisation = {}", [actor.organisation_id]
    people = ", ".join("{}" for _ in today.boards) or "NULL"
    return f"r.organisation = {{}} AND r.person IN ({people})", [actor.organisation_id, *sorted(today.boards)]


def _page(wanted: Asked) -> tuple[int, int]:
    return wanted.size, (wanted.number - 1) * wanted.size


async def _run(sql: str, values: Sequence[Any]) -> Rows:
    rows: Rows = await bound().run_querystring(QueryString(sql, *values))
    return rows
