"""Days as offices write them: „15.2.2025.”, "12. april 2025.", „10-11.5.2025”, "2025-05-10", Excel's own numbers."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from staffdev.i18n import S_, Sentence
from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words.calendar import (
    FIRST_YEAR,
    LAST_YEAR,
    LONGEST_RANGE_DAYS,
    MONTHS,
    Days,
    a_date,
    excel_day,
    named_months_as_numbers,
    written,
)
from staffdev.sheets.words.letters import folded

FIRST_SERIAL, LAST_SERIAL = 18_264, 73_415  # 1950-01-01 to 2100-12-31
LONGEST_TEXT = 200
SHORT_YEAR = 2  # digits
FIRST_SHORT_YEAR = 70  # „70” is 1970, „69” is 2069
_RANGE = ("first", "-", "last")


@dataclass(frozen=True, slots=True)
class _Part:
    """One written day, of which month and year may still have to come from the next one."""

    day: int
    month: int | None
    year: int | None
    year_is_short: bool = False


def parse_days(value: object, *, year: int | None = None) -> Days:
    """The days in a cell (text, date, datetime or Excel number); Unreadable says why not. `year` is only offered."""
    if isinstance(value, date):
        return Days((a_date(value.year, value.month, value.day, str(value)),))
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _from_number(Decimal(str(value)))
    if not isinstance(value, str) or not value.strip():
        raise Unreadable(S_("There is no date. Enter the day, for example 15.2.2025."))
    if len(value) > LONGEST_TEXT:
        raise Unreadable(S_("This is too long for a date. Enter the day, for example 15.2.2025."))
    return _from_text(value, year)


def parse_day(value: object) -> date:
    """Exactly one day; Unreadable where it is a range, a list or no date."""
    found = parse_days(value)
    if len(found.days) > 1:
        raise Unreadable(
            S_("“%(typed)s” is more than one day. Enter one day.", typed=value), offered=written(found.first)
        )
    return found.first


def _from_number(number: Decimal) -> Days:
    if not number.is_finite():
        raise _not_a_date(number)
    if FIRST_YEAR <= number <= LAST_YEAR and number == int(number):
        raise _only_the_year(int(number))
    if FIRST_SERIAL <= number < LAST_SERIAL:
        return Days((excel_day(int(number)),))
    raise _not_a_date(number)


def _from_text(typed: str, year: int | None) -> Days:
    text = _plain(typed)
    if re.fullmatch(r"\d{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
        raise _only_the_year(int(text))
    if re.fullmatch(r"\d{5}", text):
        return _from_number(Decimal(text))
    if month := re.fullmatch(r"(\d{1,2})[./-](\d{4})", text):
        raise _only_the_month(typed, int(month[1]), int(month[2]))
    for reading in (_year_first, _slashes, _day_first):
        if found := reading(text, typed, year):
            return found
    raise _not_a_date(typed)


def _plain(typed: str) -> str:
    text = folded(typed)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(r"\b(godine|godina|godinu|god|g)\b\.?", "", text)
    text = re.sub(r"^\s*(dana|od|dana od|u periodu od)\s+", "", text)
    text = named_months_as_numbers(text)
    text = re.sub(r"\s+(do|i|te)\s+", lambda word: "-" if word[1] == "do" else ",", text)
    return re.sub(r"\s+", "", text).strip(".,;")


_ISO = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})\.?(?:t?\d{1,2}:\d\d.*)?")


def _year_first(text: str, typed: str, _year: int | None) -> Days | None:
    if one := _ISO.fullmatch(text):
        return Days((a_date(int(one[1]), int(one[3]), int(one[4]), typed),))
    if two := re.fullmatch(r"(\d{4}-\d{1,2}-\d{1,2})\.?[-/](\d{4}-\d{1,2}-\d{1,2})", text):
        first, last = (parse_days(end).first for end in two.groups())
        return _range(first, last, typed)
    return None


def _slashes(text: str, typed: str, _year: int | None) -> Days | None:
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})", text)
    if not found:
        return None
    first, second = int(found[1]), int(found[2])
    year, notes = _whole_year(int(found[3]), short=len(found[3]) == SHORT_YEAR)
    if second > MONTHS >= first:
        raise Unreadable(
            S_(
                "“%(typed)s” looks like month/day/year. Write the day first: %(day)s.%(month)s.%(year)s.",
                typed=typed,
                day=second,
                month=first,
                year=year,
            ),
            offered=written(a_date(year, first, second, typed)),
        )
    if first <= MONTHS and first != second:
        notes += (
            S_(
                "“%(typed)s” was read with the day first, as %(day)s.%(month)s.%(year)s.",
                typed=typed,
                day=first,
                month=second,
                year=year,
            ),
        )
    return Days((a_date(year, second, first, typed),), notes=notes)


_PART = re.compile(r"(\d{1,2})(?:[.](\d{1,2})(?:[.](\d{4}|\d{2}))?)?[.]?")


def _day_first(text: str, typed: str, year: int | None) -> Days | None:
    text = re.sub(r"^(\d{1,2})/(\d{1,2}\.\d)", r"\1,\2", text)
    text = re.sub(r"^(\d{1,2})-(\d{1,2})-(\d{4})$", r"\1.\2.\3", text)
    pieces = re.split(r"([,;-])", text)
    parts = [_part(piece) for piece in pieces[::2]]
    if not all(parts):
        return None
    whole, notes = _completed([part for part in parts if part], typed, year)
    days = [a_date(part_year, month, day, typed) for day, month, part_year in whole]
    if "-" in pieces[1::2]:
        if len(pieces) != len(_RANGE):
            raise Unreadable(
                S_("“%(typed)s” mixes a range and single days. Put each training in its own row.", typed=typed)
            )
        found = _range(days[0], days[1], typed)
        return Days(found.days, found.is_range, notes)
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise Unreadable(
            S_("The days in “%(typed)s” are not in order. Write them from the first to the last.", typed=typed)
        )
    return Days(tuple(days), notes=notes)


def _part(piece: str) -> _Part | None:
    found = _PART.fullmatch(piece)
    if not found:
        return None
    month, year = (int(number) if number else None for number in found.groups()[1:])
    return _Part(int(found[1]), month, year, year_is_short=bool(found[3]) and len(found[3]) == SHORT_YEAR)


def _completed(
    parts: list[_Part], typed: str, year: int | None
) -> tuple[list[tuple[int, int, int]], tuple[Sentence, ...]]:
    """Day, month and year of each part: what is left out is taken from the part after it."""
    last = parts[-1]
    if last.month is None:
        raise _not_a_date(typed)
    if last.year is None:
        raise _without_year(typed, parts, year)
    return _filled_from_the_end(parts, last.month, last.year)


def _filled_from_the_end(
    parts: list[_Part], month: int, year: int
) -> tuple[list[tuple[int, int, int]], tuple[Sentence, ...]]:
    notes: tuple[Sentence, ...] = ()
    whole: list[tuple[int, int, int]] = []
    for part in reversed(parts):
        if part.year is not None:
            year, said = _whole_year(part.year, short=part.year_is_short)
            notes = said or notes
        elif part.month is not None and part.month > month:
            year -= 1  # „30.12-2.1.2026”: December before January is the year before
        month = part.month if part.month is not None else month
        whole.append((part.day, month, year))
    return whole[::-1], notes


def _whole_year(year: int, *, short: bool) -> tuple[int, tuple[Sentence, ...]]:
    if not short:
        return year, ()
    whole = 2000 + year if year < FIRST_SHORT_YEAR else 1900 + year
    return whole, (S_("The year “%(short)s” was read as %(year)s.", short=f"{year:02}", year=whole),)


def _range(first: date, last: date, typed: str) -> Days:
    if last < first:
        raise Unreadable(S_("“%(typed)s” ends before it begins. Correct the days.", typed=typed))
    if last == first:
        return Days((first,))
    if (last - first).days >= LONGEST_RANGE_DAYS:
        raise Unreadable(
            S_("“%(typed)s” is longer than a year. Enter the days of each session in a row of its own.", typed=typed)
        )
    return Days((first, last), is_range=True)


def _not_a_date(typed: object) -> Unreadable:
    return Unreadable(S_("“%(typed)s” is not a date. Write it like 15.2.2025.", typed=typed))


def _only_the_year(year: int) -> Unreadable:
    advice = S_("Only the year %(year)s is known. Enter the day, or confirm 1.1.%(year)s.", year=year)
    return Unreadable(advice, offered=written(date(year, 1, 1)))


def _only_the_month(typed: str, month: int, year: int) -> Unreadable:
    first = a_date(year, month, 1, typed)
    advice = S_(
        "Only the month %(month)s.%(year)s is known. Enter the day, or confirm 1.%(month)s.%(year)s.",
        month=month,
        year=year,
    )
    return Unreadable(advice, offered=written(first))


def _without_year(typed: str, parts: list[_Part], year: int | None) -> Unreadable:
    advice = S_("“%(typed)s” has no year. Write it like 15.2.2025.", typed=typed)
    last = parts[-1]
    if year is None or len(parts) > 1 or last.month is None:
        return Unreadable(advice)
    return Unreadable(advice, offered=written(a_date(year, last.month, last.day, typed)))
