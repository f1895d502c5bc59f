"""A workbook of the kind that lies in every office, brought in the day before yesterday and not yet decided about."""

from contextlib import closing
from datetime import date
from functools import partial
from hashlib import sha256
from io import BytesIO

import xlsxwriter

from staffdev.demo.story.cast import Helpline
from staffdev.exchange.imports.staging import stage
from staffdev.sheets.reading import open_workbook

FILENAME = "Evidencija edukacija.xlsx"
HEADINGS = ("R. br.", "Ime i prezime", "Naziv edukacije", "Datum", "Trajanje", "Organizator", "Broj potvrde")


def enter(line: Helpline) -> None:
    """Enter the chapter into the chronicle."""
    line.chronicle.on(line.chronicle.ago(2), partial(_bring_in, line), hour=15)


async def _bring_in(line: Helpline) -> None:
    book = _book(line)
    digest = sha256(book.getvalue()).hexdigest()
    await stage(open_workbook(book, FILENAME), FILENAME, digest, actor=line.actors["ljiljana"])


def _book(line: Helpline) -> BytesIO:
    """A title over merged cells, one person written three ways, a day that does not exist, a row twice, a total."""
    kept = BytesIO()
    with closing(xlsxwriter.Workbook(kept, {"in_memory": True})) as book:
        sheet = book.add_worksheet("Edukacije")
        title = book.add_format({"bold": True, "align": "center"})
        sheet.merge_range(0, 0, 0, len(HEADINGS) - 1, "SOS telefon Vrbovica – evidencija edukacija", title)
        for number, row in enumerate((HEADINGS, *_rows(line)), 2):
            sheet.write_row(number, 0, row)
    kept.seek(0)
    return kept


def _rows(line: Helpline) -> list[tuple[object, ...]]:
    ago = line.chronicle.ago
    spring, late = _typed(ago(26)), _typed(ago(17))
    legal = "Besplatna pravna pomoć u praksi"
    return [
        (1, "Čobanić Jasna", legal, spring, "2,5", "Centar Lipa", "CL-118"),
        (2, "Žaklina Njegić", legal, spring, "2 sata i 30 min", "Centar Lipa", "CL-119"),
        (3, "Шумић Ђурђа", legal, spring, "2:30", "Centar Lipa", "CL-120"),
        (4, "Jasna Cobanic", "Rad sa svedokinjama", late, "3h", "Radionica Kestenova", ""),
        (5, "Čobanić J.", "Rad sa svedokinjama", late, "3h", "Radionica Kestenova", ""),
        (6, "Žaklina Njegić", "Čuvanje podataka", f"31.02.{ago(17).year}", "2h", "Otvorena učionica", "OU-9"),
        (7, "Dragana Pešut", legal, spring, "2,5", "Centar Lipa", "CL-121"),
        ("", "UKUPNO", "", "", "16", "", ""),
    ]


def _typed(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}."
