"""Files that nobody should have sent, through the two pages that take calendars: a sentence, nothing kept."""

import html
import re
from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.intervision.tables import BusyCalendar, BusyInterval, InvitationAnswer
from tests.ics.calendars import EVENING, calendar
from tests.intervision.invitations.test_files import PREVIEW, reply
from tests.intervision.meeting import a_group, a_session

PLACES = {"calendar": ("/availability/calendars/previews", "file"), "answer": (PREVIEW, "files")}
HER = "mailto:ilona@ravnica.example"
RULE = f"{EVENING}\r\nRRULE:FREQ"
BAD = {
    "empty": b"",
    "no calendar": "Драга Илона".encode("cp1251"),
    "bytes": b"\x00\xff" * 500,
    "cut off": calendar(EVENING)[:-25],
    "cut off in the middle": reply("x", HER)[:90],
    "half of UTF-16": calendar(EVENING).decode().encode("utf-16")[:-1],
    "an archive": b"PK\x03\x04" + b"x" * 400,
    "many million exceptions": calendar(f"{RULE}=WEEKLY\r\nEXDATE:{','.join(['20261019T160000Z'] * 10**6)}"),
    "20 MB": calendar(f"DESCRIPTION:{'a' * 20_000_000}"),
    "nested": b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 20_000,
    "an end alone": b"END:VCALENDAR\n",
}
ODD = {  # what can be read in part: some of it is named, and what is left may be kept
    "UTF-16": calendar(EVENING).decode().encode("utf-16"),
    "cp1251": calendar(f"{EVENING}\r\nSUMMARY:Дежурство").decode().encode("cp1251"),
    "unknown zone": calendar("DTSTART;TZID=Mars/Olympus:20261012T180000\r\nDURATION:PT1H"),
    "every second": calendar(f"{RULE}=SECONDLY"),
    "year 9999": calendar("DTSTART:99991231T160000Z\r\nDURATION:PT1H"),
    "two calendars": calendar(EVENING) + calendar(EVENING),
    "a hundred thousand exceptions": calendar(f"{RULE}=WEEKLY\r\nEXDATE:{','.join(['20261019T160000Z'] * 10**5)}"),
    "a zone that repeats every second": calendar(EVENING).replace(
        b"BEGIN:VEVENT",
        b"BEGIN:VTIMEZONE\r\nTZID:X\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\nRRULE:FREQ=SECONDLY\r\n"
        b"TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT",
    ),
    "an answer in the year 9999": reply("x", HER).replace(b"DTSTAMP:2026", b"DTSTAMP:9999"),
    "an answer in an unknown zone": reply("x", HER, identifier="RECURRENCE-ID;TZID=Mars/Olympus:20261012T180000\r\n"),
    "an answer of a giant revision": reply("x", HER, sequence=10**30),
    "an answer of no revision": reply("x", HER).replace(b"SEQUENCE:0", b"SEQUENCE:many"),
    "a stranger": reply("x", "mailto:nobody@example.org"),
    "an answer without an address": reply("x", ""),
    "an answer to nothing": reply("", HER),
}


async def sent(client, place, content):
    address, field = PLACES[place]
    return await client.post(address, {"number": "1"}, files={field: ("x.ics", content, "text/calendar")})


async def kept():
    return [await table.count() for table in (BusyCalendar, BusyInterval, InvitationAnswer)]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
async def test_a_file_of_no_use_gets_one_sentence(client, cast, content, place):
    await client.sign_in(cast.jelena)
    answer = await sent(client, place, content)
    assert answer.status_code in {413, 422}
    assert len(re.findall(r'class="invalid-feedback', answer.text)) <= 1
    assert await kept() == [0, 0, 0]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
async def test_an_odd_file_is_looked_at_and_nothing_is_kept_before_she_says_so(client, cast, content, place):
    await client.sign_in(cast.jelena)
    answer = await sent(client, place, content)
    assert answer.status_code in {200, 422}
    assert await kept() == [0, 0, 0]


@pytest.mark.parametrize("sequence", [10**30, -1, 2**31, 2**63])
async def test_a_revision_that_no_column_holds_is_refused_and_never_breaks(client, cast, sequence):
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    cast.ilona.person.email = HER.removeprefix("mailto:")
    await cast.ilona.person.save()
    await client.sign_in(cast.jelena)
    answer = await sent(client, "answer", reply(session.code, HER, sequence=sequence))
    carried = re.search(r'name="replies" value="([^"]*)"', answer.text)
    if carried:
        await client.post("/intervision/replies", {"replies": html.unescape(carried.group(1))})
    assert answer.status_code in {200, 422}
    assert await kept() == [0, 0, 0]


FORGED = (
    '[{"uid":"%(uid)s","emails":["ilona@ravnica.example"],"answer":"%(answer)s","sequence":%(sequence)s,'
    '"stamped_at":"%(at)s","comment":"%(comment)s"}]'
)
FAIR = {"answer": "ACCEPTED", "sequence": 0, "at": "2026-11-20T10:00:00Z", "comment": ""}


@pytest.mark.parametrize(
    "change",
    [
        {"sequence": 10**30},
        {"sequence": -5},
        {"at": "9999-12-31T23:59:59Z"},
        {"at": "0001-01-01T00:00:00+14:00"},
        {"at": "2026-11-20T10:00:00"},
        {"comment": "a" * 5_000},
        {"comment": "\\u0000"},
        {"comment": "\\ud800"},
        {"answer": "MAYBE"},
    ],
)
async def test_what_a_preview_carried_is_not_trusted(client, cast, change):
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    cast.ilona.person.email = HER.removeprefix("mailto:")
    await cast.ilona.person.save()
    await client.sign_in(cast.jelena)
    answer = await client.post("/intervision/replies", {"replies": FORGED % (FAIR | {"uid": session.code} | change)})
    assert answer.status_code in {303, 422}
    assert await kept() == [0, 0, 0]


async def test_an_answer_dated_ahead_of_the_clock_is_not_recorded(client, cast):
    """Else she could never answer otherwise herself."""
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    cast.ilona.person.email = HER.removeprefix("mailto:")
    await cast.ilona.person.save()
    await client.sign_in(cast.jelena)
    answer = await sent(client, "answer", reply(session.code, HER, at=clock.now() + timedelta(days=2)))
    assert "It is dated later than today" in answer.text
    assert 'name="replies"' not in answer.text
