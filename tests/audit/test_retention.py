from datetime import UTC, datetime, timedelta

import pytest

from staffdev import clock
from staffdev.audit.actions import record
from staffdev.audit.events import Event
from staffdev.audit.inspection import Fault
from staffdev.audit.retention import erase_particulars
from staffdev.audit.tables import AuditEntry, AuditPayload
from staffdev.audit.verification import verify
from staffdev.db.transactions import transaction
from tests.audit.tampering import without_triggers

FIRST = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
async def log(db, mira):
    """Ten entries, a year apart."""
    for year in range(10):
        with clock.stopped_at(FIRST.replace(year=2020 + year)):
            async with transaction():
                await record(Event.PEOPLE_PERSON_EDIT, about=None, actor=mira, name="Ilona")


async def test_it_erases_what_is_older_and_the_log_stays_sound(log, mira):
    assert await erase_particulars(before=datetime(2023, 1, 1, tzinfo=UTC), actor=mira) == 3
    report = await verify()
    assert (report.is_sound, report.entries, report.erased) == (True, 11, 3)
    assert await AuditPayload.count() == 8


async def test_a_second_time_goes_on_from_there(log, mira):
    await erase_particulars(before=datetime(2023, 1, 1, tzinfo=UTC), actor=mira)
    assert await erase_particulars(before=datetime(2025, 1, 1, tzinfo=UTC), actor=mira) == 2
    assert (await verify()).is_sound


async def test_nothing_to_erase_is_no_event(log, mira):
    assert await erase_particulars(before=FIRST, actor=mira) == 0
    assert await AuditEntry.count() == 10


async def test_all_of_it_may_go_and_the_erasures_tell(log, mira):
    for _ in range(2):
        await erase_particulars(before=datetime.now(UTC) + timedelta(days=9999), actor=mira)
    report = await verify()
    assert (report.is_sound, report.entries, report.erased) == (True, 12, 11)


async def test_more_than_was_announced_is_a_fault(log, mira):
    await erase_particulars(before=datetime(2023, 1, 1, tzinfo=UTC), actor=mira)
    await without_triggers("DELETE FROM audit_payload WHERE seq = 4")
    assert [found[:2] for found in (await verify()).found] == [(Fault.ERASED, 4)]


async def test_an_entry_dated_back_does_not_take_newer_ones_along(log, mira):
    with clock.stopped_at(FIRST):
        async with transaction():
            await record(Event.PEOPLE_PERSON_EDIT, about=None, actor=mira)
    assert await erase_particulars(before=datetime(2021, 1, 1, tzinfo=UTC), actor=mira) == 1
