"""Marks of attendance as rows of the ledger, verified at once where the marker may: of courses and of intervision."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit.actions import Happening
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.errors import Invalid
from staffdev.i18n import N_
from staffdev.people.tables import Person
from staffdev.training.attended import attended_minutes
from staffdev.training.offer.queries.attendance import coordinators_on
from staffdev.training.tables import TrainingRecord
from staffdev.training.verifying import verification
from staffdev.training.vocabulary import Mark, RecordSource


@dataclass(frozen=True, slots=True)
class Marking:
    """How one person attended; `minutes` are asked for only where she was there in part."""

    person: Person
    mark: Mark
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """What was held: the columns that tie records to it, what they say of it, its whole length in minutes.

    One person's records with the same `joins` were entered together, as the days of one course are.
    """

    ties: Mapping[str, Any]
    content: Mapping[str, Any]
    minutes: int
    joins: UUID


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes records for one actor; `coordinators` are the row ids of those whose hours somebody above verifies."""

    actor: Actor
    coordinators: frozenset[int]

    async def write(self, held: Occasion, one: Marking, known: TrainingRecord | None, because: str) -> Happening | None:
        """One record, new or corrected, and what the log says of it; None where nothing changed."""
        minutes = attended_minutes(one.mark, one.minutes, held.minutes)
        content = {**held.content, "mark": one.mark, "minutes": minutes}
        at = clock.now()
        verified = verification(self.actor, one.person.id, self.coordinators, at=at, today=clock.today())
        told: dict[str, Any] = {"person": name_of(one.person), "title": content["title"]}
        if known is None:
            entry = uuid5(held.joins, str(one.person.code))
            ties = {**held.ties, "person": one.person.id, "entry": entry, "source": RecordSource.ATTENDANCE}
            record = await facts.record(
                TrainingRecord, by=self.actor.account_code, at=at, **ties, **content, **verified
            )
            told |= {"held_on": content["held_on"], "mark": one.mark, "minutes": minutes}
            return Happening(Event.TRAINING_ATTENDANCE_MARK, record.code, detail=told)
        changes = {
            name: [getattr(known, name), value] for name, value in content.items() if getattr(known, name) != value
        }
        if not changes:
            return None
        await facts.supersede(known, by=self.actor.account_code, at=at, **content, **verified, comment=None)
        told |= {"changes": changes, "because": because}
        return Happening(Event.TRAINING_ATTENDANCE_CORRECT, known.code, detail=told)


async def pen_of(actor: Actor) -> Pen:
    """The pen of whoever marks now."""
    return Pen(actor, await coordinators_on(actor.organisation_id, clock.today()))


def ask_why(markings: Iterable[Marking], known: Mapping[int, TrainingRecord], length: int, because: str) -> None:
    """Invalid where a mark that was made is changed without a reason."""
    if not because and any(_differs(known.get(one.person.id), one, length) for one in markings):
        raise Invalid({"because": N_("A mark was changed. Write why it has to be corrected.")})


def name_of(person: Person) -> str:
    """First and last name."""
    return f"{person.first_name} {person.last_name}"


def _differs(known: TrainingRecord | None, one: Marking, length: int) -> bool:
    if known is None:
        return False
    return (known.mark, known.minutes) != (one.mark, attended_minutes(one.mark, one.minutes, length))
