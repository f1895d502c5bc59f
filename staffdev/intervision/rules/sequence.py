"""When a revision of a session or a series is a new one for everybody's calendar (RFC 5546 §2.1.4). Pure.

The number rises with DTSTART, DTEND, DURATION, RRULE, EXDATE and STATUS, by one or more, and never falls. Place, title
and facilitator leave it as it is.
"""

from dataclasses import dataclass
from datetime import date, time
from typing import Any


@dataclass(frozen=True, slots=True)
class Times:
    """What a calendar keeps of one session: DTSTART, DURATION and STATUS."""

    held_on: date
    starts_at: time
    minutes: int
    is_cancelled: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What a calendar keeps of a series: DTSTART, DURATION, RRULE, EXDATE and STATUS."""

    pattern: str
    every: int
    weekday: int
    nth: int | None
    starts_at: time
    minutes: int
    first_on: date
    last_on: date
    left_out: frozenset[date]
    is_cancelled: bool


def times_of(session: Any) -> Times:
    """The times of a stored session."""
    return Times(session.held_on, session.starts_at, session.minutes, session.cancelled_at is not None)


def rule_of(series: Any, sessions: Any) -> Rule:
    """The rule of a stored series; the days left out are those of its sessions that are called off."""
    own = (one for one in sessions if one.series == series.id)
    left_out = frozenset(one.planned_on for one in own if one.cancelled_at and one.planned_on <= series.last_on)
    said = (series.pattern, series.every, series.weekday, series.nth, series.starts_at, series.minutes)
    return Rule(*said, series.first_on, series.last_on, left_out, series.cancelled_at is not None)


def risen(sequence: int, old: Times | Rule, new: Times | Rule, *, least: int = 0) -> int:
    """The number of the new revision: higher than `sequence` and than `least` where times changed, else the same."""
    return sequence if old == new else max(sequence, least) + 1
