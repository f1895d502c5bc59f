"""Every row of the three office files: accepted, or explained."""

from datetime import date, time

import pytest

from staffdev.sheets.ledger import read_ledger
from staffdev.sheets.registers import read_appointments, read_intervisions, read_staff
from staffdev.sheets.tables import RowKind
from tests.sheets.books import listed, office_sheet


@pytest.fixture(scope="module")
def ledger():
    sheet, table = office_sheet("evidencija-2025.xlsx")
    return {reading.row_number: reading for reading in read_ledger(sheet.rows, table)}


@pytest.fixture(scope="module")
def staff():
    sheet, table = office_sheet("evidencija-2025.xlsx", 1)
    return {reading.row_number: reading for reading in read_staff(sheet.rows, table)}


def sessions(reading):
    return [(session.day, session.minutes) for session in reading.values.sessions]


def test_every_row_of_the_ledger_is_there_once(ledger):
    assert {number: str(reading.kind) for number, reading in ledger.items()} == {
        1: "title",
        2: "title",
        3: "empty",
        4: "header",
        5: "record",
        6: "record",
        7: "record",
        8: "record",
        9: "record",
        10: "record",
        11: "problem",
        12: "record",
        13: "repeat",
        14: "record",
        15: "record",
        16: "empty",
        17: "record",
        18: "record",
        19: "problem",
        20: "problem",
        21: "total",
    }


@pytest.mark.parametrize(
    ("row", "person", "day", "minutes", "kind", "has_proof"),
    [
        (5, "Ковачев Јелена", date(2025, 2, 15), 180, "e_learning", True),
        (6, "Kovačev Jelena", date(2025, 3, 8), 270, "workshop", True),
        (7, "Тот Илона", date(2025, 3, 22), 360, "seminar", True),
        (8, "Тот Илона", date(2025, 3, 23), 360, "seminar", True),
        (9, "Đurić Đurđica", date(2025, 4, 12), 180, "workshop", False),
        (12, "Њежић Љиљана", date(2025, 6, 7), 150, "course", True),
        (15, "Kovačev J.", date(2025, 9, 14), 120, "supervision", False),
        (17, "Тот И.", date(2025, 9, 20), 90, "workshop", True),
    ],
)
def test_a_plain_row_is_one_session(ledger, row, person, day, minutes, kind, has_proof):
    values = ledger[row].values
    assert (values.person.typed, sessions(ledger[row])) == (person, [(day, minutes)])
    assert (values.kind, values.evidence.is_there) == (kind, has_proof)
    assert ledger[row].problems == ledger[row].assumptions == ()


def test_the_number_of_a_certificate_is_kept(ledger):
    assert [ledger[row].values.evidence.number for row in (5, 10, 18)] == ["12/25", "44", "118/2025"]


def test_two_days_without_hours_of_their_own_are_halved_to_be_confirmed(ledger):
    assert sessions(ledger[10]) == [(date(2025, 5, 10), 240), (date(2025, 5, 11), 240)]
    assert "divided evenly: 240 minutes on each of 2 days" in str(ledger[10].assumptions[0])


def test_the_day_that_does_not_exist_is_refused(ledger):
    assert [(problem.field, str(problem.advice)) for problem in ledger[11].problems] == [
        ("days", "31.02.2025 does not exist: month 2 of 2025 has 28 days. Correct the day.")
    ]
    assert not ledger[11].can_be_confirmed


def test_the_same_training_in_other_words_is_not_counted_twice(ledger):
    assert (ledger[13].repeats, ledger[13].values.minutes) == (12, 150)
    assert "repeats row 12" in str(ledger[13].notes[-1])


def test_the_course_across_new_year_has_its_days_in_two_years(ledger):
    assert sessions(ledger[14]) == [
        (date(2025, 12, 29), 180),
        (date(2025, 12, 30), 180),
        (date(2026, 1, 5), 180),
        (date(2026, 1, 6), 60),
    ]
    assert ledger[14].values.evidence.is_running
    assert "still running" in str(ledger[14].notes[0])


def test_seventy_two_hours_of_basic_training_are_its_completion_not_a_day(ledger):
    values = ledger[18].values
    assert (values.is_basic, values.completed_on, values.sessions) == (True, date(2025, 10, 1), ())
    assert (values.kind, values.minutes) == ("accredited_course", 4320)
    assert "72 hours on one day" in str(ledger[18].assumptions[0])


def test_about_five_hours_are_asked_for_and_offered(ledger):
    assert [(problem.field, problem.offered) for problem in ledger[19].problems] == [("minutes", "300 min")]
    assert ledger[19].can_be_confirmed
    assert "“program” was not taken as a certificate" in str(ledger[19].notes[0])


def test_less_than_nothing_is_refused(ledger):
    assert "less than nothing" in str(ledger[20].problems[0].advice)
    assert ledger[20].values.person.typed == "Непозната Особа"


def test_the_total_is_not_counted(ledger):
    assert ledger[21].values is None
    assert "total" in str(ledger[21].notes[0])


def test_an_answer_in_place_of_a_cell_mends_the_row():
    sheet, table = office_sheet("evidencija-2025.xlsx")
    answers = {11: {"days": "28.2.2025."}, 19: {"minutes": "300 min"}, 20: {"minutes": "4"}}
    readings = {reading.row_number: reading for reading in listed(read_ledger(sheet.rows, table, answers))}
    assert sessions(readings[11]) == [(date(2025, 2, 28), 300)]
    assert sessions(readings[19]) == [(date(2025, 11, 15), 300)]
    assert sessions(readings[20]) == [(date(2025, 2, 2), 240)]


