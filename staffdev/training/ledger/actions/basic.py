"""Basic training completed elsewhere: recorded, corrected, taken back; deciding about it is in `verification`."""

from collections.abc import Sequence
from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.evidence.actions import attach
from staffdev.evidence.papers import Paper
from staffdev.i18n import N_
from staffdev.people.tables import Person
from staffdev.training.ledger import policies
from staffdev.training.ledger.actions.records import CHANGED, name_of
from staffdev.training.ledger.forms import BasicTrainingForm, future_problem
from staffdev.training.ledger.proofs import BASIC_TRAINING
from staffdev.training.ledger.queries.basic import basic_trainings_of, stored_now
from staffdev.training.offer.queries.programmes import programme_named
from staffdev.training.tables import BasicTraining
from staffdev.training.verifying import UNVERIFIED


async def record_basic_training(
    person: Person, form: BasicTrainingForm, topics: str, papers: Sequence[Paper], *, actor: Actor
) -> BasicTraining:
    """Record that she completed a basic training, with its papers; it counts once it is verified."""
    values = await _values(form, topics, actor)
    who = {"person": person.id, "organisation": actor.organisation_id}
    async with transaction():
        await _refuse_twice(person, values, actor)
        made = await facts.record(BasicTraining, by=actor.account_code, at=clock.now(), **who, **values, **UNVERIFIED)
        about: dict[str, Any] = {"person": name_of(person), **values}
        await audit.record(Event.TRAINING_BASIC_TRAINING_RECORD, about=made.code, actor=actor, **about)
        await attach(BASIC_TRAINING, made.code, papers, title=made.title, actor=actor)
    return made


async def correct_basic_training(
    training: BasicTraining, person: Person, form: BasicTrainingForm, topics: str, *, actor: Actor
) -> bool:
    """Write it anew and let it wait for verification again; False where nothing was different."""
    values = await _values(form, topics, actor, was=training)
    changes = {name: [getattr(training, name), new] for name, new in values.items() if getattr(training, name) != new}
    if not changes:
        return False
    async with transaction():
        await _refuse_changed(training)
        await _refuse_twice(person, values, actor, but=training.id)
        anew = values | UNVERIFIED | {"comment": None}
        await facts.supersede(training, by=actor.account_code, at=clock.now(), **anew)
        about: dict[str, Any] = {"person": name_of(person), "title": values["title"], "changes": changes}
        await audit.record(Event.TRAINING_BASIC_TRAINING_CORRECT, about=training.code, actor=actor, **about)
    return True


async def withdraw_basic_training(training: BasicTraining, person: Person, because: str, *, actor: Actor) -> None:
    """Take it back, with the reason."""
    about: dict[str, Any] = {"person": name_of(person), "title": training.title, "because": because}
    async with transaction():
        await _refuse_changed(training)
        await facts.withdraw(training, by=actor.account_code, at=clock.now(), because=because)
        await audit.record(Event.TRAINING_BASIC_TRAINING_WITHDRAW, about=training.code, actor=actor, **about)


async def _values(
    form: BasicTrainingForm, topics: str, actor: Actor, was: BasicTraining | None = None
) -> dict[str, Any]:
    """The columns that are typed; Invalid where a day has not come, or the note is not hers to write."""
    problems = dict(future_problem("completed_on", form.completed_on, clock.today()))
    may_judge = policies.can_judge_equivalence(actor)
    if form.equivalence_note and not may_judge:
        problems["equivalence_note"] = may_judge.reason
    if problems:
        raise Invalid(problems)
    programme = await programme_named(form.programme, actor.organisation_id)
    values = {name: getattr(form, name) for name in form.__struct_fields__}
    if was and not may_judge:
        values["equivalence_note"] = was.equivalence_note
    title = form.title or (programme.title if programme else "")
    return values | {"programme": programme.id if programme else None, "title": title, "topics": topics}


async def _refuse_twice(person: Person, values: dict[str, Any], actor: Actor, but: int = -1) -> None:
    """The same course on the same days is recorded once."""
    for other in await basic_trainings_of(person, actor):
        same = (other.started_on, other.completed_on) == (values["started_on"], values["completed_on"])
        if same and other.id != but:
            raise Invalid({"completed_on": N_("A basic training of these days is recorded already. Correct that one.")})


async def _refuse_changed(training: BasicTraining) -> None:
    stored = await stored_now(training)
    if stored is None or stored.superseded_at or stored.recorded_at != training.recorded_at:
        raise Conflict(CHANGED)
