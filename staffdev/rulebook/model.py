"""The regulation as typed data, and the shape of every verdict. Pure: no tables, no clock, no web, no sentences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import msgspec


class Status(StrEnum):
    """The four answers to "is this duty met?" (obligations §0.2)."""

    MET = "met"
    NOT_MET = "not_met"
    AT_RISK = "at_risk"
    NOT_YET_APPLICABLE = "not_yet_applicable"


class Reason(StrEnum):
    """Why a verdict is what it is; a verdict carries all that apply (settled reading 13)."""

    NOT_IN_FORCE = "NOT_IN_FORCE"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    PERIOD_OPEN = "PERIOD_OPEN"
    ON_LEAVE = "ON_LEAVE"
    NO_DATA = "NO_DATA"
    LATE = "LATE"
    EXPIRING = "EXPIRING"
    UNVERIFIED = "UNVERIFIED"
    HISTORIC_GAP = "HISTORIC_GAP"


class Level(StrEnum):
    """Whose duty a finding is about."""

    PERSON = "person"
    PROVIDER = "provider"
    NETWORK = "network"
    HELPLINE = "helpline"
    PROGRAMME = "programme"
    APPOINTMENT = "appointment"
    CONTRACT = "contract"
    REPORT = "report"
    SURVEY = "survey"
    COMPLAINT = "complaint"
    INSTALLATION = "installation"


class CheckKind(StrEnum):
    """How a duty is judged: automatically, by a dated attestation or document, by a human's judgement."""

    AUTOMATIC = "A"
    SEMI = "S"
    MANUAL = "M"


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """One fact a verdict looked at. `kind` names the fact, `code` finds it, `why` (a code) why it did not count."""

    kind: str
    code: str
    day: date | None = None
    minutes: int | None = None
    detail: Mapping[str, object] = msgspec.field(default_factory=dict)
    why: str | None = None


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """Codes and figures only; templates find the words. `next_step` names a step (compliance.steps), not an address."""

    status: Status
    reasons: tuple[Reason, ...] = ()
    figures: Mapping[str, int] = msgspec.field(default_factory=dict)
    counted: tuple[Evidence, ...] = ()
    not_counted: tuple[Evidence, ...] = ()
    next_step: str | None = None
    next_by: date | None = None
    interpretations: Mapping[str, object] = msgspec.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Serbian Cyrillic (the master; Latin is derived) and English."""

    sr: str
    en: str


@dataclass(frozen=True, slots=True)
class Value:
    """A figure the law sets, from a day on. A new law adds a dated value; nothing is edited."""

    name: str
    since: date
    amount: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One duty of the rulebook. `check` is the key of the rule that judges it, None while nothing does.

    `rolls_up` names the duties whose verdicts make up this one (settled reading 27).
    """

    id: str
    article: str
    source: str
    package: str
    kind: CheckKind
    levels: tuple[Level, ...]
    in_force: str
    title: Words
    text: Words
    check: str | None = None
    severity: str = "duty"
    interpretations: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    note: Words | None = None
    rolls_up: tuple[str, ...] = ()

    def amount_on(self, day: date, name: str) -> int:
        """The figure `name` as it is in force on `day`; KeyError where none is yet."""
        known = [value for value in self.values if value.name == name and value.since <= day]
        if not known:
            raise KeyError(name)
        return max(known, key=lambda value: value.since).amount


@dataclass(frozen=True, slots=True)
class Task:
    """One of the activities of Art. 6(1); `associate` tells whether Art. 15(4) leaves it to an associate."""

    number: int
    associate: bool
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic of Art. 17(2), a method inside topic `part_of`, or a topic of 17(3) owed for each `minority` group."""

    code: str
    article: str
    words: Words
    part_of: str | None = None
    minority: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the rulebook as published: its heading and its lines, each a paragraph or an item."""

    number: int
    heading: str
    lines: tuple[str, ...]


class Finding(msgspec.Struct, frozen=True, gc=False):
    """One verdict about one subject. `person` and `organisation` are codes; `subject` an appointment, a programme."""

    obligation: str
    level: Level
    organisation: str
    person: str | None
    period: str | None
    verdict: Verdict
    subject: str | None = None
