"""A row of a list of intervision: the session, a mark for everybody it names, and its theme as a code. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from staffdev.exchange.entries import IntervisionEntry, Name
from staffdev.exchange.names import Ref, Somebody
from staffdev.exchange.planning.ground import (
    NEW_GROUP,
    Draft,
    Ground,
    KnownGroup,
    Plan,
    Target,
    needs,
    person_of,
    waits,
)
from staffdev.exchange.planning.ledger import day_problems
from staffdev.exchange.planning.themes import theme_of
from staffdev.exchange.vocabulary import RowOutcome
from staffdev.i18n import S_, Sentence
from staffdev.sheets.problems import Problem
from staffdev.sheets.words import folded
from staffdev.training.vocabulary import Mark, TrainingKind

LEAST, MOST, RHYTHM_DAYS = 3, 8, 31  # of a group that is made for a list; the coordinator changes them
NOBODY = -1
Marks = dict[Ref, tuple[str, Mark]]


@dataclass(frozen=True, slots=True)
class Met:
    """What a row says once everything about it is known: when, how long, which group, and how everybody attended."""

    held_on: date
    starts_at: time | None
    minutes: int
    group: KnownGroup
    marks: Marks

    def only(self, ground: Ground, occasion: str | None) -> Marks:
        """The marks that are not recorded yet; hours without a session are of those who were there."""
        listed = self.marks.items()
        there = {who: one for who, one in listed if occasion is not None or one[1] is Mark.PRESENT}
        return {w: one for w, one in there.items() if not ground.is_marked(w, occasion, self.held_on, self.minutes)}


def plan_intervision(entry: IntervisionEntry, ground: Ground) -> Plan:
    """The session with its marks; a theme that no code says is not kept."""
    if entry.held_on is None or entry.minutes is None:
        return needs(Problem("days", S_("There is no date. Enter the day, for example 15.2.2025.")))
    marks, said, unclear = _marks(entry, ground)
    group = group_for(ground, entry.held_on, entry.starts_at)
    if not unclear and group is None:
        unclear = [S_("Say which group this list is of, on the page How the sheet is read.")]
    if unclear or group is None:
        return waits(*unclear)
    if problems := day_problems([entry.held_on], ground):
        return needs(*problems)
    met = Met(entry.held_on, entry.starts_at, entry.minutes, group, marks)
    plan = _hours(met, ground) if entry.starts_at is None else _session(met, entry, ground)
    return plan.saying(*said)


def group_for(ground: Ground, held_on: date, starts_at: time | None) -> KnownGroup | None:
    """The group somebody chose, by code or name; else the one that met then, the only one there is, or a new one.

    None where she has to say.
    """
    if ground.group == NEW_GROUP or not (ground.group or ground.groups):
        return KnownGroup(NEW_GROUP, ground.new_group)
    if ground.group:
        wanted = folded(ground.group)
        return next((one for one in ground.groups if wanted in {folded(one.code), folded(one.title)}), None)
    if len(ground.groups) == 1:
        return ground.groups[0]
    met = [one for one in ground.groups if starts_at and (one.code, held_on, starts_at) in ground.held]
    return met[0] if len(met) == 1 else None


def _marks(entry: IntervisionEntry, ground: Ground) -> tuple[Marks, list[Sentence], list[Sentence]]:
    """How everybody attended, what is said of those who are left out, and what has to be decided first."""
    marks: Marks = {}
    said: list[Sentence] = []
    unclear: list[Sentence] = []
    listed = ((Mark.PRESENT, entry.present), (Mark.EXCUSED, entry.excused), (Mark.ABSENT, entry.absent))
    for mark, name in ((mark, name) for mark, names in listed for name in names):
        who = person_of(name, ground)
        if isinstance(who, Somebody):
            marks.setdefault(who.ref, (who.name, mark))
        else:
            (unclear if who.outcome is RowOutcome.NEEDS_YOU else said).extend(who.says)
    return marks, said, unclear


def _session(met: Met, entry: IntervisionEntry, ground: Ground) -> Plan:
    group = met.group
    known = ground.held.get((group.code, met.held_on, met.starts_at)) if met.starts_at else None
    occasion = known or f"{group.code} {met.held_on} {met.starts_at}"
    new = met.only(ground, occasion)
    if not new:
        return _nothing_new(met)
    drafts = [_record(who, mark, met, occasion) for who, (_, mark) in new.items()]
    says = [_told(new, met)]
    if known is None:
        values = {"group": group.code, "title": group.title, "held_on": met.held_on, "starts_at": met.starts_at}
        values |= {"minutes": met.minutes, "facilitator": _facilitator(entry.facilitator, ground)}
        drafts = [Draft(Target.SESSION, NOBODY, values | {"occasion": occasion}), *drafts]
        if theme := theme_of(entry.title):
            drafts.append(Draft(Target.MINUTES, NOBODY, {"occasion": occasion, "theme": theme.value}))
        elif entry.title:
            says.append(S_("The theme is not among the codes, so it is not kept. Choose one in the minutes."))
    return Plan(RowOutcome.READY, tuple(says), drafts=tuple(drafts))


def _hours(met: Met, ground: Ground) -> Plan:
    """A list that does not say when it began is no session; the hours are recorded all the same."""
    new = met.only(ground, None)
    if not new:
        return _nothing_new(met)
    why = S_("The list does not say when it began, so only the hours are recorded and no session.")
    drafts = tuple(_record(who, mark, met, None) for who, (_, mark) in new.items())
    return Plan(RowOutcome.READY, (_told(new, met), why), drafts=drafts)


def _nothing_new(met: Met) -> Plan:
    if not met.marks:
        return Plan(RowOutcome.SKIPPED)
    return Plan(RowOutcome.ALREADY, (S_("This intervision is recorded already for everybody it names."),))


def _facilitator(name: Name | None, ground: Ground) -> Ref | None:
    who = person_of(name, ground) if name else None
    return who.ref if isinstance(who, Somebody) else None


def _told(new: Marks, met: Met) -> Sentence:
    there = ", ".join(name for name, mark in new.values() if mark is Mark.PRESENT) or "–"
    away = ", ".join(name for name, mark in new.values() if mark is not Mark.PRESENT)
    said = {"minutes": met.minutes, "group": met.group.title, "names": there}
    if not away:
        return S_("Intervision of “%(group)s”, %(minutes)s minutes, for %(names)s.", **said)
    return S_(
        "Intervision of “%(group)s”, %(minutes)s minutes, for %(names)s; not there: %(others)s.", others=away, **said
    )


def _record(who: Ref, mark: Mark, met: Met, occasion: str | None) -> Draft:
    values: dict[str, Any] = {
        "title": met.group.title,
        "kind": TrainingKind.INTERVISION.value,
        "organiser": None,
        "held_on": met.held_on,
        "minutes": met.minutes if mark is Mark.PRESENT else 0,
        "topics": "",
        "is_basic": False,
        "evidence": None,
        "mark": mark.value,
        "occasion": occasion,
    }
    return Draft(Target.RECORD, who, values)


def new_group_title(taken: Iterable[str], plain: str = "Интервизија") -> str:
    """A name no group has yet, for a group that is made for a list."""
    known = {folded(title) for title in taken}
    number, title = 1, plain
    while folded(title) in known:
        number += 1
        title = f"{plain} {number}"
    return title
