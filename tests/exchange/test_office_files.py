"""Every row of the three office files, through the browser and the command line, on both databases."""

import json
from datetime import date

import pytest

from staffdev.db.facts import current
from staffdev.exchange.imports.queries import sheets_of
from staffdev.exchange.imports.view import row_view
from staffdev.exchange.tables import ImportRow
from staffdev.i18n import Language
from staffdev.people.tables import Appointment, Engagement, Licence, Mandate, Person
from staffdev.training.tables import BasicTraining, TrainingRecord
from staffdev.translations import say, speaking
from tests.exchange.office import (
    DATA,
    INTERVISION,
    LEDGER,
    LEDGER_2024,
    MAPPING,
    OFFICES,
    STAFF,
    WORKBOOK,
    batch_at,
    brought_in,
    confirm_people,
    new_office,
    newest_batch,
    outcomes,
    record_workbook,
    run,
)

pytestmark = pytest.mark.anyio

# Every row of the workbook: what becomes of it, and the words that explain it.
WORKBOOK_ROWS = {
    (STAFF, 1): ("not_counted", "names the columns"),
    (STAFF, 2): ("written", "Engagement from 1 Mar 2014"),
    (STAFF, 3): ("written", "Licence С-2210/2021, as a basic licence"),
    (STAFF, 4): ("written", "New person: Đurđica Đurić"),
    (STAFF, 5): ("written", "Engagement from 1 Sep 2021 to 30 Jun 2025"),
    (STAFF, 6): ("written", "New person: Љиљана Њежић"),
    (STAFF, 7): ("written", "Engagement from 2 Jul 2024"),
    (STAFF, 8): ("written", "New person: Ана Петров"),
    (STAFF, 9): ("written", "Her office comes from the decisions"),
    (OFFICES, 1): ("not_counted", "names the columns"),
    (OFFICES, 2): ("written", "Coordinator from 15 Sep 2019"),
    (OFFICES, 3): ("written", "Coordinator from 15 Jul 2025"),
    (OFFICES, 4): ("written", "Responsible person from 5 Jan 2018"),
    (LEDGER, 1): ("not_counted", "above the table"),
    (LEDGER, 2): ("not_counted", "above the table"),
    (LEDGER, 3): ("not_counted", "empty"),
    (LEDGER, 4): ("not_counted", "names the columns"),
    (LEDGER, 5): ("written", "180 minutes on 15 Feb 2025 for Јелена Ковачев"),
    (LEDGER, 6): ("written", "270 minutes on 8 Mar 2025 for Јелена Ковачев"),
    (LEDGER, 7): ("written", "360 minutes on 22 Mar 2025 for Илона Тот"),
    (LEDGER, 8): ("written", "360 minutes on 23 Mar 2025 for Илона Тот"),
    (LEDGER, 9): ("written", "180 minutes on 12 Apr 2025 for Đurđica Đurić"),
    (LEDGER, 10): ("written", "divided evenly: 240 minutes on each of 2 days"),
    (LEDGER, 11): ("needs_you", "31.02.2025 does not exist"),
    (LEDGER, 12): ("written", "150 minutes on 7 Jun 2025 for Љиљана Њежић"),
    (LEDGER, 13): ("not_counted", "repeats row 12"),
    (LEDGER, 14): ("written", "4 days with 600 minutes in all for Вера Џинић Хаџи, in 2025, 2026"),
    (LEDGER, 15): ("written", "120 minutes on 14 Sep 2025 for Јелена Ковачев"),
    (LEDGER, 16): ("not_counted", "empty"),
    (LEDGER, 17): ("written", "90 minutes on 20 Sep 2025 for Илона Тот"),
    (LEDGER, 18): ("written", "The basic training was completed on 1 Oct 2025"),
    (LEDGER, 19): ("written", "300 minutes on 15 Nov 2025 for Ана Петров"),
    (LEDGER, 20): ("needs_you", "less than nothing"),
    (LEDGER, 21): ("not_counted", "total"),
}
LEDGER_2024_ROWS = {
    (0, 1): ("not_counted", "names the columns"),
    (0, 2): ("written", "360 minutes on 24 Feb 2024"),
    (0, 3): ("written", "210 minutes on 29 Feb 2024"),
    (0, 4): ("written", "120 minutes on 18 May 2024"),
    (0, 5): ("written", "255 minutes on 5 Oct 2024"),
    (0, 6): ("written", "600 minutes on 31 Dec 2024"),
    (0, 7): ("written", "The basic training was completed on 14 Dec 2024"),
}
INTERVISION_ROWS = {
    (0, 1): ("not_counted", "names the columns"),
    (0, 2): (
        "written",
        "90 minutes, for Јелена Ковачев, Илона Тот, Љиљана Њежић, Вера Џинић Хаџи; not there: Марија Нађ",
    ),
    (0, 3): ("written", "Intervision of “Интервизија”, 90 minutes"),
    (0, 4): ("written", "Intervision of “Интервизија”, 60 minutes"),
    (0, 5): ("written", "60 minutes passed, not 120"),
    (0, 6): ("written", "Intervision of “Интервизија”, 90 minutes"),
}


