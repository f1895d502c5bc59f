"""One record's page: what it says, its papers, the other days of the training, and everything it was before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from staffdev.access import Actor
from staffdev.errors import Advice
from staffdev.evidence.queries import attachments_of
from staffdev.people.queries import target_groups_of
from staffdev.people.tables import Person
from staffdev.training.ledger import entry, policies
from staffdev.training.ledger.choosing import box_value
from staffdev.training.ledger.judged import said, whys, year_of_person
from staffdev.training.ledger.offices import Today
from staffdev.training.ledger.proofs import TRAINING
from staffdev.training.ledger.queries.offices import closed_years
from staffdev.training.ledger.queries.records import accounts_named, days_of_entry, person_of, versions_of
from staffdev.training.tables import TrainingRecord
from staffdev.training.topic_entry import TopicRow, said_topics
from staffdev.training.vocabulary import RecordState


@dataclass(frozen=True, slots=True)
class Version:
    """The record as it was from an instant on, and who wrote it."""

    row: Mapping[str, Any]
    who: str


@dataclass(frozen=True, slots=True)
class RecordView:
    """Everything on the page of a record. `refusal` says why it cannot be verified by her, None where it can."""

    record: TrainingRecord
    person: Person
    verified_by: str
    box: str
    topics: Sequence[TopicRow]
    papers: Sequence[Mapping[str, Any]]
    days: Sequence[Mapping[str, Any]]
    versions: Sequence[Version]
    why: str
    closed: Advice | None
    may_correct: bool
    may_decide: bool
    refusal: Advice | None

    @property
    def name(self) -> str:
        return f"{self.person.first_name} {self.person.last_name}"

    @property
    def is_verified(self) -> bool:
        return bool(self.record.state == RecordState.VERIFIED)


async def record_view(record: TrainingRecord, actor: Actor, offices: Today, today: date) -> RecordView:
    """The page of one record, as the one who asks may see it."""
    person = await person_of(record.person)
    versions = await versions_of(TrainingRecord, record)
    names = await accounts_named({row["recorded_by"] for row in versions} | {record.verified_by})
    finding = await year_of_person(person, actor, record.held_on.year, today)
    closed = entry.closed_year_advice([record.held_on], await closed_years(actor.organisation_id))
    return RecordView(
        record=record,
        person=person,
        verified_by=names.get(record.verified_by, ""),
        box=box_value(record.code, record.recorded_at),
        topics=said_topics(record.topics, await target_groups_of(actor.organisation_id)),
        papers=await attachments_of(TRAINING, [record.entry]),
        days=await days_of_entry(record),
        versions=versions_in(versions, names),
        why=said(whys(finding).get(str(record.code))),
        closed=closed,
        may_correct=closed is None and bool(policies.can_correct(actor, record)),
        may_decide=bool(policies.can_verify(actor)),
        refusal=offices.refusal(record.person),
    )


def versions_in(rows: Sequence[Mapping[str, Any]], names: Mapping[UUID, str]) -> list[Version]:
    """The versions of a row with who wrote each."""
    return [Version(row, names.get(row["recorded_by"], "")) for row in rows]
