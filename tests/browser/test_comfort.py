"""What the script adds: the keyboard's way, the calendar, colours that stay, questions before what cannot be undone."""

from tests.browser.conftest import follow

FOCUSED = "() => document.activeElement.id || document.activeElement.className || document.activeElement.tagName"


async def focus_of(page) -> str:
    found: str = await page.evaluate(FOCUSED)
    return found


async def test_the_first_key_offers_the_way_to_the_content(site):
    async with site.open(site.estate.cast.jelena) as page:
        await page.goto("/people")
        await page.keyboard.press("Tab")
        assert "sd-skip" in await focus_of(page)
        await page.keyboard.press("Enter")
        assert await focus_of(page) == "main"


async def test_everything_can_be_reached_by_keyboard_and_seen(site):
    """Round the whole page with Tab: nothing holds the focus, and where it is can be seen."""
    async with site.open(site.estate.cast.jelena) as page:
        await page.goto("/people/new")
        reached, unseen = [], []
        for _ in range(80):
            await page.keyboard.press("Tab")
            reached.append(await focus_of(page))
            outline = await page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.boxShadow }"
            )
            unseen += [reached[-1]] if outline == "nonenone" and reached[-1] != "BODY" else []
        assert {"first_name", "last_name", "role", "contract", "from_on"} <= set(reached)
        assert not unseen, f"the focus cannot be seen on {set(unseen)}"


async def test_after_a_mistake_the_focus_is_on_what_to_correct(site):
    async with site.open(site.estate.cast.jelena) as page:
        await page.goto("/people/new")
        await follow(page.locator("form[action='/people'] button[type=submit]"))
        assert "sd-errors" in await focus_of(page)
        first = page.locator(".sd-errors a").first
        field = await first.get_attribute("href")
        await first.click()
        assert f"#{await focus_of(page)}" == field


async def test_a_day_can_be_chosen_from_the_calendar(site):
    async with site.open(site.estate.cast.jelena) as page:
        await page.goto("/people/new")
        box = page.locator("[data-date]", has=page.locator("#from_on"))
        await box.locator("button").click()
        chosen = "input => { input.value = '2026-11-19'; input.dispatchEvent(new Event('change', { bubbles: true })) }"
        await box.locator("input[type=date]").evaluate(chosen)
        assert await page.input_value("#from_on") == "19.11.2026."


async def test_colours_stay_as_they_were_chosen(site):
    async with site.open(site.estate.cast.jelena, color_scheme="light") as page:
        await page.goto("/people")
        theme = "() => document.documentElement.dataset.bsTheme"
        assert await page.evaluate(theme) == "light"
        await page.locator("[data-act=theme]").click()
        assert await page.evaluate(theme) == "dark"
        await page.goto("/courses")
        assert await page.evaluate(theme) == "dark"


async def test_a_phone_has_its_menu(site):
    async with site.open(site.estate.cast.jelena, width=390) as page:
        await page.goto("/people")
        burger = page.locator("[data-act=menu]")
        assert not await page.locator("#navigation a").first.is_visible()
        await burger.click()
        assert await burger.get_attribute("aria-expanded") == "true"
        await page.locator("#navigation summary", has_text="Usavršavanje").click()
        await follow(page.locator("#navigation a[href='/courses']"))
        assert page.url.endswith("/courses")


async def test_one_menu_is_open_at_a_time(site):
    async with site.open(site.estate.cast.jelena) as page:
        await page.goto("/people")
        courses, lines = (page.locator(f"#navigation a[href='{path}']") for path in ("/courses", "/lines"))
        await page.locator("#navigation summary", has_text="Usavršavanje").click()
        assert await courses.is_visible()
        await page.locator("#navigation summary", has_text="Kancelarija").click()
        assert await lines.is_visible()
        assert not await courses.is_visible()


async def test_a_question_comes_before_what_cannot_be_undone(site):
    """No sends nothing, yes does it."""
    async with site.open(site.estate.cast.ilona) as page:
        await page.goto("/intervision/feed")
        withdraw = page.locator("form[action='/intervision/feed/revocation'] button")
        await withdraw.click()
        question = page.locator("#confirm")
        assert await question.is_visible()
        await question.locator("[value=no]").click()
        assert not await question.is_visible()
        await page.reload()
        assert await withdraw.count() == 1, "the address is still there"
        await withdraw.click()
        await follow(question.locator("[value=yes]"))
        assert await withdraw.count() == 0


async def test_after_signing_out_the_way_back_shows_nothing(site):
    async with site.open(language="en") as page:
        await page.goto("/sign-in")
        await page.fill("[name=username]", "tijana")
        await page.fill("[name=password]", "tri vedra kiše na Fruškoj")
        await follow(page.locator("main form button"))
        await page.goto("/account")
        await page.locator(".sd-tools details.sd-menu summary").last.click()
        await follow(page.get_by_role("button", name="Sign out"))
        await page.go_back()
        assert "tijana" not in await page.content()


async def test_the_page_to_breathe_at_opens_again_with_the_cable_out(site):
    """A visitor's window of its own: that the picture of its tab is not there is no mistake."""
    context = await site.browser.new_context(base_url=site.address)
    window = await context.new_page()
    await window.goto("/breathing")
    await window.goto("about:blank")
    await context.set_offline(True)
    await window.goto("/breathing")
    assert await window.locator("h1").is_visible()
    await context.close()
