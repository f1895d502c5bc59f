"""Text with separators: encodings, separators, quotation marks, limits."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.errors import Invalid
from staffdev.sheets.reading import limits, open_workbook
from tests.sheets.books import OFFICE, outcome, values_of

LATIN = "Ime i prezime;Datum\r\nĐurđica Đurić;15.2.2025.\r\nŽeljka Šešum;„Žene” – čas\r\n"
CYRILLIC = "Име и презиме;Датум\r\nЂурђица Ђурић;15.2.2025.\r\nЉиљана Његош;„Жене” – час\r\n"


def stream_of(text, encoding="utf-8"):
    return io.BytesIO(text.encode(encoding))


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (LATIN, "utf-8", "utf-8"),
        (LATIN, "utf-8-sig", "utf-8-sig"),
        (LATIN, "utf-16", "utf-16"),
        (LATIN, "utf-16-le", "utf-16-le"),
        (CYRILLIC, "utf-16-be", "utf-16-be"),
        (LATIN, "cp1250", "cp1250"),
        (CYRILLIC, "utf-8", "utf-8"),
        (CYRILLIC, "cp1251", "cp1251"),
        ("Šešum Željka;Žene\r\n", "iso8859_2", "iso8859_2"),
        ("Ђурђица Ђурић;Љиљана\r\n", "iso8859_5", "iso8859_5"),
        ("Žena\n", "cp1250", "cp1250"),
        ("Đurić\n", "cp1250", "cp1250"),
        ("Тот\n", "cp1251", "cp1251"),
        ("ЂУРИЋ;ЊЕЖИЋ\n", "cp1251", "cp1251"),
        ("Tóth Ildikó;Šušnjar\n", "cp1250", "cp1250"),
        ("only ascii\n", "ascii", "utf-8"),
    ],
)
def test_the_encoding_is_found_also_in_short_files(text, encoding, found):
    sheet = open_workbook(stream_of(text, encoding), "a.csv")[0]
    assert sheet.encoding == found
    first = next(iter(sheet.rows)).values[0]
    assert first == text.split(";")[0].split("\n")[0].strip("\r")


def test_a_letter_at_the_end_of_a_long_file_decides_too():
    text = "a;b\r\n" * 50_000 + "Žarković;č\r\n"
    assert open_workbook(stream_of(text, "cp1250"), "a.csv")[0].encoding == "cp1250"
    assert open_workbook(stream_of(text), "a.csv")[0].encoding == "utf-8"


def test_a_letter_cut_off_at_the_very_end_is_not_utf8():
    assert open_workbook(io.BytesIO("a;b\r\nš".encode("cp1250")), "a.csv")[0].encoding == "cp1250"


def test_a_person_may_say_the_encoding():
    sheet = open_workbook(stream_of("Šešum;x\r\n", "iso8859_2"), "a.csv", encoding="iso8859_2")[0]
    assert next(iter(sheet.rows)).values == ("Šešum", "x")


@pytest.mark.parametrize(
    ("name", "encoding"), [("obuke-2024-cp1250.csv", "cp1250"), ("prisustvo-intervizija-cp1251.csv", "cp1251")]
)
def test_the_office_files_are_read_in_their_encoding(name, encoding):
    assert open_workbook(OFFICE / name, name)[0].encoding == encoding


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found(separator):
    text = "\r\n".join(
        separator.join(row) for row in (("Ime", "Datum", "Sati"), ("Ana", "1.2.2025.", "3"), ("Vera", "", ""))
    )
    assert values_of(stream_of(text)) == {1: ("Ime", "Datum", "Sati"), 2: ("Ana", "1.2.2025.", "3"), 3: ("Vera",)}


def test_decimal_commas_and_lists_do_not_divide_cells():
    text = "Име;Сати;Присутне\r\nАна;2,5;А Б, В Г\r\nВера;3,5;Д Ђ, Е Ж, З И\r\n"
    assert values_of(stream_of(text))[2] == ("Ана", "2,5", "А Б, В Г")


def test_excels_own_word_on_the_separator_is_obeyed_and_counted_as_a_row():
    assert values_of(stream_of("sep=|\r\na|b;c\r\n")) == {1: (), 2: ("a", "b;c")}


def test_quotation_marks_hold_separators_line_ends_and_marks():
    text = 'a;b\r\n"x;y";"say ""da""\r\nnow"\r\n„Korak";z\r\n'
    assert values_of(stream_of(text)) == {1: ("a", "b"), 2: ("x;y", 'say "da"\r\nnow'), 3: ('„Korak"', "z")}


def test_row_numbers_are_those_of_the_spreadsheet():
    assert values_of(stream_of("a;b\n\n\nc;d\n;;\n")) == {1: ("a", "b"), 2: (), 3: (), 4: ("c", "d")}


def test_a_quotation_mark_never_closed_is_named_with_its_row():
    text = 'a;b\n"never closed;x\n' + "c;d\n" * 20_000
    with pytest.raises(Invalid, match="quotation mark never closed"):
        list(open_workbook(stream_of(text), "a.csv")[0].rows)


def test_a_line_without_end_is_refused():
    with pytest.raises(Invalid, match="far too long"):
        list(open_workbook(stream_of("a;" + "b" * 400_000), "a.csv")[0].rows)


def test_too_many_columns_are_refused():
    with pytest.raises(Invalid, match="more than 256 columns"):
        list(open_workbook(stream_of(";".join("x" * 300)), "a.csv")[0].rows)


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr(limits, "ROWS", 3)
    rows = open_workbook(stream_of("a;b\n" * 4), "a.csv")[0].rows
    with pytest.raises(Invalid, match="more than 3 rows"):
        list(rows)


def test_rows_can_be_read_again_and_the_stream_stays_open():
    stream = stream_of("a;b\nc;d\n")
    sheet = open_workbook(stream, "a.csv")[0]
    assert list(sheet.rows) == list(sheet.rows)
    assert not stream.closed


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_else(data):
    outcome(lambda: values_of(io.BytesIO(data)))


CELLS = st.text("абвгдђежзијклмнљњопрстћуфхцчџш", min_size=3, max_size=8)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), min_size=2, max_size=6))
def test_cyrillic_words_survive_the_old_encoding(rows):
    text = "".join(";".join(row).capitalize() + "\r\n" for row in rows)
    sheet = open_workbook(stream_of(text, "cp1251"), "a.csv")[0]
    assert sheet.encoding == "cp1251"
