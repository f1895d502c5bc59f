"""A row of a list of intervision: one record for each who took part, outside the ten hours (P7). Pure."""

from collections.abc import Iterable
from datetime import date

from staffdev.exchange.entries import IntervisionEntry
from staffdev.exchange.names import Ref, Somebody
from staffdev.exchange.planning.ground import Draft, Ground, Plan, Target, needs, person_of, waits
from staffdev.exchange.planning.ledger import day_problems
from staffdev.exchange.vocabulary import RowOutcome
from staffdev.i18n import S_
from staffdev.sheets.problems import Problem
from staffdev.training.vocabulary import TrainingKind

LONGEST_TITLE = 300
NO_TOPIC = "Интервизија"


def plan_intervision(entry: IntervisionEntry, ground: Ground) -> Plan:
    """The records of whoever took part; the session itself belongs to a register that comes later."""
    if entry.held_on is None or entry.minutes is None:
        return needs(Problem("days", S_("There is no date. Enter the day, for example 15.2.2025.")))
    found = [person_of(name, ground) for name in entry.present]
    if unclear := [plan for plan in found if isinstance(plan, Plan) and plan.outcome is RowOutcome.NEEDS_YOU]:
        return waits(*(said for plan in unclear for said in plan.says))
    if problems := day_problems([entry.held_on], ground):
        return needs(*problems)
    said = [said for plan in found if isinstance(plan, Plan) for said in plan.says]
    there = {who.ref: who.name for who in found if isinstance(who, Somebody)}
    if not there:
        return Plan(RowOutcome.SKIPPED, tuple(said))
    title = (entry.title or NO_TOPIC)[:LONGEST_TITLE]
    new = [who for who in there if not ground.has_session(who, entry.held_on, entry.minutes, title)]
    if not new:
        return Plan(RowOutcome.ALREADY, (S_("This intervision is recorded already for everybody who took part."),))
    names = ", ".join(there[who] for who in new)
    told = S_("Intervision, %(minutes)s minutes, for %(names)s.", minutes=entry.minutes, names=names)
    drafts = _drafts(new, entry.held_on, entry.minutes, title)
    return Plan(RowOutcome.READY, (told, *said), drafts=drafts)


def _drafts(people: Iterable[Ref], held_on: date, minutes: int, title: str) -> tuple[Draft, ...]:
    values = {
        "title": title,
        "kind": TrainingKind.INTERVISION.value,
        "organiser": None,
        "held_on": held_on,
        "minutes": minutes,
        "topics": "",
        "is_basic": False,
        "evidence": None,
    }
    return tuple(Draft(Target.RECORD, who, values) for who in people)
