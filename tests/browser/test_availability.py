"""Her week and her answers, on a phone, with JavaScript switched off: a few taps each."""

from datetime import timedelta

from staffdev import clock
from tests.browser.conftest import follow
from tests.intervision.availability.telling import day_text, event, ics

MOST_TAPS = 8


def phone(site, member):
    """Her phone, without JavaScript."""
    return site.open(member, width=390, java_script_enabled=False, language="en")


async def test_a_week_is_entered_in_a_few_taps(site):
    taps = 0
    async with phone(site, site.estate.cast.djurdjica) as page:
        await page.goto("/availability/weeks/new")
        for name, answer in (("usual-afternoon", "if need be"), ("usual-evening", "gladly")):
            row = page.locator("fieldset", has=page.locator(f"[name={name}]"))
            await row.get_by_text(answer, exact=True).click()
            taps += 1
        friday = page.locator("details", has=page.locator("[name=day5-evening]"))
        await friday.locator("summary").click()
        evening = friday.locator("fieldset", has=page.locator("[name=day5-evening]"))
        await evening.get_by_text("cannot", exact=True).click()
        await follow(page.get_by_role("button", name="Save my week"))
        taps += 3
        week = await page.locator(".sd-week").first.inner_text()
        assert "16:00–19:00 if need be" in week
        assert "19:00–22:00 gladly" in week
        friday_line = week.partition("Friday")[2].partition("Saturday")[0]
        assert "gladly" not in friday_line
        assert taps <= MOST_TAPS
        assert await page.evaluate("document.documentElement.scrollWidth") <= 390


async def test_a_calendar_is_read_in_and_removed(site):
    async with phone(site, site.estate.cast.djurdjica) as page:
        await page.goto("/availability/calendars/new")
        content = ics(event(day_text(3)), event(day_text(4)))
        await page.set_input_files("[name=file]", {"name": "a.ics", "mimeType": "text/calendar", "buffer": content})
        await follow(page.locator("main form button[type=submit]"))
        assert "2 busy times" in await page.locator("main").inner_text()
        await follow(page.get_by_role("button", name="Save these times"))
        assert "Calendar 1 · 2 busy times" in await page.locator("main").inner_text()
        await follow(page.get_by_role("button", name="Remove"))
        assert "Calendar 1 ·" not in await page.locator("main").inner_text()


async def test_the_coordinator_asks_and_she_answers(site):
    cast = site.estate.cast
    group = site.estate.rows["ravnica"]["intervision_group"]
    async with phone(site, cast.jelena) as page:
        await page.goto(f"/intervision/polls/new?group={group.code}")
        day = clock.today() + timedelta(days=12)
        for number, clock_time in ((1, "18"), (2, "19:30")):
            await page.fill(f"[name=day-{number}]", f"{day:%d.%m.%Y.}")
            await page.fill(f"[name=time-{number}]", clock_time)
        await follow(page.get_by_role("button", name="Ask the group"))
        address = page.url
    async with phone(site, cast.ilona) as page:
        await page.goto(address)
        for row in await page.locator("#answers fieldset").all():
            await row.get_by_text("gladly", exact=True).click()
        await follow(page.locator("#answers button[type=submit]"))
        assert "Your answers are kept." in await page.locator("body").inner_text()
    async with phone(site, cast.jelena) as page:
        await page.goto(address)
        assert "Ilona Sabo" in await page.locator("#names").inner_text()
        await follow(page.get_by_role("button", name="Choose", exact=True).first)
        assert "/intervision/sessions/new?" in page.url
        assert await page.input_value("[name=starts_at]") == "18:00"
