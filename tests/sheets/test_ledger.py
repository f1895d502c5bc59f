"""Rows of ledgers and registers beyond the office files."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from staffdev.sheets.ledger import read_ledger
from staffdev.sheets.reading import CellError, Formula
from staffdev.sheets.registers import read_appointments, read_intervisions, read_staff
from staffdev.sheets.tables import RowKind, TableKind, find_table, table_at
from tests.sheets.books import rows_of

HEADER = ("Ime i prezime", "Datum", "Naziv", "Vrsta", "Sati", "Potvrda")


def read(*rows, header=HEADER):
    table = find_table(rows_of(header))
    return list(read_ledger(rows_of(header, *rows), table))[1:]


def one(days, minutes, title="Radionica o granicama", person="Ana Petrov", kind="radionica"):
    return read((person, days, title, kind, minutes, "da"))[0]


def sessions(reading):
    return [(session.day.day, session.minutes) for session in reading.values.sessions]


@pytest.mark.parametrize(
    ("days", "minutes", "expected"),
    [
        ("10-11.5.2025", "8", [(10, 240), (11, 240)]),
        ("10. i 17.5.2025.", "5", [(10, 150), (17, 150)]),
        ("10-11.5.2025", "3+5", [(10, 180), (11, 300)]),
        ("10-14.5.2025", "6 (10.5. 3h, 12.5. 3h)", [(10, 180), (12, 180)]),
        ("10.5.2025", "3+5", [(10, 480)]),
        ("10-14.5.2025", "10.5. 2h, 14.5. 90 min", [(10, 120), (14, 90)]),
    ],
)
def test_a_course_of_several_days_is_divided(days, minutes, expected):
    assert sessions(one(days, minutes)) == expected


@pytest.mark.parametrize(
    ("days", "minutes", "said"),
    [
        ("10-14.5.2025", "20", "Enter the hours of each day"),
        ("10-11.5.2025", "15 min", "do not divide evenly over 2 days"),
        ("10-12.5.2025", "3+5", "2 lengths for 3 days"),
        ("10-11.5.2025", "6 (10.5. 3h, 13.5. 3h)", "13.5. is not one of the days"),
        ("10-11.5.2025", "6 (10.5. 3h, 10.5. 3h)", "10.5. is there twice"),
        ("10. i 17.5.2025", "10.5. 3h, 10.6. 3h", "is not one of the days"),
        ("10.5.2025", "25", "No day has 25 hours"),
    ],
)
def test_a_course_that_cannot_be_divided_says_what_to_enter(days, minutes, said):
    reading = one(days, minutes)
    assert reading.kind is RowKind.PROBLEM
    assert said in str(reading.problems[0].advice)
    assert reading.values.sessions == ()


def test_a_long_day_is_confirmed():
    assert "More than 12 hours" in str(one("10.5.2025", "13").assumptions[0])
    assert one("10.5.2025", "12").assumptions == ()


def test_all_problems_of_a_row_are_said_at_once():
    reading = read(("?", "31.2.2025", "", "izlet", "-3", ""))[0]
    assert [problem.field for problem in reading.problems] == ["person", "title", "kind", "days", "minutes"]


def test_a_missing_kind_is_other_to_be_confirmed():
    reading = read(("Ana Petrov", "1.2.2025.", "Obuka", None, 3, "da"))[0]
    assert (reading.kind, reading.values.kind) == (RowKind.RECORD, "other")
    assert len(reading.assumptions) == 1


def test_a_formula_without_result_and_an_error_are_asked_for():
    reading = read(("Ana Petrov", CellError("#REF!"), "Obuka", "kurs", Formula("=A1*2"), "da"))[0]
    assert [str(problem.advice) for problem in reading.problems] == [
        "The cell shows the error #REF!. Type the value.",
        "The file holds no result of the formula “=A1*2”. Type the value.",
    ]


def test_a_course_called_accredited_in_its_title_is_one():
    assert one("10.5.2025", 6, title="Obuka (akreditovana) o traumi", kind="obuka").values.kind == "accredited_course"


def test_basic_training_with_its_days_keeps_them_and_ends_on_the_last():
    reading = one("8-9.3.2025", "6+6", title="Osnovna obuka za SOS telefon", kind="obuka")
    assert reading.values.completed_on == date(2025, 3, 9)
    assert sessions(reading) == [(8, 360), (9, 360)]


@pytest.mark.parametrize(
    ("other", "repeats"),
    [
        (("Петров Ана", "01.02.2025", "Радионица о границама", "радионица", "180 мин", ""), 2),
        (("Ana Petrov", "1.2.2025.", "Radionica o granicama!", "radionica", 3, ""), 2),
        (("Ana Petrov", "1.2.2025.", "Supervizija", "supervizija", 3, ""), None),
        (("Ana Petrov", "2.2.2025.", "Radionica o granicama", "radionica", 3, ""), None),
        (("Vera Petrov", "1.2.2025.", "Radionica o granicama", "radionica", 3, ""), None),
    ],
)
def test_a_repeat_is_the_same_person_day_length_and_title_in_any_script(other, repeats):
    rows = read(("Ana Petrov", "1.2.2025.", "Radionica o granicama", "radionica", 3, ""), other)
    assert (rows[1].repeats, rows[1].kind) == (repeats, RowKind.REPEAT if repeats else RowKind.RECORD)


def test_the_same_training_with_other_hours_is_confirmed_not_dropped():
    rows = read(
        ("Ana Petrov", "1.2.2025.", "Obuka", "kurs", 3, ""), ("Ana Petrov", "1.2.2025.", "Obuka", "kurs", 4, "")
    )
    assert rows[1].kind is RowKind.RECORD
    assert "Row 2 has the same training on the same day with other hours" in str(rows[1].assumptions[0])


def test_a_row_with_a_problem_repeats_nothing():
    rows = read(
        ("Ana Petrov", "31.2.2025.", "Obuka", "kurs", 3, ""), ("Ana Petrov", "31.2.2025.", "Obuka", "kurs", 3, "")
    )
    assert [row.kind for row in rows] == [RowKind.PROBLEM, RowKind.PROBLEM]


def register(read_rows, header, *rows):
    table = find_table(rows_of(header))
    return list(read_rows(rows_of(header, *rows), table))[1:]


STAFF = ("Ime i prezime", "Status", "Od", "Do", "Uloga", "Licenca br.", "Licenca važi do", "E-pošta")


def test_a_register_refuses_reversed_days_and_marks_repeats():
    rows = register(
        read_staff,
        STAFF,
        ("Ana Petrov", "volonterka", "1.9.2025.", "1.8.2025.", "saradnica"),
        ("Vera Tot", "volonterka", "1.9.2025.", None, "saradnica", "12/24"),
        ("Тот Вера", "волонтерка", "01.09.2025", None, "сарадница"),
    )
    assert "ends before it begins" in str(rows[0].problems[0].advice)
    assert "has no last day" in str(rows[1].notes[0])
    assert (rows[2].kind, rows[2].repeats) == (RowKind.REPEAT, 3)


def test_an_appointment_before_its_decision_is_said_and_one_without_number_refused():
    header = ("Broj odluke", "Datum odluke", "Imenovana", "Funkcija", "Od", "Do", "Potpisala")
    rows = register(
        read_appointments,
        header,
        ("1/25", "10.1.2025.", "Ana Petrov", "v.d. koordinatorke", "1.1.2025.", None, "Vera Tot"),
        (None, "10.1.2025.", "Ana Petrov", "koordinatorka", "11.1.2025."),
    )
    assert rows[0].values.is_acting
    assert "before its decision" in str(rows[0].notes[0])
    assert rows[1].problems[0].field == "decision_number"


INTERVISION = ("Datum", "Početak", "Kraj", "Voditeljka", "Prisutne", "Opravdano odsutne", "Tema")


@pytest.mark.parametrize(
    ("row", "field", "said"),
    [
        (("30.3.2025.", "02:30", "04:00", "Ana P", "Vera T", "", ""), "ends_at", "did not exist"),
        (("14.1.2025.", "18:00", "19:00", "Ana P", "", "", ""), "present", "Nobody is entered as present"),
        (("14.1.2025.", "18:00", "19:00", "Ana P", "Vera T, Mira K", "Т Вера", ""), "present", "listed twice"),
        (("14.1.2025.", "", "", "Ana P", "Vera Tot", "", ""), "ends_at", "There is no length"),
        (("14.1.2025.", "kad stignu", "19:00", "", "Vera Tot", "", ""), "starts_at", "not a time of day"),
    ],
)
def test_an_intervision_that_cannot_be_right_says_what_to_correct(row, field, said):
    reading = register(read_intervisions, INTERVISION, row)[0]
    assert (reading.kind, reading.problems[0].field) == (RowKind.PROBLEM, field)
    assert said in str(reading.problems[0].advice)


def test_an_intervision_may_say_its_length_instead_of_its_times():
    header = ("Datum", "Trajanje", "Voditeljka", "Prisutne", "Tema")
    assert (
        register(read_intervisions, header, ("14.1.2025.", "1,5", "Ana Petrov", "Vera Tot", ""))[0].values.minutes == 90
    )


HEADERS = {
    TableKind.LEDGER: HEADER,
    TableKind.STAFF: STAFF,
    TableKind.APPOINTMENTS: ("Broj odluke", "Imenovana", "Funkcija", "Od"),
    TableKind.INTERVISION: INTERVISION,
}

CELLS = st.one_of(
    st.none(),
    st.text(max_size=25),
    st.integers(-(10**6), 10**6),
    st.decimals(allow_nan=False, allow_infinity=False, places=2),
    st.dates(),
    st.times(),
    st.booleans(),
    st.sampled_from(["УКУПНО", "10-11.5.2025", "3+4", "2010", "Ana P.", "в. д."]),
)


@pytest.mark.parametrize(
    ("read_rows", "kind"),
    [
        (read_ledger, TableKind.LEDGER),
        (read_staff, TableKind.STAFF),
        (read_appointments, TableKind.APPOINTMENTS),
        (read_intervisions, TableKind.INTERVISION),
    ],
)
@given(rows=st.lists(st.lists(CELLS, max_size=8), max_size=5))
def test_any_cells_are_read_and_every_row_comes_back(read_rows, kind, rows):
    header = HEADERS[kind]
    table = table_at(rows_of(header)[0], kind)
    readings = list(read_rows(rows_of(header, *rows), table))
    assert [reading.row_number for reading in readings] == list(range(1, len(rows) + 2))
    for reading in readings:
        assert (reading.kind is RowKind.PROBLEM) == bool(reading.problems)
        if reading.kind is RowKind.RECORD and kind is TableKind.LEDGER and not reading.values.is_basic:
            assert sum(session.minutes for session in reading.values.sessions) == reading.values.minutes
