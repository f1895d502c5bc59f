"""The databases of the tests: real ones, new for every test, migrated once.

`db`         the tables bound to a fresh database, on SQLite and again on PostgreSQL; the value is the engine
`sqlite_db`  the same on SQLite only, where one database is enough
`cast`       the standing cast in that database (tests/cast.py)
`client`     a browser of the application on that database (tests/client.py)
`statements` lists what is sent to the database, for tests of how much a page asks
`broken_audit`   the log refuses every entry; without one nothing is recorded
`db_settings`, `sqlite_settings`   the Settings of that fresh database, for a test that opens it itself

STAFFDEV_TEST_PG=postgresql://… uses a running server instead of starting one in a temporary folder.
"""

import copy
import gc
import os
import shutil
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import asyncpg
import hypothesis
import pytest

from staffdev.accounts import passwords
from staffdev.db.database import bind, bound, database, engine_for, migrate
from staffdev.db.engine import Postgres
from staffdev.errors import StaffdevError
from staffdev.settings import Settings
from staffdev.vault.keys import Keyring, hold
from tests.postgres import Swept, memory, on_server, running_server

SECRET = "the keys of the tests are derived from this"
TEMPLATE = f"staffdev_template_{os.getpid()}"

# ── Web client and standing cast: tests/client.py and tests/cast.py, their fixtures imported here ──────────────────


@pytest.fixture(scope="session", autouse=True)
def keys():
    """Keys of this run, in memory only."""
    hold(Keyring.derived_from(SECRET))
    passwords.hold(passwords.CHEAP)


@pytest.fixture(scope="session")
def app(tmp_path_factory):
    """The application, put together once; every test gives it a database of its own."""
    from staffdev.app import create_app  # tests of rules do without it

    folder = tmp_path_factory.mktemp("app")
    return create_app(Settings(data=folder, database=str(folder / "none.sqlite"), secret=SECRET))


@pytest.fixture
async def client(app, db, db_settings):
    """A browser in which nobody has signed in."""
    from tests.client import Client  # as above

    app.state.settings = replace(db_settings, secret=SECRET)
    async with Client(app) as browser:
        yield browser


@pytest.fixture
def cast(db, request):
    """She was in the database before it was copied; whatever a test does to her rows, the next one has its own."""
    _, cast = request.getfixturevalue("postgres_stage" if isinstance(db, Postgres) else "sqlite_stage")
    return copy.deepcopy(cast)


@pytest.fixture
def statements(db):
    """`with statements() as ran:` lists the statements that are sent to the database inside the block."""

    @contextmanager
    def listed():
        ran, send = [], db.run_querystring

        async def listen(querystring, *args, **kwargs):
            ran.append(str(querystring))
            return await send(querystring, *args, **kwargs)

        db.run_querystring = listen
        try:
            yield ran
        finally:
            del db.run_querystring

    return listed


@pytest.fixture
async def broken_audit(db):
    """Nothing can be written to the log any more; so nothing may be changed."""
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")


@pytest.fixture(scope="session")
def certificates(tmp_path_factory):
    """The certificate of tests/post.py, and its key."""
    from tests.post import certificate_in  # few tests send mail

    return certificate_in(tmp_path_factory.mktemp("mail"))


@pytest.fixture
def certificate(certificates, monkeypatch):
    """The same, trusted by whoever connects during this test."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificates[0]))
    return certificates


# ── Databases ────────────────────────────────────────────────────────────────────────────────────────────────────────


def pytest_collection_finish():
    """What was loaded stays to the end; the collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_configure(config):
    if folder := memory():
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(folder))  # thousands of databases are copied there
    config.option.anyio_mode = "auto"  # every async test and fixture runs on one event loop
    hypothesis.settings.register_profile(
        "staffdev",
        deadline=None,  # the machine may be busy
        suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture],  # examples may share a database
    )
    hypothesis.settings.load_profile("staffdev")


@pytest.fixture(scope="session")
def anyio_backend():
    return "asyncio"


