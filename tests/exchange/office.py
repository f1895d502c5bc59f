"""The three office files for the tests, and the ways through the browser and the command line."""

import argparse
import io
import re
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from staffdev.access import Role
from staffdev.exchange import commands
from staffdev.exchange.tables import ImportBatch, ImportName, ImportRow
from staffdev.i18n import Language
from staffdev.translations import speaking
from tests.cast import create_member, create_organisation

DATA = Path(__file__).parent / "data"
WORKBOOK, LEDGER_2024, INTERVISION = (
    "evidencija-2025.xlsx",
    "obuke-2024-cp1250.csv",
    "prisustvo-intervizija-cp1251.csv",
)
LEDGER, STAFF, OFFICES = 0, 1, 2  # the sheets of the workbook
WHO = {"Kovačev J.": "same:jelena kovacev", "Тот И.": "same:ilona tot", "Непозната Особа": "skip"}
MAPPING = {
    "people": {"Kovačev J.": "Јелена Ковачев", "Тот И.": "Илона Тот", "Непозната Особа": "skip"},
    "rows": {
        "Запослене и волонтерке": {"6": {"contract": "volunteer"}, "9": {"starts_on": "1.1.2010."}},
        "Евиденција 2025": {"19": {"minutes": "5"}},
    },
}


async def new_office():
    """An organisation that has nothing yet but its responsible person's account."""
    office = await create_organisation("dah", "Centar Dah")
    return await create_member(office, "Rada Rastić", Role.RESPONSIBLE_PERSON)


async def upload(client, name, content=None):
    """The answer to bringing a file in."""
    content = (DATA / name).read_bytes() if content is None else content
    return await client.post("/imports", files={"file": (name, content, "application/octet-stream")})


async def brought_in(client, name, content=None):
    """The address of the import that an uploaded file becomes."""
    answer = await upload(client, name, content)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def matched(pattern, text):
    """The first group of a pattern that has to be there."""
    found = re.search(pattern, text)
    assert found, pattern
    return found[1]


def sheet_of(content, name=None):
    """A sheet of a workbook: rows of cells, of which a test knows more than their type says."""
    found: Any = load_workbook(io.BytesIO(content))
    return found[name] if name else found.active


async def people_form(client, home):
    """What the page Who is who proposes: field → answer, and spelling → field."""
    page = await client.get(f"{home}/people")
    answers, fields = {}, {}
    for row in re.findall(r"<tr>\s*<th scope=\"row\".*?</tr>", page.text, re.DOTALL):
        field = matched(r'<select [^>]*name="(who-\d+)"', row)
        chosen = re.search(r'<option value="([^"]*)" selected', row)
        answers[field] = chosen[1] if chosen else ""
        for spelling in matched(r"<label[^>]*>(.*?)</label>", row).split(" · "):
            fields[spelling] = field
    return answers, fields


async def confirm_people(client, home, **others):
    """Confirm what is proposed; `others` are answers by a spelling in the file."""
    answers, fields = await people_form(client, home)
    answer = await client.post(f"{home}/people", answers | {fields[name]: said for name, said in others.items()})
    assert answer.status_code == 303, answer.text


async def record_workbook(client, content=None, name=WORKBOOK):
    """The whole way of the workbook through the browser; its address."""
    home = await brought_in(client, name, content)
    await confirm_people(client, home, **WHO)
    await client.post(f"{home}/sheets/{STAFF}/rows/6", {"contract": "volunteer"})
    await client.post(f"{home}/sheets/{STAFF}/rows/9", {"starts_on": "1.1.2010."})
    await client.post(f"{home}/sheets/{LEDGER}/rows/19", {"minutes": "5"})
    await client.post(f"{home}/rows/agreement")
    answer = await client.post(f"{home}/application")
    assert answer.status_code == 303, answer.text
    return home


async def batch_at(home):
    return await ImportBatch.objects().get(ImportBatch.code == home.rsplit("/", 1)[1])


async def outcomes(batch):
    """(sheet, row) → what became of it."""
    rows = await ImportRow.select().where(ImportRow.batch == batch.id).order_by(ImportRow.sheet, ImportRow.row_number)
    return {(row["sheet"], row["row_number"]): row["outcome"] for row in rows}


async def everything():
    """All that is stored of imports before they are recorded."""
    return [await table.select().order_by(table.id) for table in (ImportBatch, ImportRow, ImportName)]


async def newest_batch():
    return await ImportBatch.objects().order_by(ImportBatch.id, ascending=False).first()


async def run(settings, *words):
    """A command of this package, on the database that is open."""
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers(required=True)
    commands.register(subparsers)
    args = parser.parse_args([str(word) for word in words])
    args.settings, args.parser = settings, parser
    with speaking(Language.ENGLISH):
        return await args.run(args)


def book(*rows, title="Evidencija"):
    """A workbook of one sheet, as bytes."""
    made = Workbook()
    made.remove(made["Sheet"])
    sheet = made.create_sheet(title)
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


HEADER = ("Ime i prezime", "Datum", "Naziv", "Vrsta", "Sati", "Potvrda")


def ledger(*rows):
    return book(HEADER, *rows)
