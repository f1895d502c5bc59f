"""Offers are facts like any other; places are not: a row while she wants it, and nothing once she does not."""

from typing import Any
from uuid import uuid4

from staffdev import clock
from staffdev.access import NOBODY, Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_
from staffdev.support.relief import entry, policies, queries
from staffdev.support.relief.forms import OfferForm
from staffdev.support.tables import ReliefOffer, ReliefPlace
from staffdev.support.vocabulary import PlaceState

OVER = N_("Its day has passed.")


async def record_offer(form: OfferForm, *, actor: Actor) -> ReliefOffer:
    """Offer something to everybody who works here."""
    policies.can_manage(actor).require()
    if problems := entry.offer_problems(form, 0, today=clock.today()):
        raise Invalid(problems)
    values = _values(form)
    async with transaction():
        whose = {"organisation": actor.organisation_id}
        made = await facts.record(ReliefOffer, by=actor.account_code, at=clock.now(), **whose, **values)
        await audit.record(Event.SUPPORT_RELIEF_OFFER_RECORD, about=made.code, actor=actor, **values)
    return made


async def correct_offer(offer: ReliefOffer, form: OfferForm, *, actor: Actor) -> None:
    """Write it anew; whoever waits longest gets the places that there are more of."""
    policies.can_manage(actor).require()
    new = _values(form)
    async with transaction():
        fresh = await queries.locked_offer(offer.id)
        if problems := entry.offer_problems(form, await queries.taken_count(fresh.id), today=clock.today()):
            raise Invalid(problems)
        changes = {name: [getattr(fresh, name), value] for name, value in new.items() if getattr(fresh, name) != value}
        if changes:
            await facts.supersede(fresh, by=actor.account_code, at=clock.now(), **new)
            await audit.record(Event.SUPPORT_RELIEF_OFFER_CORRECT, about=fresh.code, actor=actor, changes=changes)
            await _promote(fresh)


async def withdraw_offer(offer: ReliefOffer, because: str, *, actor: Actor) -> None:
    """Call it off, or take it back; the places go with it."""
    policies.can_manage(actor).require()
    async with transaction():
        fresh = await queries.locked_offer(offer.id)
        await ReliefPlace.delete().where(ReliefPlace.offer == fresh.id)
        await facts.withdraw(fresh, by=actor.account_code, at=clock.now(), because=because)
        about: dict[str, Any] = {"kind": fresh.kind, "held_on": fresh.held_on, "because": because}
        await audit.record(Event.SUPPORT_RELIEF_OFFER_WITHDRAW, about=fresh.code, actor=actor, **about)


async def take_place(offer: ReliefOffer, *, actor: Actor) -> PlaceState:
    """A place for her, or the next one on the waiting list."""
    policies.can_take_place(actor).require()
    async with transaction():
        fresh = await queries.locked_offer(offer.id)
        if entry.is_over(fresh, clock.today()):
            raise Conflict(OVER)
        if await queries.own_place(fresh.id, actor):
            raise Conflict(N_("You have a place, or wait for one, already."))
        is_full = entry.is_full(fresh, await queries.taken_count(fresh.id))
        state = PlaceState.WAITING if is_full else PlaceState.TAKEN
        whose = {"organisation": actor.organisation_id, "offer": fresh.id, "person": actor.person_id}
        content: dict[Any, Any] = {"code": uuid4(), **whose, "state": state, "entered_at": clock.now()}
        await ReliefPlace(**content, took_part=None).save()
        await _places_changed(fresh)
    return state


async def give_up_place(offer: ReliefOffer, *, actor: Actor) -> None:
    """Her row goes, before the day and after it; whoever waits longest gets the place."""
    policies.can_take_place(actor).require()
    async with transaction():
        fresh = await queries.locked_offer(offer.id)
        own = await _own(fresh, actor)
        await own.remove()
        if not entry.is_over(fresh, clock.today()):
            await _promote(fresh)
        await _places_changed(fresh)


async def note_participation(offer: ReliefOffer, *, took_part: bool, actor: Actor) -> None:
    """She notes that she was there, only if she wants; or takes the note back."""
    policies.can_take_place(actor).require()
    async with transaction():
        fresh = await queries.locked_offer(offer.id)
        own = await _own(fresh, actor)
        if fresh.held_on > clock.today() or own.state != PlaceState.TAKEN:
            raise Conflict(N_("There is nothing to note yet."))
        own.took_part = True if took_part else None
        await own.save()
        await _places_changed(fresh)


async def _own(offer: ReliefOffer, actor: Actor) -> ReliefPlace:
    own = await queries.own_place(offer.id, actor)
    if own is None:
        raise Conflict(N_("You have no place in it."))
    return own


async def _promote(offer: ReliefOffer) -> None:
    """Give every free place to whoever waits longest."""
    free = queries.MANY if offer.places is None else offer.places - await queries.taken_count(offer.id)
    for one in await queries.next_waiting(offer.id, free) if free > 0 else []:
        one.state = PlaceState.TAKEN
        await one.save()


async def _places_changed(offer: ReliefOffer) -> None:
    """The entry without which nothing is written, and which says no more than that places of an offer changed.

    It has no actor, not even whether a place was taken or given up: declining leaves no trace. Nor does it stand on
    the page of the organisation's log, where its hour beside somebody's signing in would name her. It is of no
    organisation, like a backup: the chain counts and protects it, and a missing number tells nothing, since the other
    organisations of an installation and what fails at its door take numbers too.
    """
    await audit.record(Event.SUPPORT_RELIEF_PLACES_CHANGE, about=offer.code, actor=NOBODY)


def _values(form: OfferForm) -> dict[str, Any]:
    return {name: getattr(form, name) for name in form.__struct_fields__ if name != "is_free"}
