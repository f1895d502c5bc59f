"""One event of a calendar as times and rules: what is needed to know when its owner is busy, and nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, auto

from staffdev.clock import BELGRADE
from staffdev.i18n import N_, S_, Sentence
from staffdev.ics.reading import limits
from staffdev.ics.reading.blocks import Block, Line
from staffdev.ics.reading.moments import (
    Length,
    Moment,
    YearError,
    day_of,
    instant_of,
    is_timed,
    read_length,
    read_moment,
    read_moments,
)
from staffdev.ics.reading.recurrence import Rule, TooOftenError, read_rule
from staffdev.ics.reading.shapes import UnusableEntry
from staffdev.ics.reading.zones import Zones

_DATE_UNREADABLE = N_("Entry %(number)s of %(day)s: a date that it adds or leaves out cannot be read.")


class Weight(Enum):
    """Whether the time of an entry can be had."""

    FREE = auto()
    SOFT = auto()
    HARD = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """An event, or a change of one date of it (`replaces`), with all the dates that it adds and leaves out."""

    number: int
    uid: str
    start: Moment
    length: Length
    weight: Weight
    rules: tuple[Rule, ...] = ()
    without_rules: tuple[Rule, ...] = ()
    added: tuple[tuple[Moment, Length], ...] = ()
    left_out: frozenset[Moment] = frozenset()
    replaces: Moment | None = None
    is_from_here_on: bool = False

    def note(self, sentence: str) -> Sentence:
        """A sentence about this entry: by number and day, since its title is nobody's business."""
        return S_(sentence, number=self.number, day=day_of(self.start))


Note = Callable[[Sentence], None]


def entry_of(block: Block, zones: Zones, own_addresses: frozenset[str], note: Note) -> Entry:
    """The event; UnusableEntry where its times make no sense. Smaller troubles are noted, and it counts."""
    start = _only(block, zones, block.first("DTSTART"))
    length = _length(block, zones, start)
    exceptions = _dates(block, zones, "EXDATE", start, note)
    added = _added(block, zones, start, length, note)
    identifier = block.first("RECURRENCE-ID")
    return Entry(
        number=block.number,
        uid=uid.value.strip() if (uid := block.first("UID")) else "",
        start=start,
        length=length,
        weight=_weight(block, start, own_addresses),
        rules=_rules(block, "RRULE", start),
        without_rules=_rules(block, "EXRULE", start),
        added=added,
        left_out=frozenset(exceptions),
        replaces=_only(block, zones, identifier) if identifier else None,
        is_from_here_on=bool(identifier and identifier.parameter("RANGE").upper() == "THISANDFUTURE"),
    )


def unreadable(block: Block) -> UnusableEntry:
    return UnusableEntry(S_("Entry %(number)s was left out: its times cannot be read.", number=block.number))


def _only(block: Block, zones: Zones, line: Line | None) -> Moment:
    """The one value of a line, or the sentence why there is none."""
    try:
        if line is None or len(line.value) > limits.ZONE_NAME:
            raise unreadable(block)
        return read_moments(line, zones)[0]
    except YearError as odd:
        sentence = S_(
            "Entry %(number)s was left out: its year %(year)s cannot be right.", number=block.number, year=str(odd.year)
        )
        raise UnusableEntry(sentence) from None
    except LookupError:
        raise _zone_unknown(block, line) from None
    except (ValueError, OverflowError):
        raise unreadable(block) from None


def _zone_unknown(block: Block, line: Line | None) -> UnusableEntry:
    """Its day can still be told: it is the same in every zone that it could mean."""
    try:
        day = day_of(read_moment(line.value.strip()[:8] if line else "", BELGRADE))
    except ValueError:
        return unreadable(block)
    return _unusable(block, day, N_("Entry %(number)s of %(day)s was left out: its time zone is not known."))


def _unusable(block: Block, start: Moment, sentence: str) -> UnusableEntry:
    return UnusableEntry(S_(sentence, number=block.number, day=day_of(start)))


def _length(block: Block, zones: Zones, start: Moment) -> Length:
    """RFC 5545 §3.8.5.3: an end gives the exact length of every date, a DURATION its days and exact time."""
    length = _given_length(block, zones, start)
    if length.most < timedelta():
        raise _unusable(block, start, N_("Entry %(number)s of %(day)s was left out: it ends before it starts."))
    if length.most > timedelta(days=limits.DAYS):
        raise _unusable(block, start, N_("Entry %(number)s of %(day)s was left out: it lasts longer than a year."))
    return length


