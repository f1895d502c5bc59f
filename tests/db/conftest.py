import pytest

from tests.db.library import build


@pytest.fixture
async def library(db):
    await build(db)
    return db


@pytest.fixture
async def sqlite_library(sqlite_db):
    await build(sqlite_db)
    return sqlite_db
