"""Excel's number formats: which numbers are days, times or lengths, and what they are then."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum, auto
from math import isfinite

from staffdev.sheets.reading.model import Value
from staffdev.sheets.words.calendar import excel_day

SECONDS_OF_A_DAY = 86_400
LONGEST_DAYS = 36_600
EXCEL_MIDNIGHT = datetime(1900, 1, 1)  # noqa: DTZ001 - a sheet knows no zone
LONGEST_NUMBER = 400
EXACT_DIGITS = 15  # of a whole number, as spreadsheets hold it


class Look(Enum):
    """What a number is shown as."""

    NUMBER = auto()
    DAY = auto()
    TIME = auto()
    LENGTH = auto()


_BUILT_IN = (
    dict.fromkeys((14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)), Look.DAY)
    | dict.fromkeys((18, 19, 20, 21, 45, 47), Look.TIME)
    | {46: Look.LENGTH}
)
_NOT_PATTERN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


def look_of(number_format: int, code: str | None) -> Look:
    """How a cell of this format is shown; `code` is the format of the file, None for a built-in one."""
    if code is None:
        return _BUILT_IN.get(number_format, Look.NUMBER)
    pattern = _NOT_PATTERN.sub("", code[:500].split(";")[0]).lower().replace("general", "")
    if re.search(r"\[(h+|m+|s+)\]", pattern):
        return Look.LENGTH
    if re.search(r"[dy]", pattern) or (re.search(r"m", pattern) and not re.search(r"[hs]", pattern)):
        return Look.DAY
    return Look.TIME if re.search(r"[hs]", pattern) else Look.NUMBER


def number_of(text: str) -> int | Decimal | str:
    """The number as it was typed: Excel's seventeen digits back to the shortest; the text where it is none."""
    if len(text) < EXACT_DIGITS and text.isdecimal():
        return int(text)
    if len(text) > LONGEST_NUMBER:
        return text
    try:
        number = float(text)
        if not isfinite(number):
            return text
        exact = Decimal(repr(number))
    except (ValueError, InvalidOperation):
        return text
    return int(exact) if exact == exact.to_integral_value() and abs(exact) < 10**EXACT_DIGITS else exact


def shown(text: str, look: Look, *, since_1904: bool) -> Value:
    """The value of a number cell: a number, day, datetime, time or timedelta."""
    number = number_of(text)
    if look is Look.NUMBER or isinstance(number, str):
        return number
    days, part = divmod(Decimal(number), 1)
    seconds = int((part * SECONDS_OF_A_DAY).to_integral_value())
    if look is Look.LENGTH or (look is Look.TIME and days):
        return timedelta(days=int(days), seconds=seconds) if abs(days) <= LONGEST_DAYS else number
    if look is Look.TIME:
        return (EXCEL_MIDNIGHT + timedelta(seconds=seconds)).time() if seconds < SECONDS_OF_A_DAY else time(0)
    return _day(int(days), seconds, since_1904=since_1904) or number


def _day(days: int, seconds: int, *, since_1904: bool) -> date | None:
    """A date, or a datetime where the cell holds a time too; None where Excel has no such day."""
    try:
        day = excel_day(days, since_1904=since_1904)
        if not seconds:
            return day
        return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)  # noqa: DTZ001 - a sheet knows no zone
    except (ValueError, OverflowError):
        return None
