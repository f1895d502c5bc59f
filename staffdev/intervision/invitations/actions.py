"""Answers are recorded: her own, what she told the coordinator, and what came in files."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.actions import Happening
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, Invalid, NotFound
from staffdev.i18n import N_
from staffdev.intervision.invitations import queries
from staffdev.intervision.invitations.forms import AnswerForm, ToldForm
from staffdev.intervision.invitations.replying import Judged
from staffdev.intervision.queries import locked_session
from staffdev.intervision.tables import InvitationAnswer, Series, Session
from staffdev.intervision.vocabulary import AnswerSource

CALLED_OFF = N_("This session is called off, so nobody is asked any more.")
OVER = N_("This session is over.")


async def answer_session(session: Session, form: AnswerForm, *, actor: Actor) -> InvitationAnswer:
    """Her own answer to one session; NotFound where she is not asked."""
    if actor.person_id not in {one.person for one in await queries.members_asked(session)}:
        raise NotFound
    return await _answer(session, form, actor.person_id, AnswerSource.APP, actor)


async def answer_series(series: Series, form: AnswerForm, *, actor: Actor) -> InvitationAnswer:
    """Her own answer to whatever of a series she did not answer one by one; NotFound where she is not asked."""
    async with transaction():
        if not await queries.own_session_of_series(series, actor.person_id):
            raise NotFound
        if series.cancelled_at:
            raise Conflict(N_("This series is called off, so nobody is asked any more."))
        row = _row(series.organisation, actor.person_id, form, AnswerSource.APP, actor=actor, at=clock.now())
        row.series, row.sequence = series.id, series.sequence
        await row.save()
        await audit.record(Event.INTERVISION_ANSWER_RECORD, about=series.code, actor=actor, held_on=series.first_on)
    return row


async def record_told(session: Session, form: ToldForm, *, actor: Actor) -> InvitationAnswer:
    """What a member told the coordinator, on the phone or in passing."""
    asked = {str(one.person_code): one.person for one in await queries.members_asked(session)}
    if form.person not in asked:
        raise Invalid({"person": N_("Choose a member of the group.")})
    return await _answer(session, AnswerForm(answer=form.said), asked[form.person], AnswerSource.TOLD, actor)


async def apply_replies(judged: Sequence[Judged], *, actor: Actor) -> int:
    """Record those answers that hold; says how many. The same files once more record nothing."""
    applied = [one for one in judged if one.applies]
    async with transaction():
        for one in applied:
            row = InvitationAnswer(**one.values, **_recorded(actor, clock.now()), source=AnswerSource.FILE)
            await row.save()
        if applied:
            happenings = [Happening(Event.INTERVISION_ANSWER_IMPORT, one.about, detail={}) for one in applied]
            await audit.record_many(happenings, actor=actor)
    return len(applied)


async def _answer(
    session: Session, form: AnswerForm, person: int, source: AnswerSource, actor: Actor
) -> InvitationAnswer:
    async with transaction():
        fresh = await locked_session(session.id)
        if fresh.cancelled_at:
            raise Conflict(CALLED_OFF)
        if fresh.held_on < clock.today():
            raise Conflict(OVER)
        series = (await queries.series_of([fresh])).get(fresh.series or -1)
        row = _row(fresh.organisation, person, form, source, actor=actor, at=clock.now())
        row.session, row.sequence = fresh.id, queries.revision(fresh, series)
        await row.save()
        await audit.record(Event.INTERVISION_ANSWER_RECORD, about=fresh.code, actor=actor, held_on=fresh.held_on)
    return row


def _row(
    organisation: int, person: int, form: AnswerForm, source: AnswerSource, *, actor: Actor, at: datetime
) -> InvitationAnswer:
    said: dict[str, Any] = {"answer": form.answer, "reason": form.reason, "stamped_at": at, "source": source}
    whose: dict[str, Any] = {"organisation": organisation, "person": person, "series": None, "session": None}
    whose["sequence"] = 0
    return InvitationAnswer(**whose, **said, **_recorded(actor, at))


def _recorded(actor: Actor, at: datetime) -> dict[str, Any]:
    return {"code": uuid4(), "recorded_at": at, "recorded_by": actor.account_code}
