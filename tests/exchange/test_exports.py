"""Registers as sheets: what each role gets, and how it opens in Serbian Excel."""

import csv
import io
from datetime import date

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.db.facts import record
from staffdev.training.tables import TrainingRecord
from tests.exchange.office import sheet_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def hours(cast):
    """Two trainings of Ilona's; the second has a title that could be a formula."""
    for day, title in ((date(2025, 2, 1), "Žene i prava"), (date(2026, 3, 1), "=HYPERLINK(1)")):
        values = {"organisation": cast.ravnica.id, "person": cast.ilona.person.id, "title": title, "kind": "course"}
        values |= {"held_on": day, "minutes": 150, "topics": "", "is_basic": False, "entry": cast.ilona.person.code}
        await record(
            TrainingRecord, by=None, at=cast.ravnica.created_at, **values, state="logged", source="web", organiser=None
        )


def texts(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


async def test_the_ledger_opens_as_a_workbook_with_days_and_hours(client, cast, hours):
    await client.sign_in(cast.jelena)
    answer = await client.get("/exports/ledger")
    assert "attachment" in answer.headers["content-disposition"]
    header, *rows = sheet_of(answer.content).iter_rows(values_only=True)
    assert header[:3] == ("Last name", "First name", "Day")
    assert [row[2].date() for row in rows] == [date(2025, 2, 1), date(2026, 3, 1)]
    assert rows[1][3] == "=HYPERLINK(1)"
    assert sheet_of(answer.content)["D3"].data_type == "s"


async def test_the_ledger_as_text_is_neutral_and_of_one_year_if_asked(client, cast, hours):
    await client.sign_in(cast.jelena)
    rows = texts(await client.get("/exports/ledger?shape=csv&year=2026"))
    assert [row[3] for row in rows[1:]] == ["'=HYPERLINK(1)"]
    assert rows[1][2] == "1.3.2026."
    assert rows[1][6] == "2:30"


async def test_the_page_offers_every_register_and_every_year(client, cast, hours):
    await client.sign_in(cast.snezana)
    page = await client.get("/exports")
    for address in (
        "/exports/ledger?shape=xlsx",
        "/exports/people?shape=csv",
        "year=2025",
        "year=2026",
        "/interchange",
    ):
        assert address in page.text.replace("&amp;", "&")


async def test_an_inspector_gets_codes_for_names_and_no_addresses(client, cast, hours):
    await client.sign_in(cast.olga)
    for what in ("ledger", "people", "offices"):
        answer = await client.get(f"/exports/{what}?shape=csv")
        assert "Sabo" not in answer.text
        assert "Tomin" not in answer.text
    assert str(cast.ilona.person.code)[:8] in (await client.get("/exports/people?shape=csv")).text
    assert "Interchange" not in (await client.get("/exports")).text


async def test_only_those_who_lead_get_addresses(client, cast):
    for who, expected in ((cast.jelena, True), (cast.mira, False)):
        await client.sign_in(who)
        header = texts(await client.get("/exports/people?shape=csv"))[0]
        assert ("E-mail" in header) is expected


async def test_offices_hold_both_kinds(client, cast):
    await client.sign_in(cast.jelena)
    rows = texts(await client.get("/exports/offices?shape=csv"))
    assert [row[0] for row in rows[1:]] == ["coordinator", "responsible person"]


async def test_a_consultant_exports_nothing_and_nobody_anothers(client, cast, hours):
    await client.sign_in(cast.ilona)
    for path in ("", "/ledger", "/people", "/offices"):
        assert (await client.get(f"/exports{path}")).status_code == 403
    await client.sign_in(cast.nada)
    assert len(texts(await client.get("/exports/ledger?shape=csv"))) == 1
    for path in ("/salaries", "/ledger?year=0", "/ledger?year=99999"):
        assert (await client.get(f"/exports{path}")).status_code == 404


async def test_every_export_is_in_the_log_or_does_not_happen(client, cast, db):
    await client.sign_in(cast.jelena)
    await client.get("/exports/people")
    assert await AuditEntry.count().where(AuditEntry.event == "exchange:sheet:export") == 1
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    assert (await client.http.get("http://127.0.0.1:8000/exports/people")).status_code == 500
