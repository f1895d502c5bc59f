"""Programmes of an organisation with their accreditations and attestations."""

from datetime import date
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And

from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.db.srpski import search_key
from staffdev.errors import Invalid, NotFound
from staffdev.i18n import N_
from staffdev.training.offer.queries.courses import days_of
from staffdev.training.tables import Accreditation, Course, Programme, ProgrammeAttestation

PAGE = 50


async def programme_visible_to(actor: Actor, code: UUID) -> Programme:
    """The programme with that code; NotFound where it is another organisation's."""
    mine = And(Programme.code == code, Programme.organisation == actor.organisation_id)
    programme = await Programme.objects().get(mine)
    if programme is None:
        raise NotFound
    return programme


async def programmes_of(organisation_id: int, *, search: str = "", page: int = 1) -> tuple[list[dict[str, Any]], int]:
    """One page of programmes in the order of the Serbian alphabet, and how many there are in all."""
    where: Any = Programme.organisation == organisation_id
    if search:
        where = And(where, Programme.search_key.like(f"%{search_key(search)}%"))
    total = await Programme.count().where(where)
    rows = await (
        Programme.select().where(where).order_by(Programme.sort_key, Programme.id).limit(PAGE).offset((page - 1) * PAGE)
    )
    return rows, total


async def programme_choices(organisation_id: int) -> list[tuple[str, str]]:
    """What a form about courses may name: code and title, in the order of the alphabet."""
    rows = await (
        Programme.select(Programme.code, Programme.title)
        .where(Programme.organisation == organisation_id)
        .order_by(Programme.sort_key, Programme.id)
    )
    return [(str(row["code"]), row["title"]) for row in rows]


async def programme_named(code: str | None, organisation_id: int) -> Programme | None:
    """The programme a form names, None where it names none; Invalid where the organisation has no such one."""
    if not code:
        return None
    try:
        mine = And(Programme.code == UUID(code), Programme.organisation == organisation_id)
        programme = await Programme.objects().get(mine)
    except ValueError:
        programme = None
    if programme is None:
        raise Invalid({"programme": N_("Choose one of the programmes offered, or none.")})
    return programme


async def programme_of(row_id: int | None) -> Programme | None:
    """The programme with that row id."""
    return await Programme.objects().get(Programme.id == row_id) if row_id else None


async def facts_of(table: Any, programme_ids: list[int]) -> list[Any]:
    """What is recorded of these programmes now, latest first."""
    if not programme_ids:
        return []
    rows = table.objects().where(table.programme.is_in(programme_ids), current(table))
    return list(await rows.order_by(_day_of(table), table.id, ascending=False))


async def fact_of(table: Any, code: UUID, programme: Programme) -> Any:
    """One fact about the programme as it holds now; NotFound where there is none with that code."""
    fact = await table.objects().where(table.code == code, table.programme == programme.id, current(table)).first()
    if fact is None:
        raise NotFound
    return fact


async def accreditation_on(programme_id: int | None, day: date) -> Accreditation | None:
    """The accreditation that held on that day, the latest where there are several."""
    found: list[Accreditation] = await facts_of(Accreditation, [programme_id]) if programme_id else []
    return next((one for one in found if one.from_on <= day <= (one.until_on or date.max)), None)


async def courses_of(programme: Programme) -> list[dict[str, Any]]:
    """The courses held by this programme, latest first, each with its days."""
    rows = await (
        Course.select(Course.id, Course.code, Course.title, Course.cancelled_at, Course.created_at)
        .where(Course.programme == programme.id)
        .order_by(Course.id, ascending=False)
        .limit(PAGE)
    )
    days = await days_of([row["id"] for row in rows])
    return [{**row, "days": days.get(row["id"], [])} for row in rows]


def _day_of(table: Any) -> Any:
    return table.attested_on if table is ProgrammeAttestation else table.from_on
