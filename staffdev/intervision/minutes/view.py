"""What the pages of minutes and of what was agreed show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffdev.access import Actor
from staffdev.i18n import N_
from staffdev.intervision.attendance.queries import expected_people, group_of
from staffdev.intervision.minutes import entry, policies, queries
from staffdev.intervision.minutes.queries import Agreed
from staffdev.intervision.rules.identity import Trace
from staffdev.intervision.tables import Group, Session, SessionMinutes
from staffdev.intervision.vocabulary import Step, Theme
from staffdev.intervision.words import word
from staffdev.translations import gettext

TRACES = {
    Trace.NAME: N_("looks like a name"),
    Trace.JMBG: N_("is a JMBG"),
    Trace.PHONE: N_("looks like a telephone number"),
    Trace.EMAIL: N_("is an e-mail address"),
    Trace.ADDRESS: N_("looks like an address"),
    Trace.NUMBER: N_("is a long number that may belong to somebody"),
}


def themes() -> list[tuple[str, str]]:
    """The choices of a theme."""
    return [(theme.value, word(theme)) for theme in Theme]


def steps() -> list[tuple[str, str]]:
    """The steps of the method, to tick."""
    return [(step.value, word(step)) for step in Step]


@dataclass(frozen=True, slots=True)
class Card:
    """Everything on the page of minutes."""

    group: Group
    minutes: SessionMinutes | None
    carried: list[Agreed]
    agreed: list[Agreed]
    owners: list[tuple[str, str]]
    may_write: bool


@dataclass(frozen=True, slots=True)
class Owned:
    """What one person took on and is open still; `name` is empty for what nobody took on."""

    name: str
    actions: tuple[Agreed, ...]


async def card_of(session: Session, actor: Actor) -> Card:
    """The page of minutes, for whoever may read it."""
    may_write = bool(policies.can_write(actor, session))
    people = await expected_people(session) if may_write else []
    return Card(
        group=await group_of(session),
        minutes=await queries.minutes_of(session),
        carried=await queries.carried_into(session),
        agreed=await queries.agreed_in(session),
        owners=[(str(one.code), f"{one.first_name} {one.last_name}") for one in people],
        may_write=may_write,
    )


async def warnings_of(session: Session, draft: entry.Draft) -> list[entry.Warned]:
    """What in a draft may identify somebody."""
    return entry.warnings_in(draft, await queries.names_of_office(session.organisation))


def said(warnings: Sequence[entry.Warned]) -> list[tuple[str, str]]:
    """Each place once: the words as typed, and what they look like."""
    found = dict.fromkeys((one.finding.text, one.finding.trace) for one in warnings)
    return [(text, gettext(TRACES[trace])) for text, trace in found]


def by_owner(actions: Iterable[Agreed]) -> list[Owned]:
    """The follow-up list: everybody with what she took on, who is due first first; what nobody took on at the end."""
    found: dict[tuple[int, str], list[Agreed]] = {}
    for one in actions:
        found.setdefault((one.owner or 0, one.owner_name), []).append(one)
    people = [Owned(name, tuple(queries.in_order(hers))) for (_, name), hers in found.items()]
    return sorted(people, key=_first_due)


def _first_due(owned: Owned) -> tuple[bool, Any, str]:
    return not owned.name, owned.actions[0].due_on or date.max, owned.name
