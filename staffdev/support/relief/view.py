"""What the pages about stress relief show: offers, her own places, numbers for whoever has to prepare the room."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from staffdev.access import Actor
from staffdev.rulebook.dates import year_span
from staffdev.support.readings import readings_on
from staffdev.support.relief import entry, policies, queries
from staffdev.support.rules.small import Shown, shown
from staffdev.support.tables import ReliefOffer, ReliefPlace
from staffdev.support.vocabulary import PlaceState, ReliefKind
from staffdev.web.paging import Paged

FIRST_YEAR = 2015


@dataclass(frozen=True, slots=True)
class OfferCard:
    """One offer. `taken` and `waiting` are None for everybody but those who prepare it, and once it is over."""

    offer: ReliefOffer
    mine: ReliefPlace | None
    is_over: bool
    is_full: bool
    may_take: bool
    may_note: bool
    taken: int | None
    waiting: int | None


@dataclass(frozen=True, slots=True)
class Offers(Paged):
    """One page of offers; what was called off stands apart."""

    cards: Sequence[OfferCard]
    cancelled: Sequence[ReliefOffer]
    total: int
    number: int
    is_past: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of activity in the report: how often it was offered, how often somebody noted that she was there."""

    kind: ReliefKind
    offered: int
    noted: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """A year of stress relief in numbers, small groups hidden."""

    year: int
    years: Sequence[int]
    least: int
    lines: Sequence[Line]
    offered: int
    noted: int | None
    hides_any: bool


async def offers(actor: Actor, today: date, *, is_past: bool, number: int) -> Offers:
    """What is offered, and beside it only her own places."""
    found, total = await queries.offers_of(actor, today, is_past=is_past, page=number)
    mine = await queries.own_places(actor)
    places = await queries.places_of([one.id for one in found])
    cards = [_card(one, mine.get(one.id), places.get(one.id, {}), actor, today) for one in found]
    cancelled = [] if is_past else await queries.cancelled_ahead(actor, today)
    return Offers(cards, cancelled, total, number, is_past)


def _card(
    offer: ReliefOffer, mine: ReliefPlace | None, places: Mapping[str, int], actor: Actor, today: date
) -> OfferCard:
    taken, waiting = places.get(PlaceState.TAKEN, 0), places.get(PlaceState.WAITING, 0)
    is_over = entry.is_over(offer, today)
    is_told = bool(policies.can_manage(actor)) and not is_over
    has_place = mine is not None and mine.state == PlaceState.TAKEN
    return OfferCard(
        offer=offer,
        mine=mine,
        is_over=is_over,
        is_full=entry.is_full(offer, taken),
        may_take=mine is None and not is_over and bool(policies.can_take_place(actor)),
        may_note=has_place and offer.held_on <= today,
        taken=taken if is_told else None,
        waiting=waiting if is_told else None,
    )


async def report(year: int, actor: Actor, today: date) -> Report:
    """Offers by kind, and how often taking part was noted, where enough people stand behind the number."""
    found = await queries.offers_in(year_span(year), actor.organisation_id)
    noted = await queries.noted_by_offer([one.id for one in found])
    least = (await readings_on(actor, today)).count("report.min_cell")
    people: dict[str, list[int]] = defaultdict(list)
    for one in found:
        people[one.kind] += noted.get(one.id, [])
    told = shown(people, least)
    return Report(
        year=year,
        years=range(today.year + 1, max(FIRST_YEAR, today.year - 5), -1),
        least=least,
        lines=_lines(found, told),
        offered=len(found),
        noted=told.total,
        hides_any=told.total is None or None in told.groups.values(),
    )


def _lines(found: Sequence[ReliefOffer], told: Shown) -> list[Line]:
    kinds = [kind for kind in ReliefKind if kind in told.groups]
    return [Line(kind, sum(one.kind == kind for one in found), told.groups[kind]) for kind in kinds]
