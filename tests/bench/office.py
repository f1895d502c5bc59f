"""Ledgers as an office writes them, brought in as the command line does it; run as a program it says its memory."""

import asyncio
import csv
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from staffdev import clock
from staffdev.exchange.imports.applying import stage_and_apply
from staffdev.exchange.imports.mapping import Said, given_by
from staffdev.people.queries import everybody_in
from staffdev.sheets.reading import open_workbook
from staffdev.training.tables import TrainingRecord
from tests.bench.places import FIRST, LAST, Place, populate, sqlite_place

PEOPLE = 100
HEADINGS = ("Презиме и име", "Датум", "Назив обуке", "Врста", "Организатор", "Бр. сати", "Потврда")


def write(file: Path, rows: int) -> Path:
    """A ledger of that many trainings, no two alike, as text or as a workbook."""
    if file.suffix == ".csv":
        with file.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows([HEADINGS, *trainings(rows)])
        return file
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([HEADINGS, *trainings(rows)]):
            sheet.write_row(number, 0, row)
    return file


def trainings(rows: int) -> Iterator[tuple[str, ...]]:
    """A training a person and day."""
    for number in range(rows):
        place, person = divmod(number, PEOPLE)
        name = f"{LAST[person // 10]} {FIRST[person % 10]}"
        day = date(2023, 1, 1) + timedelta(days=place)
        typed = f"{day.day}.{day.month}.{day.year}."
        yield name, typed, f"Радионица {number}", "радионица", "Мрежа", "1,5", f"потврда {number}"


async def office(place: Place) -> None:
    """Let the organisation have everybody whom the ledgers name."""
    await populate(place.cast.ravnica, PEOPLE, 0, year=clock.today().year, numbered=False)


async def bring(place: Place, file: Path) -> None:
    """Import the file and record all of it at once."""
    actor = place.cast.jelena.actor
    sheets = open_workbook(file, file.name)
    codes = {str(person["code"]): person["id"] for person in await everybody_in(actor.organisation_id)}
    given = given_by(Said(), sheets, codes, confirm=True)
    await stage_and_apply(sheets, file.name, "bench", actor=actor, given=given, progress=lambda _name, _count: None)
    recorded, rows = await TrainingRecord.count(), int(file.stem)
    assert recorded == rows, f"{recorded} of {rows} rows were recorded"


async def _import(file: Path) -> None:
    async with sqlite_place() as place:
        await office(place)
        await bring(place, file)


def _most() -> float:
    """The most megabytes this process ever held; getrusage would count what its parent held when it forked."""
    status = Path("/proc/self/status").read_text()
    peak = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / 1024


if __name__ == "__main__":
    asyncio.run(_import(Path(sys.argv[1])))
    print(_most())
