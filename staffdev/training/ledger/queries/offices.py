"""Who holds which office today, and which years are closed: two small reads every write begins with."""

from datetime import date

from piccolo.columns.combination import And
from piccolo.querystring import QueryString

from staffdev.access import Actor
from staffdev.db.database import bound
from staffdev.db.facts import current
from staffdev.training.ledger.offices import Today, offices_today
from staffdev.training.tables import YearClosure

COORDINATOR, RESPONSIBLE = 1, 2
OFFICES = f"""
SELECT {COORDINATOR} AS office, person, from_on, until_on, decided_on FROM appointment
WHERE organisation = {{}} AND version_of IS NULL AND superseded_at IS NULL
UNION ALL
SELECT {RESPONSIBLE}, person, from_on, until_on, decided_on FROM mandate
WHERE organisation = {{}} AND version_of IS NULL AND superseded_at IS NULL
"""


async def offices_on(actor: Actor, day: date) -> Today:
    """The offices of the organisation the actor acts for."""
    rows = await bound().run_querystring(QueryString(OFFICES, actor.organisation_id, actor.organisation_id))
    appointments = (row for row in rows if row["office"] == COORDINATOR)
    return offices_today(actor, appointments, (row for row in rows if row["office"] == RESPONSIBLE), day)


async def closed_years(organisation_id: int) -> frozenset[int]:
    """The training years the organisation has closed."""
    mine = And(YearClosure.organisation == organisation_id, current(YearClosure))
    rows = await YearClosure.select(YearClosure.year).where(mine)
    return frozenset(row["year"] for row in rows)
