"""Recording a file, recording it again, taking it back; who may; and what hostile files come to."""

import io
import zipfile

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.db import facts
from staffdev.db.facts import current
from staffdev.exchange.tables import ImportBatch, ImportRow
from staffdev.people.tables import Appointment, Engagement, Licence, Mandate, Person
from staffdev.training.tables import BasicTraining, TrainingRecord
from tests.exchange.office import (
    DATA,
    INTERVISION,
    LEDGER_2024,
    WORKBOOK,
    batch_at,
    book,
    brought_in,
    confirm_people,
    ledger,
    new_office,
    outcomes,
    record_workbook,
    run,
    upload,
)

pytestmark = pytest.mark.anyio

FACTS = (Engagement, Licence, Appointment, Mandate, TrainingRecord, BasicTraining)
ROW = ("Ilona Sabo", "1.2.2025.", "Obuka", "kurs", 3, "da")


async def counted():
    return [await table.count() for table in (Person, *FACTS)]


async def holding():
    return [await table.count().where(current(table)) for table in FACTS]


async def test_bringing_the_workbook_in_again_adds_nothing(client, db):
    await client.sign_in(await new_office())
    await record_workbook(client)
    before = await counted()
    home = await brought_in(client, WORKBOOK)
    await confirm_people(client, home, **{"Непозната Особа": "skip"})
    await client.post(f"{home}/rows/agreement")
    found = await outcomes(await batch_at(home))
    assert "ready" not in found.values()
    assert (await client.post(f"{home}/application")).status_code == 409
    assert await counted() == before


async def test_the_same_ledger_in_the_other_script_adds_nothing(client, cast):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, "a.xlsx", ledger(("Ilona Sabo", "1.2.2025.", "Žene i prava", "kurs", 3, "da")))
    await confirm_people(client, home)
    await client.post(f"{home}/application")
    home = await brought_in(
        client, "b.xlsx", ledger(("Сабо Илона", "01.02.2025", "Жене и права", "курс", "180 мин", ""))
    )
    await confirm_people(client, home)
    assert (await outcomes(await batch_at(home)))[0, 2] == "already"


async def test_the_whole_import_is_taken_back_and_can_be_brought_in_again(client, db):
    await client.sign_in(await new_office())
    home = await record_workbook(client)
    recorded = await holding()
    page = await client.follow(await client.post(f"{home}/undoing"))
    assert "23 rows are taken back." in page.text
    assert await holding() == [0] * len(FACTS)
    withdrawn = await TrainingRecord.objects().where(TrainingRecord.version_of.is_null())
    assert all(WORKBOOK in record.withdrawn_because for record in withdrawn)
    assert (await client.post(f"{home}/undoing")).status_code == 409
    again = await brought_in(client, WORKBOOK)
    assert again != home
    await record_workbook(client, name=WORKBOOK)
    assert await holding() == recorded


async def test_rows_on_which_somebody_has_built_stay_and_are_named(client, cast):
    await client.sign_in(cast.jelena)
    rows = [(*ROW[:1], f"{day}.2.2025.", f"Obuka {'abcd'[day]} {day * 7}", *ROW[3:]) for day in (1, 2, 3)]
    home = await brought_in(client, "a.xlsx", ledger(*rows))
    await confirm_people(client, home)
    await client.post(f"{home}/application")
    first, second, _ = await TrainingRecord.objects().order_by(TrainingRecord.held_on)
    now = (await batch_at(home)).applied_at
    await facts.supersede(first, by=None, at=now, state="verified")
    await facts.supersede(second, by=None, at=now.replace(year=now.year + 1), minutes=60)
    page = await client.follow(await client.post(f"{home}/undoing"))
    assert "1 rows are taken back; 2 stay" in page.text
    assert "was verified or returned since" in page.text
    assert "was corrected since" in page.text
    assert await TrainingRecord.count().where(current(TrainingRecord)) == 2


@pytest.mark.parametrize("step", ["application", "undoing"])
async def test_nothing_is_recorded_or_taken_back_without_its_entry_in_the_log(client, cast, db, step):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, "a.xlsx", ledger(ROW))
    await confirm_people(client, home)
    if step == "undoing":
        await client.post(f"{home}/application")
    before = await counted(), await holding(), await ImportRow.select(), await ImportBatch.select()
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    address = f"http://127.0.0.1:8000{home}/{step}"
    assert (await client.http.post(address, data={"csrf_token": client.csrf})).status_code == 500
    assert (await counted(), await holding(), await ImportRow.select(), await ImportBatch.select()) == before


