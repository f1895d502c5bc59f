"""What a page owes everybody's eyes, hands and ears, asked in the browser itself."""

import re
from functools import cache
from typing import Any

from playwright.async_api import Page

from tests.house.source import ROOT

AXE = ROOT / ".build" / "test-assets" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE, PAPER = 1280, 390, 794
RUN = """async (only) => {
  const found = await axe.run(document, { runOnly: only, resultTypes: ["violations"], elementRef: false });
  return found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(" | ")}`);
}"""
WIDER = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  const out = [...document.querySelectorAll("main *, header *")].filter(e => e.getBoundingClientRect().right > most + 1
    && !e.closest(".table-responsive"));
  return [`${document.documentElement.scrollWidth} > ${most}`, ...out.slice(0, 3).map(e => e.outerHTML.slice(0, 120))];
}"""
SHOWN = "selector => [...document.querySelectorAll(selector)].filter(e => e.offsetParent).map(e => e.className)"


@cache
def axe() -> str:
    assert AXE.is_file(), "axe is not built: run pip install -e . in the folder of staffdev"
    return AXE.read_text("utf-8")


async def violations(page: Page, *, contrast_only: bool = False) -> list[str]:
    """What axe finds; injected past the content policy, which allows no other script."""
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(axe())
    only: dict[str, Any] = {"type": "tag", "values": TAGS}
    if contrast_only:
        only = {"type": "rule", "values": ["color-contrast"]}
    found: list[str] = await page.evaluate(RUN, only)
    return found


async def resize(page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 900})


async def colours(page: Page, theme: str) -> None:
    await page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", theme)


async def too_wide(page: Page) -> list[str]:
    found: list[str] = await page.evaluate(WIDER)
    return found


async def problems_of(page: Page) -> list[str]:
    """Light and dark, on a desk and on a phone."""
    found = []
    for width in (WIDE, PHONE):
        await resize(page, width)
        await colours(page, "light")
        found += [f"{width} light: {each}" for each in await violations(page)]
        found += [f"{width}: too wide: {each}" for each in await too_wide(page)]
        await colours(page, "dark")
        found += [f"{width} dark: {each}" for each in await violations(page, contrast_only=True)]
    return found


async def problems_on_paper(page: Page) -> list[str]:
    """What is left on paper: no navigation, no buttons to press, nothing cut off, black on white."""
    await page.emulate_media(media="print")
    await resize(page, PAPER)
    shown = await page.evaluate(SHOWN, ".sd-noprint, nav a[href], .btn")
    found = [f"printed too: {each}" for each in shown]
    found += [f"paper: too wide: {each}" for each in await too_wide(page)]
    ink = await page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    await page.emulate_media(media="screen")
    return found if ink in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"} else [*found, f"paper is {ink}"]


def shape(html: str) -> frozenset[str]:
    """What the main part is made of, without its words: a second page of the same parts need not be looked at."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return frozenset(re.findall(r'<(\w+(?:[^>]*?class="[^"]*")?)', re.sub(r'="[^"]*[0-9][^"]*"', "", main)))
