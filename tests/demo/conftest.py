"""The story told on any day, on a database of the test."""

from contextlib import asynccontextmanager
from datetime import datetime, time

import pytest

from staffdev import clock
from staffdev.db.database import database
from staffdev.demo.story import tell_story
from tests.conftest import copy_of


@pytest.fixture
def told(sqlite_template, tmp_path):
    """`async with told(day):` has the story in a new SQLite database, and it is shortly after midnight of that day."""

    @asynccontextmanager
    async def telling(day):
        with clock.stopped_at(datetime.combine(day, time(0, 5), clock.BELGRADE)):
            async with database(copy_of(sqlite_template, tmp_path)):
                yield await tell_story()

    return telling
