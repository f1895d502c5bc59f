"""What can be changed about a file before it is recorded, and what is refused."""

import io
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import record
from staffdev.exchange.imports.queries import sheets_of
from staffdev.exchange.tables import ImportBatch, ImportName
from staffdev.people.tables import Person
from staffdev.training.tables import TrainingRecord, YearClosure
from tests.exchange.office import (
    INTERVISION,
    LEDGER,
    LEDGER_2024,
    STAFF,
    WHO,
    WORKBOOK,
    batch_at,
    book,
    brought_in,
    confirm_people,
    everything,
    ledger,
    new_office,
    outcomes,
    people_form,
    upload,
)

pytestmark = pytest.mark.anyio


async def test_a_sheet_nobody_recognises_is_explained_and_can_be_told(client, cast):
    await client.sign_in(cast.jelena)
    content = book(("Ко", "Кад", "Шта", "Колико"), ("Ilona Sabo", "1.2.2025.", "Obuka o granicama", 3), title="List")
    home = await brought_in(client, "a.xlsx", content)
    assert set((await outcomes(await batch_at(home))).values()) == {"not_counted"}
    assert "nobody has said what it records" in (await client.get(f"{home}/rows?outcome=all")).text
    await client.post(f"{home}/sheets/0", {"kind": "ledger", "header_row": "1"})
    page = await client.get(f"{home}/sheets/0")
    assert "Say which column is" in page.text
    columns = {f"column-{index}": name for index, name in enumerate(("person", "days", "title", "minutes"))}
    answer = await client.post(f"{home}/sheets/0", {"kind": "ledger", "header_row": "1", **columns})
    assert answer.status_code == 303
    await confirm_people(client, home)
    assert (await outcomes(await batch_at(home)))[0, 2] == "needs_you"  # no kind is given: confirm "other"
    await client.post(f"{home}/rows/agreement")
    await client.post(f"{home}/application")
    assert await TrainingRecord.count().where(TrainingRecord.person == cast.ilona.person.id) == 1


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"kind": "shopping"}, "Choose what the sheet records."),
        ({"header_row": "many"}, "Enter the row in which the columns are named"),
        ({"header_row": "999"}, "There is no row 999."),
        ({"column-0": "title", "column-1": "title"}, "Another column is that already."),
    ],
)
async def test_it_says_what_to_correct_about_a_sheet(client, cast, change, advice):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, LEDGER_2024)
    before = (await batch_at(home)).sheets
    answer = await client.post(f"{home}/sheets/0", {"kind": "ledger", "header_row": "1"} | change)
    assert answer.status_code == 422
    assert advice in answer.text
    assert (await batch_at(home)).sheets == before


async def test_a_column_taken_away_leaves_no_row_that_can_be_recorded(client, cast):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, LEDGER_2024)
    await client.post(f"{home}/sheets/0", {"kind": "ledger", "header_row": "1", "column-0": "person"})
    batch = await batch_at(home)
    assert sheets_of(batch)[0].columns == {"person": 0}
    assert set((await outcomes(batch)).values()) == {"not_counted"}


async def test_exact_names_are_filled_in_and_initials_never(client, cast):
    await client.sign_in(cast.jelena)
    rows = [("Sabo Ilona", "1.2.2025.", "Obuka", "kurs", 3, "da"), ("Peić Đ.", "1.2.2025.", "Obuka", "kurs", 3, "da")]
    rows += [
        ("Илона Сабо", "2.2.2025.", "Обука", "курс", 3, "да"),
        ("Ilona Sabot", "3.2.2025.", "Obuka", "kurs", 3, ""),
    ]
    home = await brought_in(client, "a.xlsx", ledger(*rows))
    answers, fields = await people_form(client, home)
    assert fields["Sabo Ilona"] == fields["Илона Сабо"]
    assert answers[fields["Sabo Ilona"]] == f"person:{cast.ilona.person.code}"
    assert answers[fields["Peić Đ."]] == answers[fields["Ilona Sabot"]] == ""
    page = await client.get(f"{home}/people")
    assert "Đurđica Peić (the initial fits)" in page.text
    assert "Ilona Sabo (a similar name)" in page.text


