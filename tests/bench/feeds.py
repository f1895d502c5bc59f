"""A feed of 200 events cold and as 304; a calendar of 2,000 events read beside icalendar's own parse."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Calendar
from litestar import Litestar

from staffdev import clock
from staffdev.db.transactions import insert_many, transaction
from staffdev.ics.reading import Span, read_busy
from staffdev.intervision.feeds import queries
from staffdev.intervision.feeds.actions import create_feed
from staffdev.intervision.feeds.forms import NewFeedForm
from staffdev.intervision.series.writing import session_values
from staffdev.intervision.tables import Session
from tests.bench.asgi import Answer, interleaved, request
from tests.bench.places import Place, sqlite_place
from tests.bench.report import Line, ratio
from tests.intervision.meeting import a_group

EVENTS, MANY = 200, 2_000
EVENT = (
    "BEGIN:VEVENT\r\nUID:{n}@example.org\r\nDTSTAMP:20260101T000000Z\r\nCREATED:20260101T000000Z\r\n"
    "DTSTART;TZID=Europe/Belgrade:{day:%Y%m%d}T{hour:02}0000\r\nDTEND;TZID=Europe/Belgrade:{day:%Y%m%d}T{hour:02}4500\r\n"
    "SUMMARY:Something that somebody wrote down\r\nDESCRIPTION:A few words more\\, and a line that is folded since it "
    "\r\n  is rather long\r\nLOCATION:There\r\nSTATUS:CONFIRMED\r\nTRANSP:OPAQUE\r\nSEQUENCE:0\r\n{rule}END:VEVENT\r\n"
)


async def measure() -> AsyncIterator[Line]:
    """The reading of files, then the feed."""
    ours, theirs = await _reading()
    yield ratio(f"Busy times of a calendar of {MANY:,} events / icalendar's parse", ours, theirs, 1.5)
    async with sqlite_place() as place:
        cold, known = await _feed(place)
    yield Line(f"Feed of {EVENTS} events, cold", "server CPU ms", cold, "≤ 8", cold <= 8)
    yield Line("Feed asked for again, 304", "server CPU ms", known, "≤ 1", known <= 1)


async def _reading() -> tuple[float, float]:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    rules = ("", "", "", "RRULE:FREQ=WEEKLY;COUNT=10\r\n")
    events = (
        EVENT.format(n=n, day=start + timedelta(days=n % 700), hour=8 + n // 200, rule=rules[n % 4])
        for n in range(MANY)
    )
    content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{''.join(events)}END:VCALENDAR\r\n".encode()
    span = Span(start, start + timedelta(days=365))
    assert len(read_busy(content, span).times) > MANY // 2

    async def ours() -> None:
        read_busy(content, span)

    async def theirs() -> None:
        Calendar.from_ical(content)

    one, other = await interleaved([ours, theirs], rounds=4, batch=1)
    return one, other


async def _feed(place: Place) -> tuple[float, float]:
    member = place.cast.ilona
    group = await a_group(place.cast, member)
    first = clock.today() - timedelta(days=30)
    rows: list[dict[str, Any]] = [
        session_values(group, held_on=first + timedelta(days=n), starts_at=datetime.min.time().replace(18), minutes=90)
        for n in range(EVENTS)
    ]
    async with transaction():
        await insert_many(Session, rows)
    path = f"/feeds/{await create_feed(NewFeedForm(alarm=60), actor=member.actor)}/intervision.ics"
    whole = await request(place.app, "GET", path)
    assert whole.body.count(b"BEGIN:VEVENT") == EVENTS
    etag = next(iter(queries._made.values())).etag

    async def cold() -> None:
        queries._made.clear()
        await request(place.app, "GET", path)

    async def known() -> None:
        answer = await _again(place.app, path, etag)
        assert (answer.status, answer.body) == (304, b"")

    one, other = await interleaved([cold, known], rounds=8)
    return one, other


async def _again(app: Litestar, path: str, etag: str) -> Answer:
    return await request(app, "GET", path, headers=[(b"if-none-match", etag.encode())])
