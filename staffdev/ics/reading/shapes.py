"""What a calendar is read into, and how it is refused."""

from datetime import datetime
from typing import NamedTuple

import msgspec

from staffdev.errors import Advice, Invalid
from staffdev.i18n import Sentence


class Span(NamedTuple):
    """From an instant up to another, both UTC: the time for which a calendar is asked."""

    starts_at: datetime
    ends_at: datetime


class BusyTime(msgspec.Struct, frozen=True, order=True):
    """A time at which its owner is busy, in UTC; a tentative or whole-day one is soft."""

    starts_at: datetime
    ends_at: datetime
    is_soft: bool = False
    is_whole_day: bool = False


class BusyFile(msgspec.Struct, frozen=True):
    """What a calendar says of a span: busy times in order, each once, and a sentence for each entry left out."""

    times: tuple[BusyTime, ...]
    notes: tuple[Sentence, ...]


class UnreadableCalendar(Invalid):
    """The file as a whole cannot be used; its one sentence says what to do."""

    def __init__(self, advice: Advice) -> None:
        super().__init__({"file": advice})


class UnusableEntry(Exception):
    """One entry of a calendar cannot be used; the sentence names it by its number and day."""

    def __init__(self, note: Sentence) -> None:
        self.note = note
        super().__init__(str(note))
