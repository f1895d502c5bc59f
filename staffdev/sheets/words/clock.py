"""Times of day and the true length between two of them, also in the nights when the clock changes."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from staffdev.i18n import N_, S_, Sentence
from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words.letters import folded

BELGRADE = ZoneInfo("Europe/Belgrade")
LAST_HOUR = 24
SKIPPED = N_(
    "That night the clock went from 2:00 to 3:00, and the hour between never was: "
    "%(passed)s minutes passed, not %(wall)s."
)
REPEATED = N_(
    "That night the clock went back from 3:00 to 2:00, and the hour between was there twice: "
    "%(passed)s minutes passed, not %(wall)s."
)


@dataclass(frozen=True, slots=True)
class Span:
    """From–to on one day, and the minutes that truly passed."""

    starts_at: time
    ends_at: time
    minutes: int
    notes: tuple[Sentence, ...] = ()
    clock_changed: bool = False


def parse_clock(value: object) -> time:
    """The time of day in a cell („18:00”, „18.30”, „18h”, 18, Excel's part of a day), or Unreadable."""
    if isinstance(value, datetime):
        return value.time().replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _from_number(Decimal(str(value)))
    text = folded(value) if isinstance(value, str) else ""
    found = re.fullmatch(r"(?:u\s+)?(\d{1,2})(?:[:.]([0-5]\d)(?:[:.]\d\d)?)?\s*(?:h|c|casova|casa|cas|sati)?\.?", text)
    if not found or int(found[1]) > LAST_HOUR:
        raise _not_a_time(value)
    return _time(int(found[1]), int(found[2] or 0), value)


def _from_number(number: Decimal) -> time:
    if number.is_finite() and 0 <= number < 1:
        minutes = round(Fraction(number) * 24 * 60)
        return _time(*divmod(minutes, 60), number)
    if number.is_finite() and number == int(number) and 0 <= number <= LAST_HOUR:
        return _time(int(number), 0, number)
    raise _not_a_time(number)


def _time(hour: int, minute: int, typed: object) -> time:
    if hour == LAST_HOUR and minute == 0:
        return time(0)
    if hour >= LAST_HOUR:
        raise _not_a_time(typed)
    return time(hour, minute)


def span(day: date, starts_at: time, ends_at: time) -> Span:
    """The minutes from `starts_at` to `ends_at` in Belgrade; an end before the start is on the next day."""
    start = datetime.combine(day, starts_at, BELGRADE)
    end = datetime.combine(day, ends_at, BELGRADE)
    notes: tuple[Sentence, ...] = ()
    if ends_at <= starts_at:
        end = datetime.combine(day + timedelta(days=1), ends_at, BELGRADE)
        notes += (S_("It ends at %(end)s on the next day.", end=ends_at.isoformat("minutes")),)
    _refuse_skipped(start)
    _refuse_skipped(end)
    on_the_wall = (end.replace(tzinfo=None) - start.replace(tzinfo=None)) // timedelta(minutes=1)
    passed = (end.astimezone(UTC) - start.astimezone(UTC)) // timedelta(minutes=1)
    if passed != on_the_wall:
        notes += (S_(SKIPPED if passed < on_the_wall else REPEATED, passed=passed, wall=on_the_wall),)
    return Span(starts_at, ends_at, passed, notes, clock_changed=passed != on_the_wall)


def _refuse_skipped(moment: datetime) -> None:
    """The hour that the clock skips in spring never was."""
    if moment.astimezone(UTC).astimezone(BELGRADE).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise Unreadable(
            S_(
                "%(time)s did not exist on %(day)s: the clock went from 2:00 to 3:00. Correct the time.",
                time=moment.strftime("%H:%M"),
                day=f"{moment.day}.{moment.month}.{moment.year}.",
            )
        )


def _not_a_time(typed: object) -> Unreadable:
    if typed is None or (isinstance(typed, str) and not typed.strip()):
        return Unreadable(S_("There is no time. Enter it like 18:30."))
    return Unreadable(S_("“%(typed)s” is not a time of day. Write it like 18:30.", typed=typed))
