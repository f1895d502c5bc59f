"""Feeds, and what stands in them."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from piccolo.columns.combination import And

from staffdev import clock, translations
from staffdev.access import Actor
from staffdev.errors import NotFound
from staffdev.i18n import DEFAULT_LANGUAGE, Language
from staffdev.ics import writing
from staffdev.intervision.feeds.tokens import digest
from staffdev.intervision.invitations.meetings import meeting_of, words
from staffdev.intervision.invitations.queries import own_times
from staffdev.intervision.tables import Feed

PAST, AHEAD = timedelta(days=62), timedelta(days=400)
KEPT = 500  # feeds whose bytes are known; each is some 50 kB
# Everything a feed is made of has left its mark here when it changes, so that an unchanged one need not be made.
MARKS = """
SELECT feed.id, feed.person, feed.organisation, feed.code, feed.alarm_minutes,
  (SELECT count(*) FROM intervision_session s WHERE s.organisation = feed.organisation) AS sessions,
  (SELECT max(s.changed_at) FROM intervision_session s WHERE s.organisation = feed.organisation) AS changed_at,
  (SELECT count(*) FROM group_member m WHERE m.organisation = feed.organisation) AS members,
  (SELECT max(m.recorded_at) FROM group_member m WHERE m.organisation = feed.organisation) AS recorded_at,
  (SELECT max(m.superseded_at) FROM group_member m WHERE m.organisation = feed.organisation) AS superseded_at,
  (SELECT min(a.language) FROM account a WHERE a.person = feed.person AND a.disabled_at IS NULL) AS language
FROM feed WHERE feed.token_digest = {} AND feed.revoked_at IS NULL
"""
_made: "OrderedDict[str, Made]" = OrderedDict()


@dataclass(frozen=True, slots=True)
class Made:
    """A feed as it is sent, with its strong validator, and what it was made from."""

    marks: str
    content: bytes
    etag: str


async def feed_of(actor: Actor) -> Feed | None:
    """Her own feed in this organisation, where she has one."""
    mine = And(Feed.person == actor.person_id, Feed.organisation == actor.organisation_id)
    return await Feed.objects().where(mine, Feed.revoked_at.is_null()).order_by(Feed.id, ascending=False).first()


async def feed_at(token: str) -> Made:
    """What stands at that address; NotFound where there is none, or none any more."""
    key = digest(token)
    rows = await Feed.raw(MARKS, key)
    if not rows:
        raise NotFound
    today = clock.today()
    marks = f"{today} {sorted((name, str(value)) for name, value in rows[0].items())}"
    known = _made.get(key)
    if known is None or known.marks != marks:
        content = await _content(rows[0], today)
        known = _made[key] = Made(marks, content, f'"{sha256(content).hexdigest()[:32]}"')
        if len(_made) > KEPT:
            _made.popitem(last=False)
    return known


async def _content(row: dict[str, Any], today: date) -> bytes:
    """Her sessions from two months ago on: an event each, those called off left out."""
    sessions = await own_times(row["person"], row["organisation"], today - PAST, today + AHEAD)
    with translations.speaking(Language(row["language"] or DEFAULT_LANGUAGE)):
        said = words()
    return writing.feed(
        str(row["code"]), (meeting_of(one) for one in sessions), said, alarm_minutes=row["alarm_minutes"]
    )
