"""Every page that anybody can open, looked at: axe, width, colours, paper, Cyrillic, what the mouse touches."""

import asyncio

import pytest

from tests.browser.looks import (
    PHONE,
    WIDE,
    colours,
    problems_of,
    problems_on_paper,
    resize,
    shape,
    too_wide,
    violations,
)
from tests.house.addresses import addresses_of

AT_ONCE = 2  # windows; as many as there are processors to draw them


@pytest.fixture(scope="session")
async def pages(site, app):
    """(who, path) of every page, each shape once, the one who sees most first."""
    cast, found = site.estate.cast, {}
    for member in (cast.snezana, cast.jelena, cast.ilona, cast.mira, cast.olga, None):
        async with site.open(member) as window:
            for address in addresses_of(app):
                if address.method == "GET":
                    path = address.filled(site.estate, cast.ravnica)
                    answer = await window.request.get(path, max_redirects=0)
                    if answer.ok and "text/html" in answer.headers["content-type"]:
                        found.setdefault(shape(await answer.text()), (member, path))
    found["not found"] = (cast.ilona, "/nothing-here")
    found["refused"] = (cast.ilona, "/people")
    return list(found.values())


async def looked_at(site, pages, look, **options):
    """What `look` finds on every page, several windows at a time."""
    waiting, found = list(pages), []

    async def work() -> None:
        while waiting:
            member, path = waiting.pop()
            async with site.open(member, **options) as window:
                await window.goto(path)
                found.extend(f"{path} ({member.name if member else 'visitor'}): {each}" for each in await look(window))

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return sorted(found)


async def test_every_page_is_accessible_in_light_and_dark_on_desk_and_phone(site, pages):
    assert len(pages) > 40, "the pages have got lost"
    found = await looked_at(site, pages, problems_of)
    assert not found, "\n".join(found)


async def test_every_page_prints_without_its_surroundings(site, pages):
    found = await looked_at(site, pages, problems_on_paper, color_scheme="dark")
    assert not found, "\n".join(found)


async def test_every_page_has_room_for_cyrillic(site, pages):
    async def look(page):
        wide = await too_wide(page)
        await resize(page, PHONE)
        script = await page.evaluate("document.documentElement.lang")
        return [*wide, *await too_wide(page), *([] if script == "sr-Cyrl" else [f"speaks {script}"])]

    found = await looked_at(site, pages, look, language="sr-Cyrl")
    assert not found, "\n".join(found)


TOUCHED = "a[href], button, summary, .form-check-input"


async def test_what_the_mouse_touches_stays_readable(site, pages):
    """Links and buttons under the mouse, each kind once, in light and dark."""
    seen: set[str] = set()

    async def look(page):
        found = []
        await resize(page, WIDE)
        for thing in await page.query_selector_all(TOUCHED):
            kind = await thing.evaluate("e => `${e.tagName} ${e.className} in ${e.parentElement.className}`")
            if kind in seen or not await thing.is_visible():
                continue
            seen.add(kind)
            for theme in ("light", "dark"):
                await colours(page, theme)
                await thing.hover(force=True)
                found += [f"under the mouse, {theme}: {kind}: {e}" for e in await violations(page, contrast_only=True)]
        return found

    found = await looked_at(site, pages, look)
    assert not found, "\n".join(found)
