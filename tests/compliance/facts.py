"""A provider with as many people and years as asked, for properties and for measuring."""

from datetime import UTC, date, datetime, timedelta

from staffdev.compliance.facts import ProviderFacts
from staffdev.people.rules.shapes import (
    Appointment,
    DutyAssignment,
    Engagement,
    Leave,
    Licence,
    Mandate,
    TaskAssignment,
)
from staffdev.people.vocabulary import EngagementRole, LeaveKind
from staffdev.training.rules.shapes import BasicTraining, CourseSession, Enrolment, Programme, TrainingRecord
from staffdev.training.vocabulary import RecordState, TrainingKind, VerifierOffice

TOPICS = ("T1 T2", "T3", "T4 T5 T6", "T7a T7b T7c T7d")
START = date(2016, 1, 1)


def provider(people: int, years: range, *, records_a_year: int = 15, code: str = "sos") -> ProviderFacts:
    """Every second person an associate; her records are verified the week after, as a coordinator does it."""
    persons = [f"{code}-{number:05}" for number in range(people)]
    associates = dict.fromkeys(persons[1::2])
    return ProviderFacts(
        organisation=code,
        engagements=tuple(_engagement(person, is_associate=person in associates) for person in persons),
        licences=tuple(Licence(code=f"l-{one}", person=one) for one in persons[::2]),
        leaves=tuple(_leave(person, year) for person in persons[::5] for year in years),
        tasks=tuple(_task(one, item) for one in associates for item in (1, 5, 7)),
        duties=tuple(DutyAssignment(code=f"d-{one}", person=one, from_on=START) for one in persons),
        appointments=(
            Appointment(code="a", person=f"{code}-vera", from_on=START, decided_on=START, signatory=f"{code}-olga"),
        ),
        mandates=(Mandate(code="m", person=f"{code}-olga", from_on=START),),
        programmes=(Programme(code="p", is_basic=True),),
        basic_trainings=tuple(_basic(person, code) for person in associates),
        sessions=tuple(_session(year, number) for year in years for number in range(6)),
        enrolments=tuple(
            Enrolment(code=f"n-{one}", person=one, course=f"c-{years[-1]}", entered_at=datetime(2016, 1, 1, tzinfo=UTC))
            for one in persons[::3]
        ),
        records=tuple(
            _record(person, year, number, code)
            for person in persons
            for year in years
            for number in range(records_a_year)
        ),
    )


def _engagement(person: str, *, is_associate: bool) -> Engagement:
    role = EngagementRole.ASSOCIATE if is_associate else EngagementRole.PROFESSIONAL
    return Engagement(code=f"e-{person}", person=person, role=role, from_on=START)


def _task(person: str, item: int) -> TaskAssignment:
    return TaskAssignment(code=f"t-{person}-{item}", person=person, item=item, from_on=START)


def _leave(person: str, year: int) -> Leave:
    first = date(year, 6, 1)
    return Leave(
        code=f"v-{person}-{year}", person=person, kind=LeaveKind.SICK, from_on=first, until_on=first + timedelta(40)
    )


def _basic(person: str, code: str) -> BasicTraining:
    return BasicTraining(
        code=f"b-{person}",
        person=person,
        programme="p",
        state=RecordState.VERIFIED,
        started_on=date(2015, 3, 1),
        completed_on=date(2015, 4, 1),
        verified_on=START,
        verified_by=f"{code}-vera",
    )


def _session(year: int, number: int) -> CourseSession:
    held_on = date(year, number + 3, 10)
    return CourseSession(
        code=f"s-{year}-{number}", course=f"c-{year}", held_on=held_on, minutes=90, kind=TrainingKind.WORKSHOP
    )


def _record(person: str, year: int, number: int, code: str) -> TrainingRecord:
    held_on = date(year, 1, 5) + timedelta(days=24 * number)
    return TrainingRecord(
        code=f"r-{person}-{year}-{number}",
        person=person,
        held_on=held_on,
        minutes=45,
        kind=TrainingKind.WORKSHOP,
        title=f"Training {number}",
        topics=TOPICS[number % len(TOPICS)],
        entry=f"{person}-{year}-{number}",
        state=RecordState.VERIFIED,
        verified_on=held_on + timedelta(days=7),
        verified_at=datetime(held_on.year, held_on.month, held_on.day, 10, tzinfo=UTC) + timedelta(days=7),
        verified_by=f"{code}-vera",
        verified_as=VerifierOffice.COORDINATOR,
    )
