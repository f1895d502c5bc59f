"""The story told on any day, on a database of the test."""

from contextlib import asynccontextmanager
from datetime import datetime, time
from pathlib import Path

import pytest

from staffdev import clock
from staffdev.db.database import database
from staffdev.demo.story import tell_story
from tests.conftest import copy_of


@pytest.fixture(scope="session")
def stories():
    """Where the story of a day is kept once it was told."""
    return {}


@pytest.fixture
def told(stories, sqlite_template, tmp_path, tmp_path_factory):
    """`async with told(day):` has the story in a new SQLite database, and it is shortly after midnight of that day."""

    @asynccontextmanager
    async def telling(day):
        with clock.stopped_at(datetime.combine(day, time(0, 5), clock.BELGRADE)):
            if day not in stories:
                settings = copy_of(sqlite_template, tmp_path_factory.mktemp("story"))
                async with database(settings):
                    stories[day] = Path(settings.database), await tell_story()
            file, sign_ins = stories[day]
            async with database(copy_of(file, tmp_path)):
                yield sign_ins

    return telling
