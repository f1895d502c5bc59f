"""What the pages about people show, gathered once: rows of the list, a person's card, choices and values of forms."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev import translations
from staffdev.access import LEADERS, Actor
from staffdev.dated import FactKind
from staffdev.organisations.tables import TargetGroup
from staffdev.people import policies, queries
from staffdev.people.kinds import GROUP_WORK, KINDS, TASK
from staffdev.people.tables import Person
from staffdev.people.vocabulary import ContractKind, EngagementRole, LeaveKind, LicenceKind
from staffdev.people.words import word
from staffdev.rulebook import loader


@dataclass(frozen=True, slots=True)
class Roster:
    """One row of the list of people."""

    code: str
    name: str
    profession: str | None
    engagement: dict[str, Any] | None
    is_active: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of dated fact on a person's page."""

    kind: FactKind
    rows: list[tuple[Any, str]]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything on a person's page."""

    sections: list[Section]
    may_manage: bool
    may_develop: bool


def roster(people: Iterable[dict[str, Any]], engagements: Iterable[dict[str, Any]], today: date) -> list[Roster]:
    """The list's rows: each person with her latest engagement."""
    latest: dict[int, dict[str, Any]] = {}
    for engagement in engagements:
        latest.setdefault(engagement["person"], engagement)
    return [
        Roster(
            code=str(person["code"]),
            name=f"{person['last_name']} {person['first_name']}",
            profession=person["profession"],
            engagement=latest.get(person["id"]),
            is_active=_holds(latest.get(person["id"]), today),
        )
        for person in people
    ]


async def card_of(person: Person, actor: Actor, today: date) -> Card:
    """A person's page, one query a kind of fact; another for those whose way to her goals depends on offices."""
    groups = {group.id: group.name for group in await queries.target_groups_of(actor.organisation_id)}
    sections = []
    for kind in KINDS.values():
        rows = await queries.facts_of(kind.table, person, actor)
        sections.append(Section(kind, [(row, describe(kind, row, groups)) for row in rows]))
    return Card(sections, bool(policies.can_manage(actor)), await _may_develop(person, actor, today))


async def _may_develop(person: Person, actor: Actor, today: date) -> bool:
    if not actor.is_any(*LEADERS):
        return bool(policies.can_develop(actor, person, ()))
    appointments: list[Any] = await queries.appointments_of(actor.organisation_id)
    coordinators = [one.person for one in appointments if one.from_on <= today <= (one.until_on or date.max)]
    return bool(policies.can_develop(actor, person, coordinators))


@dataclass(frozen=True, slots=True)
class Offices:
    """The page of offices: mandates and appointments with names, latest first, and who holds them today."""

    mandates: list[tuple[Any, str]]
    appointments: list[tuple[Any, str]]
    today: date
    may_appoint: bool

    def holds(self, office: Any) -> bool:
        """Is it held today?"""
        return bool(office.from_on <= self.today <= (office.until_on or date.max))


async def offices_of(actor: Actor, today: date) -> Offices:
    """Who holds, held and will hold the offices of the actor's organisation."""
    mandates = await queries.mandates_of(actor.organisation_id)
    appointments = await queries.appointments_of(actor.organisation_id)
    held_by = [mandate.person for mandate in mandates] + [appointment.person for appointment in appointments]
    names = await queries.names_of(held_by)
    return Offices(
        [(mandate, names[mandate.person]) for mandate in mandates],
        [(appointment, names[appointment.person]) for appointment in appointments],
        today,
        bool(policies.can_appoint(actor)),
    )


async def names_to_choose(actor: Actor) -> list[tuple[str, str]]:
    """Everybody of the organisation as answers of a form."""
    people = await queries.everybody_in(actor.organisation_id)
    return [(str(person["code"]), f"{person['last_name']} {person['first_name']}") for person in people]


def describe(kind: FactKind, row: Any, groups: dict[int, str]) -> str:
    """What a fact says, in a few words; its days stand beside it."""
    if kind is TASK:
        return f"{row.item}. {translations.wording(loader.load().tasks[row.item].words)}"
    if kind is GROUP_WORK:
        return groups.get(row.target_group, "")
    parts = [word(getattr(row, name)) for name in ("role", "kind", "contract") if hasattr(row, name)]
    return ", ".join([*parts, *([row.number] if hasattr(row, "number") else [])])


async def choices_for(kind: FactKind, actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """The answers a form offers, in the reader's language."""
    groups: list[TargetGroup] = await queries.target_groups_of(actor.organisation_id) if kind is GROUP_WORK else []
    tasks = loader.load().tasks.values() if kind is TASK else ()
    return {
        "role": [(role.value, word(role)) for role in EngagementRole],
        "contract": [(contract.value, word(contract)) for contract in ContractKind],
        "leave": [(leave.value, word(leave)) for leave in LeaveKind],
        "licence": [(licence.value, word(licence)) for licence in LicenceKind],
        "item": [(str(task.number), f"{task.number}. {translations.wording(task.words)}") for task in tasks],
        "target_group": [(str(group.code), group.name) for group in groups],
    }


async def typed(kind: FactKind, fact: Any) -> dict[str, str]:
    """A stored fact as she would type it."""
    values = {name: getattr(fact, name) for name in kind.form.__struct_fields__}
    if "target_group" in values:
        group = await TargetGroup.objects().get(TargetGroup.id == values["target_group"])
        values["target_group"] = group.code if group else ""
    return {name: _typed(value) for name, value in values.items()}


def _typed(value: Any) -> str:
    if value is None:
        return ""
    return translations.day_typed(value) if isinstance(value, date) else str(value)


def _holds(engagement: dict[str, Any] | None, today: date) -> bool:
    return engagement is not None and engagement["from_on"] <= today <= (engagement["until_on"] or date.max)
