"""100,000 rows of an office file, against reading it and inserting with the driver what the import leaves behind."""

import gc
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from staffdev.db.database import bound
from tests.bench.floors import copied, inserting, reading, rows_since
from tests.bench.office import bring, office, write
from tests.bench.places import sqlite_place
from tests.bench.report import Line, ratio

ROWS, TIMES = 100_000, 2


async def measure(server: str) -> AsyncIterator[Line]:
    """CPU of the whole import of either kind of file, and its memory at 10,000 and at 100,000 rows."""
    del server
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in (".csv", ".xlsx"):
            file = write(folder / f"{ROWS}{kind}", ROWS)
            pairs = [await compared(file) for _ in range(TIMES)]
            taken, floor = min(pairs, key=lambda pair: pair[0] / pair[1])  # the one that was disturbed less
            yield ratio(f"Import of {ROWS:,} rows, {kind} / reading + executemany, CPU s", taken, floor, 3)
        small, large = (memory(write(folder / f"{rows}.csv", rows)) for rows in (ROWS // 10, ROWS))
        yield Line(f"Import: memory at {ROWS // 10:,} rows", "MB at most", small, "", holds=True)
        yield Line(f"Import: memory at {ROWS:,} rows", "MB at most", large, "≤ 2 × 10,000", large <= 2 * small)


async def compared(file: Path) -> tuple[float, float]:
    """CPU seconds of the import, and of reading the file and inserting the very same rows into the same database."""
    async with sqlite_place() as place:
        await office(place)
        engine: Any = bound()
        before = copied(engine.file, engine.file.with_name("before.sqlite"))
        gc.collect()
        start = time.process_time()
        await bring(place, file)
        taken = time.process_time() - start
        return taken, reading(file) + inserting(rows_since(before, engine.file), before)


def memory(file: Path) -> float:
    """The most megabytes of a process that imports the file."""
    asked = [sys.executable, "-m", "tests.bench.office", str(file)]
    return float(subprocess.run(asked, check=True, capture_output=True, text=True).stdout)