@pytest.fixture
async def db(template, db_settings):
    if isinstance(template, Swept):
        yield bind(await template.connected())
        return
    async with database(db_settings) as engine:
        yield engine


@pytest.fixture
async def sqlite_db(sqlite_settings):
    async with database(sqlite_settings) as engine:
        yield engine


@pytest.fixture(params=["sqlite", "postgres"])
def template(request):
    """Where the migrated database is, with the cast where a test has it: a file, or databases of a server."""
    return template_on(request.param, request)


@pytest.fixture
async def db_settings(template, tmp_path):
    if isinstance(template, Path):
        yield copy_of(template, tmp_path)
        return
    async with template.lent() as address:
        yield Settings(data=tmp_path, database=address)


@pytest.fixture
def sqlite_settings(request, tmp_path):
    return copy_of(template_on("sqlite", request), tmp_path)


def template_on(kind, request):
    if "cast" not in request.fixturenames:
        return request.getfixturevalue("sqlite_template" if kind == "sqlite" else "postgres_empty")
    template, _ = request.getfixturevalue(f"{kind}_stage")
    return template


def copy_of(template, folder):
    return Settings(data=folder, database=str(shutil.copy(template, folder / "staffdev.sqlite")))


@pytest.fixture(scope="session")
async def sqlite_template(tmp_path_factory):
    """A migrated file."""
    folder = tmp_path_factory.mktemp("template")
    settings = Settings(data=folder, database=str(folder / "staffdev.sqlite"))
    await migrated(settings)
    return Path(settings.database)


@pytest.fixture(scope="session")
async def sqlite_stage(sqlite_template, tmp_path_factory):
    """A migrated file in which the standing cast is, and the cast."""
    settings = copy_of(sqlite_template, tmp_path_factory.mktemp("stage"))
    return Path(settings.database), await cast_in(settings)


@pytest.fixture(scope="session")
async def postgres_template(postgres_server, tmp_path_factory):
    """The server, a connection that copies databases, because it knows the way, and the name of the migrated one."""
    admin = await asyncpg.connect(postgres_server)
    await admin.execute(f'CREATE DATABASE "{TEMPLATE}"')
    folder = tmp_path_factory.mktemp("template")
    await migrated(Settings(data=folder, database=on_server(postgres_server, TEMPLATE)))
    yield postgres_server, admin, TEMPLATE
    await admin.execute(f'DROP DATABASE "{TEMPLATE}" WITH (FORCE)')
    await admin.close()


@pytest.fixture(scope="session")
async def postgres_empty(postgres_template):
    """Migrated databases, to be lent."""
    swept = Swept(*postgres_template)
    yield swept
    await swept.end()


@pytest.fixture(scope="session")
async def postgres_stage(postgres_template, tmp_path_factory):
    """Databases in which the standing cast is, to be lent; and the cast."""
    server, admin, template = postgres_template
    stage = f"{template}_stage"
    await admin.execute(f'CREATE DATABASE "{stage}" TEMPLATE "{template}"')
    settings = Settings(data=tmp_path_factory.mktemp("stage"), database=on_server(server, stage))
    cast = await cast_in(settings)
    swept = Swept(server, admin, stage)
    yield swept, cast
    await swept.end()
    await admin.execute(f'DROP DATABASE "{stage}" WITH (FORCE)')


async def cast_in(settings):
    from tests.cast import create_cast  # tests of rules do without it

    with as_it_was():
        async with database(settings):
            return await create_cast()


@pytest.fixture(scope="session")
def postgres_server():
    """The address of a PostgreSQL server that may be written to."""
    if address := os.environ.get("STAFFDEV_TEST_PG"):
        yield address
        return
    with running_server() as address:
        yield address


async def migrated(settings):
    with as_it_was():
        bind(engine_for(settings))
        await migrate()


@contextmanager
def as_it_was():
    """The tables are bound as before afterwards: a database of the whole run may be made while a test has its own."""
    try:
        before = bound()
    except StaffdevError:
        before = None
    yield
    if before:
        bind(before)
