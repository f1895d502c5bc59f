"""A furnished house on SQLite: the standing cast and one row of everything, made once and copied for every test."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from staffdev.db.database import database
from tests.cast import Cast, Member, create_cast
from tests.client import Client
from tests.conftest import SECRET, copy_of
from tests.house.estate import Estate, furnish


@dataclass
class House:
    """`fresh()` puts the database back as it was furnished; `browser` is one in which `member` is signed in."""

    app: Any
    cast: Cast
    estate: Estate
    file: Path
    template: Path
    engine: Any

    async def fresh(self) -> None:
        await self.engine.close_connection_pool()
        for leftover in self.file.parent.glob(f"{self.file.name}-*"):
            leftover.unlink()
        shutil.copy(self.template, self.file)
        await self.engine.start_connection_pool()

    def browser(self, member: Member | None) -> Client:
        browser = Client(self.app)
        if member:
            browser.token = self.estate.sessions[member.username]
        return browser


@pytest.fixture(scope="session")
async def furnished(sqlite_template, keys, tmp_path_factory):
    """The furnished database, and who and what is in it."""
    settings = copy_of(sqlite_template, tmp_path_factory.mktemp("furnished"))
    async with database(settings):
        cast = await create_cast()
        estate = await furnish(cast)
    return Path(settings.database), estate


@pytest.fixture
async def house(furnished, app, tmp_path):
    template, estate = furnished
    settings = copy_of(template, tmp_path)
    app.state.settings = replace(settings, secret=SECRET)
    async with database(settings) as engine:
        yield House(app, estate.cast, estate, Path(settings.database), template, engine)
