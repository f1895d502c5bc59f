"""What the pages about consultations show, gathered once with a constant number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev.access import LEADERS, Actor
from staffdev.people.queries import everybody_in, names_of
from staffdev.people.tables import Person
from staffdev.rulebook.codes import Why
from staffdev.support.consulting import policies, queries
from staffdev.support.consulting.entry import OPEN
from staffdev.support.readings import readings_on, said
from staffdev.support.rules import advising
from staffdev.support.rules.advising import Experience
from staffdev.support.rules.shapes import Consultation as Shape
from staffdev.support.rules.small import small
from staffdev.support.tables import Consultation
from staffdev.support.vocabulary import ConsultationState
from staffdev.web.paging import Paged

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Row:
    """One consultation in the list: who asked whom, as far as the reader needs to be told."""

    consultation: Consultation
    asker: str
    adviser: str
    waits_for_her: bool


@dataclass(frozen=True, slots=True)
class Listed(Paged):
    """One page of the list, with how many there are of each kind."""

    rows: Sequence[Row]
    total: int
    number: int
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class YearCounts:
    """What those who oversee are told of a year: how many, without names; None where the number is too small."""

    year: int
    least: int
    held: int | None
    people: int | None


@dataclass(frozen=True, slots=True)
class Card:
    """One consultation's page. `has_come` where the agreed day has; `why` says why it does not count, else empty."""

    consultation: Consultation
    asker: str
    adviser: str
    is_mine: bool
    is_asked: bool
    is_held: bool
    is_open: bool
    has_come: bool
    may_answer: bool
    may_take_back: bool
    needs_reason: bool
    counts: bool
    why: str


async def listed(actor: Actor, view: str, number: int) -> Listed:
    """One page of those she may know of."""
    found, total = await queries.consultations_visible_to(actor, view=view, page=number)
    names = await _names(found)
    counts = await queries.counts_of(actor)
    sums = {name: sum(counts.get(state, 0) for state in states) for name, states in queries.VIEWS.items()}
    return Listed([_row(one, names, actor) for one in found], total, number, sums)


async def year_counts(actor: Actor, today: date) -> YearCounts:
    """The year's numbers for those who oversee; a group that is too small is not told."""
    held, people = await queries.held_in(today.year, actor)
    least = (await readings_on(actor, today)).count("report.min_cell")
    hidden = small(people, least)
    return YearCounts(today.year, least, None if hidden else held, None if hidden else people)


async def card_of(consultation: Consultation, actor: Actor, today: date) -> Card:
    """Everything on its page, for whoever looks at it."""
    names = await _names([consultation])
    why = await why_not_counted(consultation, actor, today)
    is_held = consultation.state == ConsultationState.HELD
    is_open = consultation.state in OPEN
    is_accepted = consultation.state == ConsultationState.ACCEPTED
    may_manage = bool(policies.can_manage(actor))
    return Card(
        consultation=consultation,
        asker=names[consultation.person],
        adviser=_adviser(consultation, names),
        is_mine=consultation.person == actor.person_id,
        is_asked=consultation.professional == actor.person_id,
        is_held=is_held,
        is_open=is_open,
        has_come=is_accepted and (consultation.held_on is None or consultation.held_on <= today),
        may_answer=bool(policies.can_answer(actor, consultation)),
        may_take_back=may_manage or (is_open and bool(policies.can_take_back(actor, consultation))),
        needs_reason=not is_open,
        counts=is_held and why is None,
        why=said(why) if is_held else "",
    )


async def why_not_counted(consultation: Consultation, actor: Actor, today: date) -> Why | None:
    """By the organisation's own readings, on the day it was held."""
    persons = [one for one in (consultation.person, consultation.professional) if one]
    known = await queries.experience_of(persons, actor.organisation_id)
    shape = Shape(
        code=str(consultation.code),
        person=str(consultation.person),
        state=ConsultationState(consultation.state),
        professional=str(consultation.professional) if consultation.professional else None,
        professional_name=consultation.professional_name or "",
        qualification=consultation.qualification or "",
        held_on=consultation.held_on,
        minutes=consultation.minutes,
    )
    adviser = known.get(consultation.professional, Experience())
    return advising.why_not_counted(shape, known[consultation.person], adviser, await readings_on(actor, today))


async def advisers_for(asker: Person, actor: Actor, today: date) -> list[Choice]:
    """Whom she may ask: those the rule offers today; one who leads may choose anybody, the rule speaks later."""
    people = [row for row in await everybody_in(actor.organisation_id) if row["id"] != asker.id]
    if actor.is_any(*LEADERS):
        return [_choice(row) for row in people]
    known = await queries.experience_of([asker.id, *(row["id"] for row in people)], actor.organisation_id)
    others = [(str(row["code"]), known[row["id"]]) for row in people]
    offered = set(advising.offered(known[asker.id], others, today, await readings_on(actor, today)))
    return [_choice(row) for row in people if str(row["code"]) in offered]


def _choice(row: Mapping[str, Any]) -> Choice:
    return str(row["code"]), f"{row['last_name']} {row['first_name']}"


async def _names(found: Sequence[Consultation]) -> dict[int, str]:
    return await names_of([each for one in found for each in (one.person, one.professional) if each])


def _row(one: Consultation, names: Mapping[int, str], actor: Actor) -> Row:
    waits = one.state == ConsultationState.REQUESTED and bool(policies.can_answer(actor, one))
    return Row(one, names[one.person], _adviser(one, names), waits)


def _adviser(one: Consultation, names: Mapping[int, str]) -> str:
    if one.professional:
        return names[one.professional]
    return ", ".join(part for part in (one.professional_name, one.qualification) if part)
