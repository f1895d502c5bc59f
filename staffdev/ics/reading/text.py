"""The lines of a calendar file, whatever it was written in."""

import re
import zipfile
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from io import BytesIO

from staffdev.i18n import N_, S_
from staffdev.ics.reading import limits
from staffdev.ics.reading.shapes import UnreadableCalendar

ENCODINGS = ("cp1250", "cp1251")  # what old programs of this region write, besides UTF-8
_FOLD = re.compile(rb"\r*\n[ \t]")
_TEXT_FOLD = re.compile(r"\r*\n[ \t]")
_UNSEEN = {n: None for n in (*range(32), 0x7F, 0xFEFF) if chr(n) not in "\t\n"}


def text_of(content: bytes, encoding: str | None = None) -> str:
    """The unfolded text, one content line a line; UnreadableCalendar where it is no calendar.

    Without `encoding`, bytes that are not UTF-8 are read letter by letter: names, values and times are ASCII in every
    encoding a calendar comes in, and nothing else is kept.
    """
    if len(content) > limits.FILE_BYTES:
        raise UnreadableCalendar(
            S_(
                "The calendar is larger than %(n)s MB. Export a shorter period, for example from this year on.",
                n=limits.FILE_BYTES // 1024**2,
            )
        )
    if not content.strip():
        raise UnreadableCalendar(N_("The file is empty. Export the calendar once more."))
    text = _decoded(content, encoding).translate(_UNSEEN)
    if text.count("\n") > limits.LINES:
        raise UnreadableCalendar(N_("The calendar has too many lines. Export a shorter period."))
    if not re.search(r"^\s*BEGIN:VCALENDAR\s*$", text, re.IGNORECASE | re.MULTILINE):
        raise not_a_calendar(content)
    return text


def not_a_calendar(content: bytes) -> UnreadableCalendar:
    """What to do with a file that is something else."""
    if zipfile.is_zipfile(BytesIO(content)):
        return UnreadableCalendar(N_("This is a ZIP archive. Unpack it and choose the .ics file inside."))
    return UnreadableCalendar(N_("This is not a calendar. Choose a file whose name ends in .ics."))


def _decoded(content: bytes, encoding: str | None) -> str:
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _wide(content, "utf-16")
    if content[:4] in {b"B\0E\0", b"\0B\0E"}:
        return _wide(content, "utf-16-le" if content[1] == 0 else "utf-16-be")
    narrow = _FOLD.sub(b"", content.removeprefix(BOM_UTF8))  # before decoding: a fold may cut a letter
    if encoding is not None:
        return _narrow(narrow, encoding)
    try:
        return _lines(narrow.decode("utf-8"))
    except UnicodeDecodeError:
        return _lines(narrow.decode("latin-1"))


def _wide(content: bytes, encoding: str) -> str:
    try:
        return _TEXT_FOLD.sub("", _lines(content.decode(encoding)))
    except UnicodeDecodeError:
        raise UnreadableCalendar(N_("The file is damaged or cut off. Export the calendar once more.")) from None


def _narrow(content: bytes, encoding: str) -> str:
    try:
        return _lines(content.decode(encoding if encoding in ENCODINGS else "utf-8"))
    except UnicodeDecodeError:
        raise UnreadableCalendar(N_("The file is not written in that encoding. Choose another one.")) from None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
