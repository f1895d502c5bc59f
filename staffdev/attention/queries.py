"""What waits in the tables, counted or listed: a few statements for each role, however much there is."""

from collections.abc import Mapping
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, NamedTuple

from piccolo.columns.combination import And
from piccolo.querystring import QueryString

from staffdev.access import Actor
from staffdev.db.database import bound
from staffdev.db.facts import current
from staffdev.exchange.tables import ImportBatch
from staffdev.exchange.vocabulary import BatchState
from staffdev.reminders.tables import Digest
from staffdev.training.ledger.queries.offices import APPOINTMENT, MANDATE, Terms
from staffdev.training.tables import CourseSession, Enrolment, TrainingRecord
from staffdev.training.vocabulary import EnrolmentState, RecordState

SOON = timedelta(days=60)
Rows = list[dict[str, Any]]
WAITING = (
    "SELECT '{table}' AS kind, person, count(*) AS n, min({held}) AS oldest FROM {table} WHERE organisation = {} "
    "AND state = {} AND version_of IS NULL AND superseded_at IS NULL GROUP BY person"
)
HELD = {"training_record": "held_on", "basic_training": "completed_on"}


class Waiting(NamedTuple):
    """How much of one kind of one person (by row id) waits to be verified, and since which day."""

    kind: str
    person: int
    many: int
    oldest: date


async def returned_to(actor: Actor) -> Rows:
    """Her own trainings that were sent back to her, the oldest first."""
    hers = And(TrainingRecord.person == actor.person_id, TrainingRecord.organisation == actor.organisation_id)
    return await (
        TrainingRecord.select(TrainingRecord.code, TrainingRecord.title, TrainingRecord.held_on, TrainingRecord.comment)
        .where(hers, current(TrainingRecord), TrainingRecord.state == RecordState.RETURNED)
        .order_by(TrainingRecord.held_on, TrainingRecord.id)
    )


async def places_for(actor: Actor, today: date) -> Rows:
    """The courses in which a place became free for her, one row for each."""
    hers = And(Enrolment.person == actor.person_id, Enrolment.organisation == actor.organisation_id)
    there = Enrolment.course
    rows = await (
        Enrolment.select(Enrolment.promoted_at, there.code, there.title, there.id)
        .where(hers, current(Enrolment), Enrolment.state == EnrolmentState.ENROLLED)
        .where(Enrolment.promoted_at.is_not_null(), there.cancelled_at.is_null())
    )
    first = await first_sessions([row["course.id"] for row in rows], today)
    return [row | {"starts_on": first[row["course.id"]]} for row in rows if row["course.id"] in first]


async def first_sessions(courses: list[int], today: date) -> dict[int, date]:
    """The next session of each course from today on."""
    if not courses:
        return {}
    rows = await (
        CourseSession.select(CourseSession.course, CourseSession.held_on)
        .where(CourseSession.course.is_in(courses), current(CourseSession), CourseSession.held_on >= today)
        .order_by(CourseSession.held_on, ascending=False)
    )
    return {row["course"]: row["held_on"] for row in rows}


async def waiting_in(organisation_id: int) -> list[Waiting]:
    """What waits for verification, one line for each person and kind."""
    sql = " UNION ALL ".join(WAITING.replace("{held}", held).replace("{table}", kind) for kind, held in HELD.items())
    values = [organisation_id, RecordState.LOGGED.value] * len(HELD)
    rows = await bound().run_querystring(QueryString(sql, *values))
    return [Waiting(row["kind"], row["person"], row["n"], date.fromisoformat(str(row["oldest"]))) for row in rows]


async def drafts_of(actor: Actor) -> Rows:
    """Imports that were begun and not finished."""
    mine = And(ImportBatch.organisation == actor.organisation_id, ImportBatch.state == BatchState.DRAFT)
    return await ImportBatch.select(ImportBatch.code, ImportBatch.filename).where(mine).order_by(ImportBatch.id)


def ending_offices(terms: Terms, today: date) -> Terms:
    """Mandates and appointments whose last day is near, and nothing of the kind follows."""
    found: list[Mapping[str, Any]] = []
    for kind in (MANDATE, APPOINTMENT):
        rows = sorted((row for row in terms if row["kind"] == kind), key=itemgetter("from_on"), reverse=True)
        ending = [row for row in rows if row["until_on"] and today <= row["until_on"] <= today + SOON]
        found += [row for row in ending if not _is_followed(row, rows)]
    return found


def _is_followed(office: Mapping[str, Any], others: Terms) -> bool:
    last = office["until_on"]
    return any(one["from_on"] <= last + timedelta(days=1) <= (one["until_on"] or date.max) for one in others)


async def unread_digests(actor: Actor) -> int:
    """How many of her weekly digests she has not read."""
    hers = And(Digest.person == actor.person_id, Digest.organisation == actor.organisation_id)
    count: int = await Digest.count().where(hers, Digest.read_at.is_null())
    return count


async def next_sessions(actor: Actor, today: date, *, own: bool) -> Rows:
    """The next session ahead: of the courses she is entered for, or of all the service's."""
    there = CourseSession.course
    where = And(CourseSession.organisation == actor.organisation_id, CourseSession.held_on >= today)
    if own:
        entered = Enrolment.select(Enrolment.course).where(
            Enrolment.person == actor.person_id, current(Enrolment), Enrolment.state == EnrolmentState.ENROLLED
        )
        where = And(where, CourseSession.course.is_in(entered))
    return await (
        CourseSession.select(CourseSession.held_on, there.code, there.title)
        .where(where, current(CourseSession), there.cancelled_at.is_null())
        .order_by(CourseSession.held_on, CourseSession.id)
        .limit(1)
    )
