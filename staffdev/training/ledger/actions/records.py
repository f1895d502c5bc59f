"""Logging a training held elsewhere, correcting a day of it, taking it back."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.actions import Happening
from staffdev.audit.events import Event
from staffdev.db import facts
from staffdev.db.transactions import locked, transaction
from staffdev.errors import Conflict, Invalid
from staffdev.evidence.actions import attach
from staffdev.evidence.papers import Paper
from staffdev.i18n import N_
from staffdev.people.tables import Person
from staffdev.training.ledger import entry
from staffdev.training.ledger.days import HeldDay
from staffdev.training.ledger.forms import CorrectionForm, TrainingForm, future_problem
from staffdev.training.ledger.proofs import TRAINING
from staffdev.training.ledger.queries.offices import closed_years
from staffdev.training.ledger.queries.records import same_days_of
from staffdev.training.tables import TrainingRecord
from staffdev.training.verifying import UNVERIFIED
from staffdev.training.vocabulary import RecordSource

CHANGED = N_("This record was changed meanwhile. Look at it again, then decide.")


async def log_training(
    person: Person, form: TrainingForm, days: Sequence[HeldDay], topics: str, papers: Sequence[Paper], *, actor: Actor
) -> UUID:
    """Record the days of one training with its papers, and say the code they share; all of it, or nothing."""
    shared, at, by = uuid4(), clock.now(), actor.account_code
    content = _content(form, topics) | {"person": person.id, "organisation": actor.organisation_id, "entry": shared}
    async with transaction():
        await _refuse(form, days, person.id, actor)
        happenings = []
        for day in days:
            values = content | {"held_on": day.held_on, "minutes": day.minutes, "source": RecordSource.WEB}
            record = await facts.record(TrainingRecord, by=by, at=at, **values, **UNVERIFIED)
            said = {"person": name_of(person), "title": form.title, "kind": form.kind}
            detail = said | {"held_on": day.held_on, "minutes": day.minutes}
            happenings.append(Happening(Event.TRAINING_RECORD_LOG, record.code, detail=detail))
        await audit.record_many(happenings, actor=actor)
        await attach(TRAINING, shared, papers, title=form.title, actor=actor)
    return shared


async def correct_record(
    record: TrainingRecord, person: Person, form: CorrectionForm, topics: str, *, actor: Actor
) -> bool:
    """Write the day anew and let it wait for verification again; False where nothing was different."""
    if problems := future_problem("held_on", form.held_on, clock.today()):
        raise Invalid(problems)
    content = _content(form, topics) | {"held_on": form.held_on, "minutes": form.minutes}
    changes = {name: [getattr(record, name), new] for name, new in content.items() if getattr(record, name) != new}
    if not changes:
        return False
    async with transaction():
        await refuse_closed([record.held_on], actor)
        await _refuse(form, [HeldDay(form.held_on, form.minutes)], person.id, actor, but=record.id)
        await _refuse_changed(record)
        anew = content | UNVERIFIED | {"comment": None}
        await facts.supersede(record, by=actor.account_code, at=clock.now(), **anew)
        about: dict[str, Any] = {"person": name_of(person), "title": form.title, "changes": changes}
        await audit.record(Event.TRAINING_RECORD_CORRECT, about=record.code, actor=actor, **about)
    return True


async def withdraw_record(record: TrainingRecord, person: Person, because: str, *, actor: Actor) -> None:
    """Take one day of a training back, with the reason."""
    async with transaction():
        await refuse_closed([record.held_on], actor)
        await _refuse_changed(record)
        await facts.withdraw(record, by=actor.account_code, at=clock.now(), because=because)
        about: dict[str, Any] = {"person": name_of(person), "title": record.title, "held_on": record.held_on}
        await audit.record(Event.TRAINING_RECORD_WITHDRAW, about=record.code, actor=actor, **about, because=because)


async def refuse_closed(days: Sequence[Any], actor: Actor) -> None:
    """Conflict where the organisation has closed the year of one of these days."""
    if advice := entry.closed_year_advice(days, await closed_years(actor.organisation_id)):
        raise Conflict(advice)


def name_of(person: Person) -> str:
    return f"{person.first_name} {person.last_name}"


async def _refuse(form: TrainingForm, days: Sequence[HeldDay], person_id: int, actor: Actor, but: int = -1) -> None:
    """Invalid where the year is closed, or where the same seems to be recorded and nobody said it is another one."""
    held = [one.held_on for one in days]
    if advice := entry.closed_year_advice(held, await closed_years(actor.organisation_id)):
        raise Invalid({"held_on" if isinstance(form, CorrectionForm) else "day-0": advice})
    if form.is_another:
        return
    others = await same_days_of(person_id, actor.organisation_id, held, but=but)
    if problems := entry.repeated_problem(form.title, days, others):
        raise Invalid(problems)


async def _refuse_changed(record: TrainingRecord) -> None:
    """Conflict where somebody else wrote or took back the record since it was read."""
    stored = await locked(TrainingRecord.objects().where(TrainingRecord.id == record.id)).first()
    if stored is None or stored.superseded_at or stored.recorded_at != record.recorded_at:
        raise Conflict(CHANGED)


def _content(form: TrainingForm, topics: str) -> dict[str, Any]:
    """The columns that are typed; a blank is nothing."""
    return {
        "title": form.title,
        "kind": form.kind,
        "organiser": form.organiser,
        "evidence": form.evidence,
        "is_basic": form.is_basic,
        "topics": topics,
    }
