"""Writes about the organisation one acts for."""

from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.dated import Around, FactKind
from staffdev.db import facts
from staffdev.db.srpski import search_key, sort_key
from staffdev.db.transactions import transaction
from staffdev.errors import Invalid
from staffdev.forms import Form
from staffdev.organisations import queries
from staffdev.organisations.forms import OrganisationForm
from staffdev.organisations.tables import Organisation


async def edit_organisation(organisation: Organisation, form: OrganisationForm, *, actor: Actor) -> None:
    """Correct what identifies it; the log keeps old and new."""
    new = {name: getattr(form, name) for name in form.__struct_fields__}
    old = {name: getattr(organisation, name) for name in new if getattr(organisation, name) != new[name]}
    if not old:
        return
    for name, value in (new | {"search_key": search_key(form.name), "sort_key": sort_key(form.name)}).items():
        setattr(organisation, name, value)
    async with transaction():
        await organisation.save()
        changed = {name: new[name] for name in old}
        event = Event.ORGANISATIONS_ORGANISATION_EDIT
        await audit.record(event, about=organisation.uid, actor=actor, old=old, new=changed)


async def record_fact(kind: FactKind, form: Form, *, actor: Actor) -> Any:
    """Record a dated fact about the organisation."""
    values = {name: getattr(form, name) for name in form.__struct_fields__}
    async with transaction():
        await _refuse_problems(kind, form, actor)
        own = {"organisation": actor.organisation_id}
        fact: Any = await facts.record(kind.table, by=actor.account_code, at=clock.now(), **values, **own)
        await audit.record(kind.recorded, about=fact.code, actor=actor, **values)
    return fact


async def correct_fact(kind: FactKind, fact: Any, form: Form, *, actor: Actor) -> None:
    """Write the fact anew; what was there stays as history."""
    new = {name: getattr(form, name) for name in form.__struct_fields__}
    old = {name: getattr(fact, name) for name in new if getattr(fact, name) != new[name]}
    if not old:
        return
    async with transaction():
        await _refuse_problems(kind, form, actor, but=fact.id)
        await facts.supersede(fact, by=actor.account_code, at=clock.now(), **new)
        changed = {name: new[name] for name in old}
        await audit.record(kind.corrected, about=fact.code, actor=actor, old=old, new=changed)


async def withdraw_fact(kind: FactKind, fact: Any, because: str, *, actor: Actor) -> None:
    """Take the fact back, with the reason."""
    async with transaction():
        await facts.withdraw(fact, by=actor.account_code, at=clock.now(), because=because)
        await audit.record(kind.withdrawn, about=fact.code, actor=actor, because=because)


async def _refuse_problems(kind: FactKind, form: Form, actor: Actor, but: int = -1) -> None:
    others = await queries.facts_of(kind.table, actor)
    around = Around(tuple(other for other in others if other.id != but))
    if problems := kind.problems(form, around):
        raise Invalid(problems)
