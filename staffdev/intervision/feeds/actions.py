"""Feeds are made, renewed, changed and withdrawn by whoever they belong to."""

import secrets
from uuid import uuid4

from staffdev import clock
from staffdev.access import Actor
from staffdev.audit import actions as audit
from staffdev.audit.events import Event
from staffdev.db.transactions import locked, transaction
from staffdev.errors import Conflict
from staffdev.i18n import N_
from staffdev.intervision.feeds import queries
from staffdev.intervision.feeds.forms import FeedForm, NewFeedForm
from staffdev.intervision.feeds.tokens import digest
from staffdev.intervision.tables import Feed
from staffdev.people.tables import Person

TOKEN_BYTES = 32  # 43 characters
NONE = N_("You have no calendar address. Make one first.")
KNOWN = N_("A new address was made already, and it works. Only if you did not copy it, make another one.")


async def create_feed(form: NewFeedForm, *, actor: Actor) -> str:
    """A new address; the one before it stops working at once. Its token is told here and never again.

    Conflict where the address is not the one she saw: a page sent once more must not end the address she copied.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    async with transaction():
        await locked(Person.objects().where(Person.id == actor.person_id)).first()  # two clicks, one address
        old = await queries.feed_of(actor)
        if form.instead_of != (str(old.code) if old else ""):
            raise Conflict(KNOWN if old else NONE)
        if old:
            await _end(old)
        feed = Feed(
            code=uuid4(),
            organisation=actor.organisation_id,
            person=actor.person_id,
            token_digest=digest(token),
            alarm_minutes=form.alarm,
            created_at=clock.now(),
            revoked_at=None,
        )
        await feed.save()
        await audit.record(Event.INTERVISION_FEED_CREATE, about=feed.code, actor=actor)
    return token


async def edit_feed(form: FeedForm, *, actor: Actor) -> None:
    """Change when her calendar rings; the address stays."""
    async with transaction():
        feed = await queries.feed_of(actor)
        if feed is None:
            raise Conflict(NONE)
        if feed.alarm_minutes == form.alarm:
            return
        feed.alarm_minutes = form.alarm
        await feed.save()
        await audit.record(Event.INTERVISION_FEED_EDIT, about=feed.code, actor=actor)


async def revoke_feed(*, actor: Actor) -> None:
    """The address stops working at once."""
    async with transaction():
        feed = await queries.feed_of(actor)
        if feed is None:
            raise Conflict(NONE)
        await _end(feed)
        await audit.record(Event.INTERVISION_FEED_REVOKE, about=feed.code, actor=actor)


async def _end(feed: Feed) -> None:
    feed.revoked_at = clock.now()
    await feed.save()
