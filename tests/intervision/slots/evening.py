"""What the tests of limits and of the objective begin with."""

from datetime import UTC, date, datetime

from staffdev.intervision.slots.rules.shapes import Limits, Participant, Week
from staffdev.intervision.vocabulary import Grade, Need
from staffdev.weekly import Stretch

MONDAY = date(2026, 9, 7)
SIX, EIGHT = 18 * 60, 20 * 60


def week(*stretches):
    return (Week(tuple(stretches), date(2026, 1, 1)),)


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


EVENING = week(Stretch(1, SIX, EIGHT, Grade.GLAD))
ANY_TIME = week(*(Stretch(day, 0, 1440, Grade.GLAD) for day in range(1, 8)))
ANA = Participant("ana", may_facilitate=True, weeks=EVENING)
BOJANA = Participant("bojana", Need.OPTIONAL, weeks=EVENING)
HOUR = Limits(60, earliest=SIX, latest=EIGHT)
