"""Invitations by mail, where a mail server is set: one mail for each person, which names nobody else."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import transaction
from staffdev.errors import Advice, Conflict, Invalid
from staffdev.i18n import N_, P_, S_
from staffdev.ics import writing
from staffdev.intervision.invitations import queries
from staffdev.intervision.invitations.actions import OVER
from staffdev.intervision.invitations.papers import Message, sender_for, series_message, session_message
from staffdev.intervision.queries import Member
from staffdev.intervision.tables import Series, Session
from staffdev.people.tables import Person
from staffdev.settings import Smtp

if TYPE_CHECKING:
    from email.message import EmailMessage

NO_SERVER = N_("No mail server is set up here. Carry the messages as files.")
NO_ADDRESS = N_("Nobody who is asked has an e-mail address in the register. Carry the messages as files.")
NOT_SENT = N_("The mail server did not take the messages. Try again later, or carry them as files.")


@dataclass(frozen=True, slots=True)
class Envelope:
    """An invitation on its way."""

    content: Message

    @property
    def to(self) -> str:
        return self.content.invited.email

    def message(self) -> "EmailMessage":
        one = self.content
        said = {"subject": one.subject, "body": one.body}
        return writing.invitation_message(one.content, one.method, one.invited, **said)


async def mail_session(session: Session, smtp: Smtp | None, *, actor: Actor) -> Advice:
    """Mail everybody who is asked her invitation, or that it is called off; says how many and who has no address.

    Conflict without a mail server and of a day that is over; Invalid where nobody has an address or the server takes
    nothing.
    """
    if session.held_on < clock.today():
        raise Conflict(OVER)
    invited, without = await _addressed(await queries.members_asked(session))
    sender = await sender_for(actor)
    messages = [await session_message(session, one, sender) for one in invited]
    return await _sent(messages, without, session.code, smtp, actor)


async def mail_series(series: Series, smtp: Smtp | None, *, actor: Actor) -> Advice:
    """The same for all the sessions of a series that are hers; Conflict too where none is left."""
    invited, without = await _addressed(await queries.members_of_series(series))
    sender = await sender_for(actor)
    messages = [await series_message(series, one, sender) for one in invited]
    return await _sent(messages, without, series.code, smtp, actor)


async def _addressed(members: Sequence[Member]) -> tuple[list[Person], list[str]]:
    """Those with an address in the register, and the names of the others."""
    rows = await Person.objects().where(Person.id.is_in([one.person for one in members] or [-1])).order_by(Person.id)
    with_address = [row for row in rows if row.email]
    known = {row.id for row in with_address}
    return with_address, [one.name for one in members if one.person not in known]


async def _sent(
    messages: Sequence[Message], without: Sequence[str], about: UUID, smtp: Smtp | None, actor: Actor
) -> Advice:
    """Hand them to the server. The log says so first: nothing may leave the house without it."""
    from staffdev.mail import NotSentError, send  # only where there is a mail server at all

    if smtp is None:
        raise Conflict(NO_SERVER)
    if not messages:
        raise Invalid({"": NO_ADDRESS})
    async with transaction():
        event, many = Event.INTERVISION_INVITATION_MAIL, len(messages)
        await audit.record(event, about=about, actor=actor, method=messages[0].method, number=many)
    try:
        sent = await asyncio.to_thread(send, smtp, [Envelope(one) for one in messages])
    except NotSentError:
        sent = []
    if not sent:
        raise Invalid({"": NOT_SENT})
    return _result(len(sent), [*without, *(one.invited.name for one in messages if one.invited.email not in sent)])


def _result(many: int, left: Sequence[str]) -> Advice:
    if not left:
        return P_("%(n)s message was mailed.", "%(n)s messages were mailed.", many)
    names = ", ".join(left)
    return S_(N_("Mailed: %(many)s. Not reached by mail, so carry theirs as files: %(names)s."), many=many, names=names)
