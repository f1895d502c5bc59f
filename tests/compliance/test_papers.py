"""The matrix and the transcript to take along, in every form and language; each is an entry of the log."""

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.clock import stopped_at
from tests.compliance.office import complete_basic_training, create_programme, log
from tests.pdf.reading import words as text_of

pytestmark = pytest.mark.anyio


@pytest.fixture(autouse=True)
async def it_is_november():
    with stopped_at(datetime(2025, 11, 21, 12, tzinfo=UTC)):
        yield


async def test_the_sheet_has_people_and_the_service(client, cast):
    await log(cast.ilona, date(2025, 4, 5), 600, by=cast.jelena)
    await client.sign_in(cast.olga)
    answer = await client.get("/compliance.xlsx?as_of=31.10.2025")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    people, service = book.worksheets
    head = [str(cell.value) for cell in people[1]]
    row = next(row for row in people.iter_rows(values_only=True) if row[0] == "Ilona Sabo")
    assert row[next(place for place, name in enumerate(head) if name.startswith("18.2"))] == "Met"
    assert any("coordinator" in str(row[0]) for row in service.iter_rows(values_only=True))
    assert "Duties%202025-10-31.xlsx" in answer.headers["content-disposition"]
    assert await AuditEntry.count().where(AuditEntry.event == "compliance:report:print") == 1


async def test_the_text_opens_in_serbian_excel(client, cast):
    client.speak("sr-Cyrl")
    await client.sign_in(cast.jelena)
    answer = await client.get("/compliance.csv")
    text = answer.content.decode("utf-8-sig")
    assert "Đurđica Peić;" in text
    assert "\r\n" in text


async def test_the_paper_names_its_day(client, cast):
    await client.sign_in(cast.jelena)
    words = text_of((await client.get("/compliance.pdf?as_of=31.10.2025")).content)
    assert "As of 31 Oct 2025" in words
    assert "Ilona Sabo" in words


@pytest.mark.parametrize("path", ["/compliance.xlsx", "/compliance.csv", "/compliance.pdf"])
async def test_a_day_that_does_not_exist_gives_no_file(client, cast, path):
    await client.sign_in(cast.jelena)
    assert (await client.get(f"{path}?as_of=31.2.2025")).status_code == 422
    assert await AuditEntry.count().where(AuditEntry.event == "compliance:report:print") == 0


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Ten hours of continuing training a year", "Procena rizika", "This kind of activity does not count."]),
        ("sr-Cyrl", ["Десет сати континуиране обуке годишње", "Procena rizika", "најмање десет сати годишње"]),
        ("sr-Latn", ["Deset sati kontinuirane obuke godišnje", "Procena rizika", "najmanje deset sati godišnje"]),
    ],
)
async def test_the_transcript_has_records_verdicts_and_articles(client, cast, language, words):
    await log(cast.ilona, date(2025, 4, 5), 240, by=cast.jelena, title="Procena rizika", topics="T3:240")
    await log(cast.ilona, date(2024, 5, 5), 60, by=cast.jelena, kind="intervision", title="Intervizija")
    programme = await create_programme(cast.ravnica)
    await complete_basic_training(cast.ilona, programme, date(2023, 2, 1), date(2023, 3, 1), by=cast.jelena)
    await client.sign_in(cast.ilona)
    answer = await client.get(f"/people/{cast.ilona.person.code}/transcript?language={language}")
    assert answer.headers["content-type"] == "application/pdf"
    text = " ".join(text_of(answer.content).split())
    for said in ("Ilona Sabo", "Jelena Tomin", *words):
        assert said in text, said
    assert await AuditEntry.count().where(AuditEntry.event == "exchange:transcript:print") == 1


async def test_the_transcript_of_an_earlier_day_knows_nothing_later(client, cast):
    await log(cast.ilona, date(2025, 4, 5), 240, title="Kasna obuka", at=datetime(2025, 6, 1, tzinfo=UTC))
    await client.sign_in(cast.jelena)
    path = f"/people/{cast.ilona.person.code}/transcript"
    assert "Kasna obuka" in text_of((await client.get(path)).content)
    assert "Kasna obuka" not in text_of((await client.get(f"{path}?as_recorded_on=1.5.2025")).content)
    assert "Kasna obuka" not in text_of((await client.get(f"{path}?as_of=1.4.2025")).content)


async def test_without_an_entry_in_the_log_nothing_is_handed_out(client, cast, broken_audit):
    await client.sign_in(cast.jelena)
    for path in ("/compliance.csv", f"/people/{cast.ilona.person.code}/transcript"):
        assert (await client.http.get(path)).status_code == 500
