"""The facts about training as the rules see them: codes, days and minutes, no rows. Pure."""

from dataclasses import dataclass
from datetime import date, datetime

from staffdev.rulebook.facts import Dated, Fact
from staffdev.training.vocabulary import EnrolmentState, Mark, RecordState, TrainingKind, VerifierOffice


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme(Fact):
    """A training programme; `topics` as training.topics stores them."""

    title: str = ""
    is_basic: bool = False
    total_minutes: int | None = None
    min_attendance_percent: int | None = None
    topics: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accreditation(Dated):
    """One decision that a programme is accredited, from–to."""

    programme: str
    number: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeAttestation(Fact):
    """The coordinator attested that a programme meets Art. 17(1)."""

    programme: str
    attested_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseSession(Fact):
    """One dated part of a course that is not cancelled, with what the course says of itself."""

    course: str
    held_on: date
    minutes: int
    kind: TrainingKind
    title: str = ""
    topics: str = ""
    is_basic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment(Fact):
    """She is entered for a course; whoever waits for a place is not."""

    person: str
    course: str
    entered_at: datetime
    state: EnrolmentState = EnrolmentState.ENROLLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified(Fact):
    """What waits for verification, or has it. `verified_by` is a person's code."""

    person: str
    state: RecordState = RecordState.LOGGED
    verified_on: date | None = None
    verified_at: datetime | None = None
    verified_by: str | None = None
    verified_as: VerifierOffice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRecord(Verified):
    """One day of training of one person; `held_on` alone decides the year. `entry` joins the days of one training."""

    held_on: date
    minutes: int
    kind: TrainingKind
    title: str = ""
    topics: str = ""
    session: str | None = None
    programme: str | None = None
    mark: Mark | None = None
    is_basic: bool = False
    has_evidence: bool = True
    entry: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BasicTraining(Verified):
    """She completed a basic training programme, whose sessions ran from `started_on` to `completed_on`."""

    started_on: date
    completed_on: date
    programme: str | None = None
    title: str = ""
    minutes: int | None = None
    attended_minutes: int | None = None
    topics: str = ""
    has_equivalence_note: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Induction(Fact):
    """A new professional's induction was completed."""

    person: str
    completed_on: date
    engagement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class YearClosure(Fact):
    """The organisation closed a training year; its verdicts stay as they were judged then."""

    year: int
    closed_on: date
