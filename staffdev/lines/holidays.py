"""The public holidays of Serbia by name. Pure."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from staffdev.i18n import N_
from staffdev.rulebook.dates import CHRISTMAS, orthodox_easter, public_holidays

FIRST_YEAR, LAST_YEAR = 1901, 2099
NAMES = {
    (1, 1): N_("New Year"),
    (1, 2): N_("New Year"),
    CHRISTMAS: N_("Orthodox Christmas"),
    (2, 15): N_("Statehood Day (Sretenje)"),
    (2, 16): N_("Statehood Day (Sretenje)"),
    (5, 1): N_("Labour Day"),
    (5, 2): N_("Labour Day"),
    (11, 11): N_("Armistice Day"),
}
EASTER = {
    -2: N_("Good Friday"),
    -1: N_("Holy Saturday"),
    0: N_("Orthodox Easter"),
    1: N_("Easter Monday"),
}
INSTEAD = N_("instead of a holiday that falls on a Sunday")


class Holiday(NamedTuple):
    """A day off and what it is; where two fall on one day, both."""

    day: date
    names: tuple[str, ...]


def holidays_of(year: int) -> list[Holiday]:
    """Every day off of that year, in order."""
    return [Holiday(day, tuple(_names(day)) or (INSTEAD,)) for day in sorted(public_holidays(year))]


def _names(day: date) -> Iterator[str]:
    if (day.month, day.day) in NAMES:
        yield NAMES[day.month, day.day]
    offset = (day - orthodox_easter(day.year)) // timedelta(days=1)
    if offset in EASTER:
        yield EASTER[offset]


def year_asked(text: str, today: date) -> int:
    """The year as the address says it, else this one."""
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == len("2026") else today.year
    return min(max(FIRST_YEAR, year), LAST_YEAR)
