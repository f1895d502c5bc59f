"""The only place that asks what time it is; rules are told."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

BELGRADE = ZoneInfo("Europe/Belgrade")


def now() -> datetime:
    """This instant, in UTC."""
    return _clock.get()()


def today() -> date:
    """This day in Serbia, wherever the server stands."""
    return day_of(now())


def day_of(instant: datetime) -> date:
    """The civil day of Europe/Belgrade on which `instant` falls."""
    return instant.astimezone(BELGRADE).date()


@contextmanager
def stopped_at(instant: datetime) -> Iterator[None]:
    """Let it be `instant` inside the block, for demonstrations and tests."""
    if instant.utcoffset() is None:
        raise ValueError(f"an instant needs a time zone: {instant!r}")
    token = _clock.set(lambda: instant.astimezone(UTC))
    try:
        yield
    finally:
        _clock.reset(token)


def _system() -> datetime:
    return datetime.now(UTC)


_clock: ContextVar[Callable[[], datetime]] = ContextVar("clock", default=_system)
