"""What was held in a year: trainings, intervisions, consultations and offers of relief; a statement for each."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from piccolo.columns.combination import And, Or

from staffdev.db.facts import current
from staffdev.people.rules.presence import CONSULTANTS
from staffdev.people.tables import Engagement, Person
from staffdev.plans.rules.realisation import Counts
from staffdev.rulebook.dates import Span, year_span
from staffdev.support.tables import Consultation, ReliefOffer
from staffdev.support.vocabulary import ConsultationState
from staffdev.training.tables import TrainingRecord
from staffdev.training.vocabulary import RecordState, TrainingKind

Rows = list[dict[str, Any]]
SUPPORT = frozenset({TrainingKind.INTERVISION, TrainingKind.CONSULTATION, TrainingKind.RELAXATION})


class Year(NamedTuple):
    """A year so far: who was engaged as a consultant, and what each of them had."""

    people: Rows
    records: Rows
    counts: dict[int, Counts]


async def year_of(organisation_id: int, year: int, today: date) -> Year:
    """Everything the realisation of a plan is read from."""
    span = year_span(year)
    span = Span(span.first, min(span.last, max(today, span.first)))
    engagements = await _engagements(organisation_id, span)
    records = await records_of(organisation_id, span)
    counts = {person: Counts() for person in engagements}
    for one in records:
        if one["person"] in counts:
            _count(counts[one["person"]], one)
    for one in await _consultations(organisation_id, span):
        if one["person"] in counts:
            counts[one["person"]].consultations += 1
    for offer in await _offers(organisation_id, year_span(year), today):
        for person, spans in engagements.items():
            counts[person].reliefs += any(offer["held_on"] in one for one in spans)
    return Year(await _people(list(engagements)), [one for one in records if one["kind"] not in SUPPORT], counts)


def _count(counts: Counts, record: dict[str, Any]) -> None:
    """Attendance of an intervision that was marked counts at once, her own entry once it is verified."""
    if record["kind"] == TrainingKind.INTERVISION:
        counts.intervisions += bool(record["mark"]) or record["state"] == RecordState.VERIFIED
    elif record["kind"] not in SUPPORT:
        counts.minutes += record["minutes"]


async def records_of(organisation_id: int, span: Span, person: int | None = None) -> Rows:
    """The ledger of those days: what was attended, verified or not, but not what was returned."""
    mine = And(TrainingRecord.organisation == organisation_id, current(TrainingRecord))
    there = And(TrainingRecord.held_on >= span.first, TrainingRecord.held_on <= span.last)
    stands = And(TrainingRecord.minutes > 0, TrainingRecord.state != RecordState.RETURNED)
    where = And(And(mine, there), stands)
    if person is not None:
        where = And(where, TrainingRecord.person == person)
    columns = (
        TrainingRecord.person,
        TrainingRecord.session,
        TrainingRecord.title,
        TrainingRecord.kind,
        TrainingRecord.state,
    )
    more = (TrainingRecord.held_on, TrainingRecord.minutes, TrainingRecord.topics, TrainingRecord.mark)
    return await TrainingRecord.select(*columns, *more).where(where).order_by(TrainingRecord.held_on)


async def _engagements(organisation_id: int, span: Span) -> dict[int, list[Span]]:
    """The days each was engaged as a consultant, for those engaged on any of these days."""
    mine = And(Engagement.organisation == organisation_id, current(Engagement))
    there = And(Engagement.from_on <= span.last, Or(Engagement.until_on.is_null(), Engagement.until_on >= span.first))
    roles = [one.value for one in CONSULTANTS]
    rows = await (
        Engagement.select(Engagement.person, Engagement.from_on, Engagement.until_on)
        .where(mine, there, Engagement.role.is_in(roles))
        .order_by(Engagement.id)
    )
    found: dict[int, list[Span]] = {}
    for row in rows:
        found.setdefault(row["person"], []).append(Span(row["from_on"], row["until_on"] or date.max))
    return found


async def _consultations(organisation_id: int, span: Span) -> Rows:
    mine = And(Consultation.organisation == organisation_id, current(Consultation))
    there = And(Consultation.held_on >= span.first, Consultation.held_on <= span.last)
    return await Consultation.select(Consultation.person).where(
        mine, there, Consultation.state == ConsultationState.HELD
    )


async def _offers(organisation_id: int, span: Span, today: date) -> Rows:
    """What was offered by now for a day of the year, as Article 26(2) counts it."""
    mine = And(ReliefOffer.organisation == organisation_id, current(ReliefOffer))
    there = And(ReliefOffer.held_on >= span.first, ReliefOffer.held_on <= span.last)
    return await ReliefOffer.select(ReliefOffer.held_on).where(mine, there, ReliefOffer.offered_on <= today)


async def _people(person_ids: Collection[int]) -> Rows:
    """Names in the order of the Serbian alphabet."""
    if not person_ids:
        return []
    return await (
        Person.select(Person.id, Person.code, Person.first_name, Person.last_name)
        .where(Person.id.is_in(list(person_ids)))
        .order_by(Person.sort_key, Person.id)
    )
