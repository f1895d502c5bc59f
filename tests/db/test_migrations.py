import sqlite3
import sys
from enum import StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any

import asyncpg
import pytest
from piccolo.apps.migrations.commands.forwards import run_forwards
from piccolo.apps.migrations.commands.new import AutoMigrationManager
from piccolo.columns import Serial
from piccolo.conf.apps import AppConfig
from piccolo.table import Table

from staffdev.db.columns import Code, Count, Reference, Text
from staffdev.db.database import MIGRATIONS, bind, bound, is_current, known_migrations, migrate, pending
from staffdev.db.engine import SQLite
from staffdev.db.migrations import new_migration, schema_change
from staffdev.db.piccolo_app import APP_CONFIG
from staffdev.db.transactions import insert_many, new_ids, transaction

REFUSED = (sqlite3.IntegrityError, asyncpg.IntegrityConstraintViolationError)


def as_it_was():
    class Kind(StrEnum):
        NOVEL = "novel"
        POEM = "poem"

    class Shelf(Table, tablename="my_shelf"):
        id: Serial
        label = Text(null=True)

    class Book(Table, tablename="my_book"):
        id: Serial
        shelf = Reference(Shelf)
        sequel_of = Reference("self", null=True)
        title = Text(index=True)
        kind = Code(Kind)
        pages = Count(null=True, index=True)

    return [Shelf, Book]


def as_it_becomes():
    class Kind(StrEnum):
        NOVEL = "novel"
        POEM = "poem"
        ESSAY = "essay"

    class Language(StrEnum):
        SERBIAN = "sr"
        HUNGARIAN = "hu"

    class Shelf(Table, tablename="my_shelf"):
        id: Serial
        label = Text()
        above = Reference("self", null=True)

    class Book(Table, tablename="my_book"):
        id: Serial
        shelf = Reference(Shelf)
        sequel_of = Reference("self", null=True)
        title = Text(null=True, index=True)
        kind = Code(Kind)
        language = Code(Language)

    return [Shelf, Book]


@pytest.fixture
def app(db, tmp_path, monkeypatch):
    return library_in(tmp_path, monkeypatch)


@pytest.fixture
def sqlite_app(sqlite_db, tmp_path, monkeypatch):
    return library_in(tmp_path, monkeypatch)


def library_in(tmp_path, monkeypatch):
    """A product of two tables, whose migrations stand in a folder of their own."""
    folder = tmp_path / "migrations"
    folder.mkdir()
    module, registry = ModuleType("library_app"), ModuleType("registry")
    config = AppConfig(app_name="library", migrations_folder_path=str(folder), table_classes=[])
    vars(module)["APP_CONFIG"], vars(registry)["apps"] = config, ["library_app"]
    monkeypatch.setitem(sys.modules, "library_app", module)
    monkeypatch.setitem(vars(sys.modules["piccolo_conf"]), "APP_REGISTRY", registry)
    monkeypatch.setattr(sys, "path", [*sys.path])
    return config


async def change(app, tables, *by_hand):
    """Write the migration that leads to `tables`, complete it by hand and run it."""
    app.table_classes[:] = tables
    await new_migration("a change", "library", "n")
    complete(files_of(app)[-1], by_hand)
    async with schema_change(bound()):
        assert (await run_forwards("library")).success


def complete(file, by_hand):
    lines = "".join(f"    {line}\n" for line in (*by_hand, "return manager"))
    file.write_text(file.read_text("utf-8").replace("    return manager\n", lines), "utf-8")


def files_of(app):
    return sorted(Path(app.migrations_folder_path).glob("library_*.py"))


UNIQUE_TITLE = """manager.after = [unique("my_book", "shelf", "title", where="kind = 'novel'")]"""


async def started(app):
    """Two shelves and three books as the first version left them."""
    await change(app, as_it_was(), "from staffdev.db.migrations import unique", UNIQUE_TITLE)
    shelf, book = app.table_classes
    async with transaction():
        await insert_many(shelf, [{"label": "A"}, {"label": None}])
        first, *_ = ids = await new_ids(book, 3)
        titles = ["Na Drini ćuprija", "Травничка хроника", "Ex Ponto"]
        rows = zip(ids, titles, ["novel", "novel", "poem"], [None, first, first], strict=True)
        await insert_many(book, ({"id": n, "shelf": 1, "title": t, "kind": k, "sequel_of": s} for n, t, k, s in rows))


