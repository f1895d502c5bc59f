"""Excel and OpenDocument workbooks."""

import io
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from staffdev.errors import Invalid
from staffdev.sheets.reading import CellError, Formula, limits, open_workbook
from tests.sheets.books import OFFICE, book_of, outcome, raw_ods, raw_xlsx, saved, values_of


def test_values_have_the_types_they_have_in_excel():
    row = ["текст", 3, 4.5, -4, date(2025, 3, 22), datetime(2025, 3, 22, 18, 30), time(18, 30), True]  # noqa: DTZ001 - a sheet knows no zone
    read = values_of(book_of([row]))[1]
    assert read == ("текст", 3, Decimal("4.5"), -4, date(2025, 3, 22), row[5], time(18, 30), True)
    assert type(read[4]) is date


def test_lengths_beyond_a_day_stay_lengths():
    book = Workbook()
    cell = book["Sheet"].cell(1, 1, timedelta(hours=30, minutes=15))
    cell.number_format = "[h]:mm"
    assert values_of(saved(book))[1] == (timedelta(hours=30, minutes=15),)


def test_excels_seventeen_digits_become_what_was_typed():
    assert values_of(raw_xlsx('<row r="1"><c r="A1"><v>2.3999999999999999</v></c></row>'))[1] == (Decimal("2.4"),)


@pytest.mark.parametrize(
    ("code", "serial", "value"),
    [
        ("d.m.yyyy.", "45731", date(2025, 3, 15)),
        ('[$-81A]d. mmmm yyyy"."', "45731", date(2025, 3, 15)),
        ("hh:mm", "0.75", time(18)),
        ("[h]:mm", "1.5", timedelta(hours=36)),
        ('0.0 "sati"', "2.5", Decimal("2.5")),
        ("[Red]0.00", "2.5", Decimal("2.5")),
        ("General", "45731", 45731),
        ("d.m.yyyy", "60", 60),
        ("d.m.yyyy", "99999999", 99999999),
    ],
)
def test_number_formats_say_what_a_number_is(code, serial, value):
    escaped = code.replace('"', "&quot;")
    formats = f'<numFmts><numFmt numFmtId="170" formatCode="{escaped}"/></numFmts>'
    styles = f'{formats}<cellXfs><xf numFmtId="170"/></cellXfs>'
    assert values_of(raw_xlsx(f'<row r="1"><c r="A1" s="0"><v>{serial}</v></c></row>', styles=styles))[1] == (value,)


def test_the_old_macintosh_calendar_is_respected():
    styles = '<cellXfs><xf numFmtId="14"/></cellXfs>'
    book = raw_xlsx('<row r="1"><c r="A1"><v>0</v></c></row>', styles=styles, workbook_pr='<workbookPr date1904="1"/>')
    assert values_of(book)[1] == (date(1904, 1, 1),)


def test_a_formula_without_result_is_told_from_one_with():
    data = (
        '<row r="1"><c r="A1"><f>1+2</f><v>3</v></c><c r="B1"><f>SUM(A1:A9)</f></c>'
        '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    row = next(iter(open_workbook(raw_xlsx(data), "a.xlsx")[0].rows))
    assert row.values == (3, Formula("=SUM(A1:A9)"), CellError("#DIV/0!"))
    assert row.computed == {0, 1, 2}


def test_texts_are_joined_from_their_pieces_without_phonetic_helps():
    texts = "<si><r><t>Радио</t></r><r><t>ница</t></r><rPh><t>x</t></rPh></si><si><t>a_x000D_b _x005F_x000D_</t></si>"
    data = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>9</v></c>'
        '<c r="D1" t="inlineStr"><is><r><t>из </t></r><r><t>ћелије</t></r></is></c></row>'
    )
    assert values_of(raw_xlsx(data, texts=texts))[1] == ("Радионица", "a\rb _x000D_", CellError("#REF!"), "из ћелије")


