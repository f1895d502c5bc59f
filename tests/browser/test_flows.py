"""The daily work of each role with JavaScript switched off: every form is a form."""

from tests.browser.conftest import follow
from tests.cast import PASSWORD
from tests.house.forms import PDF


async def sign_in(page, username):
    await page.goto("/sign-in")
    await page.fill("[name=username]", username)
    await page.fill("[name=password]", PASSWORD)
    await submit(page, "main form")


async def submit(page, form, button="button[type=submit]:not(.visually-hidden)"):
    await follow(page.locator(f"{form} {button}").last)


def plain(site):
    """A window without JavaScript in which nobody has signed in."""
    return site.open(java_script_enabled=False, language="en")


async def test_the_coordinator_adds_a_person_and_her_leave(site):
    async with plain(site) as page:
        await sign_in(page, "jelena")
        await page.goto("/people/new")
        await page.fill("[name=first_name]", "Vida")
        await page.fill("[name=last_name]", "Bez Skripte")
        await page.select_option("[name=role]", "associate")
        await page.select_option("[name=contract]", "volunteer")
        await page.fill("[name=from_on]", "1.2.2026.")
        await submit(page, "form[action='/people']")
        assert await page.locator("h1").inner_text() == "Vida Bez Skripte"
        await page.goto(f"{page.url}/leave/new")
        await page.select_option("[name=kind]", index=1)
        await page.fill("[name=from_on]", "1.3.2026.")
        await page.fill("[name=until_on]", "14.3.2026.")
        await submit(page, "main form")
        assert "14 Mar 2026" in await page.locator("main").inner_text()


async def test_what_is_wrong_is_said_and_what_was_typed_is_kept(site):
    async with plain(site) as page:
        await sign_in(page, "jelena")
        await page.goto("/people/new")
        await page.fill("[name=first_name]", "Vida")
        await page.fill("[name=from_on]", "31.2.2026.")
        await submit(page, "form[action='/people']")
        assert await page.title() == "Error: Add a person · StaffDev"
        assert await page.input_value("[name=first_name]") == "Vida"
        assert await page.input_value("[name=from_on]") == "31.2.2026."
        await page.locator(".sd-errors a").first.click()
        assert "#" in page.url


async def test_a_consultant_logs_a_training_and_the_coordinator_accepts_it(site):
    async with plain(site) as page:
        await sign_in(page, "ilona")
        await page.goto("/my-training/new")
        await page.fill("[name=title]", "Rad sa ženama iz sela")
        await page.select_option("[name=kind]", "workshop")
        await page.fill("[name=day-0]", "10.3.2026.")
        await page.fill("[name=hours-0]", "4,5")
        await page.set_input_files(
            "input[type=file]", {"name": "potvrda.pdf", "mimeType": "application/pdf", "buffer": PDF}
        )
        await submit(page, "main form")
        assert "Rad sa ženama iz sela" in await page.locator("main").inner_text()
    async with plain(site) as page:
        await sign_in(page, "jelena")
        await page.goto("/training-records")
        row = page.locator("tr", has_text="Rad sa ženama iz sela")
        await follow(row.locator("a[href^='/training-records/']").first)
        await follow(page.locator("form[action$='/verification'] button[type=submit]").first)
        assert "verified" in (await page.locator("main").inner_text()).lower()


async def test_the_responsible_person_appoints_a_coordinator(site):
    async with plain(site) as page:
        await sign_in(page, "snezana")
        await page.goto("/appointments/new")
        await page.select_option("[name=person]", label="Sabo Ilona")
        await page.check("[name=is_acting]")
        await page.fill("[name=decision_number]", "77/2026")
        await page.fill("[name=decided_on]", "1.4.2026.")
        await page.fill("[name=from_on]", "1.4.2026.")
        await page.fill("[name=until_on]", "30.4.2026.")
        await page.select_option("[name=signatory]", label="Lazić Snežana")
        await submit(page, "main form")
        assert page.url.endswith("/offices"), await page.locator("main").inner_text()
        assert "77/2026" in await page.locator("main").inner_text()


async def test_menus_and_languages_work_too(site):
    async with plain(site) as page:
        await sign_in(page, "ilona")
        await follow(page.locator("button[name=language][value=sr-Cyrl]"))
        assert await page.locator("html").get_attribute("lang") == "sr-Cyrl"
        await follow(page.locator("button[name=language][value=en]"))
        await page.locator(".sd-tools details.sd-menu summary").last.click()
        await follow(page.get_by_role("button", name="Sign out"))
        assert "/sign-in" in page.url
        assert await page.locator(".sd-nav a:visible").count() == 0
