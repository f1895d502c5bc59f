"""Sheets that are written: true values, harmless texts, and read back as they were."""

import csv
import io
import tracemalloc
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from staffdev.errors import Invalid
from staffdev.sheets.neutral import is_risky, neutral, restored
from staffdev.sheets.reading import open_workbook
from staffdev.sheets.words import parse_clock, parse_day, parse_minutes
from staffdev.sheets.writing import Column, Hours, SheetOut, write_csv, write_xlsx
from tests.sheets.books import values_of

RISKY = [
    "=1+1",
    "+381 64 555 0102",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    " =1",
    "\u00a0=1",
    "\u200b=1",
    "\ufeff=1",
    "'=1",
    "''=1",
    "=cmd|' /C calc'!A0",
    "−1",
    "|x",
    "%00",
    '=HYPERLINK("http://x","y")',
    "- program",
]
HARMLESS = ["Ана Петров", "15.2.2025.", "(=1)", "a=b", "'лево", "—", "„Дах”", "2:30", "1-2"]

COLUMNS = (Column("Име"), Column("Сати"))


def xlsx(rows, columns=COLUMNS):
    stream = io.BytesIO()
    write_xlsx(stream, [SheetOut("Лист", columns, rows)])
    stream.seek(0)
    return stream


def csv_file(rows, columns=COLUMNS):
    stream = io.BytesIO()
    write_csv(stream, columns, rows)
    stream.seek(0)
    return stream


def test_values_keep_their_types_in_excel():
    row = [
        "Ђурђица",
        3,
        Decimal("4.5"),
        -4,
        Decimal("-4.5"),
        date(2025, 3, 22),
        datetime(2025, 3, 22, 18, 30),  # noqa: DTZ001 - a sheet knows no zone
        time(18, 30),
        Hours(150),
        None,
        "крај",
    ]
    assert values_of(xlsx([row]))[2] == (*row[:8], timedelta(minutes=150), None, "крај")


