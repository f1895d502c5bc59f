"""The facts about training as the rules see them: codes, days and minutes, no rows. Pure."""

from datetime import date, datetime

from staffdev.rulebook.facts import Dated, Fact
from staffdev.training.vocabulary import EnrolmentState, Mark, RecordState, TrainingKind, VerifierOffice


class Programme(Fact, frozen=True, kw_only=True):
    """A training programme; `topics` as training.topics stores them."""

    title: str = ""
    is_basic: bool = False
    total_minutes: int | None = None
    min_attendance_percent: int | None = None
    topics: str = ""


class Accreditation(Dated, frozen=True, kw_only=True):
    """One decision that a programme is accredited, from–to."""

    programme: str
    number: str = ""
    decided_on: date | None = None


class ProgrammeAttestation(Fact, frozen=True, kw_only=True):
    """The coordinator attested that a programme meets Art. 17(1)."""

    programme: str
    attested_on: date


class CourseSession(Fact, frozen=True, kw_only=True):
    """One dated part of a course that is not cancelled, with what the course says of itself."""

    course: str
    held_on: date
    minutes: int
    kind: TrainingKind
    title: str = ""
    topics: str = ""
    is_basic: bool = False


class Enrolment(Fact, frozen=True, kw_only=True):
    """She is entered for a course; whoever waits for a place is not."""

    person: str
    course: str
    entered_at: datetime
    state: EnrolmentState = EnrolmentState.ENROLLED


class Verified(Fact, frozen=True, kw_only=True):
    """What waits for verification, or has it. `verified_by` is a person's code."""

    person: str
    state: RecordState = RecordState.LOGGED
    verified_on: date | None = None
    verified_at: datetime | None = None
    verified_by: str | None = None
    verified_as: VerifierOffice | None = None


class TrainingRecord(Verified, frozen=True, kw_only=True):
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


class BasicTraining(Verified, frozen=True, kw_only=True):
    """She completed a basic training programme, whose sessions ran from `started_on` to `completed_on`."""

    started_on: date
    completed_on: date
    programme: str | None = None
    title: str = ""
    minutes: int | None = None
    attended_minutes: int | None = None
    topics: str = ""
    has_equivalence_note: bool = False


class Induction(Fact, frozen=True, kw_only=True):
    """A new professional's induction was completed."""

    person: str
    completed_on: date
    engagement: str | None = None


class YearClosure(Fact, frozen=True, kw_only=True):
    """The organisation closed a training year; its verdicts stay as they were judged then."""

    year: int
    closed_on: date
