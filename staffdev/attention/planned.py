"""Sessions of intervision ahead: those that nobody leads yet, and the next one."""

from datetime import date, timedelta

from staffdev.access import Actor
from staffdev.attention.items import Coming, Item
from staffdev.intervision.series.queries import next_session, unled_sessions
from staffdev.rulebook.model import Status
from staffdev.translations import day as said_day
from staffdev.translations import gettext

SOON = timedelta(days=21)


async def to_lead(actor: Actor, today: date) -> list[Item]:
    """For the coordinator: sessions of the next three weeks that nobody leads yet."""
    return [
        Item(
            what=gettext("Who leads “%(title)s”?") % {"title": row["title"]},
            why=gettext("It meets on %(day)s, and nobody was chosen.") % {"day": said_day(row["held_on"])},
            by=row["held_on"],
            href=f"/intervision/sessions/{row['code']}/edit",
            action=gettext("Choose"),
            status=Status.NOT_YET_APPLICABLE,
        )
        for row in await unled_sessions(actor.organisation_id, today, today + SOON)
    ]


async def coming_session(actor: Actor, today: date) -> list[Coming]:
    """The next session she may know of."""
    return [
        Coming(what=row["title"], on=row["held_on"], href=f"/intervision/sessions/{row['code']}")
        for row in await next_session(actor, today)
    ]
