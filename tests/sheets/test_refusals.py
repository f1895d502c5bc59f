"""Files that are no spreadsheets, or harmful ones: each refused with one sentence that says what to do."""

import io
import struct
import zipfile

import pytest

from staffdev.errors import Invalid
from staffdev.sheets.reading import limits, open_workbook
from tests.sheets.books import OFFICE, book_of, package, raw_ods, raw_xlsx

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def read_all(stream, name="file.xlsx"):
    for sheet in open_workbook(stream, name):
        list(sheet.rows)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty"),
        (b" \r\n\xef\xbb\xbf\r\n", "The file is empty"),
        (
            b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>',
            "This is a picture, not a spreadsheet",
        ),
        (b"<svg onload='alert(1)'/>", "This is a picture"),
        (b"<!DOCTYPE html><html><table><tr><td>1</td></tr></table></html>", "This is a web page"),
        ("\ufeff<html><body>".encode(), "This is a web page"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "This is an XML document"),
        (b"%PDF-1.7\n%\xe2\xe3", "This is a PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "This is a picture"),
        (b"{\\rtf1 x}", "This is a text document"),
        (b"\x1f\x8b\x08\0\0", "This is a packed file"),
        (OLE, "old .xls file"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected with a password"),
        (bytes(range(256)) * 8, "This is not a spreadsheet"),
    ],
)
def test_a_file_is_told_by_its_content_and_refused_in_one_sentence(data, said):
    with pytest.raises(Invalid) as refusal:
        read_all(io.BytesIO(data), "evidencija.xlsx")
    assert said in str(refusal.value)
    assert set(refusal.value.problems) == {"file"}


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"a.txt": "x"}, "This is a packed file"),
        ({"[Content_Types].xml": "x", "word/document.xml": "x"}, "This is a text document"),
        ({"[Content_Types].xml": "x", "xl/workbook.bin": "x"}, "binary .xlsb file"),
        ({"[Content_Types].xml": "x", "ppt/a.xml": "x"}, "This is not a spreadsheet"),
        ({"[Content_Types].xml": "x", "xl/workbook.xml": "<workbook/>"}, "damaged"),
        ({"[Content_Types].xml": "x", "xl/workbook.xml": "<workbook"}, "damaged"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}, "This is a text document"),
    ],
)
def test_other_packages_are_refused(parts, said):
    with pytest.raises(Invalid, match=said):
        read_all(package(parts))


@pytest.mark.parametrize("length", [10, 100, 3000, 9000])
def test_a_workbook_cut_short_is_called_damaged(length):
    with pytest.raises(Invalid, match="damaged or cut short"):
        read_all(io.BytesIO((OFFICE / "evidencija-2025.xlsx").read_bytes()[:length]))


def test_a_missing_file_says_so(tmp_path):
    with pytest.raises(Invalid, match="cannot be opened"):
        open_workbook(tmp_path / "nema.xlsx", "nema.xlsx")


def test_a_path_may_be_given_too():
    assert len(open_workbook(str(OFFICE / "evidencija-2025.xlsx"), "e.xlsx")) == 3


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
    ],
)
def test_document_types_and_entities_are_refused(doctype):
    with pytest.raises(Invalid, match="damaged"):
        read_all(raw_xlsx('<row r="1"><c r="A1" t="str"><v>&a;</v></c></row>', before=doctype))
    with pytest.raises(Invalid, match="damaged"):
        read_all(raw_ods("<table:table/>", before=doctype))


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = raw_xlsx("<row/>" + " " * (limits.FREE_BYTES + 20_000_000))
    with pytest.raises(Invalid, match="unpacks to far more"):
        read_all(bomb)


def test_a_part_that_lies_about_its_length_is_stopped(monkeypatch):
    monkeypatch.setattr(limits, "PART_BYTES", 10_000)
    stream = raw_xlsx("<row/>" * 5_000)
    data = bytearray(stream.getvalue())
    with zipfile.ZipFile(stream) as archive:
        real = archive.getinfo("xl/s.xml").file_size
    at = data.rfind(struct.pack("<L", real))
    data[at : at + 4] = struct.pack("<L", 9_000)
    with pytest.raises(Invalid):
        read_all(io.BytesIO(bytes(data)))


def test_too_many_parts_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "ZIP_PARTS", 5)
    with pytest.raises(Invalid, match="unpacks to far more"):
        read_all(book_of([[1]]))


def test_a_file_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 1024**2)
    with pytest.raises(Invalid, match="larger than 1 MB"):
        read_all(io.BytesIO(b"a;b\n" * 300_000))


def test_too_much_distinct_text_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "SHARED_TEXT_CHARACTERS", 10)
    with pytest.raises(Invalid, match="unpacks to far more"):
        read_all(raw_xlsx('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', texts="<si><t>дванаест слова</t></si>"))


def test_an_encrypted_zip_and_an_encrypted_opendocument_ask_for_the_password():
    data = bytearray(book_of([[1]]).getvalue())
    at = data.find(b"PK\x01\x02")
    data[at + 8] |= 1
    with pytest.raises(Invalid, match="protected with a password"):
        read_all(io.BytesIO(bytes(data)))
    with pytest.raises(Invalid, match="protected with a password"):
        read_all(raw_ods("<table:table/>", manifest="<encryption-data/>"))


def test_links_outside_the_file_are_not_followed():
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="x"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<R><Relationship Id="x" Type="a/worksheet" TargetMode="External" Target="file:///etc/passwd"/></R>',
    }
    with pytest.raises(Invalid, match="damaged"):
        read_all(package(parts))
