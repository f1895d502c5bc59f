"""What an import cannot do without: reading the file, and the driver's executemany of the rows it leaves behind."""

import gc
import sqlite3
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from staffdev.db.engine.connection import connect
from staffdev.db.registry import TABLES
from staffdev.sheets.reading import open_workbook

Rows = Mapping[str, Sequence[tuple[Any, ...]]]
NAMES = [table._meta.tablename for table in TABLES]


def reading(file: Path) -> float:
    """CPU seconds of reading every row: text with our reader, a workbook with openpyxl's, read-only."""
    gc.collect()
    before = time.process_time()
    if file.suffix == ".csv":
        count = sum(1 for sheet in open_workbook(file, file.name) for _row in sheet.rows)
    else:
        book = load_workbook(file, read_only=True)
        count = sum(1 for _row in book.worksheets[0].iter_rows(values_only=True))
        book.close()
    taken = time.process_time() - before
    assert count == int(file.stem) + 1
    return taken


def copied(database: Path, into: Path) -> Path:
    """The database as it stands now, with its tables, indexes and triggers."""
    with sqlite3.connect(database) as connection:
        connection.execute("VACUUM INTO ?", [str(into)])
    connection.close()
    return into


def rows_since(before: Path, database: Path) -> Rows:
    """The rows that came into each table since the copy was made, as they are stored."""
    connection = sqlite3.connect(database)
    connection.execute("ATTACH ? AS before", [str(before)])
    newer = "SELECT * FROM main.{0} WHERE id > (SELECT coalesce(max(id), 0) FROM before.{0})"
    found = {name: connection.execute(newer.format(name)).fetchall() for name in NAMES}
    connection.close()
    return {name: rows for name, rows in found.items() if rows}


def inserting(rows: Rows, into: Path) -> float:
    """CPU seconds the driver takes to insert them into the copy, in one transaction of the product's own connection."""
    connection = connect(into)
    gc.collect()
    before = time.process_time()
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("PRAGMA defer_foreign_keys = ON")
    for name, records in rows.items():
        connection.executemany(f"INSERT INTO {name} VALUES ({', '.join('?' * len(records[0]))})", records)
    connection.execute("COMMIT")
    taken = time.process_time() - before
    connection.close()
    return taken
