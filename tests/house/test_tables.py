"""What every table owes: no row disappears with another, nothing is filled in silently, everything has an owner."""

from typing import Any

import pytest
from piccolo.columns import UUID, ForeignKey, OnDelete, Serial, Varchar
from piccolo.table import Table

from staffdev.db import facts
from staffdev.db.columns import Reference
from staffdev.db.registry import TABLES
from staffdev.organisations.tables import Organisation

# Tables without an organisation of their own, and why.
OF_NOBODY = {
    "organisation": "it is one",
    "network_membership": "it joins two of them",
    "account": "a person signs in once, for all whom she works for",
    "recovery_code": "belongs to an account",
    "web_session": "says itself for whom she acts now",
    "sign_in_try": "counts failures of names that may belong to nobody",
    "audit_head": "one chain for the whole installation",
    "audit_entry": "says it without a key, so that entries outlive everything",
    "audit_payload": "belongs to its entry",
    "import_row": "belongs to its batch",
    "import_name": "belongs to its batch",
}
MAY_VANISH = {"web_session", "sign_in_try", "busy_calendar", "busy_interval", "relief_place"}  # not part of the record


def columns_of(table: type[Table]) -> list[Any]:
    return [column for column in table._meta.columns if not isinstance(column, Serial)]


def problems_of(table: type[Table]) -> list[str]:
    return [problem for column in columns_of(table) for problem in problems_of_column(column)]


def problems_of_column(column: Any) -> list[str]:
    meta, problems = column._meta, []
    if isinstance(column, ForeignKey) and meta.params["on_delete"] is not OnDelete.restrict:
        problems.append("lets rows disappear with what it points at: say Reference(…)")
    if isinstance(column, ForeignKey) and not meta.index:
        problems.append("points at rows without an index")
    if meta.params.get("default") is not None:
        problems.append("fills itself in: say default=None")
    if isinstance(column, Varchar) and "length" not in meta.params:
        problems.append("does not say how long it may be")
    return [f"{meta.table._meta.tablename}.{meta.name} {problem}" for problem in problems]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table._meta.tablename)
def test_its_columns_keep_the_rules(table):
    found = problems_of(table)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table._meta.tablename)
def test_it_belongs_to_an_organisation(table):
    pointers = {column._meta.params["references"] for column in columns_of(table) if isinstance(column, ForeignKey)}
    name = table._meta.tablename
    if name in OF_NOBODY:
        owned = any(column._meta.name == "organisation" and not column._meta.null for column in columns_of(table))
        assert not (owned and isinstance(table.organisation, ForeignKey)), f"{name} has one: take it off OF_NOBODY"
        return
    assert Organisation in pointers, f"{name} belongs to no organisation, so nothing keeps it from a foreign one"
    assert not table.organisation._meta.null, f"{name} may belong to no organisation"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table._meta.tablename)
def test_a_varchar_says_its_length_in_the_source(table):
    """Piccolo's silent 255 fits nothing in particular."""
    lengths = [column.length for column in columns_of(table) if isinstance(column, Varchar)]
    assert 255 not in lengths


def test_every_exception_is_still_a_table():
    assert not OF_NOBODY.keys() - {table._meta.tablename for table in TABLES}


FACTS = [table for table in TABLES if issubclass(table, facts.Fact)]


@pytest.mark.parametrize("table", FACTS, ids=lambda table: table._meta.tablename)
async def test_of_each_fact_one_version_holds(db, table):
    """A unique index on the code of the current version: two writers cannot both correct the same fact."""
    name = table._meta.tablename
    assert {column._meta.name for column in table._meta.columns} >= set(facts.FACT_COLUMNS)
    indexes = [index for index in await unique_indexes(db, name) if "version_of" in index and "code" in index]
    assert indexes, f"{name} has no unique index of the current version's code: db/…/indexes and triggers makes them"


async def unique_indexes(db: Any, name: str) -> list[str]:
    if db.engine_type == "sqlite":
        rows = await db.run_ddl(f"SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = '{name}'")
        texts = [row["sql"] or "" for row in rows]
    else:
        rows = await db.run_ddl(f"SELECT indexdef AS sql FROM pg_indexes WHERE tablename = '{name}'")
        texts = [row["sql"] for row in rows]
    return [text for text in texts if "UNIQUE" in text]


def test_the_rules_bite():
    class Careless(Table):
        cascades: ForeignKey[Any] = ForeignKey(Organisation)
        filled = Varchar(length=10)
        stated = Reference(Organisation)
        code = UUID(default=None)

    found = problems_of(Careless)
    assert [problem.split(" ")[0] for problem in found] == [
        "careless.cascades",
        "careless.cascades",
        "careless.filled",
    ]
