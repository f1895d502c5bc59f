"""Who holds which office today, and which years are closed: two small reads every write begins with."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from piccolo.columns.combination import And
from piccolo.querystring import QueryString

from staffdev.access import Actor
from staffdev.db.database import bound
from staffdev.db.facts import current
from staffdev.training.ledger.offices import Today, offices_today
from staffdev.training.tables import YearClosure

Terms = Sequence[Mapping[str, Any]]
APPOINTMENT, MANDATE = "appointment", "mandate"
OFFICES = f"""
SELECT '{APPOINTMENT}' AS kind, person, from_on, until_on, decided_on FROM appointment
WHERE organisation = {{}} AND version_of IS NULL AND superseded_at IS NULL
UNION ALL
SELECT '{MANDATE}', person, from_on, until_on, decided_on FROM mandate
WHERE organisation = {{}} AND version_of IS NULL AND superseded_at IS NULL
"""


async def offices_on(actor: Actor, day: date) -> Today:
    """The offices of the organisation the actor acts for."""
    return offices_by(await terms_in(actor.organisation_id), actor, day)


async def terms_in(organisation_id: int) -> Terms:
    """Every appointment and every mandate by its `kind`: whose (by row id), from–to."""
    rows: Terms = await bound().run_querystring(QueryString(OFFICES, organisation_id, organisation_id))
    return rows


def offices_by(terms: Terms, actor: Actor, day: date) -> Today:
    """The offices these terms give on a day."""
    appointments = (row for row in terms if row["kind"] == APPOINTMENT)
    return offices_today(actor, appointments, (row for row in terms if row["kind"] == MANDATE), day)


async def closed_years(organisation_id: int) -> frozenset[int]:
    """The training years the organisation has closed."""
    mine = And(YearClosure.organisation == organisation_id, current(YearClosure))
    rows = await YearClosure.select(YearClosure.year).where(mine)
    return frozenset(row["year"] for row in rows)
