"""Small invented problems, every one from its number; all times lie on five minutes, shifts on quarter hours."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from staffdev.intervision.slots.rules.shapes import (
    Busy,
    Days,
    Limits,
    Open,
    OtherDays,
    Participant,
    Present,
    Problem,
    Staffing,
    Stint,
    Wanted,
    Week,
)
from staffdev.intervision.vocabulary import Grade, Need, Pattern
from staffdev.weekly import Stretch

ORDINARY = date(2026, 9, 7)
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)
GRADES = (Grade.GLAD, Grade.GLAD, Grade.IF_NEED_BE, Grade.NO)


def case(number: int) -> Problem:
    """The problem of that number; every third lies around a clock change, at night."""
    dice = random.Random(number)  # noqa: S311 - a game, not a secret
    change = (None, SPRING, AUTUMN)[number % 3]
    wanted = _wanted(dice, change)
    low = dice.choice((0, 1, 2)) * 60 if change else dice.choice((8, 12, 17)) * 60
    limits = _limits(dice, low, wanted.first_on)
    people = tuple(_person(dice, str(n), wanted.first_on, low) for n in range(dice.randint(1, 5)))
    lines = tuple(_line(dice, wanted.first_on, low) for _ in range(dice.choice((0, 0, 1))))
    present = dice.choice((None, Present(dice.randint(1, 7), low + 15 * dice.randrange(12))))
    return Problem(wanted, limits, people, lines, present, dice.choice((None, wanted.first_on - timedelta(days=9))))


def _wanted(dice, change):
    pattern = dice.choice((None, Pattern.WEEKLY, Pattern.WEEKLY, Pattern.MONTHLY))
    first = change - timedelta(days=dice.randrange(9)) if change else ORDINARY + timedelta(days=dice.randrange(9))
    weekdays = {7, dice.randint(1, 7)} if change else set(dice.sample(range(1, 8), 2))
    if pattern is None:
        return Wanted(first, first + timedelta(days=dice.randrange(12)), weekdays=frozenset(weekdays))
    every, times = dice.choice((1, 2)), dice.randint(1, 3)
    nths = (4, -1) if dice.random() < 0.5 else (dice.choice((1, 2, 3, 4, -1)),)
    return Wanted(first, first, pattern, every, times, frozenset(weekdays), nths)


def _limits(dice, low, first):
    return Limits(
        minutes=dice.choice((15, 30, 45, 60, 90)),
        earliest=low,
        latest=low + dice.choice((60, 120, 180)) + dice.choice((0, 0, 5)),
        least=dice.choice((1, 1, 1, 2, 3)),
        most=dice.choice((None, None, None, 3)),
        a_week=dice.choice((None, None, 1, 2)),
        pause=dice.choice((0, 0, 0, 15, 30)),
        excluded=frozenset(first + timedelta(days=dice.randrange(20)) for _ in range(dice.choice((0, 0, 3)))),
        taken=tuple(_busy(dice, first, low) for _ in range(dice.choice((0, 0, 2)))),
        may_fall_out=dice.choice((None, 0, 1, 9, 9)),
    )


def _person(dice, code, first, low):
    return Participant(
        code=code,
        need=Need.REQUIRED if dice.random() < 0.15 else Need.OPTIONAL,
        may_facilitate=dice.random() < 0.8,
        weeks=_weeks(dice, first, low),
        other_days=tuple(_other(dice, first, low) for _ in range(dice.choice((0, 0, 1, 2)))),
        busy=tuple(_busy(dice, first, low) for _ in range(dice.randrange(4))),
        meets=tuple(_busy(dice, first - timedelta(days=3), low) for _ in range(dice.choice((0, 0, 1, 2)))),
        on_duty=tuple(_stint(dice, first, low) for _ in range(dice.choice((0, 0, 1, 2)))),
        leave=tuple(_leave(dice, first) for _ in range(dice.choice((0, 0, 0, 1)))),
        last_attended_on=dice.choice((None, first - timedelta(days=dice.randrange(300)))),
        owed_minutes=dice.choice((0, 60, 95, 2000)),
    )


def _weeks(dice, first, low):
    if dice.random() < 0.2:
        return ()
    stretches = []
    for weekday in range(1, 8):
        cuts = sorted(max(0, low + 5 * dice.randrange(-6, 50)) for _ in range(dice.choice((0, 2, 3, 3))))
        parts = pairwise(cuts)
        stretches += [Stretch(weekday, a, b, dice.choice(GRADES[:3])) for a, b in parts if a < b]
        if dice.random() < 0.5:
            stretches = [one for one in stretches if one.weekday != weekday]
            stretches.append(Stretch(weekday, 0, 1440, dice.choice(GRADES[:3])))
    change = first + timedelta(days=dice.randrange(15))
    whole = Week(tuple(stretches), first - timedelta(days=1), None)
    return dice.choice(((whole,), (Week(whole.stretches, first, change),)))


def _other(dice, first, low):
    day = first + timedelta(days=dice.randrange(15))
    start = low + 5 * dice.randrange(20)
    times = dice.choice(((0, 1440), (start, start + 5 * dice.randint(1, 20))))
    return OtherDays(day, day + timedelta(days=dice.randrange(4)), dice.choice(GRADES), *times)


def _busy(dice, first, low):
    day = first + timedelta(days=dice.randrange(-1, 15))
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=low + 5 * dice.randrange(-30, 30))
    return Busy(begins, begins + timedelta(minutes=5 * dice.randint(1, 24)), dice.random() < 0.3)


def _stint(dice, first, low):
    start = dice.choice((low - low % 15 + 15 * dice.randrange(8), 22 * 60, 23 * 60))
    day = first + timedelta(days=dice.randrange(-1, 15))
    return Stint(day, start, start + 15 * dice.randint(1, 30), dice.choice((0, 0, 60, 480)))


def _leave(dice, first):
    day = first + timedelta(days=dice.randrange(-2, 15))
    return Days(day, day + timedelta(days=dice.randrange(8)))


def _line(dice, first, low):
    days = [first + timedelta(days=dice.randrange(15)) for _ in range(dice.randint(1, 8))]
    opened = tuple(Open(day, low, min(1440, low + 15 * dice.randint(1, 12))) for day in days)
    rows = tuple(tuple(Stint(day, low, low + 15 * dice.randint(1, 12)) for day in days) for _ in range(2))
    return Staffing(dice.choice((1, 2)), opened, rows)
