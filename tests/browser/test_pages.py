"""Every page that anybody can open, looked at: axe, width, colours, paper, Cyrillic, what the mouse touches."""

import pytest

from tests.browser.looks import (
    PHONE,
    WIDE,
    axe,
    problems_of,
    problems_on_paper,
    problems_under_the_mouse,
    resize,
    shape,
    too_wide,
)
from tests.house.addresses import addresses_of


@pytest.fixture(scope="module")
async def pages(site, app):
    """By who opens it: the path of every page, and again where another role sees parts of it that nobody saw before."""
    cast, found = site.estate.cast, {}
    seen: dict[str, frozenset[str]] = {}
    for member in (cast.snezana, cast.jelena, cast.ilona, cast.mira, cast.olga, None):
        async with site.fetch(member) as client:
            for address in addresses_of(app):
                if address.method == "GET":
                    path = address.filled(site.estate, cast.ravnica)
                    answer = await client.get(path)
                    is_page = answer.is_success and answer.headers["content-type"].startswith("text/html")
                    parts = shape(answer.text) if is_page else frozenset()
                    if parts - seen.get(address.name, frozenset()):
                        seen[address.name] = parts | seen.get(address.name, frozenset())
                        found.setdefault(member and member.username, (member, []))[1].append(path)
    found["ilona"][1].extend(["/nothing-here", "/people"])
    return list(found.values())


async def looked_at(site, pages, look, **options):
    """What `look` finds on every page."""
    found: list[str] = []
    for member, paths in pages:
        async with site.open(member, **options) as window:
            for path in paths:
                await window.goto(path)
                name = member.name if member else "visitor"
                found.extend(f"{path} ({name}): {each}" for each in await look(window))
    return sorted(found)


async def test_every_page_is_accessible_in_light_and_dark_on_desk_and_phone(site, pages):
    """And what the mouse touches stays readable."""
    seen: set[str] = set()

    async def look(page):
        return [*await problems_of(page), *await problems_under_the_mouse(page, seen)]

    assert sum(len(paths) for _, paths in pages) > 40, "the pages have got lost"
    found = await looked_at(site, pages, look, script=axe())
    assert not found, "\n".join(found)
    assert len(seen) > 20, "there is more than that to touch"


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
