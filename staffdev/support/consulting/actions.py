"""Consultations asked for, agreed, declined, held, corrected and taken back.

The log says that it happened and in which state it is: neither whom she asked nor what it was about.
"""

from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_
from staffdev.people.tables import Person
from staffdev.support.consulting import entry, policies, queries
from staffdev.support.consulting.forms import AppointedForm, MinutesForm, RequestForm
from staffdev.support.tables import Consultation
from staffdev.support.vocabulary import ConsultationState

ANSWERED = N_("This was answered meanwhile. Look at it again.")


async def request_consultation(
    form: RequestForm, asker: Person, professional: Person | None, *, actor: Actor
) -> Consultation:
    """Ask for one; who is asked, or the coordinator, finds it under her consultations."""
    policies.can_request(actor).require()
    if asker.id != actor.person_id:
        policies.can_manage(actor).require()
    today, at = clock.today(), clock.now()
    if problems := entry.wish_problems(form.held_on, today=today, leads=bool(policies.can_manage(actor))):
        raise Invalid(problems)
    values: dict[str, Any] = {
        "organisation": actor.organisation_id,
        "person": asker.id,
        "professional": professional.id if professional else None,
        "professional_name": None if professional else form.professional_name,
        "qualification": None if professional else form.qualification,
        "state": ConsultationState.REQUESTED,
        "requested_on": today,
        "held_on": form.held_on,
        "theme": form.theme,
    }
    async with transaction():
        made = await facts.record(Consultation, by=actor.account_code, at=at, **values)
        await audit.record(Event.SUPPORT_CONSULTATION_REQUEST, about=made.code, actor=actor)
    return made


async def accept_consultation(consultation: Consultation, form: AppointedForm, *, actor: Actor) -> None:
    """Agree on a day; what was agreed before may be moved the same way."""
    policies.can_answer(actor, consultation).require()
    if problems := entry.appointed_problems(form.held_on, today=clock.today()):
        raise Invalid(problems)
    changes = {"held_on": form.held_on, "starts_at": form.starts_at, "place": form.place}
    changes |= {"state": ConsultationState.ACCEPTED}
    await _write(consultation, Event.SUPPORT_CONSULTATION_ACCEPT, changes, entry.OPEN, actor)


async def decline_consultation(consultation: Consultation, *, actor: Actor) -> None:
    """It is not possible; no reason is asked for and none is kept."""
    policies.can_answer(actor, consultation).require()
    changes = {"state": ConsultationState.DECLINED, "starts_at": None, "place": None}
    await _write(consultation, Event.SUPPORT_CONSULTATION_DECLINE, changes, entry.OPEN, actor)


async def hold_consultation(consultation: Consultation, form: MinutesForm, *, actor: Actor) -> None:
    """It was held: the day, the minutes and a theme of the list; also to correct one of these."""
    policies.can_answer(actor, consultation).require()
    if problems := entry.minutes_problems(form.held_on, today=clock.today()):
        raise Invalid(problems)
    changes: dict[str, Any] = {"held_on": form.held_on, "minutes": form.minutes, "theme": form.theme}
    changes |= {"state": ConsultationState.HELD}
    recorded = {*entry.OPEN, ConsultationState.HELD}
    await _write(consultation, Event.SUPPORT_CONSULTATION_HOLD, changes, recorded, actor)


async def withdraw_consultation(consultation: Consultation, because: str, *, actor: Actor) -> None:
    """Take it back: what was not held yet by her who asked, what was held only by those who lead."""
    policies.can_take_back(actor, consultation).require()
    async with transaction():
        fresh = await queries.locked_consultation(consultation.id)
        if fresh.state not in entry.OPEN:
            policies.can_manage(actor).require()
        await facts.withdraw(fresh, by=actor.account_code, at=clock.now(), because=because)
        await audit.record(Event.SUPPORT_CONSULTATION_WITHDRAW, about=fresh.code, actor=actor)


async def _write(
    consultation: Consultation,
    event: Event,
    changes: dict[str, Any],
    allowed: frozenset[ConsultationState] | set[ConsultationState],
    actor: Actor,
) -> None:
    """Write the change, where nobody answered otherwise meanwhile."""
    async with transaction():
        fresh = await queries.locked_consultation(consultation.id)
        if fresh.state not in allowed:
            raise Conflict(ANSWERED)
        await facts.supersede(fresh, by=actor.account_code, at=clock.now(), **changes)
        await audit.record(event, about=fresh.code, actor=actor, state=changes["state"])
