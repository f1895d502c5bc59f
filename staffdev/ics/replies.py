"""Answers that calendars send back (METHOD:REPLY and COUNTER, RFC 5546 §3.2.3 and §3.2.7), read as facts to judge."""

import re
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any

import msgspec

from staffdev.clock import BELGRADE
from staffdev.i18n import N_, S_, Sentence
from staffdev.ics.reading.blocks import blocks_of
from staffdev.ics.reading.limits import YEARS
from staffdev.ics.reading.shapes import UnreadableCalendar
from staffdev.ics.reading.text import text_of

MOST_BYTES = 512 * 1024  # a reply is about two kilobytes
MOST_EVENTS = 50
COMMENT = 200
MOST_REVISIONS = 2**31


_ZONE = re.compile(r"^BEGIN:VTIMEZONE\s*$.*?^END:VTIMEZONE\s*$", re.IGNORECASE | re.MULTILINE | re.DOTALL)


class Attending(StrEnum):
    """What an attendee says."""

    ACCEPTED = "ACCEPTED"
    TENTATIVE = "TENTATIVE"
    DECLINED = "DECLINED"


class Reply(msgspec.Struct, frozen=True):
    """One person's answer to a series, or to one date of it (`planned_at`, UTC); or `proposes` another time."""

    uid: str
    emails: tuple[str, ...]
    answer: Attending | None
    sequence: int
    stamped_at: datetime
    planned_at: datetime | None = None
    planned_on: date | None = None
    comment: str = ""
    proposes: datetime | None = None

    def __post_init__(self) -> None:
        """ValueError for what no calendar says: it may come from a form that somebody wrote herself."""
        moments = [each for each in (self.stamped_at, self.planned_at, self.proposes) if each is not None]
        are_right = all(each.tzinfo is not None and each.year in YEARS for each in moments)
        if not (are_right and 0 <= self.sequence < MOST_REVISIONS):
            raise ValueError("moment or revision")
        if len(self.comment) > COMMENT or not self.comment.isprintable():
            raise ValueError("comment")


class ReplyFile(msgspec.Struct, frozen=True):
    """The answers of a file, and a sentence for each part that is none."""

    replies: tuple[Reply, ...]
    notes: tuple[Sentence, ...]


def read_replies(content: bytes) -> ReplyFile:
    """The answers in a file; UnreadableCalendar says what to do with a file that holds none."""
    if len(content) > MOST_BYTES:
        raise UnreadableCalendar(N_("This is too large for an answer to an invitation. Choose the file of one answer."))
    text = text_of(content)
    text = _ZONE.sub("", text)  # following the rule of a hostile one could take hours
    blocks_of(text)  # BEGIN and END in balance: the library would drop what was cut off without a word
    replies: list[Reply] = []
    notes: list[Sentence] = []
    for calendar in _calendars(text):
        method = str(calendar.get("METHOD", "")).upper()
        if method not in {"REPLY", "COUNTER"}:
            notes.append(S_("A part of the file is no answer to an invitation."))
            continue
        for event in calendar.walk("VEVENT")[:MOST_EVENTS]:
            found = _answers(event, method)
            replies += found
            if not found:
                notes.append(S_("An answer in the file cannot be read."))
    if not replies and not notes:
        raise UnreadableCalendar(N_("There is no answer in this file. Choose the .ics file that came with the answer."))
    return ReplyFile(tuple(replies), tuple(notes))


def _calendars(text: str) -> list[Any]:
    from icalendar import Calendar  # few requests read an answer; a start does without
    from icalendar.error import InvalidCalendar

    try:
        return list(Calendar.from_ical(text, multiple=True))
    except (ValueError, InvalidCalendar, AttributeError, KeyError, IndexError, OverflowError, TypeError):
        raise UnreadableCalendar(N_("The file is damaged or cut off. Export the calendar once more.")) from None


def _answers(event: Any, method: str) -> list[Reply]:
    """One for each attendee: where somebody delegated, the one who did stands first and her delegate after her."""
    try:
        return [reply for attendee in _listed(event.get("ATTENDEE")) if (reply := _answer(event, attendee, method))]
    except (ValueError, AttributeError, KeyError, OverflowError, TypeError):
        return []


def _answer(event: Any, attendee: Any, method: str) -> Reply | None:
    parameters = {str(name).upper(): str(value) for name, value in attendee.params.items()}
    said = parameters.get("PARTSTAT", "").upper()
    proposes = _instant(event["DTSTART"].dt) if method == "COUNTER" and "DTSTART" in event else None
    if said not in set(Attending) and proposes is None and said != "DELEGATED":
        return None
    planned = event["RECURRENCE-ID"].dt if "RECURRENCE-ID" in event else None
    stamp = event["DTSTAMP"].dt if "DTSTAMP" in event else None
    if stamp is None or stamp.year not in YEARS:
        return None
    return Reply(
        uid=str(event["UID"]).strip()[:200],
        emails=_emails(str(attendee), parameters),
        answer=_attending(said) if proposes is None else None,
        sequence=int(event.get("SEQUENCE", 0)),
        stamped_at=_instant(stamp),
        planned_at=_instant(planned) if isinstance(planned, datetime) else None,
        planned_on=planned if isinstance(planned, date) and not isinstance(planned, datetime) else None,
        comment=_comment(event),
        proposes=proposes,
    )


def _attending(said: str) -> Attending:
    """Whoever passed it on to somebody else does not come herself."""
    return Attending.DECLINED if said == "DELEGATED" else Attending(said)


def _emails(address: str, parameters: dict[str, str]) -> tuple[str, ...]:
    """In small letters; Apple names people by the EMAIL parameter, and may write another address beside it."""
    plain = address.strip().casefold().removeprefix("mailto:")
    return tuple(dict.fromkeys(each for each in (plain, parameters.get("EMAIL", "").casefold()) if each))


def _comment(event: Any) -> str:
    text = " ".join(" ".join(map(str, _listed(event.get("COMMENT")))).split())
    return "".join(letter for letter in text if letter.isprintable())[:COMMENT]


def _instant(moment: date) -> datetime:
    """UTC; a time without a zone is meant in Belgrade."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=BELGRADE)
    return (moment if moment.tzinfo else moment.replace(tzinfo=BELGRADE)).astimezone(UTC)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
