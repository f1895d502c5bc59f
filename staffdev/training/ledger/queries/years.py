"""Training years: closed, proposed, and what is still open in them."""

from typing import Any

from piccolo.columns.combination import And
from piccolo.querystring import QueryString

from staffdev.db.database import bound
from staffdev.db.facts import current
from staffdev.rulebook.dates import year_span
from staffdev.training.tables import TrainingRecord, YearClosure, YearProposal
from staffdev.training.vocabulary import RecordState

YEARS = (
    "SELECT DISTINCT substr(CAST(held_on AS TEXT), 1, 4) AS year FROM training_record "
    "WHERE organisation = {} AND version_of IS NULL AND superseded_at IS NULL ORDER BY 1 DESC"
)
WAITING = (
    "SELECT substr(CAST(held_on AS TEXT), 1, 4) AS year, count(*) AS n FROM training_record "
    "WHERE organisation = {} AND state = {} AND version_of IS NULL AND superseded_at IS NULL GROUP BY 1"
)


async def closures_of(organisation_id: int) -> dict[int, YearClosure]:
    """The closures that hold, by year."""
    rows = await YearClosure.objects().where(_of(YearClosure, organisation_id)).order_by(YearClosure.year)
    return {row.year: row for row in rows}


async def proposals_of(organisation_id: int) -> dict[int, YearProposal]:
    """The proposals nobody has decided about, by year."""
    rows = await YearProposal.objects().where(_of(YearProposal, organisation_id)).order_by(YearProposal.year)
    return {row.year: row for row in rows}


async def years_in_ledger(organisation_id: int) -> list[int]:
    """The years there is training of, latest first."""
    rows = await bound().run_querystring(QueryString(YEARS, organisation_id))
    return [int(row["year"]) for row in rows]


async def waiting_by_year(organisation_id: int) -> dict[int, int]:
    """How many days of training wait for verification, by year."""
    rows = await bound().run_querystring(QueryString(WAITING, organisation_id, RecordState.LOGGED.value))
    return {int(row["year"]): row["n"] for row in rows}


async def waiting_in(organisation_id: int, year: int) -> int:
    """How many days of training of that year wait for verification."""
    span = year_span(year)
    waiting = And(TrainingRecord.organisation == organisation_id, TrainingRecord.state == RecordState.LOGGED)
    there = And(TrainingRecord.held_on >= span.first, TrainingRecord.held_on <= span.last)
    count: int = await TrainingRecord.count().where(waiting, there, current(TrainingRecord))
    return count


def _of(table: Any, organisation_id: int) -> And:
    return And(table.organisation == organisation_id, current(table))