def _given_length(block: Block, zones: Zones, start: Moment) -> Length:
    if line := block.first("DTEND"):
        end = _only(block, zones, line)
        if is_timed(end) != is_timed(start):
            raise unreadable(block)
        if is_timed(end):
            return Length(exact=instant_of(end) - instant_of(start))
        return Length(days=max((day_of(end) - day_of(start)).days, 0) or _whole_day(start, end))
    if line := block.first("DURATION"):
        try:
            return read_length(line.value)
        except (ValueError, OverflowError):
            raise unreadable(block) from None
    return Length() if is_timed(start) else Length(days=1)


def _whole_day(start: Moment, end: Moment) -> int:
    """Some programs end a day on itself; one that ends before it starts stays wrong."""
    return 1 if start == end else (day_of(end) - day_of(start)).days


def _weight(block: Block, start: Moment, own_addresses: frozenset[str]) -> Weight:
    busy = block.value("X-MICROSOFT-CDO-BUSYSTATUS")
    answer = _own_answer(block, own_addresses)
    if block.value("STATUS") == "CANCELLED" or block.value("TRANSP") == "TRANSPARENT":
        return Weight.FREE
    if answer == "DECLINED" or busy == "FREE":
        return Weight.FREE
    tentative = block.value("STATUS") == "TENTATIVE" or busy in {"TENTATIVE", "WORKINGELSEWHERE"}
    if tentative or answer in {"TENTATIVE", "NEEDS-ACTION"} or not is_timed(start):
        return Weight.SOFT
    return Weight.HARD


def _own_answer(block: Block, own_addresses: frozenset[str]) -> str:
    """Her own PARTSTAT. Apple tells people by the EMAIL parameter, others by the address."""
    for line in block.lines.get("ATTENDEE", ()):
        address = line.value.strip().casefold().removeprefix("mailto:")
        if {address, line.parameter("EMAIL").casefold()} & own_addresses:
            return line.parameter("PARTSTAT").upper() or "NEEDS-ACTION"
    return ""


def _rules(block: Block, name: str, start: Moment) -> tuple[Rule, ...]:
    try:
        return tuple(read_rule(line.value[: limits.LINE_CHARACTERS]) for line in block.lines.get(name, ())[:10])
    except TooOftenError:
        sentence = N_("Entry %(number)s of %(day)s was left out: it repeats every hour or more often.")
        raise _unusable(block, start, sentence) from None
    except ValueError:
        sentence = N_("Entry %(number)s of %(day)s was left out: the rule by which it repeats cannot be read.")
        raise _unusable(block, start, sentence) from None


def _dates(block: Block, zones: Zones, name: str, start: Moment, note: Note) -> list[Moment]:
    lines = block.lines.get(name, ())
    if sum(line.value.count(",") + 1 for line in lines) > limits.DATES:
        sentence = N_("Entry %(number)s of %(day)s was left out: it has too many exceptions.")
        raise _unusable(block, start, sentence)
    found: list[Moment] = []
    for line in lines:
        try:
            found += read_moments(line, zones)
        except (ValueError, LookupError, OverflowError):
            note(S_(_DATE_UNREADABLE, number=block.number, day=day_of(start)))
    return found


def _added(block: Block, zones: Zones, start: Moment, length: Length, note: Note) -> tuple[tuple[Moment, Length], ...]:
    """RDATEs, of which a PERIOD has its own length; ours never write any."""
    plain: list[Line] = []
    periods: list[Line] = []
    for line in block.lines.get("RDATE", ()):
        (periods if line.parameter("VALUE").upper() == "PERIOD" else plain).append(line)
    starts = Block(block.name, block.number, {"RDATE": plain})
    found = [(moment, length) for moment in _dates(starts, zones, "RDATE", start, note)]
    for line in periods:
        try:
            found += periods_of(line, zones)
        except (ValueError, LookupError, OverflowError):
            note(S_(_DATE_UNREADABLE, number=block.number, day=day_of(start)))
    return tuple(found)


def periods_of(line: Line, zones: Zones) -> tuple[tuple[Moment, Length], ...]:
    """start/end or start/length, several; ValueError where one is not in order."""
    found = []
    for text in line.value.split(",")[: limits.TIMES]:
        start_text, _, end_text = text.partition("/")
        (start,) = read_moments(line.saying(start_text), zones)
        if end_text.strip().upper().startswith(("P", "+P")):
            length = read_length(end_text)
        else:
            (end,) = read_moments(line.saying(end_text), zones)
            length = Length(exact=instant_of(end) - instant_of(start))
        if not timedelta() <= length.most <= timedelta(days=limits.DAYS):
            raise ValueError(text[:40])
        found.append((start, length))
    return tuple(found)
