"""Writes about the organisation one acts for."""

from types import SimpleNamespace
from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.dated import Around, EndingForm, FactKind
from staffdev.db import facts
from staffdev.db.srpski import search_key, sort_key
from staffdev.db.transactions import transaction
from staffdev.errors import Invalid
from staffdev.forms import Form
from staffdev.i18n import N_
from staffdev.organisations import queries
from staffdev.organisations.entry import membership_problems
from staffdev.organisations.forms import MembershipForm, OrganisationForm
from staffdev.organisations.tables import NetworkMembership, Organisation


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


async def record_membership(form: MembershipForm, *, actor: Actor) -> NetworkMembership:
    """Record that a provider belongs to the network the actor acts for, and by which decision."""
    if form.decided_on > clock.today():
        raise Invalid({"decided_on": N_("Enter a day that is not in the future.")})
    values = {name: getattr(form, name) for name in form.__struct_fields__ if name != "member"}
    async with transaction():
        network = await queries.own_network(actor)
        member = await queries.provider_called(form.member)
        if member is None:
            raise Invalid({"member": N_("There is no provider with this code. It stands on its page Organisation.")})
        if problems := membership_problems(form, await queries.memberships_beside(network.id, member.id)):
            raise Invalid(problems)
        both: dict[str, Any] = {"network": network.id, "member": member.id, **values}
        made = await facts.record(NetworkMembership, by=actor.account_code, at=clock.now(), **both)
        event = Event.ORGANISATIONS_MEMBERSHIP_RECORD
        await audit.record(event, about=made.code, actor=actor, name=member.name, **values)
    return made


async def end_membership(membership: NetworkMembership, form: EndingForm, *, actor: Actor) -> None:
    """The provider belongs to the network until that day, included."""
    if form.until_on < membership.from_on:
        raise Invalid({"until_on": N_("The last day cannot be before the first day.")})
    async with transaction():
        fact: Any = membership
        others = await queries.memberships_beside(fact.network, fact.member, but=fact.id)
        if membership_problems(SimpleNamespace(from_on=fact.from_on, until_on=form.until_on), others):
            raise Invalid({"until_on": N_("A later membership has begun by then. Enter a day before it.")})
        await facts.supersede(membership, by=actor.account_code, at=clock.now(), until_on=form.until_on)
        event = Event.ORGANISATIONS_MEMBERSHIP_END
        await audit.record(event, about=membership.code, actor=actor, until_on=form.until_on)


async def withdraw_membership(membership: NetworkMembership, because: str, *, actor: Actor) -> None:
    """Take a membership back that was recorded by mistake."""
    async with transaction():
        await facts.withdraw(membership, by=actor.account_code, at=clock.now(), because=because)
        event = Event.ORGANISATIONS_MEMBERSHIP_WITHDRAW
        await audit.record(event, about=membership.code, actor=actor, because=because)


async def _refuse_problems(kind: FactKind, form: Form, actor: Actor, but: int = -1) -> None:
    others = await queries.facts_of(kind.table, actor)
    around = Around(tuple(other for other in others if other.id != but))
    if problems := kind.problems(form, around):
        raise Invalid(problems)
