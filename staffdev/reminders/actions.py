"""Making the week's digests, and reading one. A digest is made once a week, whoever runs it and however often."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import NamedTuple
from uuid import uuid4

import msgspec

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import insert_many, locked, transaction
from staffdev.organisations.tables import Organisation
from staffdev.reminders.recipients import Recipient, recipients_of
from staffdev.reminders.rules import Due, digest_key, due_reminders, week_of
from staffdev.reminders.tables import Digest, Reminder
from staffdev.reminders.things import Around, things_of


class Made(NamedTuple):
    """What one run made for one organisation."""

    organisation: str
    digests: int
    reminders: int


async def remind(actor: Actor) -> Made:
    """Make the digests of this week that are still missing, for everybody the actor's organisation may remind."""
    today = clock.today()
    recipients = await recipients_of(actor.organisation_id, today)
    things = await things_of(Around(actor, today, recipients))
    async with transaction():
        await locked(Organisation.objects().where(Organisation.id == actor.organisation_id)).first()
        digests, reminders = 0, 0
        left = await _without_digest(recipients.values(), actor, week_of(today))
        already = await _said_before(actor.organisation_id)
        for one in left:
            due = due_reminders((thing for thing in things if thing.person == one.person), today, already)
            if due:
                await _write(one, due, actor, week_of(today))
                digests, reminders = digests + 1, reminders + len(due)
        if digests:
            event = Event.REMINDERS_DIGESTS_CREATE
            await audit.record(event, about=None, actor=actor, week_on=week_of(today), people=digests, rows=reminders)
    return Made(actor.organisation_code, digests, reminders)


async def _without_digest(recipients: Iterable[Recipient], actor: Actor, week_on: date) -> list[Recipient]:
    """Those who have no digest of that week yet."""
    rows = await Digest.select(Digest.person).where(
        Digest.organisation == actor.organisation_id, Digest.week_on == week_on
    )
    there = {row["person"] for row in rows}
    return [one for one in recipients if one.row_id not in there]


async def _said_before(organisation_id: int) -> Collection[str]:
    """The keys of everything that was said, without the organisation they begin with."""
    rows = await Reminder.select(Reminder.key).where(Reminder.organisation == organisation_id)
    return {row["key"].partition(" ")[2] for row in rows}


async def _write(recipient: Recipient, due: Collection[Due], actor: Actor, week_on: date) -> None:
    digest = Digest(
        code=uuid4(),
        organisation=actor.organisation_id,
        person=recipient.row_id,
        key=digest_key(actor.organisation_code, recipient.person, week_on),
        week_on=week_on,
        created_at=clock.now(),
        read_at=None,
        mailed_at=None,
    )
    await digest.save()
    await insert_many(
        Reminder,
        [
            {
                "code": uuid4(),
                "organisation": actor.organisation_id,
                "digest": digest.id,
                "key": f"{actor.organisation_id} {one.key}",
                "stage": one.stage,
                "due_on": one.thing.due_on,
                "saying": _stored(one.thing.saying),
            }
            for one in due
        ],
    )


async def mark_read(digest: Digest) -> None:
    """She has read it; the first reading counts. One statement, and no fact: the log has nothing to keep of it."""
    await Digest.update({Digest.read_at: clock.now()}).where(Digest.id == digest.id, Digest.read_at.is_null())


def _stored(saying: object) -> str:
    return msgspec.json.encode(saying).decode()