def test_a_merged_cell_fills_the_rows_it_reaches_but_not_the_columns():
    rows = [
        ["Назив", None, None],
        ["Ковачев", "15.2.2025.", 3],
        [None, "16.2.2025.", 4],
        [None, None, None],
        ["Тот", "1.3.2025.", 2],
    ]
    sheet = open_workbook(book_of(rows, merged=("A1:C1", "A2:A4")), "a.xlsx")[0]
    read = list(sheet.rows)
    assert [row.values for row in read] == [
        ("Назив",), ("Ковачев", "15.2.2025.", 3), ("Ковачев", "16.2.2025.", 4), (), ("Тот", "1.3.2025.", 2),
    ]  # fmt: skip
    assert read[2].filled == {0}
    assert not read[2].is_empty


def test_what_a_merged_cell_lends_does_not_make_a_row():
    data = (
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>5</v></c></row>'
        '<row r="3"><c r="B3" t="str"><v> </v></c></row><row r="4"><c r="A4"><v>9</v></c></row>'
    )
    after = '<mergeCells><mergeCell ref="A1:A3"/></mergeCells>'
    rows = {row.number: row for row in open_workbook(raw_xlsx(data, after=after), "a.xlsx")[0].rows}
    assert rows[2].values == (1, 5)
    assert rows[3].is_empty


def test_rows_and_columns_left_out_keep_their_numbers():
    data = '<row r="2"><c r="C2"><v>1</v></c></row><row r="5"><c><v>2</v></c><c><v>3</v></c></row>'
    assert values_of(raw_xlsx(data)) == {1: (), 2: (None, None, 1), 3: (), 4: (), 5: (2, 3)}


def test_a_long_gap_is_passed_over_with_the_right_numbers():
    data = '<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="A200000"><v>2</v></c></row>'
    assert values_of(raw_xlsx(data)) == {1: (1,), 200_000: (2,)}


def test_formatted_but_empty_cells_are_nothing():
    data = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row><row r="1048576"><c r="A1048576" s="0"/></row>'
    assert values_of(raw_xlsx(data)) == {1: (1,)}


def test_hidden_sheets_are_there_and_marked():
    book = Workbook()
    book["Sheet"]["A1"] = 1
    hidden = book.create_sheet("Скривено")
    hidden["A1"] = 2
    hidden.sheet_state = "hidden"
    assert [(sheet.name, sheet.is_hidden) for sheet in open_workbook(saved(book), "a.xlsx")] == [
        ("Sheet", False),
        ("Скривено", True),
    ]


def test_a_workbook_is_told_by_what_it_holds_not_by_its_name():
    assert values_of(book_of([["a"]]), "a.csv") == {1: ("a",)}


def test_two_sheets_can_be_read_side_by_side():
    one, other = open_workbook(book_of([[1], [2]], [[3], [4]]), "a.xlsx")
    assert [(a.values, b.values) for a, b in zip(one.rows, other.rows, strict=True)] == [((1,), (3,)), ((2,), (4,))]


VALUES = st.one_of(
    st.none(),
    st.integers(-(10**12), 10**12),
    st.text("абвшђ abc<>&\"'_x;\n", min_size=1, max_size=12).filter(
        lambda text: text.strip() and not text.startswith("=")
    ),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2200, 1, 1)),
    st.floats(-1e6, 1e6, allow_nan=False).map(lambda number: round(number, 4)).filter(lambda number: number % 1),
)


@given(st.lists(st.lists(VALUES, min_size=1, max_size=5), min_size=1, max_size=6))
def test_what_another_library_wrote_is_read_as_it_was_meant(rows):
    stream = book_of(rows)
    expected = [[Decimal(repr(value)) if isinstance(value, float) else value for value in row] for row in rows]
    for number, values in values_of(stream).items():
        assert list(values) + [None] * (len(expected[number - 1]) - len(values)) == expected[number - 1]


def test_the_office_workbook_is_read_as_openpyxl_reads_it():
    book = load_workbook(OFFICE / "evidencija-2025.xlsx")
    for sheet in open_workbook(OFFICE / "evidencija-2025.xlsx", "e.xlsx"):
        for row in sheet.rows:
            for column, value in enumerate(row.values, 1):
                other = book[sheet.name].cell(row.number, column).value
                assert (str(value) if isinstance(value, Formula) else value) == (
                    other.date() if isinstance(other, datetime) else other
                )


