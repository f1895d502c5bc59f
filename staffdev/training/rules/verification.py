"""Whether a record of training stands: held, attended, evidenced, and verified by somebody who may (P9). Pure."""

from datetime import date

from staffdev.people.rules.offices import ABOVE_THE_COORDINATOR, COORDINATOR, Offices
from staffdev.rulebook.codes import Why
from staffdev.rulebook.facts import acted_on
from staffdev.training.rules.shapes import TrainingRecord, Verified
from staffdev.training.vocabulary import Mark, RecordState

NOT_THERE = {Mark.ABSENT: Why.ABSENT, Mark.EXCUSED: Why.EXCUSED}
COULD_BE_VERIFIED = frozenset(
    {Why.UNVERIFIED, Why.SELF_VERIFIED, Why.VERIFIER_UNKNOWN, Why.VERIFIER_WITHOUT_OFFICE, Why.NO_EVIDENCE}
)


def standing(record: TrainingRecord, offices: Offices, *, as_of: date, evidence_needed: bool) -> Why | None:
    """Why this record does not stand on `as_of`, None where it does."""
    if record.mark in NOT_THERE:
        return NOT_THERE[record.mark]
    if record.held_on > as_of:
        return Why.AFTER_AS_OF
    why = verification(record, offices, as_of=as_of)
    if why is None and evidence_needed and not (record.has_evidence or record.session):
        return Why.NO_EVIDENCE
    return why


def verification(fact: Verified, offices: Offices, *, as_of: date) -> Why | None:
    """Why its verification does not hold on `as_of`, None where it does."""
    if fact.state is RecordState.RETURNED:
        return Why.RETURNED
    verified_on = verified_from(fact)
    if verified_on is None or verified_on > as_of:
        return Why.UNVERIFIED
    return _problem_with_verifier(fact, offices)


def verified_from(fact: Verified) -> date | None:
    """The day the verification counts from, None while there is none (settled reading 26)."""
    if fact.state is not RecordState.VERIFIED or fact.verified_on is None:
        return None
    return acted_on(fact.verified_on, fact.verified_at)


def _problem_with_verifier(fact: Verified, offices: Offices) -> Why | None:
    """Nobody verifies herself; a coordinator's own hours need somebody above her; the office must be held that day."""
    if fact.verified_by is None or fact.verified_on is None:
        return Why.VERIFIER_UNKNOWN
    if fact.verified_by == fact.person:
        return Why.SELF_VERIFIED
    held = offices.held_by(fact.verified_by, fact.verified_on)
    if fact.verified_as is not None:
        held &= {fact.verified_as}
    if COORDINATOR in offices.held_by(fact.person, fact.verified_on):
        held &= ABOVE_THE_COORDINATOR
    return None if held else Why.VERIFIER_WITHOUT_OFFICE