def test_every_row_of_the_old_export_is_read():
    sheet, table = office_sheet("obuke-2024-cp1250.csv")
    header, *rows = listed(read_ledger(sheet.rows, table))
    assert header.kind is RowKind.HEADER
    assert all(reading.kind is RowKind.RECORD and not reading.problems for reading in rows)
    values = [reading.values for reading in rows]
    assert [reading.row_number for reading in rows] == [2, 3, 4, 5, 6, 7]
    assert [(v.person.typed, v.kind, v.minutes, v.days.first) for v in values] == [
        ("Jelena Kovačev", "seminar", 360, date(2024, 2, 24)),
        ("Đurđica Đurić", "workshop", 210, date(2024, 2, 29)),
        ("Marija Nađ", "e_learning", 120, date(2024, 5, 18)),
        ("Ljiljana Nježić", "workshop", 255, date(2024, 10, 5)),
        ("Ilona Tot", "seminar", 600, date(2024, 12, 31)),
        ("Vera Džinić Hadži", "accredited_course", 4320, date(2024, 12, 14)),
    ]
    assert rows[5].values.completed_on == date(2024, 12, 14)
    assert rows[5].values.evidence.number == "91/2024"


@pytest.mark.parametrize(
    ("row", "name", "contract", "role", "starts_on", "ends_on"),
    [
        (2, "Јелена Ковачев", "employee", "coordinator", date(2014, 3, 1), None),
        (3, "Илона Тот", "contract", "professional", date(2018, 9, 15), None),
        (4, "Đurđica Đurić", "volunteer", "associate", date(2020, 1, 1), None),
        (5, "Марија Нађ", "volunteer", "associate", date(2021, 9, 1), date(2025, 6, 30)),
        (7, "Вера Џинић Хаџи", "volunteer", "associate", date(2024, 7, 2), None),
        (8, "Ана Петров", "volunteer", "trainee", date(2025, 9, 1), None),
    ],
)
def test_a_row_of_the_register_is_an_engagement(staff, row, name, contract, role, starts_on, ends_on):
    values = staff[row].values
    assert staff[row].kind is RowKind.RECORD
    assert (values.person.typed, values.contract, values.role) == (name, contract, role)
    assert (values.starts_on, values.ends_on) == (starts_on, ends_on)


def test_licences_and_addresses_of_the_register_are_kept(staff):
    values = staff[2].values
    assert (values.licence_number, values.licence_until) == ("С-1044/2019", date(2026, 6, 14))
    assert (values.mail, values.phone) == ("jelena.kovacev@example.org", "025/555-001")
    assert staff[4].values.phone == "+381 64 555 0102"


def test_employment_at_a_school_and_a_bare_year_are_asked_for_with_an_offer(staff):
    assert [(row, problem.field, problem.offered) for row in (6, 9) for problem in staff[row].problems] == [
        (6, "contract", "volunteer"),
        (9, "starts_on", "1.1.2010"),
    ]
    assert staff[9].values.contract == "board"
    sheet, table = office_sheet("evidencija-2025.xlsx", 1)
    answers = {row: {problem.field: problem.offered for problem in staff[row].problems} for row in (6, 9)}
    mended = {reading.row_number: reading for reading in listed(read_staff(sheet.rows, table, answers))}
    assert (mended[6].kind, mended[6].values.contract) == (RowKind.RECORD, "volunteer")
    assert mended[9].values.starts_on == date(2010, 1, 1)


def test_every_appointment_is_read():
    sheet, table = office_sheet("evidencija-2025.xlsx", 2)
    _, *readings = listed(read_appointments(sheet.rows, table))
    assert all(reading.kind is RowKind.RECORD for reading in readings)
    rows = [reading.values for reading in readings]
    read = [(v.decision_number, v.decided_on, v.person.typed, v.office, v.starts_on, v.ends_on) for v in rows]
    assert [v.signed_by for v in rows] == ["Снежана Биро", "Снежана Биро", "Скупштина"]
    assert read == [
        ("7/2019", date(2019, 9, 12), "Љиљана Њежић", "coordinator", date(2019, 9, 15), date(2025, 6, 30)),
        ("3/2025", date(2025, 7, 14), "Јелена Ковачев", "coordinator", date(2025, 7, 15), None),
        ("1/2018", date(2018, 1, 5), "Снежана Биро", "responsible_person", date(2018, 1, 5), None),
    ]


def test_every_intervision_is_read_with_the_minutes_that_passed():
    sheet, table = office_sheet("prisustvo-intervizija-cp1251.csv")
    header, *rows = listed(read_intervisions(sheet.rows, table))
    assert header.kind is RowKind.HEADER
    assert all(reading.kind is RowKind.RECORD for reading in rows)
    assert [(r.values.held_on, r.values.minutes, len(r.values.present), len(r.values.excused)) for r in rows] == [
        (date(2025, 1, 14), 90, 3, 1),
        (date(2025, 2, 11), 90, 2, 1),
        (date(2025, 3, 11), 60, 3, 0),
        (date(2025, 3, 30), 60, 1, 0),
        (date(2025, 12, 9), 90, 3, 1),
    ]
    night = rows[3]
    assert (night.values.starts_at, night.values.ends_at) == (time(1, 30), time(3, 30))
    assert "60 minutes passed, not 120" in str(night.assumptions[0])
