"""Migrations: one set of generated files for SQLite and PostgreSQL.

SQLite can neither alter a column nor add one that must have a value, so there the table is built anew as the migration
leaves it and its rows are copied. `piccolo staffdev new_migration "what changes"` writes a file that uses this class.
What Piccolo cannot generate goes in by hand:

    manager.fill = {"person": {"sort_key": "lower(last_name)"}}   # a new NOT NULL column from the old row
    manager.after = [unique("engagement", "person", "from_on", where="superseded_at IS NULL")]
"""

import warnings
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from piccolo.apps.migrations.auto.migration_manager import (
    AddColumnClass,
    AddColumnCollection,
    AlterColumnCollection,
    DropColumnCollection,
    MigrationManager,
)
from piccolo.table import Table

from staffdev.db.columns import Checked
from staffdev.db.database import bound
from staffdev.db.engine import Engine, SQLite
from staffdev.db.engine.lane import Lane
from staffdev.db.engine.sqlite import Transaction


async def new_migration(description: str, app_name: str = "staffdev", answer: str | None = None) -> None:
    """Write the migration from what the files say to what the tables say; `answer` (y or n) is for "renamed?"."""
    from piccolo.apps.migrations.commands.new import new  # brings a code formatter along
    from piccolo.conf.apps import Finder

    folder = Path(Finder().get_app_config(app_name).migrations_folder_path)
    before = _files(folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # "not fully supported by SQLite": see Migration
        await new(app_name, auto=True, desc=description, auto_input=answer)
    for file in _files(folder) - before:
        _use_our_manager(file)


def unique(table: str, *columns: str, where: str | None = None) -> str:
    """SQL of a unique index, over the rows for which `where` holds."""
    index = f'CREATE UNIQUE INDEX "uq_{table}_{"_".join(columns)}" ON "{table}" ({_quoted(columns)})'
    return f"{index} WHERE {where}" if where else index


@dataclass
class Migration(MigrationManager):
    """Piccolo's manager of one migration, completed for SQLite; `after` is SQL that runs last, on both."""

    after: Sequence[str] = ()
    fill: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # table → column → SQL over the old row

    async def run(self, backwards: bool = False) -> None:  # noqa: FBT001, FBT002 - Piccolo's signature
        if self.preview or backwards:
            await super().run(backwards)
            return
        engine = bound()
        async with schema_change(engine):
            await (self._run_on_sqlite(engine) if isinstance(engine, SQLite) else self._run_on_postgres(engine))
            for statement in self.after:
                await engine.run_ddl(statement)

    async def _run_on_sqlite(self, engine: SQLite) -> None:
        created = {table.class_name for table in self.add_tables}
        kept = self.add_columns, self.drop_columns, self.alter_columns
        changed = {name for changes in kept for name in changes.table_class_names} - created
        self.add_columns = AddColumnCollection([c for c in kept[0].add_columns if c.table_class_name in created])
        self.drop_columns, self.alter_columns = DropColumnCollection(), AlterColumnCollection()
        try:
            await super().run()
        finally:
            self.add_columns, self.drop_columns, self.alter_columns = kept
        for class_name in sorted(changed):
            table = await self._as_left(class_name)
            await rebuild(engine, table, self.fill.get(table._meta.tablename, {}))
        if broken := await engine.run_ddl("PRAGMA foreign_key_check"):
            raise RuntimeError(f"foreign keys broken: {broken[:3]}")

    async def _run_on_postgres(self, engine: Engine) -> None:
        await super().run()
        for change in self.alter_columns.alter_columns:
            if "choices" in change.params or change.column_class != change.old_column_class:
                table = await self._as_left(change.table_class_name)
                await _check_anew(engine, table, change.column_name)

    async def _run_add_columns(self, backwards: bool = False) -> None:  # noqa: FBT001, FBT002 - Piccolo's signature
        """On PostgreSQL `fill` is written here, where old and new columns stand side by side."""
        if self.preview or backwards or isinstance(bound(), SQLite):
            await super()._run_add_columns(backwards)
            return
        required = [column for column in self._added_to_old_tables() if not column.column._meta.null]
        for column in required:
            column.column._meta.null = True
        await super()._run_add_columns()
        for table, columns in self.fill.items():
            values = ", ".join(f'"{name}" = {value}' for name, value in columns.items())
            await bound().run_ddl(f'UPDATE "{table}" SET {values}')
        for column in required:
            name = column.column._meta.db_column_name
            await bound().run_ddl(f'ALTER TABLE "{column.tablename}" ALTER COLUMN "{name}" SET NOT NULL')

    def _added_to_old_tables(self) -> list[AddColumnClass]:
        created = {table.class_name for table in self.add_tables}
        return [column for column in self.add_columns.add_columns if column.table_class_name not in created]

    async def _as_left(self, class_name: str) -> type[Table]:
        """The table as this migration leaves it."""
        table: type[Table] = await self.get_table_from_snapshot(
            class_name, self.app_name, migration_id=self.migration_id
        )
        return table


async def _check_anew(engine: Engine, table: type[Table], column_name: str) -> None:
    """Replace the CHECK of that column; the old one may still have the name of an old table or column."""
    name, column = table._meta.tablename, table._meta.get_column_by_name(column_name)
    checks = await engine.run_ddl(
        "SELECT conname FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND conkey = ARRAY[attnum]"
        f" WHERE contype = 'c' AND conrelid = '\"{name}\"'::regclass AND attname = '{column._meta.db_column_name}'"
    )
    for check in checks:
        await engine.run_ddl(f'ALTER TABLE "{name}" DROP CONSTRAINT "{check["conname"]}"')
    if isinstance(column, Checked):
        await engine.run_ddl(f'ALTER TABLE "{name}" ADD {column.check}')


@asynccontextmanager
async def schema_change(engine: Engine) -> AsyncIterator[None]:
    """A transaction in which SQLite lets tables be replaced; on PostgreSQL only one process at a time gets in."""
    if engine.current_transaction.get() is not None:
        yield
    elif isinstance(engine, SQLite):
        engine.file.parent.mkdir(parents=True, exist_ok=True)
        lane = Lane(lambda: engine.connect(foreign_keys="OFF"))  # else DROP TABLE would empty the tables around it
        async with Transaction(engine, lane=lane):
            yield
    else:
        async with engine.transaction():
            await engine.run_ddl("SELECT pg_advisory_xact_lock(hashtext('staffdev migrations'))")
            yield


async def rebuild(engine: SQLite, table: type[Table], fill: Mapping[str, str]) -> None:
    """Replace the stored table by `table`; rows, indexes and triggers stay, new columns get `fill` or NULL."""
    name = table._meta.tablename
    old = {row["name"] for row in await engine.run_ddl(f'PRAGMA table_info("{name}")')}
    kept = await _indexes_and_triggers(engine, name)
    create, *indexes = table.create_table().ddl
    new = [column._meta.db_column_name for column in table._meta.columns]
    sources = {column: fill.get(column, f'"{column}"') for column in new if column in old or column in fill}
    await engine.run_ddl(create.replace(f'"{name}"' if f'"{name}"' in create else name, f'"_new_{name}"', 1))
    await engine.run_ddl(
        f'INSERT INTO "_new_{name}" ({_quoted(sources)}) SELECT {", ".join(sources.values())} FROM "{name}"'
    )
    await engine.run_ddl(f'DROP TABLE "{name}"')
    await engine.run_ddl("PRAGMA legacy_alter_table = ON")  # triggers elsewhere may name the table
    await engine.run_ddl(f'ALTER TABLE "_new_{name}" RENAME TO "{name}"')
    await engine.run_ddl("PRAGMA legacy_alter_table = OFF")
    gone = [f'"{column}"' for column in old - set(new)]
    for statement in dict.fromkeys([*indexes, *kept]):
        if not any(column in statement for column in gone):
            await engine.run_ddl(statement)


async def _indexes_and_triggers(engine: SQLite, table: str) -> list[str]:
    rows: list[dict[str, Any]] = await engine.run_ddl(
        f"SELECT sql FROM sqlite_master WHERE tbl_name = '{table}' AND type IN ('index', 'trigger') AND sql IS NOT NULL"
    )
    return [row["sql"] for row in rows]


def _files(folder: Path) -> set[Path]:
    return set(folder.glob("*.py"))


def _use_our_manager(file: Path) -> None:
    text = file.read_text("utf-8")
    theirs = "from piccolo.apps.migrations.auto.migration_manager import MigrationManager"
    file.write_text(text.replace(theirs, "from staffdev.db.migrations import Migration as MigrationManager"), "utf-8")


def _quoted(names: Any) -> str:
    return ", ".join(f'"{name}"' for name in names)
