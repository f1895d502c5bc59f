"""How the organisation decides to read the rulebook; every decision is a fact of its own, none is overwritten."""

from typing import Any

from piccolo.columns.combination import And

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.compliance.asking import Asked
from staffdev.compliance.forms import DecisionForm, InterpretationForm, typed_value
from staffdev.compliance.queries import readings_of
from staffdev.compliance.tables import InterpretationOverride
from staffdev.db import facts
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid
from staffdev.i18n import N_
from staffdev.rulebook.interpretations import Interpretation, Interpretations, Override, value_as_text
from staffdev.rulebook.loader import load


async def choose_reading(interpretation: Interpretation, form: InterpretationForm, *, actor: Actor) -> None:
    """Read it so from the day of the decision on; earlier days keep the reading they had."""
    if interpretation.is_settled:
        raise Conflict(N_("This reading is settled: there is no other to choose."))
    await _decide(interpretation, typed_value(interpretation, form.value), form, actor)


async def restore_default(interpretation: Interpretation, form: DecisionForm, *, actor: Actor) -> None:
    """Read it by default again from the day of the decision on."""
    await _decide(interpretation, interpretation.default, form, actor)


async def withdraw_decision(decision: InterpretationOverride, because: str, *, actor: Actor) -> None:
    """Take back a decision that was recorded by mistake; it is read as before it, also on earlier days."""
    async with transaction():
        await facts.withdraw(decision, by=actor.account_code, at=clock.now(), because=because)
        more: dict[str, Any] = {"name": decision.key, "value": decision.value, "decided_on": decision.decided_on}
        event = Event.COMPLIANCE_INTERPRETATION_WITHDRAW
        await audit.record(event, about=decision.code, actor=actor, because=because, **more)


async def _decide(interpretation: Interpretation, value: object, form: DecisionForm, actor: Actor) -> None:
    if form.decided_on > clock.today():
        raise Invalid({"decided_on": N_("Enter a day that is not in the future.")})
    async with transaction():
        before = await readings_of(actor, Asked(as_of=form.decided_on))
        _refuse(interpretation.key, value, form, before)
        fact = await _written(interpretation.key, value_as_text(value), form, actor)
        is_default = value == interpretation.default
        event = Event.COMPLIANCE_INTERPRETATION_RESTORE if is_default else Event.COMPLIANCE_INTERPRETATION_OVERRIDE
        changes = {"value": [value_as_text(before[interpretation.key]), value_as_text(value)]}
        more: dict[str, Any] = {"name": interpretation.key, "reason": form.reason, "decided_on": form.decided_on}
        await audit.record(event, about=fact.code, actor=actor, changes=changes, **more)


async def _written(key: str, value: str, form: DecisionForm, actor: Actor) -> InterpretationOverride:
    """A decision of its own; a second one on the same day stands in the place of the first."""
    own = And(InterpretationOverride.organisation == actor.organisation_id, InterpretationOverride.key == key)
    that_day = And(own, InterpretationOverride.decided_on == form.decided_on)
    first = await InterpretationOverride.objects().where(that_day, facts.current(InterpretationOverride)).first()
    by, at = actor.account_code, clock.now()
    if first:
        return await facts.supersede(first, by=by, at=at, value=value, reason=form.reason)
    content = {"key": key, "value": value, "reason": form.reason, "decided_on": form.decided_on}
    return await facts.record(InterpretationOverride, by=by, at=at, organisation=actor.organisation_id, **content)


def _refuse(key: str, value: object, form: DecisionForm, before: Interpretations) -> None:
    """What changes nothing is no decision, and what the rulebook does not allow is none either."""
    if value == before[key]:
        raise Invalid({"value": N_("It is already read so on that day. Choose another reading, or cancel.")})
    override = Override(key=key, value=value, reason=form.reason, since=form.decided_on, recorded_on=clock.today())
    if problem := load().interpretations.problem_with(override):
        raise Invalid({"value": problem})
