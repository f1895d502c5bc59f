"""Files for the tests: workbooks written by another library, packages written by hand, and the three office files."""

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from staffdev.errors import Invalid
from staffdev.sheets.reading import open_workbook
from staffdev.sheets.reading.model import Row
from staffdev.sheets.tables import find_table

OFFICE = Path(__file__).parents[1] / "exchange" / "data"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def office_sheet(filename, index=0):
    """A sheet of an office file and its table."""
    sheet = open_workbook(OFFICE / filename, filename)[index]
    return sheet, find_table(sheet)


def book_of(*sheets, merged=()):
    """A stream of a workbook with rows of openpyxl values."""
    book = Workbook()
    book.remove(book["Sheet"])
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Лист {number}")
        for row in rows:
            sheet.append(row)
        for reference in merged:
            sheet.merge_cells(reference)
    return saved(book)


def saved(book):
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def package(parts, method=zipfile.ZIP_DEFLATED):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    stream.seek(0)
    return stream


def raw_xlsx(sheet_data, *, after="", styles="", texts="", workbook_pr="", before=""):
    """A workbook with one sheet of which the XML is given."""
    kinds = {"worksheet": "s.xml", "styles": "styles.xml", "sharedStrings": "texts.xml"}
    relations = "".join(
        f'<Relationship Id="{kind}" Type="{RELS}/{kind}" Target="{part}"/>' for kind, part in kinds.items()
    )
    return package(
        {
            "[Content_Types].xml": "<Types/>",
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELS}">{workbook_pr}'
            '<sheets><sheet name="Лист" sheetId="1" r:id="worksheet"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE_RELS}">{relations}</Relationships>',
            "xl/s.xml": f'{before}<worksheet xmlns="{MAIN}"><sheetData>{sheet_data}</sheetData>{after}</worksheet>',
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>',
            "xl/texts.xml": f'<sst xmlns="{MAIN}">{texts}</sst>',
        }
    )


def raw_ods(table, *, before="", manifest=""):
    """An OpenDocument spreadsheet of which the table XML is given."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"{before}<office:document-content {spaces}>{body}</office:document-content>",
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
        }
    )


def values_of(stream, filename="f", sheet=0, **options):
    """Row number → values of one sheet."""
    return {row.number: row.values for row in open_workbook(stream, filename, **options)[sheet].rows}


def outcome(work):
    """What `work` gives; None where it refuses with a sentence. Anything else it raises is a failure."""
    try:
        return work()
    except Invalid as refusal:
        if not str(refusal.advice):
            raise
        return None


def listed(readings: Iterable[Any]) -> list[Any]:
    """The readings, of which a test knows more than their type says."""
    return list(readings)


def rows_of(*rows):
    return [Row(number, tuple(values)) for number, values in enumerate(rows, 1)]
