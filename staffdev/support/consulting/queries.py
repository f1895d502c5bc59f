"""Consultations a person may know of, and what makes a colleague more experienced."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And, Or
from piccolo.query.functions.aggregate import Count

from staffdev.access import LEADERS, Actor, Role
from staffdev.db.facts import current
from staffdev.db.transactions import locked
from staffdev.errors import NotFound
from staffdev.people.rules.shapes import Engagement as EngagementShape
from staffdev.people.rules.shapes import Licence as LicenceShape
from staffdev.people.tables import Engagement, Licence
from staffdev.people.vocabulary import ContractKind, EngagementRole
from staffdev.rulebook.dates import year_span
from staffdev.support.rules.advising import Experience
from staffdev.support.tables import Consultation
from staffdev.support.vocabulary import ConsultationState
from staffdev.training.rules.shapes import BasicTraining as BasicTrainingShape
from staffdev.training.tables import BasicTraining
from staffdev.training.vocabulary import RecordState

PAGE = 50
VIEWS = {
    "open": (ConsultationState.REQUESTED, ConsultationState.ACCEPTED),
    "held": (ConsultationState.HELD,),
    "declined": (ConsultationState.DECLINED,),
}


def visible_to(actor: Actor) -> Any:
    """Where-clause: those she asked for and those she was asked for; who leads sees all of the organisation."""
    ours = And(Consultation.organisation == actor.organisation_id, current(Consultation))
    if actor.is_any(*LEADERS):
        return ours
    return And(ours, Or(Consultation.person == actor.person_id, Consultation.professional == actor.person_id))


async def consultation_visible_to(actor: Actor, code: UUID) -> Consultation:
    """The consultation with that code; NotFound where it does not exist for the one who asks."""
    found = await Consultation.objects().where(And(Consultation.code == code, visible_to(actor))).first()
    if found is None:
        raise NotFound
    return found


async def locked_consultation(consultation_id: int) -> Consultation:
    """The consultation as it is now; nobody else answers it until the transaction ends."""
    rows = Consultation.objects().where(And(Consultation.id == consultation_id, current(Consultation)))
    found: Consultation | None = await locked(rows).first()
    if found is None:
        raise NotFound
    return found


async def consultations_visible_to(actor: Actor, *, view: str, page: int) -> tuple[list[Consultation], int]:
    """One page of them, latest first, and how many there are in all."""
    where = And(visible_to(actor), Consultation.state.is_in([one.value for one in VIEWS[view]]))
    total = await Consultation.count().where(where)
    rows = Consultation.objects().where(where).order_by(Consultation.held_on, Consultation.id, ascending=False)
    return await rows.limit(PAGE).offset((page - 1) * PAGE), total


async def waiting_for(actor: Actor, today: date) -> list[dict[str, Any]]:
    """What she is to answer, and what was agreed with her and is over; who leads answers for those from outside."""
    hers: Any = Consultation.professional == actor.person_id
    if actor.is_any(Role.COORDINATOR):
        hers = Or(hers, Consultation.professional.is_null())
    asked = Consultation.state == ConsultationState.REQUESTED
    over = And(Consultation.state == ConsultationState.ACCEPTED, Consultation.held_on < today)
    asker = Consultation.person
    return await (
        Consultation.select(
            Consultation.code, Consultation.state, Consultation.held_on, asker.first_name, asker.last_name
        )
        .where(Consultation.organisation == actor.organisation_id, current(Consultation), hers, Or(asked, over))
        .order_by(Consultation.id)
        .output(nested=True)
    )


async def counts_of(actor: Actor) -> Mapping[str, int]:
    """How many there are for her in each state."""
    rows = Consultation.select(Consultation.state, Count()).where(visible_to(actor)).group_by(Consultation.state)
    return {row["state"]: row["count"] for row in await rows}


async def held_in(year: int, actor: Actor) -> tuple[int, int]:
    """How many were held in the organisation that year, and for how many people."""
    span = year_span(year)
    inside = And(Consultation.held_on >= span.first, Consultation.held_on <= span.last)
    held = And(Consultation.state == ConsultationState.HELD, And(inside, current(Consultation)))
    rows = Consultation.select(Consultation.person).where(Consultation.organisation == actor.organisation_id, held)
    people = [row["person"] for row in await rows]
    return len(people), len(set(people))


async def held_by(person_id: int, organisation_id: int, until: date) -> list[Consultation]:
    """Those she asked for that were held by that day, in order, for her transcript."""
    hers = And(Consultation.person == person_id, Consultation.organisation == organisation_id)
    held = And(Consultation.state == ConsultationState.HELD, Consultation.held_on <= until)
    return await Consultation.objects().where(hers, held, current(Consultation)).order_by(Consultation.held_on)


async def experience_of(person_ids: Collection[int], organisation_id: int) -> dict[int, Experience]:
    """What each of them brings to a consultation, as recorded now; three statements however many they are."""
    engagements = await _rows(Engagement, person_ids, organisation_id)
    licences = await _rows(Licence, person_ids, organisation_id)
    trainings = await _rows(BasicTraining, person_ids, organisation_id)
    return {
        one: Experience(
            [_engagement(row) for row in engagements if row["person"] == one],
            [_licence(row) for row in licences if row["person"] == one],
            [_training(row) for row in trainings if row["person"] == one],
        )
        for one in person_ids
    }


async def _rows(table: Any, person_ids: Collection[int], organisation_id: int) -> list[dict[str, Any]]:
    if not person_ids:
        return []
    hers = And(table.person.is_in(list(person_ids)), table.organisation == organisation_id)
    rows: list[dict[str, Any]] = await table.select().where(hers, current(table))
    return rows


def _engagement(row: Mapping[str, Any]) -> EngagementShape:
    return EngagementShape(
        code=str(row["code"]),
        person=str(row["person"]),
        role=EngagementRole(row["role"]),
        contract=ContractKind(row["contract"]),
        from_on=row["from_on"],
        until_on=row["until_on"],
    )


def _licence(row: Mapping[str, Any]) -> LicenceShape:
    days = {"from_on": row["from_on"], "until_on": row["until_on"]}
    return LicenceShape(code=str(row["code"]), person=str(row["person"]), **days)


def _training(row: Mapping[str, Any]) -> BasicTrainingShape:
    return BasicTrainingShape(
        code=str(row["code"]),
        person=str(row["person"]),
        state=RecordState(row["state"]),
        started_on=row["started_on"],
        completed_on=row["completed_on"],
    )