ODS = """<table:table table:name="Лист">
<table:table-row><table:table-cell office:value-type="string"><text:p>Име</text:p></table:table-cell>
  <table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="4.5"/></table:table-row>
<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1024"/>
</table:table-row>
<table:table-row>
  <table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>А<text:s text:c="2"/>Б</text:p>
    <text:p>В</text:p><office:annotation><text:p>белешка</text:p></office:annotation></table:table-cell>
  <table:table-cell office:value-type="date" office:date-value="2025-03-22"/>
  <table:table-cell office:value-type="time" office:time-value="PT02H30M00S"/>
  <table:table-cell table:formula="of:=SUM([.B1:.C1])" office:value-type="float" office:value="9"/>
  <table:table-cell table:formula="of:=1/0" office:value-type="string"><text:p>#DIV/0!</text:p></table:table-cell>
</table:table-row>
<table:table-row><table:covered-table-cell/>
  <table:table-cell office:value-type="boolean" office:boolean-value="true"/></table:table-row>
<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="1024"/>
</table:table-row></table:table>
<table:table table:name="Други"><table:table-row><table:table-cell office:value-type="string"><text:p>x</text:p>
</table:table-cell></table:table-row></table:table>"""


def test_an_opendocument_sheet_is_read_with_its_repetitions_and_spans():
    sheets = open_workbook(raw_ods(ODS), "a.ods")
    assert [sheet.name for sheet in sheets] == ["Лист", "Други"]
    rows = {row.number: row for row in sheets[0].rows}
    assert {number: row.values for number, row in rows.items()} == {
        1: ("Име", Decimal("4.5"), Decimal("4.5")),
        2: (),
        3: (),
        4: ("А  Б\nВ", date(2025, 3, 22), timedelta(hours=2, minutes=30), 9, CellError("#DIV/0!")),
        5: ("А  Б\nВ", True),
    }
    assert rows[4].computed == {3, 4}
    assert rows[5].filled == {0}
    assert [row.values for row in sheets[1].rows] == [("x",)]


ROW = (
    "<table:table><table:table-row{row}><table:table-cell{cell}><text:p>{text}</text:p></table:table-cell>"
    "</table:table-row></table:table>"
)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (ROW.format(row=' table:number-rows-repeated="900000"', cell="", text="x"), "more than 300000 rows"),
        (ROW.format(row="", cell=' table:number-columns-repeated="9999"', text="x"), "more than 256 columns"),
        (ROW.format(row="", cell="", text='x<text:s text:c="99999"/>y'), "far too long"),
        ("", "damaged"),
    ],
)
def test_an_opendocument_that_repeats_too_much_is_refused(table, said):
    with pytest.raises(Invalid, match=said):
        list(open_workbook(raw_ods(table), "a.ods")[0].rows)


def test_no_row_of_excel_may_be_beyond_the_limits(monkeypatch):
    with pytest.raises(Invalid, match="more than 256 columns"):
        values_of(raw_xlsx('<row r="1"><c r="XFD1"><v>1</v></c></row>'))
    with pytest.raises(Invalid, match="far too long"):
        values_of(raw_xlsx(f'<row r="1"><c r="A1" t="str"><v>{"x" * 40_000}</v></c></row>'))
    monkeypatch.setattr(limits, "ROWS", 2)
    with pytest.raises(Invalid, match="more than 2 rows"):
        values_of(raw_xlsx('<row r="3"><c r="A3"><v>1</v></c></row>'))


@given(st.binary(max_size=300), st.integers(0, 9_000))
def test_a_workbook_with_broken_bytes_raises_nothing_else(noise, at):
    data = bytearray((OFFICE / "evidencija-2025.xlsx").read_bytes())
    data[at : at + len(noise)] = noise
    outcome(lambda: [list(sheet.rows) for sheet in open_workbook(io.BytesIO(bytes(data)), "a.xlsx")])


@given(st.text("<>/crvtisf=\"' 019AZ", max_size=120))
def test_sheet_xml_of_any_kind_raises_nothing_else(xml):
    outcome(lambda: values_of(raw_xlsx(xml)))
