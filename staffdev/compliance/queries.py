"""Verdicts from what is stored: the facts gathered, the engine asked. Who asks for herself reads her own facts only."""

from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from piccolo.columns.combination import And

from staffdev.access import READERS_OF_ALL, Actor
from staffdev.accounts.tables import Account, RoleGrant
from staffdev.compliance.asking import Asked
from staffdev.compliance.engine import findings
from staffdev.compliance.facts import ProviderFacts
from staffdev.compliance.gathering import gather
from staffdev.compliance.gathering.offices import overrides_of as stored_overrides
from staffdev.compliance.gathering.scope import Scope
from staffdev.compliance.tables import InterpretationOverride
from staffdev.db.facts import current
from staffdev.db.transactions import heavy
from staffdev.errors import NotFound
from staffdev.lines.tables import Line
from staffdev.organisations.tables import Organisation
from staffdev.organisations.vocabulary import OrganisationKind
from staffdev.people.queries import everybody_in
from staffdev.people.tables import Person
from staffdev.rulebook.interpretations import Interpretations
from staffdev.rulebook.loader import load
from staffdev.rulebook.model import Finding
from staffdev.training.tables import Programme

AT_ONCE = 20  # organisations whose facts are held in memory together


@dataclass(frozen=True, slots=True)
class Judged:
    """One provider's facts, and what the engine says of them."""

    asked: Asked
    facts: ProviderFacts
    findings: Sequence[Finding]

    @property
    def readings(self) -> Interpretations:
        """The rulebook as the organisation reads it on the day asked."""
        return load().interpretations.with_overrides(self.facts.overrides, as_of=self.asked.as_of)


async def judged(actor: Actor, asked: Asked) -> Judged:
    """Everything about the provider the actor acts for."""
    with heavy():
        facts = await _gathered({actor.organisation_id: actor.organisation_code}, asked)
    found = facts[actor.organisation_id]
    return Judged(asked, found, _findings(found, asked))


async def judged_person(person_id: int, code: UUID, actor: Actor, asked: Asked) -> Judged:
    """One person's own verdicts; nobody else's facts are read, so nothing is said of the provider."""
    facts = await gather(
        {actor.organisation_id: actor.organisation_code},
        period=asked.span,
        as_recorded_on=asked.as_recorded_on,
        persons=[person_id],
    )
    found = facts[actor.organisation_id]
    return Judged(asked, found, findings_about(str(code), found, asked))


def findings_about(code: str, facts: ProviderFacts, asked: Asked) -> list[Finding]:
    """The findings about one person."""
    return [one for one in _findings(facts, asked) if one.person == code]


async def findings_visible_to(actor: Actor, asked: Asked) -> Sequence[Finding]:
    """The provider's findings for who may read them all, else her own."""
    if actor.is_any(*READERS_OF_ALL):
        return (await judged(actor, asked)).findings
    person = await Person.select(Person.id, Person.code).where(Person.id == actor.person_id).first()
    if person is None:
        return ()
    return (await judged_person(person["id"], person["code"], actor, asked)).findings


async def readings_of(actor: Actor, asked: Asked) -> Interpretations:
    """How the organisation reads the rulebook on the day asked, as recorded then."""
    scope = Scope((actor.organisation_id,), at=asked.as_recorded_on)
    overrides = await stored_overrides(scope, load().interpretations)
    return load().interpretations.with_overrides(overrides[actor.organisation_id], as_of=asked.as_of)


async def findings_of(organisations: Mapping[int, str], asked: Asked) -> AsyncIterator[Finding]:
    """The findings of many providers (code by row id), a few providers in memory at a time."""
    items = list(organisations.items())
    for start in range(0, len(items), AT_ONCE):
        some = dict(items[start : start + AT_ONCE])
        facts = await _gathered(some, asked)
        for organisation in some:
            for finding in _findings(facts.pop(organisation), asked):
                yield finding


async def providers(code: str | None = None) -> dict[int, str]:
    """The providers by row id in the order of their codes, or the one of that code; NotFound where there is none."""
    wanted = Organisation.kind == OrganisationKind.PROVIDER if code is None else Organisation.code == code
    rows = await Organisation.select(Organisation.id, Organisation.code).where(wanted).order_by(Organisation.code)
    if not rows:
        raise NotFound
    return {row["id"]: row["code"] for row in rows}


async def names_in(organisation_id: int) -> dict[str, str]:
    """First and last names by code, in the order of the Serbian alphabet by last name."""
    return {str(row["code"]): f"{row['first_name']} {row['last_name']}" for row in await everybody_in(organisation_id)}


async def titles_in(organisation_id: int) -> dict[str, str]:
    """What its lines and programmes are called, by their code: duties are judged for each of them."""
    lines = await Line.select(Line.code, Line.name).where(Line.organisation == organisation_id, current(Line))
    programmes = await Programme.select(Programme.code, Programme.title).where(
        Programme.organisation == organisation_id
    )
    return {str(row["code"]): row["name"] for row in lines} | {str(row["code"]): row["title"] for row in programmes}


async def account_names(codes: Collection[UUID]) -> dict[UUID, str]:
    """What the accounts with these codes are called."""
    if not codes:
        return {}
    rows = await Account.select(Account.code, Account.name).where(Account.code.is_in(list(codes)))
    return {row["code"]: row["name"] for row in rows}


async def account_names_in(organisation_id: int) -> dict[str, str]:
    """What those are called who have or had a role in the organisation, by the code of their account."""
    granted = RoleGrant.select(RoleGrant.account).where(RoleGrant.organisation == organisation_id)
    rows = await Account.select(Account.code, Account.name).where(Account.id.is_in(granted))
    return {str(row["code"]): row["name"] for row in rows}


async def decisions_on(key: str, actor: Actor) -> list[dict[str, Any]]:
    """What the organisation decided about one reading, the latest day first; those taken back stay among them."""
    own = _decided_by(actor, key)
    latest = InterpretationOverride.select().where(own, InterpretationOverride.version_of.is_null())
    return await latest.order_by(InterpretationOverride.decided_on, InterpretationOverride.id, ascending=False)


async def decision_of(key: str, code: UUID, actor: Actor) -> InterpretationOverride:
    """One of these decisions; NotFound where it is another's or was taken back."""
    own = _decided_by(actor, key)
    held = InterpretationOverride.objects().where(own, current(InterpretationOverride))
    decision: InterpretationOverride | None = await held.where(InterpretationOverride.code == code).first()
    if decision is None:
        raise NotFound
    return decision


def _decided_by(actor: Actor, key: str) -> And:
    own = InterpretationOverride.organisation == actor.organisation_id
    return And(own, InterpretationOverride.key == key)


async def _gathered(organisations: Mapping[int, str], asked: Asked) -> dict[int, ProviderFacts]:
    """What the engine needs to answer this question, and no more of a long ledger."""
    return await gather(organisations, period=asked.span, as_recorded_on=asked.as_recorded_on, as_of=asked.as_of)


def _findings(facts: ProviderFacts, asked: Asked) -> list[Finding]:
    pack = load()
    return findings(
        pack,
        pack.interpretations,
        facts,
        asked.as_of,
        asked.period,
        as_recorded_on=asked.as_recorded_on,
        only=asked.only,
    )
