"""What a row is planned against: who is who, what is recorded already, and what rows before it will record. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from types import SimpleNamespace
from typing import Any

import msgspec

from staffdev.exchange.entries import Name
from staffdev.exchange.names import Ref, Resolved, Somebody, WrittenName, resolve
from staffdev.exchange.vocabulary import RowOutcome
from staffdev.i18n import N_, S_, Sentence
from staffdev.sheets.problems import Problem
from staffdev.sheets.words import folded

SessionKey = tuple[Ref, date, int, str]
NEW_GROUP = "new"


class Target(StrEnum):
    """The table a draft becomes a row of."""

    PERSON = "person"
    ENGAGEMENT = "engagement"
    LICENCE = "licence"
    APPOINTMENT = "appointment"
    MANDATE = "mandate"
    RECORD = "training_record"
    BASIC_TRAINING = "basic_training"
    SESSION = "intervision_session"
    MINUTES = "session_minutes"
    GROUP = "intervision_group"


class KnownGroup(msgspec.Struct, frozen=True, gc=False):
    """A group of intervision by code and name; NEW_GROUP stands for one that is still to be made."""

    code: str
    title: str


class Draft(msgspec.Struct, frozen=True, gc=False):
    """A fact to be written about `who`."""

    target: Target
    who: Ref
    values: Mapping[str, Any]


class Plan(msgspec.Struct, frozen=True, gc=False):
    """What will become of a row: its facts where it is READY, else why not. `problems` name fields to correct."""

    outcome: RowOutcome
    says: tuple[Sentence, ...] = ()
    problems: tuple[Problem, ...] = ()
    drafts: tuple[Draft, ...] = ()

    def saying(self, *more: Sentence) -> "Plan":
        return msgspec.structs.replace(self, says=(*self.says, *more))


NO_NAME = S_("There is no name. Enter the first name and the surname.")
NOT_CONFIRMED = N_("Say who “%(name)s” is on the page Who is who.")
LEFT_OUT = N_("The rows of “%(name)s” are left out, as you chose on the page Who is who.")
NOT_ENTERED = N_("First her own row in the register of staff has to be ready: %(name)s.")


def needs(*problems: Problem) -> Plan:
    """A person has to correct something."""
    return Plan(RowOutcome.NEEDS_YOU, problems=problems)


def waits(*says: Sentence) -> Plan:
    """A person has to decide something elsewhere."""
    return Plan(RowOutcome.NEEDS_YOU, says=says)


@dataclass
class Ground:
    """The organisation's records as far as rows can meet them, with those that this import adds on the way."""

    today: date
    names: Mapping[str, WrittenName]
    people: Mapping[int, str]
    may_appoint: bool = True
    closed_years: frozenset[int] = frozenset()
    engagements: dict[Ref, list[Any]] = field(default_factory=lambda: defaultdict(list))
    licences: dict[Ref, set[str]] = field(default_factory=lambda: defaultdict(set))
    basic_trainings: set[tuple[Ref, date]] = field(default_factory=set)
    appointments: list[Any] = field(default_factory=list)
    mandates: list[Any] = field(default_factory=list)
    sessions: set[int] = field(default_factory=set)  # hashes of SessionKey: hundreds of thousands have to fit
    groups: list[KnownGroup] = field(default_factory=list)  # of intervision, those that are open
    new_group: str = ""  # what a new one would be called
    group: str | None = None  # which of them the sheet is of, by code or name, or NEW_GROUP
    held: dict[tuple[str, date, time], str] = field(default_factory=dict)  # intervisions: group and when → occasion
    marks: set[tuple[Ref, str]] = field(default_factory=set)  # who is marked for which occasion
    intervisions: set[tuple[Ref, date, int]] = field(default_factory=set)  # recorded without a session
    entered: set[str] = field(default_factory=set)  # keys of new people a row before has entered
    resolved: dict[str, Resolved | None] = field(default_factory=dict)

    def who(self, key: str) -> Resolved | None:
        """Who was confirmed for a name, looked up once."""
        if key not in self.resolved:
            self.resolved[key] = resolve(key, self.names, self.people)
        return self.resolved[key]

    def is_there(self, who: Ref | None) -> bool:
        """Whether she is in the register, or a row before this one enters her."""
        return who is not None and (isinstance(who, int) or who in self.entered)

    def has_session(self, who: Ref, day: date, minutes: int, title: str) -> bool:
        """Whether that training of hers is recorded, whatever the script its title was written in."""
        return session_key(who, day, minutes, title) in self.sessions

    def is_marked(self, who: Ref, occasion: str | None, day: date, minutes: int) -> bool:
        """Whether an intervision of hers is recorded, with its session or as hours alone."""
        return (who, occasion or "") in self.marks or (who, day, minutes) in self.intervisions

    def take(self, plan: Plan) -> None:
        """Remember what the plan adds, so that no row after it adds it again."""
        for draft in plan.drafts:
            self._take(draft.target, draft.who, draft.values)

    def _take(self, target: Target, who: Ref, values: Mapping[str, Any]) -> None:
        match target:
            case Target.RECORD:
                self._record(who, values)
            case Target.SESSION:
                self.held[values["group"], values["held_on"], values["starts_at"]] = values["occasion"]
            case Target.PERSON:
                self.entered.add(str(who))
            case Target.ENGAGEMENT:
                self.engagements[who].append(SimpleNamespace(**values, person=who))
            case Target.LICENCE:
                self.licences[who].add(folded(values["number"]))
            case Target.APPOINTMENT:
                self.appointments.append(SimpleNamespace(**values, person=who))
            case Target.MANDATE:
                self.mandates.append(SimpleNamespace(**values, person=who))
            case Target.BASIC_TRAINING:
                self.basic_trainings.add((who, values["completed_on"]))

    def _record(self, who: Ref, values: Mapping[str, Any]) -> None:
        self.sessions.add(session_key(who, values["held_on"], values["minutes"], values["title"]))
        if "occasion" not in values:
            return
        if values["occasion"]:
            self.marks.add((who, values["occasion"]))
        else:
            self.intervisions.add((who, values["held_on"], values["minutes"]))

    def knows(self, records: Iterable[tuple[Ref, date, int, str]]) -> None:
        """Remember sessions that are recorded already."""
        self.sessions.update(session_key(*record) for record in records)


def person_of(name: Name | None, ground: Ground, *, may_be_new: bool = False) -> Somebody | Plan:
    """Who the row is about, or why it cannot be recorded; `may_be_new` where the row itself enters her."""
    if name is None:
        return needs(Problem("person", NO_NAME))
    who = ground.who(name.key)
    if who is None:
        return waits(S_(NOT_CONFIRMED, name=name.typed))
    if who.ref is None:
        return Plan(RowOutcome.SKIPPED, (S_(LEFT_OUT, name=name.typed),))
    if not may_be_new and not ground.is_there(who.ref):
        return waits(S_(NOT_ENTERED, name=who.name))
    return Somebody(who.ref, who.name)


def session_key(who: Ref, day: date, minutes: int, title: str) -> int:
    """What makes two sessions the same: person, day, minutes and title in any script."""
    return hash((who, day, minutes, folded(title)))
