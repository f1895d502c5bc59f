"""A calendar file read as busy times: what stands in it is passed over, and what cannot be used is said."""

from collections.abc import Iterator

from staffdev.i18n import N_, P_, Sentence
from staffdev.ics.reading import limits
from staffdev.ics.reading.blocks import Block, blocks_of, entries_of
from staffdev.ics.reading.entries import Entry, Weight, entry_of, periods_of, unreadable
from staffdev.ics.reading.occurrences import busy_times
from staffdev.ics.reading.recurrence import Steps, TooMuchError
from staffdev.ics.reading.shapes import BusyFile, Span, UnreadableCalendar, UnusableEntry
from staffdev.ics.reading.text import text_of
from staffdev.ics.reading.zones import Zones

_LISTS = ("EXDATE", "RDATE", "FREEBUSY")


def read_busy(
    content: bytes, span: Span, *, encoding: str | None = None, own_addresses: frozenset[str] = frozenset()
) -> BusyFile:
    """When the owner of the calendar is busy in that span; UnreadableCalendar says what to do with other files.

    `own_addresses` are her e-mail addresses in small letters: what she declined leaves her free. Times without a zone
    are meant in Belgrade, whatever X-WR-TIMEZONE says.
    """
    own = frozenset(address.casefold() for address in own_addresses)
    calendars = blocks_of(text_of(content, encoding), own)
    notes: list[Sentence] = []
    steps = Steps()
    try:
        entries = [entry for calendar in calendars for entry in _entries(calendar, span, own, notes, steps)]
        times = busy_times(entries, span, steps)
    except TooMuchError:
        sentence = N_("The calendar repeats too much to be followed. Export a shorter period.")
        raise UnreadableCalendar(sentence) from None
    return BusyFile(tuple(times), tuple(_told(notes)))


def _entries(calendar: Block, span: Span, own: frozenset[str], notes: list[Sentence], steps: Steps) -> Iterator[Entry]:
    years = span.starts_at.year - 2, span.ends_at.year + 2
    zones = Zones((block for block in calendar.inner if block.name == "VTIMEZONE"), years, steps)
    for block in entries_of(calendar):
        listed = sum(line.value.count(",") + 1 for name in _LISTS for line in block.lines.get(name, ()))
        steps.take(1 + min(listed, limits.DATES))
        try:
            if block.name == "VFREEBUSY":
                yield from _listed(block, zones, notes)
            else:
                yield entry_of(block, zones, own, notes.append)
        except UnusableEntry as unusable:
            notes.append(unusable.note)


def _listed(block: Block, zones: Zones, notes: list[Sentence]) -> Iterator[Entry]:
    """A free-busy list: its periods count by what they say of themselves (FBTYPE)."""
    for line in block.lines.get("FREEBUSY", ()):
        weight = {"FREE": Weight.FREE, "BUSY-TENTATIVE": Weight.SOFT}.get(line.parameter("FBTYPE").upper(), Weight.HARD)
        for text in line.value.split(",")[: limits.DATES]:
            try:
                ((start, length),) = periods_of(line.saying(text), zones)
            except (ValueError, LookupError, OverflowError):
                notes.append(unreadable(block).note)
            else:
                yield Entry(block.number, "", start, length, weight)


def _told(notes: list[Sentence]) -> Iterator[Sentence]:
    yield from notes[: limits.NOTES]
    if (further := len(notes) - limits.NOTES) > 0:
        yield P_("%(n)s more entry was left out.", "%(n)s more entries were left out.", further)
