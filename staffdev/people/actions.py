"""Writes about people: one function a verb, fact and audit entry in one transaction."""

from typing import Any
from uuid import UUID, uuid4

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.dated import Around, FactKind
from staffdev.db import facts
from staffdev.db.srpski import search_key, sort_key
from staffdev.db.transactions import transaction
from staffdev.errors import Advice, Invalid, NotFound
from staffdev.forms import Form
from staffdev.i18n import N_
from staffdev.people import entry, queries
from staffdev.people.forms import AppointmentForm, EngagementForm, MandateForm, NewPersonForm, PersonForm
from staffdev.people.tables import Appointment, Engagement, Mandate, Person

ENGAGEMENT_FIELDS = EngagementForm.__struct_fields__


async def record_person(form: NewPersonForm, *, actor: Actor) -> Person:
    """Enter a person with her first engagement."""
    values: dict[str, Any] = {name: getattr(form, name) for name in PersonForm.__struct_fields__}
    keys = keys_of(form.first_name, form.last_name) | {"code": uuid4(), "created_at": clock.now()}
    content: dict[Any, Any] = values | keys | {"organisation": actor.organisation_id}
    person = Person(**content)
    async with transaction():
        await person.save()
        await audit.record(Event.PEOPLE_PERSON_CREATE, about=person.code, actor=actor, **values)
        engagement = {name: getattr(form, name) for name in ENGAGEMENT_FIELDS}
        await _record(Engagement, Event.PEOPLE_ENGAGEMENT_RECORD, engagement, person, actor)
    return person


async def edit_person(person: Person, form: PersonForm, *, actor: Actor) -> None:
    """Correct what identifies her; the log keeps old and new."""
    new = {name: getattr(form, name) for name in PersonForm.__struct_fields__}
    old = {name: getattr(person, name) for name in new if getattr(person, name) != new[name]}
    if not old:
        return
    for name, value in {**new, **keys_of(form.first_name, form.last_name)}.items():
        setattr(person, name, value)
    async with transaction():
        await person.save()
        changed = {name: new[name] for name in old}
        await audit.record(Event.PEOPLE_PERSON_EDIT, about=person.code, actor=actor, old=old, new=changed)


async def record_fact(kind: FactKind, person: Person, form: Form, *, actor: Actor) -> Any:
    """Record a dated fact about her; Invalid where it can't stand beside what is recorded."""
    async with transaction():
        await _refuse_problems(kind, person, form, actor)
        return await _record(kind.table, kind.recorded, await _values(form, actor), person, actor)


async def correct_fact(kind: FactKind, person: Person, fact: Any, form: Form, *, actor: Actor) -> None:
    """Write the fact anew; what was there stays as history."""
    async with transaction():
        await _refuse_problems(kind, person, form, actor, but=fact.id)
        new = await _values(form, actor)
        old = {name: getattr(fact, name) for name in new if getattr(fact, name) != new[name]}
        if old:
            await facts.supersede(fact, by=actor.account_code, at=clock.now(), **new)
            changed = {name: new[name] for name in old}
            detail: dict[str, Any] = {"person": str(person.code), "old": old, "new": changed}
            await audit.record(kind.corrected, about=fact.code, actor=actor, **detail)


async def withdraw_fact(kind: FactKind, person: Person, fact: Any, because: str, *, actor: Actor) -> None:
    """Take the fact back, with the reason."""
    async with transaction():
        await facts.withdraw(fact, by=actor.account_code, at=clock.now(), because=because)
        detail: dict[str, Any] = {"person": str(person.code), "because": because}
        await audit.record(kind.withdrawn, about=fact.code, actor=actor, **detail)


