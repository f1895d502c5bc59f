"""The first page: one list of what waits for this reader, the rings to ten hours, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from staffdev.access import LEADERS, READERS_OF_ALL, Actor, Role
from staffdev.attention import meetings, sources
from staffdev.attention.asking import asked_of_her, to_settle
from staffdev.attention.duties import coming_of, of_herself, of_people, of_the_service
from staffdev.attention.items import Coming, Item, worst_first
from staffdev.attention.on_duty import on_duty
from staffdev.attention.planned import coming_session, to_lead
from staffdev.compliance.asking import Asked
from staffdev.compliance.queries import Judged, judged, judged_person
from staffdev.compliance.view.duties import RANK
from staffdev.compliance.view.rings import Ring, ring_of
from staffdev.people.queries import everybody_in
from staffdev.people.tables import Person
from staffdev.training.ledger.queries.offices import terms_in
from staffdev.web.paging import PAGE, Paged

RINGS = 12


@dataclass(slots=True)
class Gathered:
    """What was found for the roles she has, before it is put in order."""

    names: Mapping[int, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    rings: list[Ring] = field(default_factory=list)
    coming: list[Coming] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Home(Paged):
    """One page of items, worst first; `next` is the next dated thing ahead."""

    items: Sequence[Item]
    total: int
    number: int
    rings: Sequence[Ring]
    more_rings: int
    next: Coming | None
    own_ring: bool
    is_hers_to_do: bool


async def home(actor: Actor, today: date, number: int) -> Home:
    """What waits for her in every role she has."""
    found = Gathered()
    if actor.is_any(*READERS_OF_ALL):
        await _of_service(found, actor, today)
    elif own_code := await _own_code(actor):
        await _of_herself(found, actor, today, own_code)
    duty = await on_duty(actor, today, found.names)
    found.coming += duty.coming
    found.items += [*await sources.of_reminders(actor), *await meetings.around_intervision(actor, today), *duty.items]
    items = worst_first(found.items)
    rings = sorted(found.rings, key=lambda ring: (RANK[ring.status], ring.minutes * 1000 // ring.goal))
    page = min(max(1, number), max(1, -(-len(items) // PAGE)))
    return Home(
        items=items[(page - 1) * PAGE : page * PAGE],
        total=len(items),
        number=page,
        rings=rings[:RINGS],
        more_rings=max(0, len(rings) - RINGS),
        next=min(found.coming, key=lambda one: one.on, default=None),
        own_ring=not actor.is_any(*READERS_OF_ALL),
        is_hers_to_do=actor.is_any(*LEADERS, Role.CONSULTANT),
    )


async def _own_code(actor: Actor) -> str | None:
    row = await Person.select(Person.code).where(Person.id == actor.person_id).first()
    return str(row["code"]) if row else None


async def _everybody(found: Gathered, actor: Actor) -> dict[int, str]:
    """Everybody's code by row id; their names are found with it."""
    people = await everybody_in(actor.organisation_id)
    found.names = {row["id"]: f"{row['first_name']} {row['last_name']}" for row in people}
    return {row["id"]: str(row["code"]) for row in people}


async def _of_herself(found: Gathered, actor: Actor, today: date, own_code: str) -> None:
    hers = await judged_person(actor.person_id, UUID(own_code), actor, Asked(as_of=today))
    found.items += of_herself(hers, actor, own_code)
    found.items += [*await sources.of_her_training(actor, today), *await asked_of_her(actor, today)]
    found.rings += [ring for one in hers.findings if (ring := ring_of(one, actor.name))]
    found.coming += [*await sources.coming(actor, today, own=True), *coming_of(hers.findings, today)]
    found.coming += await coming_session(actor, today)


async def _of_service(found: Gathered, actor: Actor, today: date) -> None:
    """Those who lead and oversee: each role adds what is hers to do."""
    everything, codes = await judged(actor, Asked(as_of=today)), await _everybody(found, actor)
    names = {code: found.names[row_id] for row_id, code in codes.items()}
    own_code = codes.get(actor.person_id) or await _own_code(actor)
    found.items += of_the_service(everything, actor, names)
    found.items += of_people(everything, actor, names, own_code)
    found.rings += _rings(everything, names)
    found.coming += [*await sources.coming(actor, today, own=False), *coming_of(everything.findings, today)]
    if own_code:
        found.items += [*await sources.of_her_training(actor, today), *await asked_of_her(actor, today)]
    terms = await terms_in(actor.organisation_id)
    if not actor.is_any(Role.AUDITOR):
        found.items += await sources.to_verify(actor, today, terms)
    if actor.is_any(Role.COORDINATOR):
        found.items += [
            *await sources.to_mark(actor, today),
            *await to_settle(actor, today),
            *await to_lead(actor, today),
        ]
    if actor.is_any(Role.RESPONSIBLE_PERSON):
        found.items += await sources.to_close(actor)
    if actor.is_any(*LEADERS):
        found.items += [*await sources.to_import(actor), *await sources.of_offices(terms, today)]
    if not found.items:  # what comes next is said on the day on which nothing waits
        found.coming += await coming_session(actor, today)


def _rings(everything: Judged, names: Mapping[str, str]) -> list[Ring]:
    return [ring for one in everything.findings if (ring := ring_of(one, names.get(one.person or "", "")))]
