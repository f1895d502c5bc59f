"""The digests of this week by mail, where a mail server is set: one line, and nothing of what they say."""

import asyncio
import logging
from typing import Any

from staffdev import clock
from staffdev.i18n import N_
from staffdev.reminders.recipients import recipients_of
from staffdev.reminders.rules import week_of
from staffdev.reminders.tables import Digest
from staffdev.settings import Settings
from staffdev.translations import gettext, speaking

log = logging.getLogger(__name__)
SUBJECT = "StaffDev"
BODY = N_("There is something waiting for you. Open StaffDev:")


async def post_digests(organisation_id: int, settings: Settings) -> int:
    """Mail each digest of this week that is unread and was not mailed; a server that fails is tried again next time."""
    if settings.smtp is None:
        return 0
    from staffdev.mail import Letter, NotSentError, send  # only where there is a mail server at all

    today = clock.today()
    recipients = await recipients_of(organisation_id, today)
    waiting = {one.person: one for one in await _waiting(organisation_id, today)}
    letters = {
        one.email: (Letter(one.email, SUBJECT, _text(one.language, settings.url)), waiting[one.row_id].id)
        for one in recipients.values()
        if one.email and one.row_id in waiting
    }
    if not letters:
        return 0
    try:
        sent = await asyncio.to_thread(send, settings.smtp, [letter for letter, _ in letters.values()])
    except NotSentError as error:
        log.warning("No reminder could be mailed: %s", error)
        return 0
    mailed = [letters[address][1] for address in sent]
    if mailed:
        await Digest.update({Digest.mailed_at: clock.now()}).where(Digest.id.is_in(mailed))
    return len(mailed)


async def _waiting(organisation_id: int, today: Any) -> list[Digest]:
    here = Digest.organisation == organisation_id
    return await Digest.objects().where(
        here, Digest.week_on == week_of(today), Digest.mailed_at.is_null(), Digest.read_at.is_null()
    )


def _text(language: Any, url: str) -> str:
    with speaking(language):
        return f"{gettext(BODY)} {url}/\n"
