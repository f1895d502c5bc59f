"""What a calendar is made of. Nothing here says what a session is about, or who else comes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from staffdev.clock import BELGRADE

NIGHT_ENDS, MIDNIGHT = 4, 24 * 60  # clocks change between two and three at night, never by day


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in an invitation: who sends it, or the one person whom it is for."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Wording:
    """The neutral words of a calendar in the language of its reader."""

    title: str
    alarm: str
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Meeting:
    """One session: an identifier of its own, times on the clock of Belgrade, its revision and when that was made."""

    uid: str
    held_on: date
    starts_at: time
    minutes: int
    sequence: int
    changed_at: datetime
    planned_on: date | None = None
    planned_at: time | None = None
    is_cancelled: bool = False

    @property
    def start(self) -> datetime:
        return wall(self.held_on, self.starts_at)

    @property
    def end(self) -> datetime:
        return end_after(self.start, self.minutes)

    @property
    def planned(self) -> datetime:
        """What a series calls it, whenever it takes place."""
        return wall(self.planned_on or self.held_on, self.planned_at or self.starts_at)


@dataclass(frozen=True, slots=True)
class Rule:
    """A series: every so many weeks on a weekday (1 is Monday), or months on its n-th one (-1 is the last)."""

    uid: str
    is_weekly: bool
    every: int
    weekday: int
    nth: int | None
    starts_at: time
    minutes: int
    first_on: date
    last_on: date
    sequence: int
    changed_at: datetime
    follows: str = ""


def wall(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, BELGRADE)


def end_after(start: datetime, minutes: int) -> datetime:
    """So many minutes later as they pass, on the clock of Belgrade."""
    if start.hour >= NIGHT_ENDS and start.hour * 60 + start.minute + minutes < MIDNIGHT:
        return start + timedelta(minutes=minutes)
    return (start.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(BELGRADE)
