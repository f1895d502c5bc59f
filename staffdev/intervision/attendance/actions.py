"""Attendance of intervision, marked once: each mark is a row of the ledger whose occasion is the session."""

from collections.abc import Sequence
from typing import Any

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict
from staffdev.intervision.attendance import entry, policies, queries
from staffdev.intervision.queries import locked_session
from staffdev.intervision.tables import Group, Session
from staffdev.training.attending import Marking, Occasion, ask_why, pen_of
from staffdev.training.offer.actions.closed import refuse_closed_years
from staffdev.training.offer.queries.attendance import people_in_order
from staffdev.training.vocabulary import Mark, TrainingKind


async def mark_attendance(session: Session, markings: Sequence[Marking], *, because: str = "", actor: Actor) -> int:
    """Write everybody's record of the session; what was marked before is corrected. Says how many rows changed."""
    policies.can_mark(actor, session).require()
    async with transaction():
        fresh = await locked_session(session.id)
        if refusal := entry.marking_refusal(fresh, today=clock.today()):
            raise Conflict(refusal)
        await refuse_closed_years(fresh.organisation, [fresh.held_on])
        known = {record.person: record for record in await queries.records_of(fresh)}
        ask_why(markings, known, fresh.minutes, because)
        held, pen = occasion_of(fresh, await queries.group_of(fresh)), await pen_of(actor)
        written = [await pen.write(held, one, known.get(one.person.id), because) for one in markings]
        happenings = [one for one in written if one is not None]
        await audit.record_many(happenings, actor=actor)
    return len(happenings)


async def follow(session: Session, *, because: str, actor: Actor) -> None:
    """Let the records already made say the day and length the session has now; belongs inside a transaction.

    Who was there in part stays so while it is less than the whole.
    """
    records = await queries.records_of(session)
    people = {person.id: person for person in await people_in_order(record.person for record in records)}
    held, pen = occasion_of(session, await queries.group_of(session)), await pen_of(actor)
    happenings = []
    for record in records:
        mark = Mark(record.mark or Mark.PRESENT)
        mark = Mark.PRESENT if mark is Mark.PARTIAL and record.minutes >= session.minutes else mark
        one = Marking(people[record.person], mark, record.minutes)
        happenings.append(await pen.write(held, one, record, because))
    await audit.record_many([one for one in happenings if one is not None], actor=actor)


def occasion_of(session: Session, group: Group) -> Occasion:
    """What the records of a session say: the group's name, and nothing of what was talked about."""
    ties = {"organisation": session.organisation, "occasion": session.code}
    return Occasion(ties, content_of(session, group), session.minutes, session.code)


def content_of(session: Session, group: Group) -> dict[str, Any]:
    return {
        "title": group.title,
        "kind": TrainingKind.INTERVISION,
        "organiser": None,
        "held_on": session.held_on,
        "topics": "",
        "is_basic": False,
    }
