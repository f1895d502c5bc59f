"""Programmes: entered and edited in place; accreditations and attestations are facts of their own."""

from typing import Any
from uuid import uuid4

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.srpski import search_key, sort_key
from staffdev.db.transactions import transaction
from staffdev.errors import Invalid
from staffdev.forms import Form
from staffdev.training.offer.actions.changes import changed, values_of
from staffdev.training.offer.forms import ProgrammeForm
from staffdev.training.offer.kinds import Around, ProgrammeFactKind
from staffdev.training.offer.queries import programmes as queries
from staffdev.training.tables import Accreditation, Programme


async def create_programme(form: ProgrammeForm, topics: str, *, actor: Actor) -> Programme:
    """Enter a programme with the topics it covers (as training.topics stores them)."""
    values = values_of(form) | {"topics": topics}
    own = {"code": uuid4(), "organisation": actor.organisation_id, "created_at": clock.now()}
    content: dict[Any, Any] = values | keys_of(form.title) | own
    programme = Programme(**content)
    async with transaction():
        await programme.save()
        await audit.record(Event.TRAINING_PROGRAMME_CREATE, about=programme.code, actor=actor, **values)
    return programme


async def edit_programme(programme: Programme, form: ProgrammeForm, topics: str, *, actor: Actor) -> None:
    """Write the programme anew; the log keeps old and new. Records already made keep what they say."""
    new = values_of(form) | {"topics": topics}
    changes = changed(programme, new)
    if not changes:
        return
    for name, value in {**new, **keys_of(form.title)}.items():
        setattr(programme, name, value)
    async with transaction():
        await programme.save()
        about: dict[str, Any] = {"title": programme.title, "changes": changes}
        await audit.record(Event.TRAINING_PROGRAMME_EDIT, about=programme.code, actor=actor, **about)


async def record_fact(kind: ProgrammeFactKind, programme: Programme, form: Form, *, actor: Actor) -> Any:
    """Record an accreditation, a renewal or an attestation; Invalid where it cannot stand beside what is recorded."""
    values = values_of(form)
    own = {"organisation": actor.organisation_id, "programme": programme.id}
    async with transaction():
        await _refuse_problems(kind, programme, form)
        made: Any = await facts.record(kind.table, by=actor.account_code, at=clock.now(), **own, **values)
        await audit.record(kind.recorded, about=made.code, actor=actor, title=programme.title, **values)
    return made


async def correct_fact(kind: ProgrammeFactKind, programme: Programme, fact: Any, form: Form, *, actor: Actor) -> None:
    """Write the fact anew; what was there stays as history."""
    new = values_of(form)
    async with transaction():
        await _refuse_problems(kind, programme, form, but=fact.id)
        if changes := changed(fact, new):
            await facts.supersede(fact, by=actor.account_code, at=clock.now(), **new)
            about: dict[str, Any] = {"title": programme.title, "changes": changes}
            await audit.record(kind.corrected, about=fact.code, actor=actor, **about)


async def withdraw_fact(
    kind: ProgrammeFactKind, programme: Programme, fact: Any, because: str, *, actor: Actor
) -> None:
    """Take the fact back, with the reason."""
    async with transaction():
        await facts.withdraw(fact, by=actor.account_code, at=clock.now(), because=because)
        about: dict[str, Any] = {"title": programme.title, "because": because}
        await audit.record(kind.withdrawn, about=fact.code, actor=actor, **about)


def keys_of(title: str) -> dict[str, Any]:
    """How a programme or a course is found, in any script, and where it stands in a list."""
    return {"search_key": search_key(title), "sort_key": sort_key(title)}


async def _refuse_problems(kind: ProgrammeFactKind, programme: Programme, form: Form, but: int = -1) -> None:
    others = [one for one in await queries.facts_of(kind.table, [programme.id]) if one.id != but]
    accreditations = await queries.facts_of(Accreditation, [programme.id])
    if problems := kind.problems(form, Around(others, accreditations, clock.today())):
        raise Invalid(problems)