async def record_appointment(form: AppointmentForm, *, actor: Actor) -> tuple[Appointment, Advice | None]:
    """Record the coordinator's appointment; beside it comes what Art. 16(2) will hold against it, if anything."""
    person = await _named(form.person, "person", actor)
    signatory = await _named(form.signatory, "signatory", actor)
    own = {"organisation_id": actor.organisation_id}
    async with transaction():
        others = await queries.appointments_of(**own)
        if problems := entry.appointment_problems(form, others, person=person.id, signatory=signatory.id):
            raise Invalid(problems)
        values = {name: getattr(form, name) for name in form.__struct_fields__} | {
            "signatory": signatory.id,
            "signatory_name": f"{signatory.first_name} {signatory.last_name}",
        }
        del values["person"]
        made = await _record(Appointment, Event.PEOPLE_APPOINTMENT_RECORD, values, person, actor)
    return made, entry.appointment_warning(form, await queries.mandates_of(**own), signatory=signatory.id)


async def record_mandate(form: MandateForm, *, actor: Actor) -> Mandate:
    """Record who is the responsible person from now on."""
    person = await _named(form.person, "person", actor)
    async with transaction():
        others = await queries.mandates_of(organisation_id=actor.organisation_id)
        if problems := entry.mandate_problems(form, others):
            raise Invalid(problems)
        values = {name: getattr(form, name) for name in form.__struct_fields__ if name != "person"}
        made: Mandate = await _record(Mandate, Event.PEOPLE_MANDATE_RECORD, values, person, actor)
    return made


async def end_office(office: Appointment | Mandate, until_on: Any, *, actor: Actor) -> None:
    """Relief of duty: the office ends on that day, included."""
    if until_on < office.from_on:
        raise Invalid({"until_on": N_("The last day cannot be before the first day.")})
    event = Event.PEOPLE_APPOINTMENT_END if isinstance(office, Appointment) else Event.PEOPLE_MANDATE_END
    async with transaction():
        await facts.supersede(office, by=actor.account_code, at=clock.now(), until_on=until_on)
        await audit.record(event, about=office.code, actor=actor, until_on=until_on)


async def withdraw_office(office: Appointment | Mandate, because: str, *, actor: Actor) -> None:
    """Take an office back that was recorded by mistake."""
    is_appointment = isinstance(office, Appointment)
    event = Event.PEOPLE_APPOINTMENT_WITHDRAW if is_appointment else Event.PEOPLE_MANDATE_WITHDRAW
    async with transaction():
        await facts.withdraw(office, by=actor.account_code, at=clock.now(), because=because)
        await audit.record(event, about=office.code, actor=actor, because=because)


def keys_of(first_name: str, last_name: str) -> dict[str, Any]:
    """How a person is found (either order, any script) and where she stands in a list (by last name)."""
    return {
        "search_key": search_key(f"{first_name} {last_name} {first_name}"),
        "sort_key": sort_key(f"{last_name} {first_name}"),
    }


async def _refuse_problems(kind: FactKind, person: Person, form: Form, actor: Actor, but: int = -1) -> None:
    others = await queries.facts_of(kind.table, person, actor)
    engagements = await queries.facts_of(Engagement, person, actor)
    around = Around(tuple(other for other in others if other.id != but), tuple(engagements))
    if problems := kind.problems(form, around):
        raise Invalid(problems)


async def _record(table: Any, event: Event, values: dict[str, Any], person: Person, actor: Actor) -> Any:
    made = await facts.record(
        table,
        by=actor.account_code,
        at=clock.now(),
        person=person.id,
        organisation=actor.organisation_id,
        **values,
    )
    await audit.record(event, about=made.code, actor=actor, person=str(person.code), **values)
    return made


async def _values(form: Form, actor: Actor) -> dict[str, Any]:
    values = {name: getattr(form, name) for name in form.__struct_fields__}
    if "target_group" in values:
        values["target_group"] = await queries.target_group_id(values["target_group"], actor.organisation_id)
    return values


async def _named(code: str, field: str, actor: Actor) -> Person:
    """The person a form names by her code; Invalid on that field where the organisation has no such person."""
    try:
        return await queries.person_visible_to(actor, UUID(code))
    except (ValueError, LookupError, NotFound):
        raise Invalid({field: N_("Choose one of the people offered.")}) from None