ADDRESSES = (
    ("GET", ""),
    ("GET", "/people"),
    ("POST", "/people"),
    ("GET", "/rows"),
    ("POST", "/rows/agreement"),
    ("GET", "/sheets/0"),
    ("POST", "/sheets/0"),
    ("GET", "/sheets/0/rows/2"),
    ("POST", "/sheets/0/rows/2"),
    ("POST", "/sheets/0/rows/2/decision"),
    ("GET", "/rejected-rows"),
    ("POST", "/application"),
    ("POST", "/undoing"),
    ("POST", "/discarding"),
)


async def _ask(browser, method, address):
    return await (browser.get(address) if method == "GET" else browser.post(address))


async def test_another_organisations_import_does_not_exist(client, cast):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, LEDGER_2024)
    await client.sign_in(cast.zorka)
    for method, path in ADDRESSES:
        assert (await _ask(client, method, f"{home}{path}")).status_code == 404, path
    assert LEDGER_2024 not in (await client.get("/imports")).text


@pytest.mark.parametrize("who", ["ilona", "mira", "olga"])
async def test_only_those_who_lead_import(client, cast, who):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, LEDGER_2024)
    await client.sign_in(getattr(cast, who))
    assert (await client.get("/imports")).status_code == 403
    assert (await upload(client, LEDGER_2024)).status_code == 403
    for method, path in ADDRESSES:
        assert (await _ask(client, method, f"{home}{path}")).status_code in {403, 404}, path
    assert await ImportBatch.count() == 1


async def test_rows_and_sheets_that_do_not_exist_are_not_found(client, cast):
    await client.sign_in(cast.jelena)
    home = await brought_in(client, LEDGER_2024)
    for path in ("/sheets/7", "/sheets/0/rows/99", "/sheets/7/rows/2"):
        assert (await client.get(f"{home}{path}")).status_code == 404


def bomb():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b"0" * (40 * 1024**2))
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
        ("a.xlsx", bomb()),
        ("a.xlsx", b""),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("a.csv", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
        ("a.xlsx", b"PK\3\4 not a workbook"),
    ],
)
async def test_a_hostile_or_broken_file_is_refused_with_a_sentence(client, cast, name, content):
    await client.sign_in(cast.jelena)
    answer = await upload(client, name, content)
    assert answer.status_code == 422
    assert 'id="file-advice"' in answer.text
    assert await ImportBatch.count() == 0


async def test_no_file_and_one_of_20_mb_are_refused(client, cast):
    await client.sign_in(cast.jelena)
    answer = await client.post("/imports", {"file": "evidencija.xlsx"})
    assert answer.status_code == 422
    assert "Choose a file" in answer.text
    assert (await upload(client, "a.xlsx", b"P" * 20 * 1024**2)).status_code == 413
    assert await ImportBatch.count() == 0


async def test_formulas_and_scripts_in_cells_stay_plain_text(client, db):
    await client.sign_in(await new_office())
    staff = ("Ime i prezime", "Status", "Od", "Uloga")
    title = "<script>alert(1)</script>"
    home = await brought_in(
        client, "a.xlsx", book(staff, ("=cmd|'/c calc'!A1 Sabo", "volonterka", "1.2.2025.", "saradnica"))
    )
    assert "The file holds no result of the formula" in (await client.get(f"{home}/rows")).text
    answer = await client.get(f"{home}/rejected-rows")
    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/worksheets/sheet1.xml")
    home = await brought_in(client, "b.xlsx", book(staff, ("Ana <b>Sabo</b>", "volonterka", "1.2.2025.", title)))
    for page in ("/rows", "/people", "/sheets/0", "/sheets/0/rows/2"):
        text = (await client.get(f"{home}{page}")).text
        assert "<script>alert" not in text
        assert "<b>Sabo" not in text


async def test_a_rehearsal_on_the_command_line_keeps_nothing(db, db_settings, cast, capsys):
    before = await counted()
    await run(db_settings, "import", DATA / INTERVISION, "--organisation", "ravnica", "--dry-run")
    assert await counted() == before
    assert await ImportBatch.count() == 0
    assert await AuditEntry.count() == 0
    said = capsys.readouterr().out
    assert "row 5" in said