def test_the_heading_stays_in_sight_filters_and_has_its_width():
    sheet = load_workbook(xlsx([["Ана", 3]], (Column("Име", 30), Column("Сати", 8))))["Лист"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B2"
    assert [round(sheet.column_dimensions[letter].width) for letter in "AB"] == [31, 9]
    assert sheet["A1"].font.bold


@pytest.mark.parametrize("text", RISKY)
def test_a_formula_in_a_cell_or_heading_of_excel_is_only_text(text):
    stream = xlsx([[text, 1]], (Column(text), Column("x")))
    sheet = load_workbook(stream)["Лист"]
    for cell in (sheet["A1"], sheet["A2"]):
        assert cell.data_type != "f"
        assert cell.quotePrefix
    assert values_of(stream) == {1: (text, "x"), 2: (text, 1)}


@pytest.mark.parametrize("text", RISKY)
def test_a_formula_in_a_cell_or_heading_of_a_text_file_is_neutral(text):
    stream = csv_file([[text, 1]], (Column(text), Column("x")))
    records = list(csv.reader(io.StringIO(stream.getvalue().decode("utf-8-sig"), newline=""), delimiter=";"))
    assert all(record[0] == "'" + text for record in records)
    assert values_of(stream) == {1: (text, "x"), 2: (text, "1")}


@pytest.mark.parametrize("text", HARMLESS)
def test_a_harmless_text_is_written_as_it_is(text):
    assert neutral(text) == restored(text) == text
    assert not is_risky(text)


def test_negative_numbers_and_dates_are_not_damaged():
    lines = (
        csv_file([[-4, Decimal("-4.5")], [date(2025, 2, 15), Hours(-30)]]).getvalue().decode("utf-8-sig").split("\r\n")
    )
    assert lines[1:] == ['-4;"-4,5"', "15.2.2025.;-0:30", ""]


def test_a_text_file_is_what_serbian_excel_expects():
    data = csv_file([["Тот; Илона", Decimal("2.5")], ['каже "да"', time(18, 30)], ["два\nреда", None]]).getvalue()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig") == 'Име;Сати\r\n"Тот; Илона";"2,5"\r\n"каже ""да""";18:30\r\n"два\nреда";\r\n'


def test_markup_of_the_writing_library_in_a_text_stays_text():
    text = '<r><t>x</t></r></is></c><c r="Z9"><f>1+1</f></c><r>x</r>'
    assert values_of(xlsx([[text, 1]])) == {1: ("Име", "Сати"), 2: (text, 1)}


def test_numbers_that_excel_would_round_and_days_it_does_not_know_are_texts():
    rows = [[10**17, Decimal("0.1234567890123456789")], [date(1899, 5, 1), date(1900, 2, 28)]]
    assert values_of(xlsx(rows)) == {
        1: ("Име", "Сати"),
        2: ("100000000000000000", "0,1234567890123456789"),
        3: ("1.5.1899.", "28.2.1900."),
    }


def test_a_text_too_long_for_excel_is_refused_not_cut():
    with pytest.raises(Invalid, match="Row 2 holds a text that is too long"):
        xlsx([["x" * 32_768]])


def test_sheet_names_are_made_fit_for_excel():
    names = ["Обавезе: 2025/26", "обавезе 2025 26", "", "History", "'x'", "д" * 40, "д" * 40]
    stream = io.BytesIO()
    write_xlsx(stream, [SheetOut(name, [Column("a")], []) for name in names])
    read = [sheet.name for sheet in open_workbook(stream, "a.xlsx")]
    assert read == ["Обавезе 2025 26", "обавезе 2025 26 2", "1", "History 2", "x", "д" * 31, "д" * 27 + " 2"]


TEXTS = st.text(max_size=40).filter(lambda text: text.strip() and "\0" not in text)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_any_text_is_read_back_from_excel(rows):
    assert [row for number, row in values_of(xlsx(rows)).items() if number > 1] == rows


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=5))
def test_any_text_is_read_back_from_a_text_file(rows):
    assert [row for number, row in values_of(csv_file(rows)).items() if number > 1] == rows


@given(st.text(max_size=60))
def test_what_is_made_neutral_can_be_made_whole(text):
    assert restored(neutral(text)) == text
    assert (
        not neutral(text)
        .lstrip("\ufeff\u200b\u00a0 ")
        .startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    )


@given(
    st.dates(date(1950, 1, 1), date(2100, 12, 31)),
    st.times(),
    st.integers(1, 59_000),
    st.decimals(-(10**6), 10**6, places=3),
)
def test_any_value_is_read_back_from_both(day, moment, minutes, number):
    moment = moment.replace(second=0, microsecond=0)
    row = [day, moment, Hours(minutes), number]
    read = values_of(xlsx([row], [Column(name) for name in "abcd"]))[2]
    assert (parse_day(read[0]), parse_clock(read[1]), parse_minutes(read[2]).minutes, read[3]) == (
        day,
        moment,
        minutes,
        number,
    )
    text = values_of(csv_file([row], [Column(name) for name in "abcd"]))[2]
    assert (parse_day(text[0]), parse_clock(text[1]), parse_minutes(text[2]).minutes) == (day, moment, minutes)
    assert Decimal(text[3].replace(",", ".")) == number


@pytest.mark.parametrize(("write", "name"), [(write_xlsx, "xlsx"), (write_csv, "csv")])
def test_many_rows_take_no_more_memory_than_few(tmp_path, write, name):
    def size_of_reading(count):
        path = tmp_path / f"{count}.{name}"
        rows: Any = ([f"Особа {number}", date(2025, 2, 15), "Обука", number] for number in range(count))
        columns = [Column(heading) for heading in ("Име и презиме", "Датум", "Назив", "Сати")]
        with path.open("wb") as stream:
            write(stream, [SheetOut("a", columns, rows)]) if name == "xlsx" else write(stream, columns, rows)
        tracemalloc.start()
        assert sum(1 for _ in open_workbook(path, path.name)[0].rows) == count + 1
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return peak

    assert size_of_reading(5_000) < size_of_reading(1_000) + 300_000
