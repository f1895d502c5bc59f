"""Accepting rows and returning them with a comment, one or many; nobody decides about her own."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.actions import Happening
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Advice
from staffdev.i18n import N_
from staffdev.people.tables import Person
from staffdev.training.ledger import entry
from staffdev.training.ledger.actions.records import CHANGED, name_of
from staffdev.training.ledger.choosing import Chosen
from staffdev.training.ledger.offices import Today
from staffdev.training.ledger.queries.offices import closed_years, offices_on
from staffdev.training.ledger.queries.records import people_by_id, rows_to_decide
from staffdev.training.tables import BasicTraining, TrainingRecord
from staffdev.training.verifying import UNVERIFIED
from staffdev.training.vocabulary import RecordState

ALREADY_VERIFIED = N_("It is verified already.")
ALREADY_RETURNED = N_("It is returned already and waits for her correction.")
ALREADY = (ALREADY_VERIFIED, ALREADY_RETURNED)
EVENTS: Mapping[Any, tuple[Event, Event]] = {
    TrainingRecord: (Event.TRAINING_RECORD_VERIFY, Event.TRAINING_RECORD_RETURN),
    BasicTraining: (Event.TRAINING_BASIC_TRAINING_VERIFY, Event.TRAINING_BASIC_TRAINING_RETURN),
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that stays as it is, and why; `by_right` where it is not hers to decide."""

    row: Any
    person: str
    why: Advice
    by_right: bool


@dataclass(slots=True)
class Decided:
    """What became of the rows that were ticked; `missing` do not exist for her, `already` were as she wants them."""

    done: list[Any] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    missing: int = 0
    already: list[Refused] = field(default_factory=list)
    closed: int = 0  # decided, but of a closed year, which stays as it was judged


Refusal = Callable[[Any, frozenset[int]], Advice | None]


async def verify(table: Any, chosen: Sequence[Chosen], *, actor: Actor) -> Decided:
    """Verify each row that the actor may verify today; the others are named with the reason."""
    day, at = clock.today(), clock.now()

    def anew(row: Any, today: Today) -> dict[str, Any]:
        by = {"verified_on": day, "verified_at": at, "verified_by": actor.account_code}
        return {"state": RecordState.VERIFIED, "comment": None, **by, "verified_as": today.office_for(row.person)}

    return await _decide(table, chosen, EVENTS[table][0], _no_verification, anew=anew, actor=actor)


async def give_back(table: Any, chosen: Sequence[Chosen], comment: str, *, actor: Actor) -> Decided:
    """Return each row with the comment, verified or not; a closed year's rows stay."""

    def anew(_row: Any, _today: Today) -> dict[str, Any]:
        return {**UNVERIFIED, "state": RecordState.RETURNED, "comment": comment}

    return await _decide(table, chosen, EVENTS[table][1], _no_return, anew=anew, actor=actor)


async def _decide(
    table: Any,
    chosen: Sequence[Chosen],
    event: Event,
    refusal: Refusal,
    *,
    anew: Callable[[Any, Today], dict[str, Any]],
    actor: Actor,
) -> Decided:
    wanted, decided, at = {one.code: one for one in chosen}, Decided(), clock.now()
    async with transaction():
        today = await offices_on(actor, clock.today())
        closed = await closed_years(actor.organisation_id)
        rows = await rows_to_decide(table, wanted.keys(), actor, today)
        people = await people_by_id(row.person for row in rows)
        decided.missing = len(wanted) - len(rows)
        happenings = []
        for row in rows:
            forbidden = today.refusal(row.person)
            if why := forbidden or _changed(row, wanted[row.code]) or refusal(row, closed):
                kept = Refused(row, name_of(people[row.person]), why, bool(forbidden))
                (decided.already if why in ALREADY else decided.refused).append(kept)
                continue
            values = anew(row, today)
            await facts.supersede(row, by=actor.account_code, at=at, **values)
            happenings.append(Happening(event, row.code, detail=_told(row, people[row.person], values)))
            decided.done.append(row)
            decided.closed += day_of(row).year in closed
        await audit.record_many(happenings, actor=actor)
    return decided


def day_of(row: Any) -> Any:
    """The day that decides the year of a record or a basic training."""
    return row.held_on if isinstance(row, TrainingRecord) else row.completed_on


def _no_verification(row: Any, _closed: frozenset[int]) -> Advice | None:
    return ALREADY_VERIFIED if row.state == RecordState.VERIFIED else None


def _no_return(row: Any, closed: frozenset[int]) -> Advice | None:
    if row.state == RecordState.RETURNED:
        return ALREADY_RETURNED
    return entry.closed_year_advice([day_of(row)], closed) if isinstance(row, TrainingRecord) else None


def _changed(row: Any, chosen: Chosen) -> Advice | None:
    return CHANGED if chosen.seen and chosen.seen != row.recorded_at else None


def _told(row: Any, person: Person, values: Mapping[str, Any]) -> dict[str, Any]:
    said = {"person": name_of(person), "title": row.title, "held_on": day_of(row), "comment": values["comment"]}
    return {**said, "verified_as": values.get("verified_as")}
