"""Invitations as files: for a calendar (.ics), or as a message to send (.eml). One person a file, and the log knows."""

from dataclasses import dataclass
from uuid import UUID

from staffdev import clock, translations
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.errors import Conflict, NotFound
from staffdev.i18n import N_
from staffdev.ics import writing
from staffdev.ics.writing import Party
from staffdev.intervision.invitations import queries
from staffdev.intervision.invitations.meetings import days_of, meeting_of, rule_of, words
from staffdev.intervision.invitations.policies import can_invite
from staffdev.intervision.tables import Series, Session
from staffdev.people.tables import Person
from staffdev.training.offer.queries.attendance import coordinators_on

NOWHERE = "staffdev.invalid"  # RFC 2606: no mail ever goes there; calendars need some address
REQUEST, CANCEL = "REQUEST", "CANCEL"
SUBJECT = N_("An invitation")
SUBJECT_CANCELLED = N_("A meeting is cancelled")
BODY = N_("Good day,\n\nthe date is attached for your calendar. Please answer there, or in the application.\n")
BODY_CANCELLED = N_("Good day,\n\nthe meeting does not take place. The attached file takes it out of your calendar.\n")


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """A file as it is downloaded."""

    content: bytes
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Message:
    """What a file or a mail says, and to whom."""

    content: bytes
    method: str
    invited: Party

    @property
    def subject(self) -> str:
        return translations.gettext(SUBJECT_CANCELLED if self.method == CANCEL else SUBJECT)

    @property
    def body(self) -> str:
        return translations.gettext(BODY_CANCELLED if self.method == CANCEL else BODY)


async def session_file(session: Session, person: str, *, as_mail: bool, actor: Actor) -> CalendarFile:
    """The invitation to one session; where it is called off, the message that takes it out of a calendar."""
    invited = await _invited(person, actor)
    if invited.id not in {one.person for one in await queries.members_asked(session)}:
        raise NotFound
    sender = await sender_for(actor)
    message = await session_message(session, invited, sender)
    return await _file(message, sender, f"{session.held_on}", session.code, as_mail=as_mail, actor=actor)


async def series_file(series: Series, person: str, *, as_mail: bool, actor: Actor) -> CalendarFile:
    """The invitation to all sessions of a series that are hers, or its cancellation."""
    sender = await sender_for(actor)
    message = await series_message(series, await _invited(person, actor), sender)
    return await _file(message, sender, f"{series.first_on}", series.code, as_mail=as_mail, actor=actor)


async def session_message(session: Session, invited: Person, sender: Party) -> Message:
    """What is said to one of those who are asked."""
    series = (await queries.series_of([session])).get(session.series or -1)
    rule = rule_of(series, {}) if series else None
    write = writing.session_cancelled if session.cancelled_at else writing.session_request
    party = _party(invited)
    content = write(meeting_of(session), sender=sender, invited=party, words=words(), series=rule)
    return Message(content, CANCEL if session.cancelled_at else REQUEST, party)


async def series_message(series: Series, invited: Person, sender: Party) -> Message:
    """The same of a series; NotFound where none of its sessions is hers, Conflict where none is left."""
    sessions = await queries.own_session_of_series(series, invited.id)
    if not sessions:
        raise NotFound
    rule, party = rule_of(series, await queries.series_before(series)), _party(invited)
    if series.cancelled_at:
        content = writing.series_cancelled(rule, sender=sender, invited=party, words=words())
        return Message(content, CANCEL, party)
    meetings = [meeting_of(one) for one in sessions]
    if all(one.is_cancelled for one in meetings):
        raise Conflict(N_("No session is left in this series, so there is nothing to invite to."))
    content = writing.series_request(rule, days_of(series), meetings, sender=sender, invited=party, words=words())
    return Message(content, REQUEST, party)


async def _file(message: Message, sender: Party, day: str, about: UUID, *, as_mail: bool, actor: Actor) -> CalendarFile:
    async with transaction():
        await audit.record(Event.INTERVISION_INVITATION_PRINT, about=about, actor=actor, method=message.method)
    if not as_mail:
        return CalendarFile(message.content, f"{day}.ics", f"text/calendar; method={message.method}")
    said = {"subject": message.subject, "body": message.body}
    content = writing.invitation_mail(message.content, message.method, sender, message.invited, **said)
    return CalendarFile(content, f"{day}.eml", "message/rfc822")


async def _invited(person: str, actor: Actor) -> Person:
    """Who the file is for: herself, or whom the coordinator names."""
    if person:
        can_invite(actor).require()
        return await queries.person_named(person, actor.organisation_id)
    own = await Person.objects().get(Person.id == actor.person_id)
    if own is None:
        raise NotFound
    return own


async def sender_for(actor: Actor) -> Party:
    """The coordinator in office, so that an invitation and its update come from the same address."""
    office = await coordinators_on(actor.organisation_id, clock.today())
    rows = await Person.objects().where(Person.id.is_in(list(office) or [-1])).order_by(Person.id)
    with_address = [row for row in rows if row.email]
    if with_address:
        return _party(with_address[0])
    return Party(rows[0].first_name if rows else "staffdev", f"{actor.organisation_uid}@{NOWHERE}")


def _party(person: Person) -> Party:
    return Party(f"{person.first_name} {person.last_name}", person.email or f"{person.code}@{NOWHERE}")
