"""What the pages about basic training show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from staffdev import translations
from staffdev.access import Actor
from staffdev.errors import Advice
from staffdev.evidence.queries import attachments_of
from staffdev.people.queries import target_groups_of
from staffdev.people.tables import Person
from staffdev.training.ledger import policies
from staffdev.training.ledger.choosing import box_value
from staffdev.training.ledger.forms import BasicTrainingForm
from staffdev.training.ledger.offices import Today
from staffdev.training.ledger.proofs import BASIC_TRAINING
from staffdev.training.ledger.queries import basic as queries
from staffdev.training.ledger.queries.records import accounts_named, person_of, versions_of
from staffdev.training.ledger.view.record import Version, versions_in
from staffdev.training.offer.queries.programmes import programme_of
from staffdev.training.tables import BasicTraining, Programme
from staffdev.training.topic_entry import TopicRow, said_topics
from staffdev.training.vocabulary import RecordState


@dataclass(frozen=True, slots=True)
class BasicView:
    """Everything on the page of a basic training. `refusal` says why it cannot be verified by her."""

    record: BasicTraining
    person: Person
    programme: Programme | None
    verified_by: str
    box: str
    topics: Sequence[TopicRow]
    papers: Sequence[Mapping[str, Any]]
    versions: Sequence[Version]
    may_correct: bool
    may_decide: bool
    refusal: Advice | None
    closed: Advice | None = None

    @property
    def name(self) -> str:
        return f"{self.person.first_name} {self.person.last_name}"

    @property
    def is_verified(self) -> bool:
        return bool(self.record.state == RecordState.VERIFIED)


@dataclass(frozen=True, slots=True)
class BasicPage:
    """One page of all basic trainings; `boxes` are those of the rows she may decide about, by code."""

    rows: Sequence[Mapping[str, Any]]
    boxes: Mapping[Any, str]
    total: int
    number: int
    may_verify: bool

    @property
    def first(self) -> int:
        return (self.number - 1) * queries.PAGE + 1


async def basic_page(actor: Actor, offices: Today, number: int) -> BasicPage:
    """The basic trainings she may see, those that wait first."""
    rows, total = await queries.basic_trainings_visible_to(actor, offices, page=number)
    may_verify = bool(policies.can_verify(actor))
    boxes = {
        row["code"]: box_value(row["code"], row["recorded_at"])
        for row in rows
        if may_verify and offices.office_for(row["person"])
    }
    return BasicPage(rows, boxes, total, number, may_verify)


async def basic_view(training: BasicTraining, actor: Actor, offices: Today) -> BasicView:
    """The page of one basic training, as the one who asks may see it."""
    versions = await versions_of(BasicTraining, training)
    names = await accounts_named({row["recorded_by"] for row in versions} | {training.verified_by})
    programme = await programme_of(training.programme)
    topics = training.topics or (programme.topics if programme else "")
    return BasicView(
        record=training,
        person=await person_of(training.person),
        programme=programme,
        verified_by=names.get(training.verified_by, ""),
        box=box_value(training.code, training.recorded_at),
        topics=said_topics(topics, await target_groups_of(actor.organisation_id)),
        papers=await attachments_of(BASIC_TRAINING, [training.code]),
        versions=versions_in(versions, names),
        may_correct=bool(policies.can_correct(actor, training)),
        may_decide=bool(policies.can_verify(actor)),
        refusal=offices.refusal(training.person),
    )


async def typed(training: BasicTraining) -> dict[str, str]:
    """A stored basic training as she would type it."""
    programme = await programme_of(training.programme)
    stored = {name: getattr(training, name) for name in BasicTrainingForm.__struct_fields__}
    texts = {name: _typed(name, value) for name, value in stored.items()}
    return texts | {"programme": str(programme.code) if programme else ""}


def _typed(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name.endswith("_on"):
        return translations.day_typed(value)
    return translations.hours(value) if name.endswith("minutes") else str(value)
