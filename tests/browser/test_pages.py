"""Every page that anybody can open, looked at: axe, width, colours, paper, Cyrillic, what the mouse touches."""

from dataclasses import dataclass, field

import pytest

from tests.browser.looks import axe, looks, problems_of, problems_on_paper, problems_under_the_mouse, shape
from tests.house.addresses import addresses_of

PARTS = 4  # the pages are shared out, so that several processes can look


@pytest.fixture(scope="module", params=range(PARTS))
async def pages(request, site, app):
    """By who opens it: every page and its parts, and again where another role sees a part that no page had before."""
    cast, found = site.estate.cast, {}
    opened: set[str] = set()
    known: set[str] = set()
    for member in (cast.snezana, cast.jelena, cast.ilona, cast.mira, cast.olga, None):
        async with site.fetch(member) as client:
            for address in addresses_of(app)[request.param :: PARTS]:
                if address.method == "GET":
                    path = address.filled(site.estate, cast.ravnica)
                    answer = await client.get(path)
                    is_page = answer.is_success and answer.headers["content-type"].startswith("text/html")
                    parts = shape(answer.text) if is_page else frozenset()
                    if parts and (address.name not in opened or parts - known):
                        opened.add(address.name)
                        known |= parts
                        found.setdefault(member and member.username, (member, []))[1].append((path, parts))
    refused = [("/nothing-here", frozenset()), ("/people", frozenset())]
    found.setdefault("ilona", (cast.ilona, []))[1].extend(refused)
    return list(found.values())


@dataclass
class Seen:
    """What was looked at on any page before: what the mouse has touched, and parts as each role sees them."""

    touched: set[str] = field(default_factory=set)
    parts: set[str] = field(default_factory=set)

    def is_new(self, parts):
        """Whether a page has anything that no page before had; from now on it is known."""
        new = not self.parts.issuperset(parts)
        self.parts |= parts
        return new


@pytest.fixture(scope="session")
def seen():
    return Seen()


async def test_every_page_can_be_read_by_everybody_and_on_paper(site, pages, seen):
    """In light and dark, on a desk and on a phone, in Cyrillic, under the mouse: what is wrong on any page."""
    assert sum(len(paths) for _, paths in pages) > 30, "the pages have got lost"
    found = [each for member, paths in pages for each in await looked_at(site, member, paths, seen)]
    assert not found, "\n".join(sorted(found))
    assert len(seen.touched) > 20, "there is more than that to touch"


async def looked_at(site, member, paths, seen):
    """What is wrong on her pages. The first of each role is looked at most closely, then those with a new part."""
    found: list[str] = []
    async with site.open(member, language="sr-Cyrl", script=axe(), color_scheme="dark") as window:
        for place, (path, parts) in enumerate(paths):
            await window.goto(path)
            script = await window.evaluate("document.documentElement.lang")
            problems = [] if script == "sr-Cyrl" else [f"speaks {script}"]
            problems += await problems_of(window, looks(is_first=place == 0, is_new=seen.is_new(parts)))
            problems += await problems_under_the_mouse(window, seen.touched)
            problems += await problems_on_paper(window)
            found += [f"{path} ({member.name if member else 'visitor'}): {each}" for each in problems]
    return found