FILL = """manager.fill = {"my_shelf": {"label": "coalesce(label, 'none')"}, "my_book": {"language": "'sr'"}}"""


async def test_a_changed_table_keeps_its_rows(app):
    await started(app)
    await change(app, as_it_becomes(), FILL)
    shelf, book = app.table_classes
    assert await shelf.select().order_by(shelf.id) == [
        {"id": 1, "label": "A", "above": None},
        {"id": 2, "label": "none", "above": None},
    ]
    rows = await book.select(book.id, book.shelf, book.sequel_of, book.language).order_by(book.id)
    assert [tuple(row.values()) for row in rows] == [(1, 1, None, "sr"), (2, 1, 1, "sr"), (3, 1, 1, "sr")]


async def test_a_changed_table_keeps_its_rules(app):
    await started(app)
    await change(app, as_it_becomes(), FILL)
    _, book = app.table_classes
    right = {"shelf": 1, "title": "Znakovi pored puta", "kind": "essay", "language": "sr"}
    await book(**right).save()
    wrong: list[dict[str, Any]] = [{"kind": "letter"}, {"shelf": 9}, {"sequel_of": 9}, {"language": "xx"}]
    taken = {"kind": "novel", "title": "Na Drini ćuprija"}
    for slip in [*wrong, taken]:
        with pytest.raises(REFUSED):
            await book(**{**right, **slip}).save()
    with pytest.raises(REFUSED):
        await app.table_classes[0].delete(force=True)
    assert await book.count() == 4


async def test_after_a_change_nothing_is_left_to_change(app, capsys):
    await started(app)
    await change(app, as_it_becomes(), FILL)
    await new_migration("nothing", "library")
    assert "No changes detected" in capsys.readouterr().out
    assert len(files_of(app)) == 2


async def test_a_change_that_fails_changes_nothing(app):
    await started(app)
    with pytest.raises(REFUSED):
        await change(app, as_it_becomes(), FILL.replace("coalesce(label, 'none')", "label"))
    app.table_classes[:] = as_it_was()
    book = app.table_classes[1]
    assert await book.select(book.pages, book.kind).where(book.id == 3).first() == {"pages": None, "kind": "poem"}
    assert await bound().run_ddl("SELECT name FROM migration WHERE app_name = 'library'") != []
    with pytest.raises(REFUSED):
        await book(shelf=9, title="A", kind="poem").save()


async def test_triggers_and_indexes_outlive_a_change(sqlite_app, sqlite_db):
    await started(sqlite_app)
    await sqlite_db.run_ddl(
        "CREATE TRIGGER keep BEFORE DELETE ON my_book WHEN EXISTS (SELECT 1 FROM my_shelf)"
        " BEGIN SELECT RAISE(ABORT, 'books stay'); END"
    )
    before = await indexes(sqlite_db)
    await change(sqlite_app, as_it_becomes(), FILL)
    assert before - await indexes(sqlite_db) == {"my_book_pages"}
    with pytest.raises(sqlite3.IntegrityError, match="books stay"):
        await sqlite_app.table_classes[1].delete(force=True)


async def indexes(engine):
    rows = await engine.run_ddl("SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
    return {row["name"] for row in rows}


async def test_a_new_database_is_current(db):
    assert known_migrations() != []
    assert await pending() == []
    assert await is_current()


async def test_bringing_up_to_date_twice_does_nothing(db):
    await migrate()
    assert await is_current()


async def test_an_empty_database_is_not_current(tmp_path):
    bind(SQLite(tmp_path / "empty.sqlite"))
    assert await pending() == known_migrations()
    await migrate()
    assert await is_current()


async def test_the_migrations_say_what_the_tables_say(db):
    statements = await AutoMigrationManager().get_alter_statements(APP_CONFIG)
    assert [line for change in statements for line in change.statements] == []


@pytest.mark.parametrize("file", sorted(MIGRATIONS.glob("staffdev_*.py")), ids=lambda file: file.stem)
def test_every_migration_runs_on_both_databases(file):
    text = file.read_text("utf-8")
    assert "from staffdev.db.migrations import Migration" in text
    assert "piccolo.apps.migrations.auto.migration_manager" not in text
