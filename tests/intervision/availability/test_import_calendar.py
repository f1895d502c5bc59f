"""Her own calendar: looked at, confirmed, replaced, removed; and no word of it anywhere."""

import re
from datetime import timedelta

import pytest

from staffdev import clock
from staffdev.audit.tables import AuditEntry, AuditPayload
from staffdev.db.registry import TABLES
from staffdev.intervision.tables import BusyCalendar, BusyInterval
from tests.intervision.availability.telling import SECRET, day_text, event, ics, is_busy

HOME = "/availability/calendars"


def whole_day(days):
    return (f"UID:{days}w@x", f"DTSTART;VALUE=DATE:{day_text(days)}", f"SUMMARY:{SECRET}")


FILE = ics(
    event(day_text(1)),
    event(day_text(2), "090000", "100000", "STATUS:TENTATIVE"),
    event(day_text(3), "090000", "100000", "TRANSP:TRANSPARENT"),
    whole_day(5),
)


async def sends(client, content, number="1", name="moj kalendar Perić.ics"):
    return await client.post(f"{HOME}/previews", {"number": number}, files={"file": (name, content, "text/calendar")})


def hidden(page):
    """What the page carries to the next step."""
    return dict(re.findall(r'<input type="hidden" name="(number|times)" value="([^"]*)"', page.text))


async def imports(client, content, number="1", **more):
    page = await sends(client, content, number)
    assert page.status_code == 200
    return await client.post(HOME, hidden(page) | more)


async def intervals():
    return await BusyInterval.objects().order_by(BusyInterval.starts_at)


async def test_the_preview_saves_nothing_and_says_how_much_there_is(client, cast):
    await client.sign_in(cast.ilona)
    assert (await client.get(f"{HOME}/new")).status_code == 200
    page = await sends(client, FILE)
    assert "2 busy times" in page.text
    assert "1 of them is tentative" in page.text
    assert "1 entry lasts the whole day" in page.text
    assert not await BusyCalendar.count()


async def test_confirmed_it_keeps_from_when_to_when(client, cast):
    await client.sign_in(cast.ilona)
    page = await client.follow(await imports(client, FILE))
    assert "Saved: 2 busy times." in page.text
    hard, soft = await intervals()
    local = hard.starts_at.astimezone(clock.BELGRADE)
    assert (local.hour, hard.ends_at - hard.starts_at, hard.is_soft) == (18, timedelta(minutes=90), False)
    assert soft.is_soft
    [calendar] = await BusyCalendar.objects()
    assert (calendar.number, calendar.person, calendar.are_whole_days_busy) == (1, cast.ilona.person.id, False)
    assert (calendar.from_on, calendar.until_on) == (clock.today(), clock.today() + timedelta(days=365))
    assert await AuditEntry.exists().where(AuditEntry.event == "intervision:calendar:import")


async def test_whole_days_count_where_she_says_so_and_are_asked_about_with_her_last_answer(client, cast):
    await client.sign_in(cast.ilona)
    await imports(client, FILE, whole_days="yes")
    assert len(await intervals()) == 3
    assert not (await intervals())[-1].is_soft
    page = await sends(client, FILE)
    assert re.search(r'value="yes" checked', page.text)


async def test_the_next_file_of_the_same_number_replaces_it_and_another_number_stands_beside_it(client, cast):
    await client.sign_in(cast.ilona)
    await imports(client, FILE)
    page = await sends(client, ics(event(day_text(9))))
    assert "This replaces what was read in" in page.text
    await client.post(HOME, hidden(page))
    assert len(await intervals()) == 1
    await imports(client, FILE, number="2")
    assert (await BusyCalendar.count(), len(await intervals())) == (2, 3)


async def test_a_file_without_busy_times_empties_the_calendar(client, cast):
    await client.sign_in(cast.ilona)
    await imports(client, FILE)
    await client.follow(await imports(client, ics()))
    assert (await BusyCalendar.count(), await BusyInterval.count()) == (1, 0)


@pytest.mark.parametrize("name", ["utf-8", "utf-8-sig", "utf-16", "cp1250"])
async def test_however_it_is_written_the_times_are_the_same(client, cast, name):
    await client.sign_in(cast.ilona)
    await imports(client, FILE.decode().encode(name))
    assert len(await intervals()) == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a calendar",
        FILE[:120],
        b"\x00\xff" * 500,
        b"PK\x03\x04" + b"x" * 400,
        ics(event(day_text(1), "180000", "193000", "RRULE:FREQ=SECONDLY")),
        ics(event("99991231")),
        ics(event(day_text(1), "180000", "193000", "EXDATE:" + ",".join(["20270101T170000Z"] * 100_000))),
    ],
    ids=["empty", "text", "cut off", "bytes", "archive", "sub-daily", "year 9999", "exdates"],
)
async def test_a_bad_file_gets_one_clear_sentence_and_saves_nothing(client, cast, content):
    await client.sign_in(cast.ilona)
    page = await sends(client, content)
    assert page.status_code == 422 or "remark on the file" in page.text or "0 busy times" in page.text
    assert SECRET not in page.text
    assert not await BusyCalendar.count()


