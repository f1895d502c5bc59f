"""What a page owes everybody's eyes, hands and ears, asked in the browser itself."""

import re
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from functools import cache
from typing import Any

from playwright.async_api import Page

from tests.house.source import ROOT

AXE = ROOT / ".build" / "test-assets" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, PHONE, PAPER = 1280, 390, 794
RUN = """async ([part, only]) => {
  const rules = only.without ? { [only.without]: { enabled: false } } : {};
  const options = { runOnly: { type: only.type, values: only.values }, rules, preload: false };
  const found = await axe.run(part, { ...options, resultTypes: ["violations"], elementRef: false });
  return found.violations.map(v => `${v.id}: ${v.nodes.slice(0, 3).map(n => n.target.join(" ")).join(" | ")}`);
}"""
EVERYTHING = {"type": "tag", "values": TAGS}
STRUCTURE = {"type": "tag", "values": TAGS, "without": "color-contrast"}
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
LAYOUT = {  # what may differ on a wider screen: sizes, places, what is shown at all
    "type": "rule",
    "values": [
        *("color-contrast", "target-size", "scrollable-region-focusable", "region", "landmark-one-main"),
        *("page-has-heading-one", "heading-order", "label", "link-name", "button-name", "duplicate-id-aria"),
        *("aria-hidden-focus", "skip-link"),
    ],
}
Look = tuple[int, str, dict[str, Any]]  # width, colours, rules of axe
TOUCHED = ":is(a[href], button, summary, .form-check-input):not([class*=visually-hidden])"
TOUCH = """([selector, known]) => {
  const seen = new Set(known);
  for (const e of document.querySelectorAll(selector)) {
    const kind = `${e.tagName} ${e.className} in ${e.parentElement.className}`;
    if (!e.checkVisibility() || seen.has(kind)) continue;
    seen.add(kind);
    e.dataset.touched = "";
    for (let around = e; around; around = around.parentElement) around.dataset.under = "";
  }
  return [...seen].filter(kind => !known.includes(kind));
}"""
WIDER = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  const out = [...document.querySelectorAll("main *, header *")].filter(e => e.getBoundingClientRect().right > most + 1
    && !e.closest(".table-responsive"));
  return [`${document.documentElement.scrollWidth} > ${most}`, ...out.slice(0, 3).map(e => e.outerHTML.slice(0, 120))];
}"""
DARK = """() => [...document.querySelectorAll("body, main *")].filter(e => e.checkVisibility()).filter(e => {
  const [r, g, b, a = 1] = getComputedStyle(e).backgroundColor.match(/[\\d.]+/g).map(Number);
  return a > 0 && 0.2126 * r + 0.7152 * g + 0.0722 * b < 60;
}).slice(0, 3).map(e => `${e.tagName} ${e.className}`)"""
DRAWN = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
SHORT_ROWS = """() => [...document.querySelectorAll("main table")].filter(t => t.offsetParent).flatMap(t => {
  const right = t.getBoundingClientRect().right - 2;
  const end = row => Math.max(...[...row.cells].map(c => c.getBoundingClientRect().right));
  const short = [...t.tBodies].flatMap(b => [...b.rows]).filter(r => r.cells.length && end(r) < right);
  return t.querySelector("[rowspan]") ? [] : short.slice(0, 1).map(() => t.caption?.textContent ?? t.className);
})"""
SHOWN = "selector => [...document.querySelectorAll(selector)].filter(e => e.offsetParent).map(e => e.className)"


@cache
def axe() -> str:
    """Its script; put into a window before any page, past the content policy, which allows no other script."""
    assert AXE.is_file(), "axe is not built: run pip install -e . in the folder of staffdev"
    return AXE.read_text("utf-8")


async def violations(page: Page, only: dict[str, Any], part: str = "html") -> list[str]:
    """What axe finds in the part of the page."""
    found: list[str] = await page.evaluate(RUN, [part, only])
    return found


async def resize(page: Page, width: int) -> None:
    await page.set_viewport_size({"width": width, "height": 900})


async def colours(page: Page, theme: str) -> None:
    await page.evaluate("theme => { document.documentElement.dataset.bsTheme = theme }", theme)


async def too_wide(page: Page) -> list[str]:
    found: list[str] = await page.evaluate(WIDER)
    return found


def looks(*, is_first: bool, is_new: bool) -> list[Look]:
    """How a page is looked at: on a phone; where a part of it is new with its colours, on a desk and in dark too.

    Sizes, places and colours belong to the kinds of parts; labels, headings and order to each page.
    """
    if not is_new and not is_first:
        return [(PHONE, "light", STRUCTURE)]
    crossed = [(PHONE, "dark", CONTRAST), (WIDE, "light", CONTRAST)] if is_first else []
    return [(PHONE, "light", EVERYTHING), (WIDE, "dark", LAYOUT), *crossed]


async def problems_of(page: Page, looks: Iterable[Look]) -> list[str]:
    """What axe finds in each of these looks, and at each width what does not fit."""
    found, looks = [], list(looks)
    for width in (PHONE, WIDE):
        await resize(page, width)
        found += [f"{width}: too wide: {each}" for each in await too_wide(page)]
        for theme, rules in [(theme, rules) for at, theme, rules in looks if at == width]:
            await colours(page, theme)
            found += [f"{width} {theme}: {each}" for each in await violations(page, rules)]
    return found


async def problems_under_the_mouse(page: Page, seen: set[str]) -> list[str]:
    """What cannot be read under the mouse, in light and dark; each kind of thing once, then it is in `seen`.

    The browser shows each of them, and what it lies in, as if the mouse were there.
    """
    kinds = await page.evaluate(TOUCH, [TOUCHED, sorted(seen)])
    if not kinds:
        return []
    seen.update(kinds)
    found = []
    async with hovering(page, "[data-under]"):
        for theme in ("light", "dark"):
            await colours(page, theme)
            unread = await violations(page, CONTRAST, "[data-touched]")
            found += [f"under the mouse, {theme}: {each}" for each in unread]
    return found


@asynccontextmanager
async def hovering(page: Page, selector: str) -> AsyncIterator[None]:
    """All these are under the mouse at once, which no hand can do."""
    inspector = await page.context.new_cdp_session(page)
    for domain in ("DOM", "CSS"):
        await inspector.send(f"{domain}.enable")
    root = (await inspector.send("DOM.getDocument", {"depth": 0}))["root"]["nodeId"]
    there = await inspector.send("DOM.querySelectorAll", {"nodeId": root, "selector": selector})
    for node in there["nodeIds"]:
        await inspector.send("CSS.forcePseudoState", {"nodeId": node, "forcedPseudoClasses": ["hover"]})
    yield
    await inspector.detach()


async def problems_on_paper(page: Page) -> list[str]:
    """What is left on paper: no navigation, no buttons to press, nothing cut off, black on white."""
    await colours(page, "dark")
    await page.emulate_media(media="print")
    await resize(page, PAPER)
    await page.evaluate(DRAWN)
    shown = await page.evaluate(SHOWN, ".sd-noprint, nav a[href], .btn")
    found = [f"printed too: {each}" for each in shown]
    found += [f"paper: too wide: {each}" for each in await too_wide(page)]
    found += [f"dark on paper: {each}" for each in await page.evaluate(DARK)]
    found += [f"lines of rows stop short: {each}" for each in await page.evaluate(SHORT_ROWS)]
    await page.emulate_media(media="screen")
    return found


def shape(html: str) -> frozenset[str]:
    """What the main part is made of, without its words: a second page of the same parts need not be looked at."""
    main = html.partition("<main")[2].partition("</main>")[0]
    return frozenset(re.findall(r'<(\w+(?:[^>]*?class="[^"]*")?)', re.sub(r'="[^"]*[0-9][^"]*"', "", main)))
