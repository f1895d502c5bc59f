"""Components of a calendar as the lines that say times; every other line is passed over and never becomes a word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from staffdev.i18n import N_
from staffdev.ics.reading import limits
from staffdev.ics.reading.shapes import UnreadableCalendar

_TOLD = (
    "UID DTSTART DTEND DURATION RRULE RDATE EXDATE EXRULE RECURRENCE-ID STATUS TRANSP FREEBUSY ATTENDEE SEQUENCE "
    "X-MICROSOFT-CDO-BUSYSTATUS TZID TZOFFSETFROM TZOFFSETTO"
)
_LINE = re.compile(rf"^(BEGIN|END|{'|'.join(_TOLD.split())})([;:].*)$", re.IGNORECASE | re.MULTILINE)
_PARAMETER = r';([^=:;"]+)=((?:"[^"]*"|[^",;:]*)(?:,(?:"[^"]*"|[^",;:]*))*)'
_VALUE = re.compile(rf"((?:{_PARAMETER.replace('(', '(?:').replace('(?:?:', '(?:')})*):(.*)")
ENTRIES = {"VEVENT", "VFREEBUSY"}
ZONES = {"VTIMEZONE"}


@dataclass(frozen=True, slots=True)
class Line:
    """One property: what stands before its colon, and after it."""

    parameters: str
    value: str

    def parameter(self, name: str) -> str:
        """The first value of that parameter without its quotation marks; empty where there is none."""
        for found, value in re.findall(_PARAMETER, self.parameters):
            if found.upper() == name:
                return str(value).strip().strip('"')
        return ""

    def saying(self, value: str) -> "Line":
        """The same property with another value."""
        return Line(self.parameters, value)


@dataclass(slots=True)
class Block:
    """One component: its name, the lines kept of it, and what stands inside it."""

    name: str
    number: int = 0  # of an entry, in the order of the file
    lines: dict[str, list[Line]] = field(default_factory=dict)
    inner: list["Block"] = field(default_factory=list)

    def first(self, name: str) -> Line | None:
        """The property of that name; the first one, where a program wrote it twice."""
        return next(iter(self.lines.get(name, ())), None)

    def value(self, name: str) -> str:
        """What the property says, in capitals; empty where it is not there."""
        line = self.first(name)
        return line.value.strip().upper() if line else ""


def blocks_of(text: str, own_addresses: frozenset[str] = frozenset()) -> list[Block]:
    """The calendars of a file; UnreadableCalendar where a BEGIN has no END, as in a file that was cut off."""
    whole = Block("")
    open_blocks, entries = [whole], 0
    for match in _LINE.finditer(text):
        name, rest = match[1].upper(), match[2]
        if name == "BEGIN":
            block = Block(rest[1:].strip().upper())
            entries += block.name in ENTRIES
            block.number = entries
            open_blocks.append(block)
            if len(open_blocks) > limits.DEPTH:
                raise _cut_off()
        elif name == "END":
            _close(open_blocks, rest[1:].strip().upper())
        elif name != "ATTENDEE" or any(address in rest.casefold() for address in own_addresses):
            _keep(open_blocks[-1], name, rest)
    if len(open_blocks) > 1:
        raise _cut_off()
    if entries > limits.ENTRIES:
        raise UnreadableCalendar(N_("The calendar has too many entries. Export a shorter period."))
    return [block for block in whole.inner if block.name == "VCALENDAR"]


def entries_of(calendar: Block) -> Iterator[Block]:
    """Events and free-busy lists, in the order of the file."""
    return (block for block in calendar.inner if block.name in ENTRIES)


def _close(open_blocks: list[Block], name: str) -> None:
    if len(open_blocks) == 1 or open_blocks[-1].name != name:
        raise _cut_off()
    block = open_blocks.pop()
    open_blocks[-1].inner.append(block)


def _keep(block: Block, name: str, rest: str) -> None:
    if match := _VALUE.fullmatch(rest):
        block.lines.setdefault(name, []).append(Line(match[1], match[2]))
    else:
        block.lines.setdefault(name, []).append(Line("", ""))


def _cut_off() -> UnreadableCalendar:
    return UnreadableCalendar(N_("The file is damaged or cut off. Export the calendar once more."))
