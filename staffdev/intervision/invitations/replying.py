"""What becomes of answers that came in files: each is judged before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from staffdev import clock, translations
from staffdev.access import Actor
from staffdev.i18n import N_, S_, Sentence
from staffdev.ics.replies import Attending, Reply
from staffdev.intervision.invitations import queries
from staffdev.intervision.invitations.rules import Said, is_superseded
from staffdev.intervision.rules.instants import instant
from staffdev.intervision.tables import GroupMember, InvitationAnswer, Series, Session
from staffdev.intervision.vocabulary import Answer

SAID = {Attending.ACCEPTED: Answer.COMING, Attending.TENTATIVE: Answer.MAYBE, Attending.DECLINED: Answer.NOT_COMING}
UNKNOWN = N_("It answers something that is not of this service.")
STRANGER = N_("Nobody with this address is asked to it.")
NO_DATE = N_("It answers a date on which no session is planned.")
CANCELLED = N_("The session is called off.")
OLD = N_("It answers an earlier invitation; the session has been moved since. Ask again.")
AHEAD = N_("It answers an invitation that has not been sent.")
FUTURE = N_("It is dated later than today, so no later answer could outweigh it. Ask her again.")
KNOWN = N_("It is recorded already, or a later answer of hers is.")
SKEW = timedelta(hours=1)  # a clock may be wrong by that much


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer, what it is about, and why it is not applied where it is not."""

    reply: Reply
    about: UUID | None = None
    session: Session | None = None
    series: Series | None = None
    refusal: str = ""
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def applies(self) -> bool:
        return not self.refusal


@dataclass(frozen=True, slots=True)
class Known:
    """Everything of the organisation that the answers could be about."""

    people: Mapping[str, int]
    series: Mapping[UUID, Series]
    sessions: Mapping[UUID, Session]
    dates: Sequence[Session]
    memberships: Sequence[GroupMember]
    answers: Sequence[InvitationAnswer]

    def person(self, reply: Reply) -> int:
        """The row id of whoever answered; -1 for a stranger."""
        return next((self.people[email] for email in reply.emails if email in self.people), -1)


async def judge(replies: Sequence[Reply], *, actor: Actor) -> list[Judged]:
    """Each answer in the order of its stamp, so that of two of the same person the later one comes last."""
    known = await _known(replies, actor.organisation_id)
    ordered = sorted(set(replies), key=lambda one: (one.sequence, one.stamped_at, one.emails, str(one.answer)))
    return [_judged(reply, known, actor.organisation_id) for reply in ordered]


async def _known(replies: Sequence[Reply], organisation: int) -> Known:
    codes = [code for reply in replies if (code := _code(reply.uid))]
    people = await queries.by_email([each for reply in replies for each in reply.emails], organisation)
    series = await queries.series_coded(codes, organisation)
    sessions = await queries.sessions_coded(codes, organisation)
    dates = await queries.sessions_of_series([one.id for one in series.values()])
    memberships = await queries.memberships_in(organisation, list(people.values()))
    answers = await queries.answers_to([*sessions.values(), *dates])
    return Known(people, series, sessions, dates, memberships, answers)


def _judged(reply: Reply, known: Known, organisation: int) -> Judged:
    code = _code(reply.uid)
    series = known.series.get(code) if code else None
    session = _session(reply, series, known) if series else known.sessions.get(code) if code else None
    found = Judged(reply, session.code if session else series.code if series else None, session, series)
    refusal = _refusal(found, known)
    if refusal:
        return Judged(reply, found.about, session, series, refusal)
    values = _values(found, known.person(reply), organisation)
    if is_superseded(Said.of(values), known.answers):
        refusal = KNOWN
    return Judged(reply, found.about, session, series, refusal, values)


def _refusal(found: Judged, known: Known) -> str:
    reply, session, series = found.reply, found.session, found.series
    if session is None and series is None:
        return UNKNOWN
    is_dated = reply.planned_at is not None or reply.planned_on is not None
    if series and is_dated and session is None:
        return NO_DATE
    person = known.person(reply)
    asked = [session] if session else [one for one in known.dates if series and one.series == series.id]
    hers = [one for one in known.memberships if one.person == person]
    if not any(queries.is_asked(one, hers) for one in asked):
        return STRANGER
    if session.cancelled_at if session else series and series.cancelled_at:
        return CANCELLED
    return _untimely(found)


def _untimely(found: Judged) -> str:
    """Why an answer to what is asked comes too early or too late, by its stamp and by the revision it answers."""
    reply, session, series = found.reply, found.session, found.series
    if reply.stamped_at > clock.now() + SKEW:
        return FUTURE
    if reply.sequence > (queries.revision(session, series) if session else series.sequence if series else 0):
        return AHEAD
    return OLD if session and reply.sequence < session.sequence else ""


def _session(reply: Reply, series: Series, known: Known) -> Session | None:
    """The date of the series that the answer names, in whichever zone it was written."""
    for one in known.dates:
        if one.series != series.id or one.planned_on is None:
            continue
        planned = instant(one.planned_on, one.planned_at or series.starts_at)
        if reply.planned_at == planned or reply.planned_on == one.planned_on:
            return one
    return None


def _values(found: Judged, person: int, organisation: int) -> dict[str, Any]:
    reply = found.reply
    about = {"session": found.session.id, "series": None} if found.session else {"session": None}
    if not found.session and found.series:
        about |= {"series": found.series.id}
    return {
        **about,
        "organisation": organisation,
        "person": person,
        "answer": SAID[reply.answer] if reply.answer else Answer.MAYBE,
        "reason": _reason(reply),
        "sequence": reply.sequence,
        "stamped_at": reply.stamped_at,
    }


def _reason(reply: Reply) -> str | None:
    """Her comment; another time that she proposes is a comment too and moves nothing."""
    if reply.proposes is None:
        return reply.comment or None
    said = translations.say(proposal(reply))
    return f"{said} {reply.comment}".strip()[:200]


def proposal(reply: Reply) -> Sentence:
    return S_("She proposes %(time)s.", time=reply.proposes)


def _code(uid: str) -> UUID | None:
    try:
        return UUID(uid)
    except ValueError:
        return None