async def test_what_was_confirmed_is_remembered_for_the_next_file(client, cast):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, "a.xlsx", ledger(("Peić Đ.", "1.2.2025.", "Obuka", "kurs", 3, "da")))
    await confirm_people(client, home, **{"Peić Đ.": f"person:{cast.djurdjica.person.code}"})
    await client.post(f"{home}/application")
    home = await brought_in(client, "b.xlsx", ledger(("Пеић Ђ.", "5.2.2025.", "Обука", "курс", 3, "да")))
    answers, fields = await people_form(client, home)
    assert answers[fields["Пеић Ђ."]] == f"person:{cast.djurdjica.person.code}"


async def test_nobody_of_another_organisation_can_be_chosen(client, cast):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, "a.xlsx", ledger(("Tijana Rac", "1.2.2025.", "Obuka", "kurs", 3, "da")))
    _, fields = await people_form(client, home)
    for answer in (f"person:{cast.tijana.person.code}", "new", "same:x", "person:", "everybody"):
        page = await client.post(f"{home}/people", {fields["Tijana Rac"]: answer})
        assert page.status_code == 422
        assert "Choose one of the people offered." in page.text
    assert await ImportName.count().where(ImportName.choice.is_not_null(), ImportName.person.is_not_null()) == 0


async def test_a_row_is_left_out_and_taken_in_again(client, cast):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, "a.xlsx", ledger(("Ilona Sabo", "1.2.2025.", "Obuka", "kurs", 3, "da")))
    await confirm_people(client, home)
    for decision, outcome in (("skip", "skipped"), ("undecided", "ready")):
        await client.post(f"{home}/sheets/0/rows/2/decision", {"decision": decision})
        assert (await outcomes(await batch_at(home)))[0, 2] == outcome
    answer = await client.post(f"{home}/sheets/0/rows/2/decision", {"decision": "perhaps"})
    assert answer.status_code == 422


async def test_a_corrected_row_may_turn_out_to_repeat_another(client, cast):
    await client.sign_in(cast.jelena)
    row = ("Ilona Sabo", "1.2.2025.", "Obuka", "kurs", 3, "da")
    home = await brought_in(client, "a.xlsx", ledger(row, ("Ilona Sabo", "31.2.2025.", "Obuka", "kurs", 3, "da")))
    await confirm_people(client, home)
    await client.post(f"{home}/sheets/0/rows/3", {"days": "1.2.2025."})
    assert (await outcomes(await batch_at(home)))[0, 3] == "not_counted"


async def test_the_same_training_under_two_names_of_one_person_is_recorded_once(client, cast):
    await client.sign_in(cast.jelena)
    rows = [(name, "1.2.2025.", "Obuka", "kurs", 3, "da") for name in ("Ilona Sabo", "Sabo I.")]
    home = await brought_in(client, "a.xlsx", ledger(*rows))
    await confirm_people(client, home, **{"Sabo I.": f"person:{cast.ilona.person.code}"})
    assert sorted((await outcomes(await batch_at(home))).values()) == ["already", "not_counted", "ready"]


async def test_a_closed_year_and_a_day_to_come_are_refused(client, cast):
    await client.sign_in(cast.jelena)
    closing = {"organisation": cast.ravnica.id, "year": 2024, "closed_on": date(2025, 1, 31)}
    await record(YearClosure, by=None, at=cast.ravnica.created_at, **closing)
    rows = [("Ilona Sabo", day, "Obuka", "kurs", 3, "da") for day in ("1.2.2024.", "1.2.2090.")]
    home = await brought_in(client, "a.xlsx", ledger(*rows))
    await confirm_people(client, home)
    page = await client.get(f"{home}/rows")
    assert "The training year 2024 is closed." in page.text
    assert "1 Feb 2090 is still to come." in page.text


