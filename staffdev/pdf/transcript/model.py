"""What a personal transcript shows: engagements, verdicts, years, topics, certificates and every training record."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from staffdev.i18n import Sentence
from staffdev.pdf.cells import Cell
from staffdev.pdf.paper import Imprint
from staffdev.rulebook.model import Status, Words


class RecordState(StrEnum):
    """Whether somebody else has looked at a record, and what she said."""

    VERIFIED = "verified"
    RETURNED = "returned"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementLine:
    """In which role and on which contract she worked, from when until when (None: still)."""

    role: Sentence
    contract: Sentence
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One training. `why_not` says why it was not counted; it is None when it was."""

    held_on: date
    title: str
    kind: Sentence
    minutes: int
    state: RecordState
    checked_by: str = ""
    checked_on: date | None = None
    why_not: Sentence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """A calendar year in minutes; `required` is None where nothing was."""

    year: int
    required: int | None
    verified: int
    unverified: int
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportLine:
    """A calendar year of professional support: how often each of the three of Article 26(2)."""

    year: int
    consultations: int
    intervisions: int
    relief_offers: int
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationLine:
    """One consultation she had: the day and its length, and nothing else. `why_not` says why it was not counted."""

    held_on: date
    minutes: int
    why_not: Sentence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicLine:
    """A topic of Article 17(2), or of 17(3) for a minority group, and how much of it her verified trainings held."""

    code: str
    title: Words
    minutes: int
    covered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateLine:
    """A certificate, ours or another's."""

    number: str
    title: str
    issued_by: str
    issued_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictLine:
    """One duty and whether it is met: figures, reasons and next step in words, the article and its text."""

    obligation: str
    article: str
    title: Words
    text: Words
    status: Status
    period: str = ""
    figures: tuple[tuple[Sentence, Cell], ...] = ()
    reasons: tuple[Sentence, ...] = ()
    next_step: Sentence | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """Everything about one person for one day; `as_recorded_on` is set when only what was known then is shown."""

    imprint: Imprint
    person: str
    as_of: date
    as_recorded_on: datetime | None = None
    coordinator: str = ""
    engagements: tuple[EngagementLine, ...] = ()
    verdicts: tuple[VerdictLine, ...] = ()
    years: tuple[YearLine, ...] = ()
    support: tuple[SupportLine, ...] = ()
    consultations: tuple[ConsultationLine, ...] = ()
    topics: tuple[TopicLine, ...] = ()
    certificates: tuple[CertificateLine, ...] = ()
    records: tuple[RecordLine, ...] = ()
