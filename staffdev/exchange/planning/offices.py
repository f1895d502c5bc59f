"""A row of a list of decisions: a coordinator's appointment or a responsible person's mandate (Art. 16). Pure."""

from types import SimpleNamespace
from typing import Any

from staffdev.errors import sentence
from staffdev.exchange.entries import OfficeEntry
from staffdev.exchange.names import Ref
from staffdev.exchange.planning.ground import Draft, Ground, Plan, Target, needs, person_of, waits
from staffdev.exchange.vocabulary import RowOutcome
from staffdev.i18n import S_
from staffdev.people import entry as rules
from staffdev.sheets.problems import Problem, Unreadable
from staffdev.sheets.words import folded, parse_person

NOBODY = -1
LONGEST_NUMBER, LONGEST_SIGNATORY = 60, 200
FIELDS = {"from_on": "starts_on", "board_decision": "signed_by"}


def plan_office(entry: OfficeEntry, ground: Ground) -> Plan:
    """The decision as a fact; only the responsible person records it (Art. 16)."""
    who = person_of(entry.name, ground)
    if isinstance(who, Plan):
        return who
    if not ground.may_appoint:
        return waits(S_("Decisions of appointment are recorded by the responsible person. Ask her to import them."))
    plan = _appointment if entry.office == "coordinator" else _mandate
    return plan(entry, who.ref, who.name, ground)


def _appointment(entry: OfficeEntry, who: Ref, name: str, ground: Ground) -> Plan:
    signatory = _signatory(entry.signed_by, ground)
    values = {
        "is_acting": entry.is_acting,
        "decision_number": entry.decision_number[:LONGEST_NUMBER],
        "decided_on": entry.decided_on,
        "signatory": signatory,
        "signatory_name": (entry.signed_by or "–")[:LONGEST_SIGNATORY],
        "board_decision": None,
        "from_on": entry.from_on,
        "until_on": entry.until_on,
    }
    new: Any = SimpleNamespace(**values, person=who)
    if _is_recorded(new, ground.appointments):
        return _already(entry)
    problems = rules.appointment_problems(new, ground.appointments, person=_number(who), signatory=_number(signatory))
    if problems:
        return _needs(problems)
    says = [S_("Coordinator from %(day)s: %(name)s.", name=name, day=entry.from_on)]
    if warning := rules.appointment_warning(new, ground.mandates, signatory=_number(signatory)):
        says.append(sentence(warning))
    return Plan(RowOutcome.READY, tuple(says), drafts=(Draft(Target.APPOINTMENT, who, values),))


def _mandate(entry: OfficeEntry, who: Ref, name: str, ground: Ground) -> Plan:
    values = {
        "decision_number": entry.decision_number[:LONGEST_NUMBER],
        "decided_on": entry.decided_on,
        "decided_by": entry.signed_by[:LONGEST_SIGNATORY] if entry.signed_by else None,
        "from_on": entry.from_on,
        "until_on": entry.until_on,
    }
    new: Any = SimpleNamespace(**values, person=who)
    if _is_recorded(new, ground.mandates):
        return _already(entry)
    if problems := rules.mandate_problems(new, ground.mandates):
        return _needs(problems)
    said = S_("Responsible person from %(day)s: %(name)s.", name=name, day=entry.from_on)
    return Plan(RowOutcome.READY, (said,), drafts=(Draft(Target.MANDATE, who, values),))


def _signatory(typed: str | None, ground: Ground) -> Ref | None:
    """The person who signed, where the name is certainly hers; a body has none."""
    try:
        who = ground.who(parse_person(typed).key)
    except Unreadable:
        return None
    return who.ref if who and ground.is_there(who.ref) else None


def _is_recorded(new: Any, others: list[Any]) -> bool:
    number = folded(new.decision_number)
    return any(
        (other.person, other.from_on, folded(other.decision_number or "")) == (new.person, new.from_on, number)
        for other in others
    )


def _already(entry: OfficeEntry) -> Plan:
    return Plan(RowOutcome.ALREADY, (S_("Decision %(number)s is recorded already.", number=entry.decision_number),))


def _needs(problems: Any) -> Plan:
    return needs(*[Problem(FIELDS.get(field, field), sentence(advice)) for field, advice in problems.items()])


def _number(ref: Ref | None) -> Any:
    """Rules compare people by equality only; nobody is nobody's equal."""
    return NOBODY if ref is None else ref
