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
    """By who opens it: the path of every page, and again where another role sees other parts of it."""
    cast, seen, found = site.estate.cast, set(), {}
    for member in (cast.snezana, cast.jelena, cast.ilona, cast.mira, cast.olga, None):
        async with site.fetch(member) as client:
            for address in addresses_of(app):
                if address.method == "GET":
                    path = address.filled(site.estate, cast.ravnica)
                    answer = await client.get(path)
                    is_page = answer.is_success and answer.headers["content-type"].startswith("text/html")
                    key = (address.name, shape(answer.text)) if is_page else None
                    if key and key not in seen:
                        seen.add(key)
                        found.setdefault(member and member.username, (member, []))[1].append(path)
    found["ilona"][1].extend(["/nothing-here", "/people"])
    return list(found.values())


async def looked_at(site, pages, look, **options):
    """What `look` finds on every page, two windows at a time."""
    waiting = [(member, paths[n::AT_ONCE]) for member, paths in pages for n in range(AT_ONCE)]
    found: list[str] = []

    async def work() -> None:
        while waiting:
            member, paths = waiting.pop()
            async with site.open(member, **options) as window:
                for path in paths:
                    await window.goto(path)
                    name = member.name if member else "visitor"
                    found.extend(f"{path} ({name}): {each}" for each in await look(window))

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return sorted(found)


async def test_every_page_is_accessible_in_light_and_dark_on_desk_and_phone(site, pages):
    assert sum(len(paths) for _, paths in pages) > 40, "the pages have got lost"
    found = await looked_at(site, pages, problems_of)
    assert not found, "\n".join(found)


async def test_every_page_prints_and_has_room_for_cyrillic(site, pages):
    async def look(page):
        script = await page.evaluate("document.documentElement.lang")
        found = [] if script == "sr-Cyrl" else [f"speaks {script}"]
        for width in (WIDE, PHONE):
            await resize(page, width)
            found += [f"Cyrillic, {width}: too wide: {each}" for each in await too_wide(page)]
        return [*found, *await problems_on_paper(page)]

    found = await looked_at(site, pages, look, language="sr-Cyrl", color_scheme="dark")
    assert not found, "\n".join(found)


TOUCHED = ":is(a[href], button, summary, .form-check-input):not([class*=visually-hidden])"


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
