"""What the pages of the training years show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev.access import Actor
from staffdev.errors import Advice
from staffdev.people.queries import everybody_in
from staffdev.rulebook.model import Level, Status
from staffdev.training.ledger import policies
from staffdev.training.ledger.entry import early
from staffdev.training.ledger.judged import Ring, closing_day, ring_of, year_of_provider
from staffdev.training.ledger.queries.records import accounts_named
from staffdev.training.ledger.queries.years import (
    closures_of,
    proposals_of,
    waiting_by_year,
    waiting_in,
    years_in_ledger,
)
from staffdev.training.tables import YearClosure, YearProposal


@dataclass(frozen=True, slots=True)
class YearLine:
    """One year in the list."""

    year: int
    closure: YearClosure | None
    proposal: YearProposal | None
    waiting: int


@dataclass(frozen=True, slots=True)
class Judged:
    """One person's year, or (without a person) what the provider offered."""

    name: str
    code: str | None
    ring: Ring


@dataclass(frozen=True, slots=True)
class YearPage:
    """One year: how it is judged, whether it can be closed, who did what."""

    year: int
    closure: YearClosure | None
    proposal: YearProposal | None
    names: dict[Any, str]
    people: Sequence[Judged]
    provider: Ring | None
    waiting: int
    early: Advice | None
    may_close: bool
    may_propose: bool

    @property
    def short(self) -> int:
        """How many people have not reached what is required."""
        return sum(one.ring.status is Status.NOT_MET for one in self.people)


async def year_lines(actor: Actor, today: date) -> list[YearLine]:
    """The years there is training of, and this one, latest first."""
    closures, proposals = await closures_of(actor.organisation_id), await proposals_of(actor.organisation_id)
    waiting = await waiting_by_year(actor.organisation_id)
    years = {today.year, *await years_in_ledger(actor.organisation_id), *closures}
    return [
        YearLine(year, closures.get(year), proposals.get(year), waiting.get(year, 0))
        for year in sorted(years, reverse=True)
    ]


async def year_page(actor: Actor, year: int, today: date) -> YearPage:
    """How one year is judged today, or was when it was closed."""
    closure = (await closures_of(actor.organisation_id)).get(year)
    proposal = (await proposals_of(actor.organisation_id)).get(year)
    findings = await year_of_provider(actor, year, today)
    rings = {one.person: ring for one in findings if (ring := ring_of(one))}
    people = {str(row["code"]): row for row in await everybody_in(actor.organisation_id)}
    return YearPage(
        year=year,
        closure=closure,
        proposal=proposal,
        names=await accounts_named(one.recorded_by for one in (closure, proposal) if one),
        people=[
            Judged(f"{row['last_name']} {row['first_name']}", code, rings[code])
            for code, row in people.items()
            if code in rings
        ],
        provider=next((ring_of(one) for one in findings if one.level is Level.PROVIDER), None),
        waiting=await waiting_in(actor.organisation_id, year),
        early=early(year, await closing_day(actor, year, today), today),
        may_close=bool(policies.can_close_years(actor)),
        may_propose=bool(policies.can_propose_closing(actor)),
    )
