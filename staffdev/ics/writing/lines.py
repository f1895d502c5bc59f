"""Content lines: escaped, folded at 75 octets, and the one time zone that we write."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache

OCTETS = 75
# One STANDARD and one DAYLIGHT by rule: lists of changes (RDATE) are read wrongly by ical.js and Outlook. A test
# compares it with zoneinfo; should summer time be given up, it needs another rule.
BELGRADE_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Belgrade",
    "BEGIN:DAYLIGHT",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "DTSTART:19700329T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "DTSTART:19701025T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)
_TEXT = {ord("\\"): "\\\\", ord(";"): "\\;", ord(","): "\\,", ord("\n"): "\\n"}
_UNSEEN = dict.fromkeys(n for n in (*range(32), 0x7F, *range(0x80, 0xA0)) if n != ord("\n"))


def folded(lines: Iterable[str]) -> bytes:
    """The file: CRLF after each line, and no letter cut in two."""
    kept = [line if len(line) <= OCTETS and line.isascii() else _folded(line.encode()).decode() for line in lines]
    return "\r\n".join([*kept, ""]).encode()


@lru_cache(maxsize=256)
def text(value: str) -> str:
    """A value that is words."""
    return value.translate(_UNSEEN).translate(_TEXT)


def quoted(value: str) -> str:
    """A parameter in quotation marks, which it must not hold itself: not every reader knows RFC 6868."""
    plain = value.translate(_UNSEEN).replace("\n", " ")
    while '"' in plain:
        plain = plain.replace('"', "„", 1).replace('"', "“", 1)
    return f'"{plain}"'


def address(email: str) -> str:
    """A calendar address; whatever is no part of one is left out, so that no line can be added by it."""
    return "mailto:" + "".join(letter for letter in email if letter.isprintable() and letter not in ' ";,:<>\\')


def local(name: str, moment: datetime) -> str:
    """A time on the clock of Belgrade."""
    return f"{name};TZID=Europe/Belgrade:{_clock(moment)}"


def utc(moment: datetime) -> str:
    return f"{_clock(moment if moment.tzinfo is UTC else moment.astimezone(UTC))}Z"


def _clock(moment: datetime) -> str:
    return moment.isoformat()[:19].replace("-", "").replace(":", "")


def _folded(line: bytes) -> bytes:
    if len(line) <= OCTETS:
        return line
    parts, most = [], OCTETS
    while len(line) > most:
        cut = most
        while line[cut] & 0xC0 == 0x80:  # noqa: PLR2004 - a letter's further bytes begin with 10
            cut -= 1
        parts.append(line[:cut])
        line, most = line[cut:], OCTETS - 1  # the space before a folded part counts
    return b"\r\n ".join([*parts, line])
