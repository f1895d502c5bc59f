"""A row of a ledger: one record for each day, and the completion of basic training. Pure."""

from collections.abc import Collection
from datetime import date
from typing import Any

from staffdev.exchange.entries import LedgerEntry, Part
from staffdev.exchange.names import Ref, Somebody
from staffdev.exchange.planning.ground import Draft, Ground, Plan, Target, needs, person_of
from staffdev.exchange.vocabulary import RowOutcome
from staffdev.i18n import N_, P_, S_, Sentence
from staffdev.sheets.problems import Problem

LONGEST_NUMBER = 60
NO_CERTIFICATE = N_("There is no certificate: the hours are recorded, but not that the basic training was completed.")
LONGEST_ORGANISER = LONGEST_EVIDENCE = 200


def plan_ledger(entry: LedgerEntry, ground: Ground) -> Plan:
    """The days of one training of one person."""
    who = person_of(entry.name, ground)
    if isinstance(who, Plan):
        return who
    parts = parts_of(entry)
    if problems := day_problems([part.day for part in parts], ground):
        return needs(*problems)
    return _plan(entry, who, parts, ground)


def _plan(entry: LedgerEntry, person: Somebody, parts: tuple[Part, ...], ground: Ground) -> Plan:
    who, name = person.ref, person.name
    new = [part for part in parts if not ground.has_session(who, part.day, part.minutes, entry.title)]
    drafts = [Draft(Target.RECORD, who, _record(entry, part)) for part in new]
    says = [_says(name, new)] if new else []
    if new and len(new) < len(parts):
        says.append(
            P_("%(n)s day of it is recorded already.", "%(n)s days of it are recorded already.", len(parts) - len(new))
        )
    if entry.is_basic and entry.completed_on:
        basic, said = _basic(entry, who, entry.completed_on, ground)
        drafts += basic
        says += said
    if not drafts:
        return Plan(RowOutcome.ALREADY, (S_("This training of %(name)s is recorded already.", name=name),))
    return Plan(RowOutcome.READY, tuple(says), drafts=tuple(drafts))


def parts_of(entry: LedgerEntry) -> tuple[Part, ...]:
    """The days of the training; basic training written as one day is that day with all its hours."""
    if entry.parts or not (entry.completed_on and entry.minutes):
        return entry.parts
    return (Part(entry.completed_on, entry.minutes),)


def day_problems(days: Collection[date], ground: Ground, field: str = "days") -> list[Problem]:
    """What forbids recording something held on these days, whoever was there."""
    problems = []
    if ahead := [day for day in days if day > ground.today]:
        said = S_("%(day)s is still to come. Record the training once it was held.", day=ahead[0])
        problems.append(Problem(field, said))
    if ground.closed_years and (closed := sorted({day.year for day in days} & ground.closed_years)):
        said = S_("The training year %(year)s is closed. Reopen it first, then import the row.", year=closed[0])
        problems.append(Problem(field, said))
    return problems


def _record(entry: LedgerEntry, part: Part) -> dict[str, Any]:
    return {
        "title": entry.title,
        "kind": entry.kind,
        "organiser": entry.organiser[:LONGEST_ORGANISER] if entry.organiser else None,
        "held_on": part.day,
        "minutes": part.minutes,
        "topics": "",
        "is_basic": entry.is_basic,
        "evidence": entry.evidence[:LONGEST_EVIDENCE] if entry.evidence else None,
    }


def _says(name: str, parts: list[Part]) -> Sentence:
    if len(parts) == 1:
        (part,) = parts
        return S_("%(minutes)s minutes on %(day)s for %(name)s.", minutes=part.minutes, day=part.day, name=name)
    years = sorted({part.day.year for part in parts})
    return P_(
        "%(n)s day with %(minutes)s minutes in all for %(name)s, in %(years)s.",
        "%(n)s days with %(minutes)s minutes in all for %(name)s, in %(years)s.",
        len(parts),
        minutes=sum(part.minutes for part in parts),
        name=name,
        years=", ".join(map(str, years)),
    )


def _basic(entry: LedgerEntry, who: Ref, completed_on: date, ground: Ground) -> tuple[list[Draft], list[Sentence]]:
    if entry.evidence is None:
        return [], [S_(NO_CERTIFICATE)]
    if (who, completed_on) in ground.basic_trainings:
        return [], [S_("That the basic training was completed on %(day)s is recorded already.", day=completed_on)]
    number = entry.certificate[:LONGEST_NUMBER] if entry.certificate else None
    values = {
        "title": entry.title,
        "certificate_number": number,
        "started_on": min([completed_on, *(part.day for part in entry.parts)]),
        "completed_on": completed_on,
        "minutes": entry.minutes,
        "attended_minutes": None,
        "topics": "",
        "equivalence_note": None,
    }
    said = S_("The basic training was completed on %(day)s; it does not count towards the ten hours.", day=completed_on)
    return [Draft(Target.BASIC_TRAINING, who, values)], [said]
