"""Training: what is accredited, what is offered, who was there, and each person's record of hours."""

from piccolo.columns import JSON, UUID, Serial, SmallInt, Time, Varchar
from piccolo.table import Table

from staffdev.db.columns import Code, Day, Flag, Instant, Minutes, Reference, Text
from staffdev.db.facts import Fact
from staffdev.organisations.tables import Organisation
from staffdev.people.tables import Engagement, Person
from staffdev.training.vocabulary import EnrolmentState, Mark, RecordSource, RecordState, TrainingKind, VerifierOffice


class Programme(Table, tablename="programme"):
    """A training programme; its accreditations and attestations are facts of their own. Edited in place, audited."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    title = Varchar(length=300, default=None)
    search_key = Varchar(length=600, default=None)
    sort_key = Varchar(length=700, default=None, index=True)
    provider_name = Varchar(length=200, default=None, null=True)
    is_basic = Flag()  # the basic training of Art. 15(3)
    total_minutes = Minutes(null=True)
    min_attendance_percent = SmallInt(default=None, null=True)
    topics = Varchar(length=600, default=None)  # training.topics: "T1:60 T3 M1.roma"
    created_at = Instant()


class Accreditation(Fact, Table, tablename="accreditation"):
    """One decision that a programme is accredited, from–to; a renewal is a further row with the day it was recorded."""

    id: Serial
    organisation = Reference(Organisation)
    programme = Reference(Programme)
    number = Varchar(length=60, default=None)
    body = Varchar(length=200, default=None)
    decided_on = Day(null=True)
    from_on = Day()
    until_on = Day(null=True)


class ProgrammeAttestation(Fact, Table, tablename="programme_attestation"):
    """The coordinator attests that a programme without accreditation meets Art. 17(1)."""

    id: Serial
    organisation = Reference(Organisation)
    programme = Reference(Programme)
    attested_on = Day()
    statement = Varchar(length=500, default=None)


class Course(Table, tablename="course"):
    """A training that is offered, with one or more sessions. Edited in place, audited."""

    id: Serial
    code = UUID(default=None, unique=True, index=True)
    organisation = Reference(Organisation)
    programme = Reference(Programme, null=True)
    title = Varchar(length=300, default=None)
    search_key = Varchar(length=600, default=None)
    kind = Code(TrainingKind, length=30)
    organiser = Varchar(length=200, default=None, null=True)
    trainers = Varchar(length=300, default=None, null=True)
    place = Varchar(length=200, default=None, null=True)
    capacity = SmallInt(default=None, null=True)
    topics = Varchar(length=600, default=None)
    created_at = Instant()
    cancelled_at = Instant(null=True)
    cancelled_because = Varchar(length=500, default=None, null=True)


class CourseSession(Fact, Table, tablename="course_session"):
    """One dated part of a course; `minutes` are without breaks (P8)."""

    id: Serial
    organisation = Reference(Organisation)
    course = Reference(Course)
    held_on = Day(index=True)
    starts_at = Time(default=None, null=True)
    ends_at = Time(default=None, null=True)
    minutes = Minutes()
    place = Varchar(length=200, default=None, null=True)
    topics = Varchar(length=600, default=None, null=True)  # of this part alone; None: those of the course


class Enrolment(Fact, Table, tablename="enrolment"):
    """She is entered for a course, or waits for a place; the waiting list is in the order of `entered_at`."""

    id: Serial
    organisation = Reference(Organisation)
    course = Reference(Course)
    person = Reference(Person)
    state = Code(EnrolmentState, length=20)
    entered_at = Instant()
    promoted_at = Instant(null=True)  # a place became free for her; null again once she has answered


class TrainingRecord(Fact, Table, tablename="training_record"):
    """One day of training of one person: the ledger of hours. Attendance marked once is such a row (`session`, `mark`).

    Minutes are integers; `held_on` alone decides the year (P9). A correction drops the verification.
    """

    id: Serial
    organisation = Reference(Organisation)
    person = Reference(Person)
    session = Reference(CourseSession, null=True)
    occasion = UUID(default=None, null=True, index=True)  # code of the intervision session, which stands a floor above
    programme = Reference(Programme, null=True)
    mark = Code(Mark, length=20, null=True)
    title = Varchar(length=300, default=None)
    kind = Code(TrainingKind, length=30)
    organiser = Varchar(length=200, default=None, null=True)
    held_on = Day(index=True)
    minutes = Minutes()
    topics = Varchar(length=600, default=None)
    is_basic = Flag()  # part of a basic course: P6 decides whether it counts
    evidence = Varchar(length=200, default=None, null=True)  # number or description of the certificate
    entry = UUID(default=None, index=True)  # the days of one training were entered together
    state = Code(RecordState, length=20)
    comment = Varchar(length=500, default=None, null=True)  # the verifier's, when she returned it
    verified_on = Day(null=True)
    verified_at = Instant(null=True)
    verified_by = UUID(default=None, null=True)
    verified_as = Code(VerifierOffice, length=20, null=True)
    source = Code(RecordSource, length=20)


class BasicTraining(Fact, Table, tablename="basic_training"):
    """She completed a basic training programme (Art. 15(3)); sessions ran from `started_on` to `completed_on`."""

    id: Serial
    organisation = Reference(Organisation)
    person = Reference(Person)
    programme = Reference(Programme, null=True)
    title = Varchar(length=300, default=None)
    certificate_number = Varchar(length=60, default=None, null=True)
    started_on = Day()
    completed_on = Day(index=True)
    minutes = Minutes(null=True)
    attended_minutes = Minutes(null=True)
    topics = Varchar(length=600, default=None)
    equivalence_note = Varchar(length=500, default=None, null=True)  # for courses before 21 Nov 2018
    state = Code(RecordState, length=20)
    comment = Varchar(length=500, default=None, null=True)
    verified_on = Day(null=True)
    verified_at = Instant(null=True)
    verified_by = UUID(default=None, null=True)
    verified_as = Code(VerifierOffice, length=20, null=True)


class Certificate(Fact, Table, tablename="certificate"):
    """A certificate issued here, frozen as issued: `payload` is what it says, `signed` what its QR code carries."""

    id: Serial
    organisation = Reference(Organisation)
    person = Reference(Person)
    course = Reference(Course)
    number = Varchar(length=60, default=None)
    issued_on = Day()
    payload = JSON(default=None)
    signed = Text()
    replaces = Reference("self", null=True)  # the one withdrawn when this one was issued in its place


class Induction(Fact, Table, tablename="induction"):
    """A new professional's induction was completed (Art. 18(1))."""

    id: Serial
    organisation = Reference(Organisation)
    person = Reference(Person)
    engagement = Reference(Engagement)
    completed_on = Day()
    note = Varchar(length=500, default=None, null=True)


class YearClosure(Fact, Table, tablename="year_closure"):
    """The organisation closed a training year: its verdicts stay as they were judged at `recorded_at`."""

    id: Serial
    organisation = Reference(Organisation)
    year = SmallInt(default=None)
    closed_on = Day()
    note = Varchar(length=500, default=None, null=True)


class YearProposal(Fact, Table, tablename="year_proposal"):
    """The coordinator proposes to close a training year; the responsible person decides."""

    id: Serial
    organisation = Reference(Organisation)
    year = SmallInt(default=None)
    note = Varchar(length=500, default=None, null=True)
