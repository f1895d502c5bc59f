"""What a file truly is, told by its first bytes and not by its name."""

import codecs
import re
import zipfile
from enum import StrEnum

from staffdev.i18n import N_
from staffdev.sheets.reading import refusals
from staffdev.sheets.reading.packages import Source, opened_package

HEAD_BYTES = 8192
FEW_CONTROLS = 8
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_OOXML = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    (b"%PDF", N_("a PDF")),
    (b"\x89PNG", N_("a picture")),
    (b"\xff\xd8\xff", N_("a picture")),
    (b"GIF8", N_("a picture")),
    (b"BM", N_("a picture")),
    (b"{\\rtf", N_("a text document")),
    (b"\x1f\x8b", N_("a packed file")),
    (b"7z\xbc\xaf", N_("a packed file")),
    (b"Rar!", N_("a packed file")),
    (b"SQLite format 3", N_("a database")),
)
_MARKUP = (
    (re.compile(rb"<svg[\s>]"), N_("a picture")),
    (re.compile(rb"<(!doctype html|html|head|body|table)[\s>]"), N_("a web page")),
    (re.compile(rb"\s*<(\?xml|[a-z]+:?[a-z]*[\s>])"), N_("an XML document")),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class FileKind(StrEnum):
    """The files that can be read."""

    XLSX = "xlsx"
    ODS = "ods"
    TEXT = "text"


def kind_of(source: Source, head: bytes, more: bytes) -> FileKind:
    """The kind of file, or Invalid that says what it is instead and what to do; `more` is its first megabytes."""
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise refusals.empty()
    if head.startswith(_ZIP):
        return _kind_of_package(source)
    if head.startswith(_OLE):
        raise refusals.with_password() if _ENCRYPTED_OOXML in more else refusals.old_excel()
    for magic, what in _OTHERS:
        if head.startswith(magic) and (magic != b"BM" or b"\x00" in head):
            raise refusals.not_a_table(what)
    _refuse_markup(head)
    if not _is_text(head):
        raise refusals.not_recognised()
    return FileKind.TEXT


def _refuse_markup(head: bytes) -> None:
    plain = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if plain.startswith(b"<"):
        for pattern, what in _MARKUP:
            if pattern.search(plain):
                raise refusals.not_a_table(what)


def _is_text(head: bytes) -> bool:
    """Hardly any control characters, unless a mark says that it is text."""
    if head.startswith(codecs.BOM_UTF8) or _is_utf16(head):
        return True
    return b"\x00" not in head and len(_CONTROL.findall(head)) <= FEW_CONTROLS + len(head) // HEAD_BYTES


def _is_utf16(head: bytes) -> bool:
    """Text of two bytes a letter: a mark says so, or every separator and Latin letter has a zero beside it."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    zeros, length = head.count(0), len(head) // 2
    return length > 0 and zeros > length // 20 and (not head[::2].count(0) or not head[1::2].count(0))


def _kind_of_package(source: Source) -> FileKind:
    with opened_package(source) as package:
        names = set(package.namelist())
        if "[Content_Types].xml" in names:
            return _kind_of_office_file(names)
        if "content.xml" in names:
            return _kind_of_open_document(package)
    raise refusals.not_a_table(N_("a packed file"))


def _kind_of_office_file(names: set[str]) -> FileKind:
    if any(name.endswith("workbook.bin") for name in names):
        raise refusals.binary_excel()
    if any(name.startswith("word/") for name in names):
        raise refusals.not_a_table(N_("a text document"))
    if not any(name.startswith("xl/") or name.endswith("workbook.xml") for name in names):
        raise refusals.not_recognised()
    return FileKind.XLSX


def _kind_of_open_document(package: zipfile.ZipFile) -> FileKind:
    mimetype = package.read("mimetype")[:200] if "mimetype" in package.namelist() else b""
    if mimetype and b"spreadsheet" not in mimetype:
        raise refusals.not_a_table(N_("a text document"))
    return FileKind.ODS
