"""Every organisation's reminders: once now, and once a day while somebody serves the pages."""

import asyncio
import logging
from datetime import datetime, time, timedelta

from staffdev import clock
from staffdev.access import Actor
from staffdev.errors import NotFound
from staffdev.organisations.tables import Organisation
from staffdev.organisations.vocabulary import OrganisationKind
from staffdev.reminders.actions import Made, remind
from staffdev.reminders.post import post_digests
from staffdev.settings import Settings

log = logging.getLogger(__name__)
EARLY = time(6, 15)  # in Belgrade: before anybody comes, and never at an hour that a clock change leaves out
SECONDS_AT_START = 3  # whoever waits for the first page comes first


async def remind_everybody(settings: Settings, code: str | None = None) -> list[tuple[Made, int]]:
    """What was made for each provider, and how much of it was mailed; NotFound where none is called `code`."""
    return [(await remind(actor), await post_digests(actor.organisation_id, settings)) for actor in await _actors(code)]


async def _actors(code: str | None) -> list[Actor]:
    """The installation itself, acting for each provider in turn."""
    wanted = Organisation.kind == OrganisationKind.PROVIDER if code is None else Organisation.code == code
    rows = await Organisation.objects().where(wanted).order_by(Organisation.code)
    if code is not None and not rows:
        raise NotFound
    return [
        Actor(name="staffdev", organisation_id=row.id, organisation_uid=row.uid, organisation_code=row.code)
        for row in rows
    ]


async def remind_daily(settings: Settings) -> None:
    """Remind everybody now and every morning, until it is cancelled; what goes wrong is tried again the next day."""
    await asyncio.sleep(SECONDS_AT_START)
    while True:
        try:
            await remind_everybody(settings)
        except Exception:  # whatever stops today's reminders must stop neither tomorrow's nor the server
            log.exception("The reminders could not be made.")
        await asyncio.sleep(seconds_until_morning(clock.now()))


def seconds_until_morning(now: datetime) -> float:
    """How long until the next early morning in Belgrade, whichever way the clock is changed in between."""
    local = now.astimezone(clock.BELGRADE)
    day = local.date() if local.time() < EARLY else local.date() + timedelta(days=1)
    return (datetime.combine(day, EARLY, clock.BELGRADE).astimezone(now.tzinfo) - now).total_seconds()