async def test_an_entry_that_cannot_be_used_is_named_by_its_number(client, cast):
    await client.sign_in(cast.ilona)
    page = await sends(client, ics(event(day_text(1)), event(day_text(2), "180000", "193000", "RRULE:FREQ=SECONDLY")))
    assert "1 remark on the file" in page.text
    assert SECRET not in page.text
    assert "1 busy time<" in page.text


@pytest.mark.parametrize(
    ("posted", "field"),
    [
        ({}, "number"),
        ({"number": "4", "times": ""}, "number"),
        ({"number": "0", "times": ""}, "number"),
        ({"number": "1"}, "file"),
        ({"number": "1", "times": "Ginekolog"}, "file"),
        ({"number": "1", "times": "1 2 h"}, "file"),
        ({"number": "1", "times": "999999999 9999999999 h"}, "file"),
        ({"number": "1", "times": "-1 2 h"}, "file"),
        ({"number": "1", "times": ";"}, "file"),
    ],
)
async def test_what_is_confirmed_must_be_what_was_read(client, cast, posted, field):
    await client.sign_in(cast.ilona)
    answer = await client.post(HOME, posted)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert not await BusyCalendar.count()


async def test_without_a_file_or_a_number_it_says_so(client, cast):
    await client.sign_in(cast.ilona)
    answer = await client.post(f"{HOME}/previews", {"number": "1"})
    assert 'href="#file"' in answer.text
    assert 'href="#number"' in (await sends(client, FILE, number="")).text


async def test_no_word_of_the_file_is_anywhere(client, cast):
    """Every column of every table, the log's particulars, the message on the next page, and the pages themselves."""
    await client.sign_in(cast.ilona)
    answer = await imports(client, FILE, whole_days="yes")
    words = ["Ginekolog", "Perić", "moj kalendar", ".ics@"]
    pages = [(await client.follow(answer)).text, (await client.get("/availability")).text, str(answer.headers)]
    stored = [str(await table.select()) for table in (*TABLES, AuditPayload)]
    assert stored
    for text in (*pages, *stored):
        assert not [word for word in words if word.casefold() in text.casefold()]


async def test_removed_all_its_times_are_gone(client, cast):
    calendar = await is_busy(cast.ilona, (1, 16, 90))
    await is_busy(cast.ilona, (2, 16, 90), number=2)
    await client.sign_in(cast.ilona)
    await client.follow(await client.post(f"{HOME}/{calendar.code}/removal"))
    assert (await BusyCalendar.count(), await BusyInterval.count()) == (1, 1)
    assert await AuditEntry.exists().where(AuditEntry.event == "intervision:calendar:remove")
    assert (await client.post(f"{HOME}/{calendar.code}/removal")).status_code == 404


@pytest.mark.parametrize("member", ["mira", "olga"])
async def test_who_is_no_person_of_the_register_has_none(client, cast, member):
    await client.sign_in(getattr(cast, member))
    assert (await sends(client, FILE)).status_code == 403
    assert (await client.post(HOME, {"number": "1", "times": ""})).status_code == 403


@pytest.mark.parametrize("member", ["jelena", "snezana", "djurdjica", "nada"])
async def test_another_ones_does_not_exist(client, cast, member):
    calendar = await is_busy(cast.ilona, (1, 16, 90))
    await client.sign_in(getattr(cast, member))
    assert (await client.post(f"{HOME}/{calendar.code}/removal")).status_code == 404
    assert "Calendar 1</strong>" not in (await client.get("/availability")).text


async def test_without_an_audit_entry_nothing_is_replaced_or_removed(client, cast, db):
    calendar = await is_busy(cast.ilona, (1, 16, 90), (2, 16, 90))
    await client.sign_in(cast.ilona)
    page = hidden(await sends(client, FILE))
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    token = {"csrf_token": client.csrf}
    await client.http.post(HOME, data={"number": "1", "times": "", **token})
    await client.http.post(HOME, data=page | {"number": "2"} | token)
    await client.http.post(f"{HOME}/{calendar.code}/removal", data=token)
    assert (await BusyCalendar.count(), await BusyInterval.count()) == (1, 2)


async def test_her_page_tells_each_calendar(client, cast):
    await is_busy(cast.ilona, (1, 16, 90), (2, 16, 90), number=3)
    await client.sign_in(cast.ilona)
    page = await client.get("/availability")
    assert "Calendar 3</strong> · 2 busy times" in page.text
