"""The facts about lines as the rules see them: codes, days and the notation of times of a week, no rows. Pure."""

from datetime import time

from staffdev.lines.vocabulary import LineKind
from staffdev.rulebook.facts import Dated


class Line(Dated, frozen=True, kw_only=True):
    """A telephone line and the days on which it can be called."""

    name: str = ""
    kind: LineKind = LineKind.OWN


class PublishedHours(Dated, frozen=True, kw_only=True):
    """The hours of a week as a line has published them."""

    line: str
    week: str


class HoursException(Dated, frozen=True, kw_only=True):
    """Other hours on particular days, as "10:00-13:00 17:00-20:00"; empty where the line does not work."""

    line: str
    hours: str = ""


class Shift(Dated, frozen=True, kw_only=True):
    """She is on duty on a weekday, every so many weeks from the first such day on."""

    line: str
    person: str
    weekday: int
    starts_at: time
    ends_at: time
    every_weeks: int = 1
