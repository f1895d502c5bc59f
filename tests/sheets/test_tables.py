"""Where a table stands in a sheet, which column is which, and what each row is."""

import pytest

from staffdev.errors import Invalid
from staffdev.sheets.ledger import read_ledger
from staffdev.sheets.reading import Row, open_workbook
from staffdev.sheets.tables import Certainty, RowKind, TableKind, classify, fields_of, find_table, table_at
from staffdev.sheets.words import NameOrder
from tests.sheets.books import book_of, listed, office_sheet, rows_of

HEADER = ("Р.бр.", "Презиме и име", "Датум", "Назив обуке", "Бр. сати")


def kinds(*rows):
    table = find_table(rows_of(*rows))
    return [kind for _, kind, _ in classify(rows_of(*rows), table)]


@pytest.mark.parametrize(
    ("filename", "index", "kind", "header_row"),
    [
        ("evidencija-2025.xlsx", 0, TableKind.LEDGER, 4),
        ("evidencija-2025.xlsx", 1, TableKind.STAFF, 1),
        ("evidencija-2025.xlsx", 2, TableKind.APPOINTMENTS, 1),
        ("obuke-2024-cp1250.csv", 0, TableKind.LEDGER, 1),
        ("prisustvo-intervizija-cp1251.csv", 0, TableKind.INTERVISION, 1),
    ],
)
def test_the_office_tables_are_recognised_whole(filename, index, kind, header_row):
    _, table = office_sheet(filename, index)
    assert (table.kind, table.header_row, table.missing, table.unused) == (kind, header_row, (), ())
    assert all(column.certainty is Certainty.NAMED for column in table.columns.values())


def test_the_title_gives_the_year_and_the_heading_the_order_of_names():
    _, ledger = office_sheet("evidencija-2025.xlsx")
    assert (ledger.year, ledger.name_order) == (2025, NameOrder.SURNAME_FIRST)
    _, old = office_sheet("obuke-2024-cp1250.csv")
    assert (old.year, old.name_order) == (None, NameOrder.GIVEN_FIRST)


@pytest.mark.parametrize(
    "header",
    [
        ("Ime i prezime", "Datum obuke", "Naziv programa", "Broj časova"),
        ("УЧЕСНИЦА", "ДАТУМ", "НАЗИВ", "ТРАЈАЊЕ"),
        ("Polaznica:", "Kada", "Tema", "Sati"),
        ("Име и презиме запослене", "Датум одржавања обуке", "Назив семинара", "Број сати (укупно)"),
    ],
)
def test_other_words_for_the_same_columns_are_known(header):
    table = table_at(rows_of(header)[0])
    assert table.kind is TableKind.LEDGER
    assert [table.index(name) for name in ("person", "days", "title", "minutes")] == [0, 1, 2, 3]


def test_a_sheet_of_something_else_is_unknown():
    assert find_table(rows_of(("Артикал", "Цена"), ("Папир", 300))).kind is TableKind.UNKNOWN
    assert find_table([]).kind is TableKind.UNKNOWN


def test_a_mapping_can_be_corrected_by_a_person():
    _, table = office_sheet("evidencija-2025.xlsx")
    moved = table.with_column("note", 5)
    assert (moved.index("note"), moved.index("organiser")) == (5, None)
    assert moved.columns["note"].certainty is Certainty.CHOSEN
    assert table.with_column("minutes", None).missing == ("minutes",)


@pytest.mark.parametrize(("name", "index"), [("salary", 1), ("note", 99), ("note", -1)])
def test_a_mapping_to_nowhere_is_refused(name, index):
    _, table = office_sheet("evidencija-2025.xlsx")
    with pytest.raises(Invalid, match="no such column"):
        table.with_column(name, index)


def test_a_person_may_choose_the_header_and_the_kind():
    row = rows_of(("Ко", "Кад", "Шта", "Колико"))[0]
    assert table_at(row).kind is TableKind.UNKNOWN
    table = table_at(row, TableKind.LEDGER)
    for index, name in enumerate(("person", "days", "title", "minutes")):
        table = table.with_column(name, index)
    assert table.missing == ()
    rows = rows_of(("Ко", "Кад", "Шта", "Колико"), ("Ана Петров", "1.2.2025.", "Обука о граници", 3))
    assert [reading.kind for reading in read_ledger(rows, table)] == [RowKind.HEADER, RowKind.RECORD]


def test_every_row_is_something_and_none_is_dropped():
    assert kinds(
        ("Наслов",), (), HEADER, (1, "Ана Петров", "1.2.2025.", "Обука", 3), (2, None, None, None, None), HEADER,
        (None, "УКУПНО", None, None, 3), ("Свега:", None, None, None, 3), (None, None, None, "zbir", 3),
    ) == [
        RowKind.TITLE, RowKind.EMPTY, RowKind.HEADER, RowKind.RECORD, RowKind.EMPTY, RowKind.HEADER, RowKind.TOTAL,
        RowKind.TOTAL, RowKind.TOTAL,
    ]  # fmt: skip


@pytest.mark.parametrize("title", ["Укупно управљање квалитетом", "Све о насиљу", "Sumnja i poverenje"])
def test_a_training_whose_title_sounds_like_a_total_is_a_record(title):
    assert kinds(HEADER, (1, "Ана Петров", "1.2.2025.", title, 3))[1] is RowKind.RECORD


def test_every_row_that_is_no_record_says_why():
    sheet, table = office_sheet("evidencija-2025.xlsx")
    for row, kind, why in classify(sheet.rows, table):
        assert (why is None) == (kind is RowKind.RECORD), row


def test_a_row_filled_only_by_a_merged_cell_is_empty():
    rows = [
        list(HEADER),
        [1, "Ана Петров", "1.2.2025.", "Обука", 3],
        [None, None, "2.2.2025.", "Обука", 3],
        [None] * 5,
        [2, "Вера Џинић", "3.2.2025.", "Курс", 1],
    ]
    sheet = open_workbook(book_of(rows, merged=("B2:B4",)), "a.xlsx")[0]
    table = find_table(sheet)
    readings = listed(read_ledger(sheet.rows, table))
    assert [reading.kind for reading in readings] == [
        RowKind.HEADER,
        RowKind.RECORD,
        RowKind.RECORD,
        RowKind.EMPTY,
        RowKind.RECORD,
    ]
    assert readings[2].values.person.typed == "Ана Петров"


def test_the_fields_of_each_kind_can_be_listed_for_the_page():
    assert fields_of(TableKind.LEDGER)[:4] == ("number", "person", "days", "title")
    assert fields_of(TableKind.UNKNOWN) == ()


def test_a_name_lent_by_a_merged_cell_hides_no_total():
    table = find_table(rows_of(HEADER))
    total = Row(2, (None, "Ана Петров", None, "УКУПНО", 3), filled=frozenset({1}))
    only_lent = Row(3, (None, "Ана Петров"), filled=frozenset({1}))
    assert [kind for _, kind, _ in classify([total, only_lent], table)] == [RowKind.TOTAL, RowKind.EMPTY]
