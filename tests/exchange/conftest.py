"""Two databases at once: what one writes the other reads."""

from pathlib import Path

import pytest

from staffdev.settings import Settings
from tests.conftest import copy_of
from tests.postgres import clone_of


@pytest.fixture
def other_template(request, template):
    """The migrated database of the other kind than `db`; found before the event loop runs, which its fixture needs."""
    return request.getfixturevalue("postgres_template" if isinstance(template, Path) else "sqlite_template")


@pytest.fixture
async def other_settings(other_template, tmp_path):
    """An empty database of the other kind than `db`."""
    folder = tmp_path / "other"
    folder.mkdir()
    if isinstance(other_template, Path):
        yield copy_of(other_template, folder)
        return
    async with clone_of(*other_template) as address:
        yield Settings(data=folder, database=address)
