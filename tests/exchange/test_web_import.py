"""The office files through the browser."""

import pytest

from staffdev.exchange.tables import ImportRow
from staffdev.people.tables import Engagement
from staffdev.training.tables import TrainingRecord
from tests.exchange.office import WORKBOOK, batch_at, brought_in, confirm_people

pytestmark = pytest.mark.anyio


async def test_the_workbook_is_brought_in_corrected_and_recorded(client, cast):
    await client.sign_in(cast.snezana)
    home = await brought_in(client, WORKBOOK)
    assert "Nothing is recorded yet" in (await client.get(home)).text
    for index in range(3):
        assert (await client.get(f"{home}/sheets/{index}")).status_code == 200
    await confirm_people(client, home, **{"Kovačev J.": "same:jelena kovacev", "Тот И.": "same:ilona tot", "Непозната Особа": "skip"})
    rows = await client.get(f"{home}/rows")
    assert "31.02.2025 does not exist" in rows.text
    assert (await client.get(f"{home}/sheets/1/rows/6")).status_code == 200
    assert (await client.post(f"{home}/sheets/1/rows/6", {"contract": "volunteer"})).status_code == 303
    assert (await client.post(f"{home}/sheets/1/rows/9", {"starts_on": "1.1.2010."})).status_code == 303
    assert (await client.post(f"{home}/sheets/0/rows/19", {"minutes": "5"})).status_code == 303
    again = await client.post(f"{home}/sheets/0/rows/11", {"days": "30.2.2025."})
    assert again.status_code == 422
    await client.post(f"{home}/rows/agreement")
    for outcome in ("ready", "needs_you", "not_counted", "all"):
        assert (await client.get(f"{home}/rows?outcome={outcome}")).status_code == 200
    page = await client.follow(await client.post(f"{home}/application"))
    assert "20 rows are recorded" in page.text
    assert await TrainingRecord.count() == 16
    assert await ImportRow.count().where(ImportRow.outcome == "written") == 20
    assert (await client.get(f"{home}/rejected-rows")).status_code == 200
    page = await client.follow(await client.post(f"{home}/undoing"))
    assert "20 rows are taken back" in page.text
    assert await Engagement.count().where(Engagement.superseded_at.is_null()) == 5
    assert (await batch_at(home)).state == "undone"
