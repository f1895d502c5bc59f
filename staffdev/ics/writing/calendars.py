"""Whole calendars: a feed, an invitation to a series or a session, and their cancellation."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from staffdev.ics.writing.lines import BELGRADE_ZONE, address, folded, local, quoted, text, utc
from staffdev.ics.writing.shapes import Meeting, Party, Rule, Wording, end_after, wall

PRODUCT = "-//staffdev//intervision//SR"
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
REFRESH = "PT12H"


def feed(uid: str, meetings: Iterable[Meeting], words: Wording, *, alarm_minutes: int | None = None) -> bytes:
    """What one person subscribes to: every session an event of its own; those called off are not in it.

    No METHOD and no people: nothing here is asked of anybody. Nothing depends on when it is asked for.
    """
    named = [f"UID:{uid}", f"NAME:{text(words.calendar)}", f"X-WR-CALNAME:{text(words.calendar)}"]
    fresh = [f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}"]
    return folded(
        _calendar(
            [*named, *fresh],
            (
                line
                for one in meetings
                if not one.is_cancelled
                for line in _event(one.uid, one, words, alarm_minutes=alarm_minutes)
            ),
        )
    )


def series_request(
    rule: Rule, days: Sequence[date], meetings: Sequence[Meeting], *, sender: Party, invited: Party, words: Wording
) -> bytes:
    """Invite one person to a series: its rule, the days left out, the sessions that are at another time.

    `days` are those of the rule; whichever has no session of hers is left out of it.
    """
    live = {one.planned_on: one for one in meetings if not one.is_cancelled and one.planned_on in set(days)}
    people = _people(sender, invited)
    lines = list(_series(rule, [day for day in days if day not in live], people, words))
    for one in sorted(live.values(), key=lambda each: each.planned):
        if (one.start, one.minutes) != (one.planned, rule.minutes):
            sequence = max(one.sequence, rule.sequence)
            lines += _event(rule.uid, one, words, people, [local("RECURRENCE-ID", one.planned)], sequence=sequence)
    return folded(_calendar(["METHOD:REQUEST"], lines))


def session_request(
    meeting: Meeting, *, sender: Party, invited: Party, words: Wording, series: Rule | None = None
) -> bytes:
    """Invite one person to one session; one of a series is named by the series and its planned time."""
    return folded(_calendar(["METHOD:REQUEST"], _single(meeting, _people(sender, invited), words, series)))


def session_cancelled(
    meeting: Meeting, *, sender: Party, invited: Party, words: Wording, series: Rule | None = None
) -> bytes:
    """Take one session out of one person's calendar."""
    lines = _single(meeting, _people(sender, invited), words, series, status="CANCELLED")
    return folded(_calendar(["METHOD:CANCEL"], lines))


def series_cancelled(rule: Rule, *, sender: Party, invited: Party, words: Wording) -> bytes:
    """Take a whole series out of one person's calendar."""
    lines = _series(rule, [], _people(sender, invited), words, status="CANCELLED")
    return folded(_calendar(["METHOD:CANCEL"], lines))


def _calendar(properties: Iterable[str], events: Iterable[str]) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
    yield from properties
    yield from BELGRADE_ZONE
    yield from events
    yield "END:VCALENDAR"


def _people(sender: Party, invited: Party) -> tuple[str, str]:
    """Who sends it and the one who is invited; nobody reads who else is."""
    asked = "CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE"
    return (
        f"ORGANIZER;CN={quoted(sender.name)}:{address(sender.email)}",
        f"ATTENDEE;CN={quoted(invited.name)};{asked}:{address(invited.email)}",
    )


def _single(
    meeting: Meeting, people: Iterable[str], words: Wording, series: Rule | None, *, status: str = "CONFIRMED"
) -> list[str]:
    uid, sequence = (series.uid, max(meeting.sequence, series.sequence)) if series else (meeting.uid, meeting.sequence)
    named = [local("RECURRENCE-ID", meeting.planned)] if series else []
    return list(_event(uid, meeting, words, people, named, sequence=sequence, status=status))


def _series(
    rule: Rule, left_out: Sequence[date], people: Iterable[str], words: Wording, status: str = "CONFIRMED"
) -> Iterator[str]:
    start = wall(rule.first_on, rule.starts_at)
    yield from _opening(rule.uid, rule.sequence, rule.changed_at, start, end_after(start, rule.minutes))
    yield f"RRULE:{_rule(rule)}"
    if left_out:
        yield _exceptions(rule, left_out)
    if rule.follows:
        yield f"RELATED-TO;RELTYPE=SIBLING:{rule.follows}"
    yield from people
    yield from _closing(words, status, None)


def _rule(rule: Rule) -> str:
    """UNTIL is the last session's start in UTC, with the offset of that day."""
    until = utc(wall(rule.last_on, rule.starts_at))
    if rule.is_weekly:
        return f"FREQ=WEEKLY;INTERVAL={rule.every};UNTIL={until};BYDAY={DAYS[rule.weekday - 1]}"
    return f"FREQ=MONTHLY;INTERVAL={rule.every};UNTIL={until};BYDAY={rule.nth}{DAYS[rule.weekday - 1]}"


def _exceptions(rule: Rule, left_out: Sequence[date]) -> str:
    first, *others = (local("EXDATE", wall(day, rule.starts_at)) for day in sorted(left_out))
    return ",".join([first, *(other.rpartition(":")[2] for other in others)])


def _event(
    uid: str,
    meeting: Meeting,
    words: Wording,
    people: Iterable[str] = (),
    named: Iterable[str] = (),
    *,
    sequence: int | None = None,
    status: str = "CONFIRMED",
    alarm_minutes: int | None = None,
) -> Iterator[str]:
    revision = meeting.sequence if sequence is None else sequence
    yield from _opening(uid, revision, meeting.changed_at, meeting.start, meeting.end)
    yield from named
    yield from people
    yield from _closing(words, status, alarm_minutes)


def _opening(uid: str, sequence: int, changed_at: datetime, start: datetime, end: datetime) -> Iterator[str]:
    """DTSTAMP is when the row changed, not when the file is made: else each copy would look like a new revision."""
    changed = utc(changed_at)
    yield from ("BEGIN:VEVENT", f"UID:{uid}", f"SEQUENCE:{sequence}", f"DTSTAMP:{changed}", f"LAST-MODIFIED:{changed}")
    yield from (local("DTSTART", start), local("DTEND", end))


def _closing(words: Wording, status: str, alarm_minutes: int | None) -> Iterator[str]:
    """CLASS:PRIVATE protects nothing by itself; the title is neutral and the place stays in the application."""
    yield from (f"SUMMARY:{text(words.title)}", "CLASS:PRIVATE", "TRANSP:OPAQUE", f"STATUS:{status}")
    if alarm_minutes is not None:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{text(words.alarm)}")
        yield from (f"TRIGGER:{_before(alarm_minutes)}", "END:VALARM")
    yield "END:VEVENT"


def _before(minutes: int) -> str:
    return f"-PT{timedelta(minutes=minutes) // timedelta(minutes=1)}M"