async def test_only_the_responsible_person_records_offices(client, db):
    rada = await new_office()
    await client.sign_in(rada)
    home = await brought_in(client, WORKBOOK)
    await confirm_people(client, home, **WHO)
    assert "Responsible person from 5 Jan 2018" not in (await client.get(f"{home}/rows?outcome=ready")).text
    await client.post(f"{home}/sheets/{STAFF}/rows/9", {"starts_on": "1.1.2010."})
    assert "Responsible person from 5 Jan 2018" in (await client.get(f"{home}/rows?outcome=ready")).text


async def test_a_coordinator_is_told_to_ask_for_the_offices(client, cast):
    await client.sign_in(cast.jelena)
    header = ("Broj odluke", "Datum odluke", "Imenovana", "Funkcija", "Od", "Do", "Potpisala")
    row = ("9/2025", "1.2.2025.", "Ilona Sabo", "v.d. koordinatorke", "1.2.2025.", "1.3.2025.", "Snežana Lazić")
    home = await brought_in(client, "a.xlsx", book(header, row))
    await confirm_people(client, home)
    assert "recorded by the responsible person" in (await client.get(f"{home}/rows")).text


async def test_the_same_file_in_preparation_is_recognised(client, cast):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, INTERVISION)
    assert await brought_in(client, INTERVISION) == home
    await client.post(f"{home}/discarding")
    assert await brought_in(client, INTERVISION) != home
    assert (await client.post(f"{home}/application")).status_code == 409


async def test_rows_not_recorded_are_written_mended_and_brought_in_again(client, db):
    await client.sign_in(await new_office())
    home = await brought_in(client, WORKBOOK)
    await confirm_people(client, home, **WHO)
    await client.post(f"{home}/application")
    answer = await client.get(f"{home}/rejected-rows")
    found: Any = load_workbook(io.BytesIO(answer.content))
    sheet = found["Евиденција 2025"]
    by_title = {row[3].value: row for row in sheet.iter_rows(min_row=2)}
    wrong = by_title["Seminar o trgovini ljudima"]
    assert "31.02.2025 does not exist" in wrong[8].value
    assert wrong[9].value == 11
    wrong[2].value = "28.2.2025."
    staff = found["Запослене и волонтерке"]
    for row in staff.iter_rows(min_row=2):
        row[2].value = "волонтерка" if row[2].value == "запослена у школи" else row[2].value
    mended = io.BytesIO()
    found.save(mended)
    again = await brought_in(client, "mended.xlsx", mended.getvalue())
    await confirm_people(client, again, **{"Непозната Особа": "skip"})
    await client.post(f"{again}/rows/agreement")
    before = await TrainingRecord.count()
    await client.post(f"{again}/application")
    added = await TrainingRecord.objects().where(TrainingRecord.title == "Seminar o trgovini ljudima")
    assert [record.minutes for record in added] == [300]
    assert await TrainingRecord.count() > before
    assert await Person.count().where(Person.last_name == "Њежић") == 1


async def test_a_file_of_more_rows_than_a_page_can_take_is_sent_to_the_command_line(client, cast):
    await client.sign_in(cast.jelena)
    lines = "\n".join(["Ime i prezime;Datum;Naziv;Sati", *(f"Ilona Sabo;1.2.2025.;Obuka {n};1" for n in range(5001))])
    answer = await upload(client, "many.csv", lines.encode())
    assert answer.status_code == 422
    assert "staffdev import" in answer.text
    assert await ImportBatch.count() == 0


@pytest.mark.parametrize(
    "step", ["people", "rows/agreement", f"sheets/{LEDGER}", f"sheets/{LEDGER}/rows/11", "discarding"]
)
async def test_nothing_changes_without_its_entry_in_the_log(client, cast, db, step):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, WORKBOOK)
    await client.post(f"{home}/people", (await people_form(client, home))[0])
    state = await everything()
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    values = {"kind": "intervision", "header_row": "4", "days": "1.2.2025."}
    answer = await client.http.post(f"http://127.0.0.1:8000{home}/{step}", data=values | {"csrf_token": client.csrf})
    assert answer.status_code in {303, 500}
    assert await everything() == state
    await db.run_ddl("ALTER TABLE audit_entry_that_was RENAME TO audit_entry")
    assert await AuditEntry.count() > 0
