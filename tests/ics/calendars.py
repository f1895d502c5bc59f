"""Calendars as other programs write them, put together line by line."""

from datetime import UTC, datetime

from staffdev.ics.reading import BusyFile, Span, read_busy

YEAR = Span(datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 9, 1, tzinfo=UTC))
EVENING = "DTSTART;TZID=Europe/Belgrade:20261012T180000\r\nDTEND;TZID=Europe/Belgrade:20261012T193000"


def calendar(*events: str, before: str = "", name: str = "VEVENT") -> bytes:
    """One VCALENDAR of these events; `before` stands above them."""
    blocks = "".join(f"BEGIN:{name}\r\n{event.strip()}\r\nEND:{name}\r\n" for event in events)
    above = f"{before.strip()}\r\n" if before else ""
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{above}{blocks}END:VCALENDAR\r\n".encode()


def busy(*events: str, before: str = "", own: str = "", name: str = "VEVENT") -> BusyFile:
    return read_busy(calendar(*events, before=before, name=name), YEAR, own_addresses=frozenset(own.split()))


def instants(found: BusyFile) -> list[str]:
    """Each time as `2026-10-12 16:00/17:30`, in UTC."""
    return [f"{one.starts_at:%Y-%m-%d %H:%M}/{one.ends_at:%H:%M}" for one in found.times]


def said(found: BusyFile) -> list[str]:
    return [str(note) for note in found.notes]


def at(year: int, month: int, day: int, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)
