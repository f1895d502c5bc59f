import pytest

from staffdev.db.database import database
from staffdev.settings import Settings
from staffdev.vault.keys import Keyring, held, hold, key_file, load_keyring, write_keys
from tests.postgres import NUMBERS, on_server
from tests.vault.office import furnish


@pytest.fixture(autouse=True)
def keyring_as_it_was():
    before = held()
    yield
    hold(before)


@pytest.fixture(autouse=True)
def server(postgres_template):
    """There before a test opens its database: making it binds the tables to it."""
    return postgres_template


@pytest.fixture
async def office(db_settings):
    """An installation with some of everything in it, its database open; the value is its settings."""
    write_keys(Keyring.new(), key_file(db_settings))
    hold(load_keyring(db_settings))
    async with database(db_settings):
        await furnish()
        yield db_settings


@pytest.fixture
async def sqlite_office(sqlite_settings):
    """The same on SQLite only."""
    write_keys(Keyring.new(), key_file(sqlite_settings))
    hold(load_keyring(sqlite_settings))
    async with database(sqlite_settings):
        await furnish()
        yield sqlite_settings


@pytest.fixture(params=["to sqlite", "to postgres"])
def elsewhere(request, server):
    """The server to restore to; nothing for a file."""
    return server if request.param == "to postgres" else None


@pytest.fixture
async def empty_place(elsewhere, tmp_path):
    """Settings of a place with nothing in it."""
    folder = tmp_path / "empty"
    if elsewhere is None:
        yield Settings(data=folder, database=str(folder / "staffdev.sqlite"))
        return
    server, admin, _ = elsewhere
    name = f"staffdev_empty_{next(NUMBERS)}"
    await admin.execute(f'CREATE DATABASE "{name}"')
    yield Settings(data=folder, database=on_server(server, name))
    await admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def empty_folder(tmp_path):
    """Settings of an empty folder, for SQLite."""
    folder = tmp_path / "empty"
    return Settings(data=folder, database=str(folder / "staffdev.sqlite"))
