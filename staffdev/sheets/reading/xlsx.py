"""Excel workbooks (.xlsx, .xlsm): the parts that lead to the sheets."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, partial
from zipfile import ZipFile

from staffdev.sheets.reading import limits, refusals
from staffdev.sheets.reading.formats import Look, look_of
from staffdev.sheets.reading.model import Row, Sheet, with_gaps
from staffdev.sheets.reading.packages import Attributes, Source, Xml, attribute, chunks, opened_package
from staffdev.sheets.reading.xlsx_rows import SheetRows
from staffdev.sheets.reading.xlsx_texts import unescaped


@dataclass(frozen=True, slots=True)
class Entry:
    """A sheet as the workbook lists it."""

    name: str
    part: str
    is_hidden: bool


@dataclass
class Book:
    """What all sheets of a workbook share; texts and formats are read once, when the first row is asked for."""

    source: Source
    entries: list[Entry] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    since_1904: bool = False

    @cached_property
    def texts(self) -> list[str]:
        with opened_package(self.source) as package:
            return read_texts(package, self.parts.get("sharedStrings", ""))

    @cached_property
    def looks(self) -> list[Look]:
        with opened_package(self.source) as package:
            return read_looks(package, self.parts.get("styles", ""))

    def rows(self, entry: Entry) -> Iterator[Row]:
        with opened_package(self.source) as package:
            reader = SheetRows(entry.name, self.texts, self.looks, since_1904=self.since_1904)
            yield from with_gaps(reader.rows(package, entry.part))


def xlsx_sheets(source: Source) -> list[Sheet]:
    """The worksheets of a workbook in their order; charts and macros are left aside."""
    book = Book(source)
    with opened_package(source) as package:
        workbook = _workbook_part(package)
        related = _relations(package, workbook)
        book.parts = {kind: part for kind, part in related.values() if kind in {"sharedStrings", "styles"}}
        worksheets = {key: part for key, (kind, part) in related.items() if kind == "worksheet"}
        _read_workbook(package, workbook, book, worksheets)
    if not book.entries:
        raise refusals.damaged()
    if len(book.entries) > limits.SHEETS:
        raise refusals.unpacks_too_large()
    return [Sheet(entry.name, partial(book.rows, entry), entry.is_hidden) for entry in book.entries]


def _workbook_part(package: ZipFile) -> str:
    leads = [part for kind, part in _relations(package, "").values() if kind == "officeDocument"]
    return leads[0] if leads else "xl/workbook.xml"


def _relations(package: ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Id → kind and part, of what `part` points at inside the file; what lies outside is never followed."""
    folder, name = posixpath.split(part)
    found: dict[str, tuple[str, str]] = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/" + folder, attributes.get("Target", ""))).lstrip("/")
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)

    _parse(package, posixpath.join(folder, "_rels", f"{name}.rels"), Xml(start, _nothing))
    return found


def _read_workbook(package: ZipFile, part: str, book: Book, worksheets: dict[str, str]) -> None:
    def start(tag: str, attributes: Attributes) -> None:
        if tag == "workbookPr":
            book.since_1904 = attributes.get("date1904") in {"1", "true"}
        if tag == "sheet" and (place := worksheets.get(attribute(attributes, "id") or "")):
            is_hidden = attributes.get("state", "visible") != "visible"
            book.entries.append(Entry(attributes.get("name", "")[:31], place, is_hidden))

    _parse(package, part, Xml(start, _nothing))


def read_looks(package: ZipFile, part: str) -> list[Look]:
    """What the numbers of each cell style are."""
    codes: dict[str, str] = {}
    styles: list[Look] = []
    inside: list[str] = []

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "numFmt":
            codes[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            inside.append(tag)
        elif tag == "xf" and inside:
            key = attributes.get("numFmtId", "0")
            styles.append(look_of(int(key) if key.isdecimal() else 0, codes.get(key)))

    def end(tag: str) -> None:
        if tag == "cellXfs":
            inside.clear()

    _parse(package, part, Xml(start, end))
    return styles


def read_texts(package: ZipFile, part: str) -> list[str]:
    """The distinct texts of the workbook; the phonetic helps inside them are left out."""
    texts: list[str] = []
    pieces: list[str] = []
    state = {"reads": False, "phonetic": False, "length": 0}

    def start(tag: str, _attributes: Attributes) -> None:
        if tag == "si":
            pieces.clear()
        elif tag == "rPh":
            state["phonetic"] = True
        elif tag == "t":
            state["reads"] = not state["phonetic"]

    def end(tag: str) -> None:
        if tag == "si":
            texts.append(unescaped("".join(pieces)))
            state["length"] += len(texts[-1]) + 1
            if state["length"] > limits.SHARED_TEXT_CHARACTERS:
                raise refusals.unpacks_too_large()
        elif tag == "rPh":
            state["phonetic"] = False
        elif tag == "t":
            state["reads"] = False

    _parse(package, part, Xml(start, end, lambda text: pieces.append(text) if state["reads"] else None))
    return texts


def _parse(package: ZipFile, part: str, reader: Xml) -> None:
    empty = True
    for chunk in chunks(package, part):
        reader.feed(chunk)
        empty = False
    if not empty:
        reader.feed(b"", last=True)


def _nothing(_tag: str) -> None:
    return None
