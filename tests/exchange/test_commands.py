"""`staffdev import`, `export` and `schema`."""

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.db.database import database
from staffdev.errors import StaffdevError
from staffdev.exchange.tables import ImportBatch
from staffdev.people.tables import Person
from staffdev.training.tables import TrainingRecord
from tests.exchange.documents import exported
from tests.exchange.office import (
    DATA,
    INTERVISION,
    LEDGER_2024,
    WORKBOOK,
    ledger,
    new_office,
    newest_batch,
    run,
    sheet_of,
)

pytestmark = pytest.mark.anyio

ROW = ("Ilona Sabo", "1.2.2025.", "Obuka", "kurs", 3, "da")


@pytest.fixture
def office_file(tmp_path):
    """A ledger of two rows, one of them impossible."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(ledger(ROW, ("Ilona Sabo", "31.2.2025.", "Kurs", "kurs", 3, "da")))
    return path


async def test_without_yes_the_file_waits_for_the_browser(db_settings, cast, office_file, capsys):
    await run(db_settings, "import", office_file, "--organisation", "ravnica")
    said = capsys.readouterr().out
    assert "row 3, needs you: 31.2.2025. does not exist" in said
    assert f"/imports/{(await newest_batch()).code}" in said
    assert await TrainingRecord.count() == 0


async def test_with_yes_it_is_recorded_and_again_adds_nothing(db_settings, cast, office_file, capsys):
    printed = []
    for _ in range(2):
        await run(db_settings, "import", office_file, "--organisation", "ravnica", "--yes", "--json")
        printed.append(json.loads(capsys.readouterr().out))
        assert await TrainingRecord.count() == 1
    first, second = printed
    assert [row["outcome"] for row in first["rows"]] == ["not_counted", "written", "needs_you"]
    assert [row["outcome"] for row in second["rows"]] == ["not_counted", "already", "needs_you"]
    assert first["state"] == "applied"
    assert second["state"] == "draft"
    assert first["rows"][2]["problems"][0]["field"] == "days"


async def test_an_import_is_taken_back_by_its_code(db_settings, cast, office_file, capsys):
    await run(db_settings, "import", office_file, "--organisation", "ravnica", "--yes")
    batch = await newest_batch()
    capsys.readouterr()
    await run(db_settings, "import", "--undo", batch.code, "--organisation", "ravnica", "--json")
    assert json.loads(capsys.readouterr().out) == {"import": str(batch.code), "rows": 1, "stay": 0}
    with pytest.raises(StaffdevError, match="There is no import"):
        await run(db_settings, "import", "--undo", batch.code, "--organisation", "korak")
    with pytest.raises(StaffdevError, match="There is no import"):
        await run(db_settings, "import", "--undo", "x", "--organisation", "korak")


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ({"sheets": {"Lista": {}}}, "The file has no sheet “Lista”"),
        ({"rows": {"Lista": {"2": "skip"}}}, "The file has no sheet “Lista”"),
        ({"sheets": {"Evidencija": {"columns": {"note": "Beleška"}}}}, "No column is called “Beleška”"),
        ({"sheets": {"Evidencija": {"header_row": 77}}}, "has no row 77"),
        ({"sheets": {"Evidencija": {"kind": "x"}}}, "The mapping cannot be used"),
        ({"columns": {}}, "The mapping cannot be used"),
    ],
)
async def test_a_mapping_that_fits_nothing_is_refused(db_settings, cast, office_file, tmp_path, said, advice):
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps(said), "utf-8")
    with pytest.raises(StaffdevError, match=advice):
        await run(db_settings, "import", office_file, "--organisation", "ravnica", "--mapping", mapping, "--yes")
    assert await ImportBatch.count() == 0


async def test_a_mapping_reads_columns_and_leaves_rows_out(db_settings, cast, office_file, tmp_path):
    mapping = tmp_path / "mapping.json"
    columns = {"person": "Ime i prezime", "days": 2, "title": 3, "minutes": 5}
    sheet = {"kind": "ledger", "header_row": 1, "columns": columns}
    said = {"sheets": {"Evidencija": sheet}, "rows": {"Evidencija": {"2": "skip", "3": {"days": "28.2.2025."}}}}
    mapping.write_text(json.dumps(said | {"people": {"Ilona Sabo": str(cast.djurdjica.person.code)}}), "utf-8")
    await run(db_settings, "import", office_file, "--organisation", "ravnica", "--mapping", mapping, "--yes")
    records = await TrainingRecord.objects()
    assert [(record.person, record.held_on.day, record.kind) for record in records] == [
        (cast.djurdjica.person.id, 28, "other")
    ]


async def test_registers_are_written_as_sheets(db_settings, cast, office_file, tmp_path):
    await run(db_settings, "import", office_file, "--organisation", "ravnica", "--yes")
    book = tmp_path / "ledger.xlsx"
    await run(db_settings, "export", "--what", "ledger", "--organisation", "ravnica", book)
    header, row = sheet_of(book.read_bytes()).iter_rows(values_only=True)
    assert header[:4] == ("Last name", "First name", "Day", "Title")
    assert (row[0], row[1], row[3]) == ("Sabo", "Ilona", "Obuka")
    text = tmp_path / "people.txt"
    await run(db_settings, "export", "--what", "people", "--format", "csv", "--organisation", "korak", text)
    rows = list(csv.reader(io.StringIO(text.read_text("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["Bašić", "Rac"]
    with pytest.raises(StaffdevError, match="exists already"):
        await run(db_settings, "export", "--what", "people", "--organisation", "korak", book)
    assert await AuditEntry.count().where(AuditEntry.event == "exchange:sheet:export") == 2


async def test_the_document_travels_by_command_line(db, db_settings, other_settings, tmp_path, capsys):
    await new_office()
    await run(db_settings, "import", DATA / WORKBOOK, "--yes")
    document = tmp_path / "all.json"
    await run(db_settings, "export", document)
    people = await Person.count()
    async with database(other_settings):
        capsys.readouterr()
        await run(other_settings, "import", document, "--json")
        assert json.loads(capsys.readouterr().out)["added"]["person"] == people
        assert await exported(attachments=False) == document.read_bytes()
        await run(other_settings, "import", document)
        assert "Everything was here already." in capsys.readouterr().out


def test_the_real_command_line_says_it_in_one_line(sqlite_template, tmp_path):
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("STAFFDEV_")},
        "STAFFDEV_DATA": str(tmp_path),
        "STAFFDEV_DATABASE": str(sqlite_template),
        "STAFFDEV_SECRET": "a secret of the tests, long enough for keys",
        "LANG": "en_US.UTF-8",
    }

    def staffdev(*words):
        command = [sys.executable, "-m", "staffdev", *map(str, words)]
        return subprocess.run(  # noqa: S603 - our own program
            command, env=environ, capture_output=True, text=True, check=False, encoding="utf-8"
        )

    schema = staffdev("schema")
    assert schema.returncode == 0
    assert json.loads(schema.stdout)["$schema"].endswith("2020-12/schema")
    assert staffdev("import").returncode == 2
    missing = staffdev("import", tmp_path / "none.xlsx")
    assert missing.returncode == 1
    assert len(missing.stderr.splitlines()) == 1
    (tmp_path / "a.json").write_text("{}", "utf-8")
    refused = staffdev("import", tmp_path / "a.json")
    assert refused.returncode == 1
    assert "not an interchange document" in refused.stderr


async def test_two_files_one_after_the_other_know_one_another(db, db_settings):
    await new_office()
    await run(db_settings, "import", DATA / WORKBOOK, "--yes")
    for name in (LEDGER_2024, INTERVISION):
        await run(db_settings, "import", DATA / name, "--yes")
        assert (await newest_batch()).state == "applied"
