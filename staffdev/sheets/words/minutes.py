"""Lengths of training as offices write them: „4,5”, „3h”, „2 сата и 30 мин”, „10 (29.12. 3ч, 30.12. 3ч …)”."""

import re
from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal
from fractions import Fraction

from staffdev.i18n import S_, Sentence
from staffdev.sheets.problems import Unreadable
from staffdev.sheets.words.letters import folded

MINUTES_OF_AN_HOUR = 60
LONGEST_HOURS = 1000
LONGEST_TEXT = 300
_COMPUTED_DIGITS = 9  # a number with so many decimals was calculated (1/3 hour), not typed


@dataclass(frozen=True, slots=True)
class SessionLength:
    """One part of a length given by day: the year is None where it was not written."""

    day: int
    month: int
    year: int | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Length:
    """Whole minutes; `sessions` where the cell says them day by day, `parts` where it only lists them („4+4”)."""

    minutes: int
    sessions: tuple[SessionLength, ...] = ()
    parts: tuple[int, ...] = ()
    notes: tuple[Sentence, ...] = ()


def parse_minutes(value: object) -> Length:
    """The length in a cell (text in hours unless it says minutes, number of hours, time, timedelta), or Unreadable."""
    if isinstance(value, timedelta):
        return _plausible(Fraction(value // timedelta(microseconds=1), 60_000_000), str(value))
    if isinstance(value, time):
        return _plausible(
            Fraction(value.hour * 3600 + value.minute * 60 + value.second, 60), value.isoformat("minutes")
        )
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return _from_number(Decimal(str(value)))
    if not isinstance(value, str) or not re.search(r"\w", value):
        raise Unreadable(S_("There is no length. Enter the hours, for example 2,5."))
    if len(value) > LONGEST_TEXT:
        raise Unreadable(S_("This is too long for a length. Enter the hours, for example 2,5."))
    return _from_text(value)


def _from_number(hours: Decimal) -> Length:
    if not hours.is_finite() or abs(hours) > LONGEST_HOURS or (hours and hours.adjusted() < -LONGEST_HOURS):
        raise _too_long(str(hours))
    minutes = Fraction(hours) * MINUTES_OF_AN_HOUR
    nearest = round(minutes)
    if minutes != nearest and _is_computed(hours) and abs(minutes - nearest) < Fraction(1, 10**6):
        minutes = Fraction(nearest)
    return _plausible(minutes, str(hours).replace(".", ","))


def _is_computed(hours: Decimal) -> bool:
    exponent = hours.as_tuple().exponent
    return isinstance(exponent, int) and -exponent >= _COMPUTED_DIGITS


def _from_text(typed: str) -> Length:
    text = _plain(typed)
    if rough := re.match(r"(otprilike|oko|cca|ca|circa|priblizno|~|≈|skoro|preko|vise od|do|najmanje)\.?\s*(.*)", text):
        raise _approximate(typed, rough[2])
    if whole := re.fullmatch(r"([^()]*)\(([^()]+)\)", text):
        return _with_sessions(whole[1].strip(), whole[2], typed)
    if listed := _sessions(text, typed):
        return Length(sum(part.minutes for part in listed), listed)
    if "+" in text:
        parts = tuple(_plausible(_amount(piece, typed), typed).minutes for piece in text.split("+"))
        return Length(_plausible(Fraction(sum(parts)), typed).minutes, parts=parts)
    return _plausible(_amount(text, typed), typed)


def _plain(typed: str) -> str:
    text = re.sub(r"(\d)\s*([½¼¾])", r"\1 \2", typed)
    for sign, spelled in {"½": "0,5", "¼": "0,25", "¾": "0,75"}.items():
        text = re.sub(rf"(\d+) {sign}", rf"\g<1>{spelled[1:]}", text).replace(sign, spelled)
    text = re.sub(r"[\u2010-\u2015\u2212]", "-", folded(text))
    return re.sub(r"^(ukupno|trajanje|svega)\s*:?\s*", "", text)


_HOURS = r"(?:h|hr|hrs|c|cas|casa|casova|s|sat|sata|sati|sat\.|hour|hours)"
_MINUTES = r"(?:m|min|mins|minut|minuta|minuti|minute|minutes)"
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_ONLY_HOURS = re.compile(rf"{_NUMBER}\s*(?:skolsk\w+\s+)?(?:{_HOURS}\.?)?")
_ONLY_MINUTES = re.compile(rf"{_NUMBER}\s*{_MINUTES}\.?")
_BOTH = re.compile(rf"(\d+)\s*{_HOURS}\.?\s*(?:i|,|and)?\s*(\d+)\s*(?:{_MINUTES}\.?)?")
_CLOCK = re.compile(rf"(\d+):([0-5]\d)(?::00)?\s*(?:{_HOURS}\.?)?")
_TIMES = re.compile(r"(\d+)\s*[x*×]\s*(.+)")
_HALF = {
    "pola sata": 30,
    "pola": 30,
    "pola casa": 30,
    "sat": 60,
    "cas": 60,
    "jedan sat": 60,
    "sat i po": 90,
    "sat ipo": 90,
}


def _amount(text: str, typed: str) -> Fraction:
    """Minutes of one plain amount."""
    text = text.strip()
    if "skolsk" in text:
        raise _school_hours(text, typed)
    if text in _HALF:
        return Fraction(_HALF[text])
    if found := _BOTH.fullmatch(text):
        if int(found[2]) >= MINUTES_OF_AN_HOUR:
            raise _not_a_length(typed)
        return Fraction(int(found[1]) * MINUTES_OF_AN_HOUR + int(found[2]))
    if found := _CLOCK.fullmatch(text):
        return Fraction(int(found[1]) * MINUTES_OF_AN_HOUR + int(found[2]))
    if found := _ONLY_MINUTES.fullmatch(text):
        return _number(found[1])
    if found := _ONLY_HOURS.fullmatch(text):
        return _number(found[1]) * MINUTES_OF_AN_HOUR
    if found := _TIMES.fullmatch(text):
        return int(found[1]) * _amount(found[2], typed)
    if found := re.fullmatch(rf"-\s*({_NUMBER}.*)", text):
        raise Unreadable(S_("“%(typed)s” is less than nothing. Enter how long it lasted.", typed=typed))
    raise _not_a_length(typed)


def _number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


_SESSION = re.compile(r"\s*(\d{1,2})\.\s*(\d{1,2})\.?\s*(\d{4})?\.?\s*[:=\-]?\s+(.+)")


def _sessions(text: str, typed: str) -> tuple[SessionLength, ...]:
    """The parts of „29.12. 3ч, 30.12. 3ч”; none where the text is not such a list."""
    found = [_SESSION.fullmatch(piece) for piece in re.split(r"[;]|,(?=\s*\d{1,2}\.\s*\d{1,2}\.)", text)]
    parts = [piece for piece in found if piece]
    if not parts or len(parts) != len(found):
        return ()
    return tuple(
        SessionLength(
            int(part[1]),
            int(part[2]),
            int(part[3]) if part[3] else None,
            _plausible(_amount(part[4], typed), typed).minutes,
        )
        for part in parts
    )


def _with_sessions(total: str, inside: str, typed: str) -> Length:
    sessions = _sessions(inside, typed)
    if not sessions:
        length = _from_text(total) if total else _from_text(inside)
        return Length(
            length.minutes,
            length.sessions,
            length.parts,
            (*length.notes, S_("“%(typed)s” in brackets was not read.", typed=inside)),
        )
    summed = sum(part.minutes for part in sessions)
    written = _plausible(_amount(total, typed), typed).minutes if total else summed
    if written != summed:
        raise Unreadable(
            S_(
                "The days in “%(typed)s” add up to %(sum)s minutes, not %(total)s. Correct the total or the days.",
                typed=typed,
                sum=summed,
                total=written,
            )
        )
    return Length(summed, sessions)


def _plausible(minutes: Fraction, typed: str) -> Length:
    if minutes < 0:
        raise Unreadable(S_("“%(typed)s” is less than nothing. Enter how long it lasted.", typed=typed))
    if minutes == 0:
        raise Unreadable(S_("The length is zero. Enter how long it is."))
    if minutes > LONGEST_HOURS * MINUTES_OF_AN_HOUR:
        raise _too_long(typed)
    if minutes.denominator != 1:
        raise Unreadable(
            S_(
                "“%(typed)s” hours is not a whole number of minutes. Write the minutes, such as “%(minutes)s min”.",
                typed=typed,
                minutes=round(minutes),
            ),
            offered=f"{max(1, round(minutes))} min",
        )
    return Length(int(minutes))


def _approximate(typed: str, rest: str) -> Unreadable:
    advice = S_("“%(typed)s” is not exact. Enter the hours that the certificate says.", typed=typed)
    try:
        return Unreadable(advice, offered=f"{_plausible(_amount(rest, typed), typed).minutes} min")
    except Unreadable:
        return Unreadable(advice)


def _school_hours(text: str, typed: str) -> Unreadable:
    advice = S_("“%(typed)s” counts school hours. Enter the length in full hours of 60 minutes.", typed=typed)
    found = _ONLY_HOURS.fullmatch(text)
    minutes = _number(found[1]) * 45 if found else Fraction(0)
    return Unreadable(advice, offered=f"{minutes} min" if minutes >= 1 and minutes.denominator == 1 else None)


def _too_long(typed: str) -> Unreadable:
    return Unreadable(S_("“%(typed)s” is too long for one training. Correct the hours.", typed=typed))


def _not_a_length(typed: str) -> Unreadable:
    return Unreadable(S_("“%(typed)s” is not a length. Enter the hours, for example 2,5 or 2:30.", typed=typed))
