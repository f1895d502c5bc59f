"""Past years, closed in February once the time for verifying them is over, as the coordinator proposed."""

from datetime import date
from functools import partial

from staffdev.demo.story.cast import Helpline
from staffdev.demo.story.founding import BEGINNING
from staffdev.training.ledger.actions.years import close_year, propose_closing

NOTE = "Pregledano na sastanku tima."


def enter(line: Helpline) -> None:
    """Enter the chapter into the chronicle."""
    today = line.chronicle.today
    for year in range(line.chronicle.ago(BEGINNING).year, today.year):
        proposed_on, closed_on = date(year + 1, 2, 10), date(year + 1, 2, 15)
        if proposed_on < today:
            line.chronicle.on(proposed_on, partial(_propose, line, year))
        if closed_on < today:
            line.chronicle.on(closed_on, partial(_close, line, year))


async def _propose(line: Helpline, year: int) -> None:
    await propose_closing(year, NOTE, from_on=_earliest(year), actor=line.actors["ljiljana"])


async def _close(line: Helpline, year: int) -> None:
    await close_year(year, None, from_on=_earliest(year), actor=line.actors["vesna"])


def _earliest(year: int) -> date:
    """The last day for verifying, by the default reading."""
    return date(year + 1, 1, 31)
