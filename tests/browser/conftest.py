"""The application as people use it: `staffdev serve` in a process of its own, and Chromium before it."""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from playwright.async_api import BrowserContext, Locator, Page, async_playwright

from staffdev.settings import Settings
from staffdev.web import visit
from tests.cast import Member
from tests.chromium import chromium
from tests.conftest import SECRET
from tests.house.conftest import furnished  # noqa: F401 - the same furnished house, served
from tests.house.estate import Estate

QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
)
SECONDS_TO_START = 20
PATIENCE = 15_000  # milliseconds; a busy machine is slow, a broken page never comes


@dataclass
class Site:
    """Where the application is, who is in it, where its data lie, and what its pages complained about."""

    address: str
    estate: Estate
    browser: Any
    settings: Settings
    complaints: list[str] = field(default_factory=list)

    def cookies_of(self, member: Member | None, language: str) -> dict[str, str]:
        session = {visit.COOKIE: self.estate.sessions[member.username]} if member else {}
        return {visit.LANGUAGE_COOKIE: language, **session}

    def fetch(self, member: Member | None) -> httpx.AsyncClient:
        """Her pages without a browser, to see which there are."""
        return httpx.AsyncClient(base_url=self.address, cookies=self.cookies_of(member, "sr-Latn"))

    @asynccontextmanager
    async def open(self, member: Member | None = None, *, language: str = "sr-Latn", script: str = "", **options: Any):
        """A new window in which `member` is signed in; whatever its pages complain about fails the test.

        `script` runs on every page before the page's own.
        """
        size = {"width": options.pop("width", 1280), "height": 900}
        chosen = {
            "viewport": size,
            "locale": "sr-Latn-RS",
            "timezone_id": "Europe/Belgrade",
            "reduced_motion": "reduce",
        }
        context: BrowserContext = await self.browser.new_context(**chosen | options, base_url=self.address)
        cookies = self.cookies_of(member, language).items()
        await context.add_cookies([{"name": name, "value": value, "url": self.address} for name, value in cookies])
        if script:
            await context.add_init_script(script)
        context.set_default_timeout(PATIENCE)
        page = await context.new_page()
        heard = listen(page)
        try:
            yield page
            assert not heard, "\n".join(heard)
        finally:
            await context.close()


async def follow(button: Locator) -> None:
    """Press what leads to another page, and wait until all of that page is there."""
    async with button.page.expect_event("load"):
        await button.click()


def listen(page: Page) -> list[str]:
    """What the page says to the console as an error: a refused style, a broken script, a file that is not there."""
    heard: list[str] = []

    def hear(message: Any) -> None:
        is_answer = "the server responded with a status of 4" in message.text  # a form sent back is no mistake
        if message.type in {"error", "warning"} and not is_answer:
            heard.append(f"{page.url}: {message.text}")

    page.on("console", hear)
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    return heard


@pytest.fixture(scope="module")
async def served(furnished, tmp_path_factory):  # noqa: F811 - the fixture imported above
    """The address of the running application, and what is in it; one for each file, since flows change it."""
    template, estate = furnished
    folder = tmp_path_factory.mktemp("served")
    shutil.copy(template, folder / "staffdev.sqlite")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(  # noqa: ASYNC220, S603 - started once, before anything waits; our own program
        [sys.executable, "-m", "staffdev", "serve", "--port", str(port)],
        env={**os.environ, "STAFFDEV_DATA": str(folder), "STAFFDEV_SECRET": SECRET},
        stdout=subprocess.DEVNULL,
    )
    try:
        await answers(address, server)
        yield address, estate, Settings(data=folder, database=str(folder / "staffdev.sqlite"))
    finally:
        server.terminate()
        server.wait(timeout=SECONDS_TO_START)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


async def answers(address: str, server: subprocess.Popen[bytes]) -> None:
    async with httpx.AsyncClient() as client:
        for _ in range(SECONDS_TO_START * 10):
            assert server.poll() is None, "staffdev serve has stopped; its error stands above"
            try:
                if (await client.get(f"{address}/health")).is_success:
                    return
            except httpx.TransportError:
                await asyncio.sleep(0.1)
    pytest.fail(f"{address} does not answer")


@pytest.fixture(scope="session")
async def browser():
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium(), args=[*QUIET])
        yield browser
        await browser.close()


@pytest.fixture(scope="module")
async def site(served, browser):
    address, estate, settings = served
    return Site(address, estate, browser, settings)
