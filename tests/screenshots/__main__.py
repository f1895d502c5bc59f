"""`python -m tests.screenshots`: write docs/dashboard.png and docs/phone.png anew."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import uvicorn
from playwright.async_api import Browser, async_playwright

from staffdev import clock
from staffdev.app import create_app
from staffdev.demo.serving import prepare
from staffdev.demo.story.cast import PASSWORD
from staffdev.i18n import Language
from staffdev.settings import Settings
from tests.chromium import chromium
from tests.processes import free_port

DOCS = Path(__file__).parents[2] / "docs"
DAY = datetime(2026, 11, 20, 9, 30, tzinfo=clock.BELGRADE)
MOST_BYTES = 250 * 1024


@dataclass(frozen=True, slots=True)
class Picture:
    """Who looks at what, in which language, on how wide and high a screen."""

    name: str
    username: str
    path: str
    language: Language
    width: int
    height: int
    scale: float = 1


PICTURES = (
    Picture("dashboard", "ljiljana", "/", Language.ENGLISH, 1280, 860),
    Picture("phone", "jasna", "/", Language.SERBIAN_CYRILLIC, 390, 780, scale=1.5),
)


async def main() -> int:
    """0 when both are written; 1 when one is larger than a README should carry."""
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        async with served(Path(folder)) as address, async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
            sizes = [await take(picture, browser, address) for picture in PICTURES]
            await browser.close()
    return 0 if max(sizes) <= MOST_BYTES else 1


@asynccontextmanager
async def served(folder: Path) -> AsyncIterator[str]:
    """The demonstration, served by this process; its clock stands still as long as ours does."""
    port = free_port()
    settings = Settings(
        data=folder, database=str(folder / "staffdev.sqlite"), port=port, url=f"http://127.0.0.1:{port}", demo=True
    )
    await prepare(settings)
    server = uvicorn.Server(uvicorn.Config(create_app(settings), port=port, log_config=None, lifespan="on"))
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 - uvicorn has a flag for it, and no event
        await asyncio.sleep(0.05)
    yield settings.url
    server.should_exit = True
    await serving


async def take(picture: Picture, browser: Browser, address: str) -> int:
    """Sign in, look, and keep what is seen; says how many bytes it has."""
    context = await browser.new_context(
        viewport={"width": picture.width, "height": picture.height},
        device_scale_factor=picture.scale,
        reduced_motion="reduce",
    )
    await context.add_cookies([{"name": "lang", "value": picture.language.value, "url": address}])
    page = await context.new_page()
    await page.goto(f"{address}/sign-in")
    await page.fill("input[name=username]", picture.username)
    await page.fill("input[name=password]", PASSWORD)
    await page.press("input[name=password]", "Enter")
    await page.wait_for_url(lambda url: "/sign-in" not in url)
    await page.goto(address + picture.path)
    await page.evaluate("document.fonts.ready")
    content = await page.screenshot(path=DOCS / f"{picture.name}.png")
    await context.close()
    sys.stdout.write(f"docs/{picture.name}.png {len(content) // 1024} KB\n")
    return len(content)


if __name__ == "__main__":
    with clock.stopped_at(DAY):
        sys.exit(asyncio.run(main()))
