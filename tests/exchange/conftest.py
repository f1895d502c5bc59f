"""Two databases at once: what one writes the other reads."""

from pathlib import Path

import pytest

from staffdev.settings import Settings
from tests.conftest import copy_of
from tests.postgres import clone_of


@pytest.fixture
async def other_settings(request, template, tmp_path):
    """An empty database of the other kind than `db`."""
    folder = tmp_path / "other"
    folder.mkdir()
    if not isinstance(template, Path):
        yield copy_of(request.getfixturevalue("sqlite_template"), folder)
        return
    server, admin, name = request.getfixturevalue("postgres_template")
    async with clone_of(server, admin, name) as address:
        yield Settings(data=folder, database=address)
