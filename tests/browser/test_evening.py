"""One evening of the coordinator and two consultants, from "when can you come" to what each is reminded of."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from staffdev import clock
from staffdev.db.database import database
from staffdev.reminders.running import remind_everybody
from tests.browser.conftest import follow
from tests.pdf.reading import words

ROOM = "Prostorije udruženja"
GROUP = "Četvrtkom"
BUSY = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//elsewhere//EN\r
BEGIN:VEVENT\r
UID:hers@elsewhere\r
DTSTAMP:20260101T000000Z\r
DTSTART;TZID=Europe/Belgrade:{monday:%Y%m%d}T170000\r
DTEND;TZID=Europe/Belgrade:{monday:%Y%m%d}T213000\r
RRULE:FREQ=WEEKLY;BYDAY=MO\r
SUMMARY:Hor kod Mirjane\r
END:VEVENT\r
END:VCALENDAR\r
"""
REPLY = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//elsewhere//EN\r
METHOD:REPLY\r
BEGIN:VEVENT\r
UID:{uid}\r
SEQUENCE:{sequence}\r
DTSTAMP:{now:%Y%m%dT%H%M%SZ}\r
ATTENDEE;PARTSTAT=ACCEPTED:MAILTO:{address}\r
END:VEVENT\r
END:VCALENDAR\r
"""


async def save(page, form="main form"):
    await follow(page.locator(f"{form} button[type=submit]:not(.visually-hidden)").last)


async def save_anyway(page):
    """What collides is shown before anything is saved; she has seen it."""
    await save(page)
    anyway = page.locator("main [name=anyway]")
    if await anyway.count():
        await anyway.check()
        await save(page)


async def said(page):
    return await page.locator("main").inner_text()


def typed(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}."


def unfolded(text: str) -> str:
    return text.replace("\r\n ", "")


@pytest.fixture(scope="module")
def monday():
    today = clock.today()
    return today + timedelta(days=7 - today.weekday())


async def test_the_whole_evening(site, monday):
    cast = site.estate.cast
    async with site.open(cast.ilona, language="en", width=390) as page:
        await she_says_when_she_can_come(page)
    async with site.open(cast.djurdjica, language="en", width=390) as page:
        await she_reads_in_her_calendar(page, monday)
    async with site.open(cast.jelena, language="en") as page:
        await she_is_back(page, cast.ilona, site.estate.code_of(cast.ravnica, "leave"))
        series = await the_coordinator_plans(page, cast)
    async with site.open(cast.ilona, language="en", width=390) as page:
        await she_answers_in_the_app(page)
    async with site.open(cast.djurdjica, language="en") as page:
        reply = await her_calendar_answers(page, series)
    async with site.open(cast.jelena, language="en") as page:
        await the_coordinator_reads_the_answer(page, reply)
        await one_date_is_moved_and_one_called_off(page, series)
        await the_evening_itself(page, cast)
    async with site.open(cast.ilona, language="en", width=390) as page:
        await she_has_her_credit(page)
        await everybody_is_reminded(site)
        await she_is_reminded(page)


async def she_says_when_she_can_come(page):
    await page.goto("/availability/weeks/new")
    for part, grade in (("afternoon", "if_need_be"), ("evening", "glad")):
        chosen = await page.get_attribute(f"[name=usual-{part}][value={grade}]", "id")
        await page.locator(f"label[for={chosen}]").click()
    await save(page)
    assert page.url.endswith("/availability")
    assert "gladly" in await said(page)


async def she_reads_in_her_calendar(page, monday):
    await she_says_when_she_can_come(page)
    await page.goto("/availability/calendars/new")
    file = {"name": "moj.ics", "mimeType": "text/calendar", "buffer": BUSY.format(monday=monday).encode()}
    await page.set_input_files("[name=file]", file)
    await save(page)
    assert "Hor kod Mirjane" not in await said(page)
    await save(page)
    assert page.url.endswith("/availability"), await said(page)
    assert "Hor kod Mirjane" not in await page.content()


async def the_coordinator_plans(page, cast):
    for member, address in ((cast.ilona, "ilona@example.org"), (cast.djurdjica, "djurdjica@example.org")):
        await page.goto(f"/people/{member.person.code}/edit")
        await page.fill("[name=email]", address)
        await save(page)
    await page.goto("/intervision/groups/new")
    for name, value in (("title", GROUP), ("least", "2"), ("most", "8"), ("rhythm_days", "21")):
        await page.fill(f"[name={name}]", value)
    await save(page)
    await add_everybody(page)
    await page.goto("/intervision/proposals")
    await page.select_option("[name=group]", label=GROUP)
    await page.fill("[name=earliest]", "20:00")
    await page.fill("[name=latest]", "22:00")
    await save(page)
    proposed = await page.eval_on_selector_all("main a", "all => all.map(a => a.getAttribute('href'))")
    assert len([one for one in proposed if one.startswith("#proposal")]) == 5
    assert "Đurđica Peić, 12 times: her own calendar" in await said(page)
    assert "Hor kod Mirjane" not in await page.content()
    await page.goto(next(one for one in proposed if "weekday=4" in one))
    await page.fill("[name=place]", ROOM)
    await save(page)
    assert "Who leads" in await said(page)
    await save(page)
    return page.url


async def she_is_back(page, member, leave):
    await page.goto(f"/people/{member.person.code}/leave/{leave}/edit")
    await page.fill("[name=because]", "Vratila se ranije.")
    await save(page, "main form[action$=withdrawal]")


async def add_everybody(page):
    for box in await page.locator("main [name=people]").all():
        await box.check()
    await page.check("[name=need][value=optional]")
    await page.check("[name=may_facilitate]")
    await page.fill("[name=from_on]", typed(clock.today() - timedelta(days=30)))
    await save(page)


async def she_answers_in_the_app(page):
    await page.goto("/intervision/invitations")
    await follow(page.locator("main button[name=answer][value=coming]").first)
    assert await page.locator("main button[name=answer][aria-pressed=true]").count() == 1


async def her_calendar_answers(page, series):
    """She carries the file to a computer with a calendar, says yes to all dates there, and brings the answer back."""
    file = await page.request.get(f"{series}/invitation.ics")
    asked = unfolded(await file.text())
    assert asked.count("ATTENDEE") == 1
    assert "ilona@example.org" not in asked
    assert "Intervi" not in asked
    uid, sequence = (re.search(f"^{name}:(.*)\r$", asked, re.MULTILINE)[1] for name in ("UID", "SEQUENCE"))
    return REPLY.format(uid=uid, sequence=sequence, now=datetime.now(UTC), address="djurdjica@example.org").encode()


async def the_coordinator_reads_the_answer(page, reply):
    stranger = reply.replace(b"djurdjica@", b"neko@")
    await page.goto("/intervision/replies/new")
    files = [("odgovor.ics", reply), ("tudji.ics", stranger)]
    sent = [{"name": name, "mimeType": "text/calendar", "buffer": content} for name, content in files]
    await page.set_input_files("[name=files]", sent)
    await save(page)
    assert "Nobody with this address is asked to it." in await said(page)
    await save(page)
    assert page.url.endswith("/intervision/replies/new")


async def one_date_is_moved_and_one_called_off(page, series):
    await page.goto(series)
    dates = await page.eval_on_selector_all("main table a", "all => all.map(a => a.getAttribute('href'))")
    await page.goto(dates[0])
    assert "2 are coming" in " ".join((await said(page)).split())
    await page.goto(f"{dates[1]}/edit")
    moved = clock.today() + timedelta(days=40)
    await page.fill("[name=held_on]", typed(moved))
    await page.fill("[name=starts_at]", "20:30")
    await save_anyway(page)
    assert "20:30" in await said(page)
    await page.goto(f"{dates[2]}/cancellation")
    await page.fill("[name=because]", "Praznik.")
    await save(page)
    cancelled = unfolded(await (await page.request.get(f"{dates[2]}/invitation.ics")).text())
    assert "METHOD:CANCEL" in cancelled


async def the_evening_itself(page, cast):
    await page.goto("/intervision/sessions/new")
    await page.select_option("[name=group]", label=GROUP)
    for name, value in (
        ("held_on", typed(clock.today() - timedelta(days=1))),
        ("starts_at", "18:00"),
        ("minutes", "1:30"),
    ):
        await page.fill(f"[name={name}]", value)
    await save_anyway(page)
    session = page.url.removesuffix("/edit")
    await page.select_option("[name=facilitator]", label="Jelena Tomin")
    await save_anyway(page)
    sheet = await (await page.request.get(f"{session}/sign-in-sheet")).body()
    assert "Ilona Sabo" in words(sheet)
    await page.goto(f"{session}/attendance")
    for member, mark in ((cast.ilona, "present"), (cast.djurdjica, "partial"), (cast.jelena, "present")):
        await page.check(f"[name=mark-{member.person.code}][value={mark}]", force=True)
    await page.fill(f"[name=minutes-{cast.djurdjica.person.code}]", "1:00")
    await save(page)
    await she_writes_the_minutes(page, session)


async def she_writes_the_minutes(page, session):
    await page.goto(f"{session}/minutes")
    await page.select_option("[name=theme]", "boundaries")
    await page.check("[name=steps][value=check_in]")
    await page.fill("[name=note]", "Pozvala je Milica Perić, 064 123 4567.")
    await page.fill("[name=wording-0]", "Proveriti spisak službi")
    await page.select_option("[name=owner-0]", label="Ilona Sabo")
    await page.fill("[name=due_on-0]", typed(clock.today() + timedelta(days=5)))
    await save(page)
    assert "064 123 4567 – looks like a telephone number" in await said(page)
    await page.fill("[name=note]", "Kako prekinuti razgovor koji ne vodi nikuda.")
    await save(page)
    assert page.url == session


async def she_has_her_credit(page):
    """The same evening on her own pages: hours outside the ten, support met in part, and what she took on."""
    await page.goto("/my-training")
    assert f"{GROUP}\n1 h 30 min · intervision" in re.sub(r"\n+", "\n", await said(page))
    await page.goto("/my-duties")
    support = page.locator("#RS-SOS-26-2, article, section, details").filter(has_text="Minimum professional support")
    assert re.search(r"Intervisions attended\s+1", await support.last.inner_text())
    await page.goto("/intervision/agreed-actions")
    assert "Proveriti spisak službi" in await said(page)
    await page.goto("/")
    assert "Proveriti spisak službi" in await said(page)


async def everybody_is_reminded(site):
    """As every morning and by `staffdev remind`: next Monday, since this week's reminders may have been made before."""
    next_week = clock.now() + timedelta(days=7 - clock.today().weekday())
    with clock.stopped_at(next_week):
        async with database(site.settings):
            await remind_everybody(site.settings, "ravnica")


async def she_is_reminded(page):
    await page.goto("/reminders")
    assert "What you took on in intervision" in await said(page)
    await follow(page.locator("main form[action$=reading] button").first)
    assert "Read on" in await said(page)
