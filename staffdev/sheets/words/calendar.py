"""Days that exist, months by name and number, and Excel's day numbers."""

import calendar
import re
from datetime import date, timedelta

import msgspec

from staffdev.i18n import S_, Sentence
from staffdev.sheets.problems import Unreadable

FIRST_YEAR, LAST_YEAR = 1900, 2100
MONTHS = 12
LONGEST_RANGE_DAYS = 366
EXCEL_DAY_ZERO = date(1899, 12, 30)  # holds from 1900-03-01 on; Excel believes in 29.2.1900
EXCEL_DAY_ZERO_1904 = date(1904, 1, 1)
FIRST_TRUE_SERIAL = 61
LAST_SERIAL = 2_958_465  # 9999-12-31

_STEMS = (
    ("januar", "jan", "sijecanj"),
    ("februar", "feb", "veljaca"),
    ("mart", "mar", "ozujak"),
    ("april", "apr", "travanj"),
    ("maj", "svibanj"),
    ("jun", "juni", "lipanj"),
    ("jul", "juli", "srpanj"),
    ("avgust", "avg", "august", "aug", "kolovoz"),
    ("septembar", "septembr", "sept", "sep", "rujan"),
    ("oktobar", "oktobr", "okt", "oct", "listopad"),
    ("novembar", "novembr", "nov", "studeni"),
    ("decembar", "decembr", "dec", "prosinac"),
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NUMBER_OF = {stem: number for number, stems in enumerate(_STEMS, 1) for stem in stems}
_NAMES = "|".join(sorted(_NUMBER_OF, key=len, reverse=True))
_NAME = re.compile(rf"[\s.]*(?<![a-z])(?P<name>{_NAMES})(?:a|u|om|ar|skog)?(?![a-z])\.?\s*")
# "i" is also "and", so a Roman month counts only before a year or a dash.
_ROMAN_MONTH = re.compile(r"(?<=[\d.\s])[\s.]*\b(?P<name>viii|vii|vi|iv|v|iii|ii|i|xii|xi|ix|x)\b[\s.]*(?=\d{4}|-)")


class Days(msgspec.Struct, frozen=True, gc=False):
    """Days in order; with `is_range` only the first and last are known and any day between them may be one too."""

    days: tuple[date, ...]
    is_range: bool = False
    notes: tuple[Sentence, ...] = ()

    @property
    def first(self) -> date:
        return self.days[0]

    @property
    def last(self) -> date:
        return self.days[-1]

    def each(self) -> tuple[date, ...]:
        """Every day that may be meant, at most LONGEST_RANGE_DAYS."""
        if not self.is_range:
            return self.days
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))


def named_months_as_numbers(text: str) -> str:
    """Folded text with "12. april 2025" and "12. iv 2025" written as "12.4.2025"."""
    numbered = _NAME.sub(lambda name: f".{_NUMBER_OF[name['name']]}.", text)
    return _ROMAN_MONTH.sub(lambda name: f".{_ROMAN.index(name['name']) + 1}.", numbered).lstrip(".")


def a_date(year: int, month: int, day: int, typed: str) -> date:
    """The civil day, or Unreadable with the reason why there is no such day."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(S_("The year in “%(typed)s” cannot be right. Correct the year.", typed=typed))
    if not 1 <= month <= MONTHS:
        raise Unreadable(
            S_("“%(typed)s” cannot be a day: there is no month %(month)s. Correct the date.", typed=typed, month=month)
        )
    length = calendar.monthrange(year, month)[1]
    if not 1 <= day <= length:
        raise Unreadable(
            S_(
                "%(typed)s does not exist: month %(month)s of %(year)s has %(length)s days. Correct the day.",
                typed=typed,
                month=month,
                year=year,
                length=length,
            )
        )
    return date(year, month, day)


def excel_day(serial: int, *, since_1904: bool = False) -> date:
    """The day of Excel's day number; ValueError where Excel itself is wrong (before 1.3.1900) or ends (9999)."""
    if since_1904:
        return EXCEL_DAY_ZERO_1904 + timedelta(days=serial)
    if not FIRST_TRUE_SERIAL <= serial <= LAST_SERIAL:
        raise ValueError(serial)
    return EXCEL_DAY_ZERO + timedelta(days=serial)


def written(day: date) -> str:
    """A day as offices write it: 15.2.2025."""
    return f"{day.day}.{day.month}.{day.year}"
