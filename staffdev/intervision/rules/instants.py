"""From the clock on the wall to instants and back, in the nights too when the clock changes. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from staffdev.errors import Advice
from staffdev.i18n import N_, S_

BELGRADE = ZoneInfo("Europe/Belgrade")
SKIPPED = N_("On %(day)s the clocks skip from 02:00 to 03:00, so there is no %(time)s. Choose another time.")
MINUTE = timedelta(minutes=1)


class Timed(Protocol):
    """A day, a time on the clock of Belgrade, and how many minutes truly pass."""

    @property
    def held_on(self) -> date: ...
    @property
    def starts_at(self) -> time: ...
    @property
    def minutes(self) -> int: ...


def instant(day: date, clock: time) -> datetime:
    """The instant (UTC) of a time on the wall; of an hour that comes twice in autumn, the first one."""
    return datetime.combine(day, clock, BELGRADE).astimezone(UTC)


def begins(session: Timed) -> datetime:
    """When it begins, in UTC."""
    return instant(session.held_on, session.starts_at)


def ends(session: Timed) -> datetime:
    """When it ends, in UTC: so many minutes later as it lasts, whatever the clocks do."""
    return begins(session) + MINUTE * session.minutes


def on_the_wall(moment: datetime) -> datetime:
    """What the clock in Belgrade shows at that instant."""
    return moment.astimezone(BELGRADE)


def ends_at(session: Timed) -> time:
    """What the clock shows when it ends."""
    return on_the_wall(ends(session)).time()


def touch(one: Timed, other: Timed) -> bool:
    """Do the two have a minute in common?"""
    return begins(one) < ends(other) and begins(other) < ends(one)


def skipped(day: date, clock: time) -> Advice | None:
    """What to say of a time that the clock skips in spring, None where it exists."""
    wall = datetime.combine(day, clock)
    if on_the_wall(instant(day, clock)).replace(tzinfo=None) == wall:
        return None
    return S_(SKIPPED, day=day, time=f"{clock:%H:%M}")
