"""What of one person's records counts as support under Art. 26(2): consultation, intervision, relief offered. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from staffdev.people.rules.offices import Offices
from staffdev.people.rules.presence import is_in
from staffdev.rulebook.codes import Why
from staffdev.rulebook.model import Evidence
from staffdev.rulebook.question import Question
from staffdev.support.rules.shapes import Consultation, ReliefOffer
from staffdev.support.vocabulary import ConsultationState
from staffdev.training.rules.hours import places
from staffdev.training.rules.required import Active
from staffdev.training.rules.shapes import TrainingRecord
from staffdev.training.rules.verification import COULD_BE_VERIFIED, NOT_THERE, standing
from staffdev.training.vocabulary import TrainingKind

CONSULTATION, INTERVISION, RELIEF = PARTS = "consultation", "intervision", "stress_relief_offered"
KINDS = {
    TrainingKind.CONSULTATION: CONSULTATION,
    TrainingKind.INTERVISION: INTERVISION,
    TrainingKind.RELAXATION: RELIEF,
}


@dataclass(slots=True)
class Part:
    """One of the three: how many stand, how many would once they are verified, and how many are asked for."""

    least: int
    counted: list[Evidence] = field(default_factory=list)
    refused: list[Evidence] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """How many are still short."""
        return max(0, self.least - len(self.counted))

    @property
    def could_reach(self) -> bool:
        """Whether verifying what is recorded would do."""
        waiting = sum(one.why in COULD_BE_VERIFIED for one in self.refused)
        return len(self.counted) + waiting >= self.least

    def add(self, evidence: Evidence) -> None:
        """Put it where it belongs."""
        (self.counted if evidence.why is None else self.refused).append(evidence)


@dataclass(slots=True, kw_only=True)
class Support:
    """One person's support in a period, and how often her attendance of an intervision was marked."""

    parts: dict[str, Part]
    expected: int = 0
    attended: int = 0

    @property
    def missing(self) -> list[str]:
        """The parts that are short, in the rulebook's order."""
        return [name for name, part in self.parts.items() if part.missing]


@dataclass(frozen=True, slots=True)
class Counting:
    """How the organisation reads what is evidence, asked once."""

    evidence: str
    ledger_kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What is on record about one person; `records` stand in their order, each consultation has its judgement."""

    consultations: Sequence[tuple[Consultation, Why | None]]
    records: Sequence[TrainingRecord]
    offers: Sequence[ReliefOffer]
    active: Active
    offices: Offices


def support_of(recorded: Recorded, question: Question) -> Support:
    """Everything of the period that is about her, counted or refused with the reason."""
    readings = question.readings
    found = Support(parts={name: Part(readings.count(f"support.min.{name}")) for name in PARTS})
    rules = Counting(readings.choice("support.evidence"), readings.choices("support.ledger_kinds"))
    for one in _consultations(recorded.consultations, question):
        found.parts[CONSULTATION].add(one)
    first, last = places(recorded.records, question.period)
    for record in recorded.records[first:last]:
        if record.kind in KINDS:
            _add_record(found, record, rules, recorded.offices, question.as_of)
    for offer in recorded.offers:
        if evidence := _offer(offer, recorded.active, question):
            found.parts[RELIEF].add(evidence)
    return found


def _consultations(judged: Sequence[tuple[Consultation, Why | None]], question: Question) -> Iterator[Evidence]:
    """What was only asked for, or declined, is nobody's business here."""
    for one, why in judged:
        if one.held_on is None or one.held_on not in question.period:
            continue
        if one.state == ConsultationState.HELD and one.held_on <= question.as_of:
            yield Evidence("consultation", one.code, one.held_on, one.minutes, why=why)
        elif one.state in {ConsultationState.ACCEPTED, ConsultationState.HELD}:
            ahead = one.held_on > question.as_of
            yield Evidence("consultation", one.code, one.held_on, why=Why.PLANNED if ahead else Why.NOT_HELD)


def _add_record(found: Support, record: TrainingRecord, rules: Counting, offices: Offices, as_of: date) -> None:
    """Whoever was absent or excused has no evidence of it here; it only lowers the share of her attendance."""
    part = KINDS[record.kind]
    if part == INTERVISION and record.mark is not None and record.held_on <= as_of:
        found.expected += 1
        found.attended += record.mark not in NOT_THERE
    if record.mark in NOT_THERE or not record.minutes:
        return
    if part != INTERVISION and record.kind not in rules.ledger_kinds:
        return
    why = _why_not(record, rules, offices, as_of)
    if part == RELIEF:  # that it was there for her, and no more: whether she went is told by nobody but herself
        found.parts[part].add(Evidence("relief_offer", record.code, record.held_on, why=why))
    else:
        detail: dict[str, object] = {"title": record.title, "training_kind": record.kind}
        found.parts[part].add(Evidence("training_record", record.code, record.held_on, record.minutes, detail, why))


def _why_not(record: TrainingRecord, rules: Counting, offices: Offices, as_of: date) -> Why | None:
    """Attendance that was marked stands by itself; what somebody entered for herself is verified first."""
    why = standing(record, offices, as_of=as_of, evidence_needed=False)
    is_marked = rules.evidence == "marked_or_verified" and record.mark is not None
    is_enough = is_marked or rules.evidence == "recorded"
    return None if why in COULD_BE_VERIFIED and is_enough else why


def _offer(offer: ReliefOffer, active: Active, question: Question) -> Evidence | None:
    """An offer counts once it is announced, in the year it takes place, for whoever works here that day."""
    if offer.held_on not in question.period or offer.offered_on > question.as_of:
        return None
    why = None
    if not is_in(offer.held_on, active.engaged):
        why = Why.NOT_ENGAGED
    elif question.readings.choice("support.relief.for_whom") == "active" and not is_in(offer.held_on, active.days):
        why = Why.ON_LEAVE
    elif question.readings.choice("support.relief.counts_from") == "held_on" and offer.held_on > question.as_of:
        why = Why.PLANNED
    return Evidence("relief_offer", offer.code, offer.held_on, detail={"relief_kind": offer.kind}, why=why)