async def told(batch):
    """(sheet, row) → outcome and everything that is said about the row, in English."""
    sheets, found = sheets_of(batch), {}
    with speaking(Language.ENGLISH):
        for row in await ImportRow.select().where(ImportRow.batch == batch.id):
            view = row_view(row, sheets, batch)
            words = [problem.advice for problem in view.problems]
            words += [*view.says, *view.reading.assumptions, *view.reading.notes]
            found[row["sheet"], row["row_number"]] = (row["outcome"], " ".join(say(one) for one in words))
    return found


def agrees(found, expected):
    assert found.keys() == expected.keys()
    wrong = {
        key: found[key]
        for key, (outcome, words) in expected.items()
        if found[key][0] != outcome or words not in found[key][1]
    }
    assert not wrong


async def sessions(kind=None):
    """Who, on which day, how many minutes."""
    names = {person["id"]: f"{person['first_name']} {person['last_name']}" for person in await Person.select()}
    records = await TrainingRecord.objects().where(current(TrainingRecord)).order_by(TrainingRecord.held_on)
    return [(names[one.person], one.held_on, one.minutes) for one in records if kind in {None, one.kind}]


async def the_workbook_is_recorded():
    assert await Engagement.count() == 7
    assert {licence.number for licence in await Licence.objects()} == {"С-1044/2019", "С-2210/2021"}
    assert await Appointment.count() == 2
    assert await Mandate.count() == 1
    assert [day for who, day, _ in await sessions() if who.startswith("Вера")] == [
        date(2025, 12, 29),
        date(2025, 12, 30),
        date(2026, 1, 5),
        date(2026, 1, 6),
    ]
    (basic,) = await BasicTraining.objects()
    assert (basic.completed_on, basic.minutes, basic.certificate_number) == (date(2025, 10, 1), 4320, "118/2025")
    records = await TrainingRecord.objects()
    assert {(record.source, record.state) for record in records} == {("import", "logged")}
    assert sum(record.minutes for record in records if record.is_basic) == 4320
    assert [record.evidence for record in records if record.title.startswith("Онлајн курс")] == [None] * 4


async def test_the_workbook_in_the_browser(client, db):
    await client.sign_in(await new_office())
    home = await record_workbook(client)
    agrees(await told(await batch_at(home)), WORKBOOK_ROWS)
    await the_workbook_is_recorded()


async def test_the_workbook_on_the_command_line(db, db_settings, tmp_path):
    await new_office()
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps(MAPPING), "utf-8")
    await run(db_settings, "import", DATA / WORKBOOK, "--yes", "--mapping", mapping)
    agrees(await told(await newest_batch()), WORKBOOK_ROWS)
    await the_workbook_is_recorded()


async def test_both_exports_in_the_browser_after_the_workbook(client, db):
    await client.sign_in(await new_office())
    await record_workbook(client)
    for name, expected in ((LEDGER_2024, LEDGER_2024_ROWS), (INTERVISION, INTERVISION_ROWS)):
        home = await brought_in(client, name)
        await confirm_people(client, home)
        await client.post(f"{home}/rows/agreement")
        assert (await client.post(f"{home}/application")).status_code == 303
        agrees(await told(await batch_at(home)), expected)
    assert len(await sessions("intervision")) == 20
    assert ("Илона Тот", date(2025, 3, 30), 60) in await sessions("intervision")


async def test_both_exports_on_the_command_line_after_the_workbook(db, db_settings, tmp_path):
    await new_office()
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps(MAPPING), "utf-8")
    await run(db_settings, "import", DATA / WORKBOOK, "--yes", "--mapping", mapping)
    for name, expected in ((LEDGER_2024, LEDGER_2024_ROWS), (INTERVISION, INTERVISION_ROWS)):
        await run(db_settings, "import", DATA / name, "--yes")
        agrees(await told(await newest_batch()), expected)
    assert len(await sessions("intervision")) == 20


async def test_before_anybody_says_who_is_who_no_row_is_recorded(client, db):
    await client.sign_in(await new_office())
    home = await brought_in(client, WORKBOOK)
    found = set((await outcomes(await batch_at(home))).values())
    assert found == {"needs_you", "not_counted"}
    answer = await client.post(f"{home}/application")
    assert answer.status_code == 409
    assert await TrainingRecord.count() == 0
