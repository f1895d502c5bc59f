"""Closing a training year, so that it stays as it was judged; proposing that, and reopening it with a reason."""

from datetime import date
from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, NotFound
from staffdev.i18n import N_, S_
from staffdev.training.ledger import entry
from staffdev.training.ledger.queries.years import closures_of, proposals_of
from staffdev.training.tables import YearClosure, YearProposal

CLOSED = N_("The year %(year)s is closed already.")
DECIDED = N_("The year was closed.")


async def close_year(year: int, note: str | None, *, from_on: date, actor: Actor) -> YearClosure:
    """Close the year; Conflict before `from_on` (the last day for verifying it), or where it is closed."""
    at, today, by = clock.now(), clock.today(), actor.account_code
    values = {"organisation": actor.organisation_id, "year": year, "closed_on": today, "note": note}
    async with transaction():
        await _refuse(year, from_on, today, actor)
        made = await facts.record(YearClosure, by=by, at=at, **values)
        if proposal := (await proposals_of(actor.organisation_id)).get(year):
            await facts.withdraw(proposal, by=by, at=at, because=DECIDED)
        about: dict[str, Any] = {"year": year, "closed_on": today, "note": note}
        await audit.record(Event.TRAINING_YEAR_CLOSE, about=made.code, actor=actor, **about)
    return made


async def propose_closing(year: int, note: str | None, *, from_on: date, actor: Actor) -> YearProposal:
    """Propose to close the year; the responsible person finds it on the page of the year."""
    async with transaction():
        await _refuse(year, from_on, clock.today(), actor)
        if year in await proposals_of(actor.organisation_id):
            raise Conflict(S_("Closing the year %(year)s is proposed already.", year=year))
        values = {"organisation": actor.organisation_id, "year": year, "note": note}
        made = await facts.record(YearProposal, by=actor.account_code, at=clock.now(), **values)
        await audit.record(Event.TRAINING_YEAR_PROPOSE, about=made.code, actor=actor, year=year, note=note)
    return made


async def reopen_year(year: int, because: str, *, actor: Actor) -> None:
    """Take the closure back, with the reason; what was decided meanwhile counts from now on."""
    async with transaction():
        closure = (await closures_of(actor.organisation_id)).get(year)
        if closure is None:
            raise NotFound
        await facts.withdraw(closure, by=actor.account_code, at=clock.now(), because=because)
        about: dict[str, Any] = {"year": year, "because": because}
        await audit.record(Event.TRAINING_YEAR_REOPEN, about=closure.code, actor=actor, **about)


async def _refuse(year: int, from_on: date, today: date, actor: Actor) -> None:
    if advice := entry.early(year, from_on, today):
        raise Conflict(advice)
    if year in await closures_of(actor.organisation_id):
        raise Conflict(S_(CLOSED, year=year))
