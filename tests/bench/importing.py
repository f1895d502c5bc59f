"""100,000 rows of an office file, against reading it and the driver's own executemany of as many rows."""

import gc
import sqlite3
import tempfile
import time
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from staffdev import clock
from staffdev.exchange.imports.applying import stage_and_apply
from staffdev.exchange.imports.mapping import Said, given_by
from staffdev.people.queries import everybody_in
from staffdev.sheets.reading import open_workbook
from staffdev.training.tables import TrainingRecord
from tests.bench.places import Place, populate, sqlite_place
from tests.bench.report import Line, ratio

ROWS, PEOPLE = 100_000, 100
HEADINGS = "Презиме и име;Датум;Назив обуке;Врста;Организатор;Бр. сати;Потврда\n"


async def measure(server: str) -> AsyncIterator[Line]:
    """CPU of the whole import, its memory at 10,000 and at 100,000 rows, and the floor."""
    del server
    with tempfile.TemporaryDirectory() as folder:
        files = {rows: Path(folder) / f"{rows}.csv" for rows in (ROWS // 10, ROWS)}
        async with sqlite_place() as place:
            await populate(place.cast.ravnica, PEOPLE, 0, year=clock.today().year, numbered=False)
            everybody = await everybody_in(place.cast.ravnica.id)
            names = [f"{one['last_name']} {one['first_name']}" for one in everybody][:PEOPLE]
        for rows, file in files.items():
            file.write_text(HEADINGS + "".join(lines(rows, names)), "utf-8")
        floor = reading(files[ROWS]) + inserting(Path(folder) / "floor.sqlite")
        taken, _ = await imported(files[ROWS], traced=False)
        yield ratio("Import of 100,000 rows / reading + executemany, CPU s", taken, floor, 3)
        _, small = await imported(files[ROWS // 10], traced=True)
        _, large = await imported(files[ROWS], traced=True)
        yield Line("Import: memory at 10,000 rows", "MB at most", small, "", holds=True)
        yield Line("Import: memory at 100,000 rows", "MB at most", large, "≤ 2 × 10,000", large <= 2 * small)


def lines(rows: int, names: list[str]) -> Iterator[str]:
    """Trainings as an office writes them, no two alike."""
    for number in range(rows):
        day = date(2024, 1, 1) + timedelta(days=number // len(names))
        typed = f"{day.day}.{day.month}.{day.year}."
        yield f"{names[number % len(names)]};{typed};Радионица {number};радионица;Мрежа;1,5;потврда {number}\n"


def reading(file: Path) -> float:
    """CPU seconds of reading every row of the file."""
    before = time.process_time()
    count = sum(1 for sheet in open_workbook(file, file.name) for _row in sheet.rows)
    assert count == ROWS + 1
    return time.process_time() - before


def inserting(file: Path) -> float:
    """CPU seconds the driver takes to insert as many rows as wide as training records."""
    names = [column._meta.name for column in TrainingRecord._meta.columns]
    rows = [(n, *(str(uuid4()) if n % 2 else "потврда" for _ in names[1:])) for n in range(ROWS)]
    connection = sqlite3.connect(file)
    connection.execute(f"CREATE TABLE t ({', '.join(names)})")
    before = time.process_time()
    with connection:
        connection.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", rows)
    taken = time.process_time() - before
    connection.close()
    return taken


async def imported(file: Path, *, traced: bool) -> tuple[float, float]:
    """CPU seconds and, if traced, the most memory in MB of one import into a fresh place."""
    async with sqlite_place() as place:
        await populate(place.cast.ravnica, PEOPLE, 0, year=clock.today().year, numbered=False)
        gc.collect()
        if traced:
            tracemalloc.start()
        before = time.process_time()
        await _import(place, file)
        taken = time.process_time() - before
        peak = tracemalloc.get_traced_memory()[1] / 1_000_000 if traced else 0.0
        tracemalloc.stop()
        kept = await TrainingRecord.count()
        rows = int(file.stem)
        assert kept == rows, f"{kept} of {rows} rows were recorded"
    return taken, peak


async def _import(place: Place, file: Path) -> None:
    actor = place.cast.jelena.actor
    sheets = open_workbook(file, file.name)
    codes = {str(person["code"]): person["id"] for person in await everybody_in(actor.organisation_id)}
    given = given_by(Said(), sheets, codes, confirm=True)
    await stage_and_apply(sheets, file.name, "bench", actor=actor, given=given, progress=lambda _name, _count: None)
