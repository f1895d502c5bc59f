"""Offers of the organisation, her own places, and numbers of places. Nothing here tells whose the other places are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from piccolo.columns.combination import And
from piccolo.query.functions.aggregate import Count

from staffdev.access import Actor
from staffdev.db.facts import current
from staffdev.db.transactions import locked
from staffdev.errors import NotFound
from staffdev.rulebook.dates import Span
from staffdev.support.tables import ReliefOffer, ReliefPlace
from staffdev.support.vocabulary import PlaceState

PAGE = 50
MANY = 10_000  # where there is room for all who wait


async def offer_visible_to(actor: Actor, code: UUID) -> ReliefOffer:
    """The offer with that code; NotFound where her organisation has none."""
    ours = And(ReliefOffer.code == code, ReliefOffer.organisation == actor.organisation_id)
    offer = await ReliefOffer.objects().where(ours, current(ReliefOffer)).first()
    if offer is None:
        raise NotFound
    return offer


async def locked_offer(offer_id: int) -> ReliefOffer:
    """The offer as it is now; nobody else takes or gives up a place until the transaction ends."""
    rows = ReliefOffer.objects().where(And(ReliefOffer.id == offer_id, current(ReliefOffer)))
    offer: ReliefOffer | None = await locked(rows).first()
    if offer is None:
        raise NotFound
    return offer


async def offers_of(actor: Actor, today: date, *, is_past: bool, page: int) -> tuple[list[ReliefOffer], int]:
    """One page of the offers ahead, the next one first, or of those that were, the latest first; and how many."""
    ours = And(ReliefOffer.organisation == actor.organisation_id, current(ReliefOffer))
    where = And(ours, ReliefOffer.held_on < today if is_past else ReliefOffer.held_on >= today)
    total = await ReliefOffer.count().where(where)
    rows = ReliefOffer.objects().where(where).order_by(ReliefOffer.held_on, ReliefOffer.id, ascending=not is_past)
    return await rows.limit(PAGE).offset((page - 1) * PAGE), total


async def cancelled_ahead(actor: Actor, today: date) -> list[ReliefOffer]:
    """What was called off and would still be ahead, with the reason, so that nobody comes in vain."""
    withdrawn = And(ReliefOffer.version_of.is_null(), ReliefOffer.withdrawn_because.is_not_null())
    ours = And(ReliefOffer.organisation == actor.organisation_id, ReliefOffer.held_on >= today)
    return await ReliefOffer.objects().where(ours, withdrawn).order_by(ReliefOffer.held_on)


async def offers_in(span: Span, organisation_id: int) -> list[ReliefOffer]:
    """What took or takes place in these days."""
    inside = And(ReliefOffer.held_on >= span.first, ReliefOffer.held_on <= span.last)
    ours = And(ReliefOffer.organisation == organisation_id, current(ReliefOffer))
    return await ReliefOffer.objects().where(inside, ours).order_by(ReliefOffer.held_on)


async def own_places(actor: Actor) -> dict[int, ReliefPlace]:
    """Her own places and waits, by the offer's row id."""
    hers = And(ReliefPlace.person == actor.person_id, ReliefPlace.organisation == actor.organisation_id)
    rows = await ReliefPlace.objects().where(hers)
    return {row.offer: row for row in rows}


async def own_place(offer_id: int, actor: Actor) -> ReliefPlace | None:
    """Her place or wait in one offer."""
    return (
        await ReliefPlace.objects()
        .where(And(ReliefPlace.offer == offer_id, ReliefPlace.person == actor.person_id))
        .first()
    )


async def places_of(offer_ids: Sequence[int]) -> Mapping[int, Mapping[str, int]]:
    """How many places are taken and how many wait, by the offer's row id and the state."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    if not offer_ids:
        return found
    rows = ReliefPlace.select(ReliefPlace.offer, ReliefPlace.state, Count())
    for row in await rows.where(ReliefPlace.offer.is_in(list(offer_ids))).group_by(
        ReliefPlace.offer, ReliefPlace.state
    ):
        found[row["offer"]][row["state"]] = row["count"]
    return found


async def taken_count(offer_id: int) -> int:
    """How many places of it are taken."""
    return (await places_of([offer_id]))[offer_id].get(PlaceState.TAKEN, 0)


async def next_waiting(offer_id: int, count: int) -> list[ReliefPlace]:
    """The first in line, at most so many."""
    waiting = And(ReliefPlace.offer == offer_id, ReliefPlace.state == PlaceState.WAITING)
    return await ReliefPlace.objects().where(waiting).order_by(ReliefPlace.entered_at, ReliefPlace.id).limit(count)


async def noted_by_offer(offer_ids: Sequence[int]) -> Mapping[int, list[int]]:
    """Who noted that she took part, by offer; for counting alone, never for showing."""
    found: dict[int, list[int]] = defaultdict(list)
    if not offer_ids:
        return found
    noted = And(ReliefPlace.offer.is_in(list(offer_ids)), ReliefPlace.took_part.eq(True))  # noqa: FBT003 - a value of the column
    for row in await ReliefPlace.select(ReliefPlace.offer, ReliefPlace.person).where(noted):
        found[row["offer"]].append(row["person"])
    return found
