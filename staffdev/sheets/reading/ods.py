"""OpenDocument spreadsheets (.ods): one part holds all sheets, so each is found again while streaming."""

from collections.abc import Iterator

from staffdev.sheets.reading import limits, refusals
from staffdev.sheets.reading.model import Row, Sheet, with_gaps
from staffdev.sheets.reading.ods_rows import TableRows
from staffdev.sheets.reading.packages import Attributes, Source, Xml, chunks, opened_package

CONTENT = "content.xml"


def ods_sheets(source: Source) -> list[Sheet]:
    """The tables of the document in their order."""
    names: list[str] = []
    depth = [0]

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "table":
            if not depth[0]:
                names.append(_name(attributes))
            depth[0] += 1

    def end(tag: str) -> None:
        depth[0] -= tag == "table"

    with opened_package(source) as package:
        if any(b"encryption-data" in chunk for chunk in chunks(package, "META-INF/manifest.xml")):
            raise refusals.with_password()
        xml = Xml(start, end)
        for chunk in chunks(package, CONTENT):
            xml.feed(chunk)
        xml.feed(b"", last=True)
    if not names:
        raise refusals.damaged()
    if len(names) > limits.SHEETS:
        raise refusals.unpacks_too_large()
    return [_sheet(source, index, name) for index, name in enumerate(names)]


def _sheet(source: Source, index: int, name: str) -> Sheet:
    def read() -> Iterator[Row]:
        with opened_package(source) as package:
            yield from with_gaps(TableRows(name, index).rows(chunks(package, CONTENT)))

    return Sheet(name, read)


def _name(attributes: Attributes) -> str:
    return next((value for key, value in attributes.items() if key.endswith(" name")), "")[:100]
