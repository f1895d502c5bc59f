"""What leaves the house as a table: no spreadsheet works anything out of what somebody typed."""

import csv
import io
from collections.abc import AsyncIterator

import openpyxl

from staffdev.people.tables import Person
from staffdev.training.tables import BasicTraining, Course, Programme, TrainingRecord
from tests.house.addresses import addresses_of

FORMULAS = ("=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1", "＝1+1")


async def test_a_formula_in_a_name_is_neutral_in_every_table(house):
    """In every .csv and .xlsx there is, wherever the name may stand; a workbook knows that a text is a text."""
    browser = house.browser(house.cast.snezana)
    tables = [path async for path in tables_of(house, browser)]
    assert len(tables) >= 2, "no table leaves the house any more?"
    for formula in FORMULAS:
        await Person.update({Person.first_name: formula, Person.last_name: formula}, force=True)
        for table in (TrainingRecord, BasicTraining, Course, Programme):
            await table.update({table.title: formula}, force=True)  # type: ignore[attr-defined] # each has a title
        cells = {path: cells_of(await browser.http.get(path)) for path in tables}
        assert any(formula.strip() in cell for each in cells.values() for cell in each), f"{formula} has got lost"
        live = {path: [cell for cell in each if is_live(cell)] for path, each in cells.items()}
        assert not any(live.values()), f"a formula gets out: {live}"


async def tables_of(house, browser) -> AsyncIterator[str]:
    """The addresses that answer with a table."""
    for address in addresses_of(house.app):
        if address.method == "GET":
            for question in ("", "?shape=csv"):
                path = address.filled(house.estate, house.cast.ravnica) + question
                if cells_of(await browser.http.get(path)):
                    yield path


def cells_of(answer) -> list[str]:
    kind = answer.headers.get("content-type", "")
    if not answer.is_success:
        return []
    if kind.startswith("text/csv"):
        return [
            cell for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";") for cell in row
        ]
    if "spreadsheetml" in kind:
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        return ["=live" if cell.data_type == "f" else f"text {cell.value}" for cell in cells]
    return []


def is_live(cell: str) -> bool:
    """Whether a spreadsheet would work it out; a plain negative number may stay one."""
    number = cell.lstrip("-").replace(",", "").replace(".", "").isdecimal()
    return cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")) and not number
