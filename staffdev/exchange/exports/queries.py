"""What the exported registers hold; always of the organisation the actor acts for."""

from datetime import date
from typing import Any

from piccolo.table import Table

from staffdev.access import Actor
from staffdev.people.tables import Person

Rows = list[dict[str, Any]]
NOW = "{0}.version_of IS NULL AND {0}.superseded_at IS NULL"
PERSON = "p.code AS person_code, p.first_name, p.last_name"


async def ledger_of(actor: Actor, year: int | None) -> Rows:
    """Every record of training that holds, of one year or of all, by day and then by person."""
    span = "AND r.held_on BETWEEN {} AND {}" if year else ""
    days = (date(year, 1, 1), date(year, 12, 31)) if year else ()
    return await _raw(
        f"SELECT {PERSON}, r.held_on, r.title, r.kind, r.organiser, r.minutes, r.is_basic, r.evidence, r.state, "
        f"r.verified_on, r.verified_as, r.source FROM training_record r JOIN person p ON p.id = r.person "
        f"WHERE r.organisation = {{}} AND {NOW.format('r')} {span} ORDER BY r.held_on, p.sort_key, r.id",
        actor.organisation_id,
        *days,
    )


async def people_of(actor: Actor) -> Rows:
    """Every engagement that holds, with the person and her licences, in the order of the Serbian alphabet."""
    return await _raw(
        f"SELECT {PERSON}, p.id AS person, p.profession, p.email, p.phone, e.role, e.contract, e.from_on, e.until_on "
        f"FROM engagement e JOIN person p ON p.id = e.person "
        f"WHERE e.organisation = {{}} AND {NOW.format('e')} ORDER BY p.sort_key, p.id, e.from_on, e.id",
        actor.organisation_id,
    )


async def licences_of(actor: Actor) -> dict[int, Rows]:
    """The licences that are recorded, by person."""
    rows = await _raw(
        f"SELECT l.person, l.number, l.until_on FROM licence l "
        f"WHERE l.organisation = {{}} AND {NOW.format('l')} ORDER BY l.id",
        actor.organisation_id,
    )
    found: dict[int, Rows] = {}
    for row in rows:
        found.setdefault(row["person"], []).append(row)
    return found


async def offices_of(actor: Actor) -> Rows:
    """Every appointment and mandate that holds, by its first day."""
    appointments = await _raw(
        f"SELECT {PERSON}, a.is_acting, a.decision_number, a.decided_on, a.signatory_name AS signed_by, "
        f"a.from_on, a.until_on FROM appointment a JOIN person p ON p.id = a.person "
        f"WHERE a.organisation = {{}} AND {NOW.format('a')}",
        actor.organisation_id,
    )
    mandates = await _raw(
        f"SELECT {PERSON}, m.decision_number, m.decided_on, m.decided_by AS signed_by, m.from_on, m.until_on "
        f"FROM mandate m JOIN person p ON p.id = m.person WHERE m.organisation = {{}} AND {NOW.format('m')}",
        actor.organisation_id,
    )
    marked = [row | {"office": "coordinator"} for row in appointments]
    marked += [row | {"office": "responsible_person", "is_acting": False} for row in mandates]
    return sorted(marked, key=lambda row: (row["from_on"], row["office"]))


async def years_of(actor: Actor) -> list[int]:
    """The years in which something was held, newest first."""
    rows = await _raw(
        f"SELECT min(r.held_on) AS first, max(r.held_on) AS last FROM training_record r WHERE r.organisation = {{}} "
        f"AND {NOW.format('r')}",
        actor.organisation_id,
    )
    first, last = rows[0]["first"], rows[0]["last"]
    return list(range(int(str(last)[:4]), int(str(first)[:4]) - 1, -1)) if first else []


async def _raw(sql: str, *values: Any) -> Rows:
    table: type[Table] = Person
    rows: Rows = await table.raw(sql, *values)
    return rows
