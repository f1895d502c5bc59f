from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from staffdev import clock
from staffdev.audit.actions import Happening, record, record_many
from staffdev.audit.events import Event
from staffdev.audit.tables import AuditPayload
from staffdev.audit.verification import verify
from staffdev.audit.view import timeline
from staffdev.db.transactions import transaction
from staffdev.i18n import Language
from staffdev.translations import say, speaking
from tests.audit.stored import newest
from tests.audit.tampering import without_triggers

NOON = datetime(2026, 3, 1, 11, tzinfo=UTC)
CHANGES = {"minutes": [60, 90], "kind": ["workshop", "seminar"], "held_on": ["2026-02-28", date(2026, 3, 1)]}


@pytest.fixture
async def log(cast):
    """Three entries of Ravnica and one of Korak."""
    about = uuid4()
    with clock.stopped_at(NOON):
        async with transaction():
            await record(Event.TRAINING_RECORD_LOG, about=about, actor=cast.ilona.actor, title="Osnovna obuka")
            await record(
                Event.TRAINING_RECORD_CORRECT,
                about=about,
                actor=cast.jelena.actor,
                person="Ilona Sabo",
                changes=CHANGES,
            )
    with clock.stopped_at(NOON + timedelta(hours=11, minutes=59)):
        async with transaction():
            await record(Event.PEOPLE_LEAVE_CORRECT, about=uuid4(), actor=cast.jelena.actor, old={"until_on": None})
            await record(Event.PEOPLE_PERSON_EDIT, about=about, actor=cast.nada.actor, name="<b>Tijana</b>")
    return about


async def test_the_responsible_person_reads_who_did_what_and_when(client, cast, log):
    await client.sign_in(cast.snezana)
    page = await client.get("/audit-entries")
    assert page.status_code == 200
    assert "Training record: correction" in page.text
    assert "Jelena Tomin" in page.text
    assert "<del>1 h</del>" in page.text
    assert "<ins>1 h 30 min</ins>" in page.text
    assert "<del>workshop</del>" in page.text
    assert "<ins>1 Mar 2026</ins>" in page.text
    assert page.text.index("Leave: correction") < page.text.index("Training record: entry")


async def test_the_auditor_reads_it_too(client, cast, log):
    await client.sign_in(cast.olga)
    assert (await client.get("/audit-entries")).status_code == 200


@pytest.mark.parametrize("who", ["ilona", "jelena", "mira"])
async def test_nobody_else_reads_it(client, cast, log, who):
    await client.sign_in(getattr(cast, who))
    assert (await client.get("/audit-entries")).status_code == 403


async def test_another_organisation_reads_only_its_own(client, cast, log):
    await client.sign_in(cast.zorka)
    page = await client.get("/audit-entries")
    assert "Person: change" in page.text
    assert "Ilona Sabo" not in page.text
    assert "Training record" not in page.text
    assert "&lt;b&gt;Tijana&lt;/b&gt;" in page.text
    assert "Jelena Tomin" not in page.text


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=people", {"Leave: correction"}),
        ("kind=training", {"Training record: entry", "Training record: correction"}),
        ("kind=%25", {"Leave: correction", "Training record: entry", "Training record: correction"}),
        ("person={ilona}", {"Training record: entry"}),
        ("person={nada}", set()),
        (
            "from_on=2026-03-01&until_on=1.3.2026.",
            {"Leave: correction", "Training record: entry", "Training record: correction"},
        ),
        ("from_on=2026-03-02", set()),
        ("until_on=2026-02-28", set()),
    ],
)
async def test_it_is_filtered_by_day_person_and_kind(client, cast, log, query, found):
    await client.sign_in(cast.olga)
    page = await client.get(f"/audit-entries?{query.format(ilona=cast.ilona.code, nada=cast.nada.code)}")
    everything = {"Leave: correction", "Training record: entry", "Training record: correction", "Person: change"}
    assert {words for words in everything if words in page.text} == found


@pytest.mark.parametrize("query", ["from_on=31.2.2026.", "person=Mira"])
async def test_a_filter_that_makes_no_sense_says_what_to_correct(client, cast, log, query):
    await client.sign_in(cast.olga)
    page = await client.get(f"/audit-entries?{query}")
    assert page.status_code == 422
    assert "Training record" not in page.text.partition("<main")[2].partition("sd-filter")[0]


async def test_a_long_log_has_pages_that_keep_the_filter(client, cast):
    async with transaction():
        await record_many([Happening(Event.PEOPLE_PERSON_EDIT, None)] * 120, actor=cast.jelena.actor)
    await client.sign_in(cast.snezana)
    first = await client.get("/audit-entries?kind=people")
    assert "1–50" in first.text
    assert "/audit-entries?kind=people&amp;page_number=2" in first.text
    last = await client.get("/audit-entries?kind=people&page_number=3")
    assert "101–120" in last.text
    assert 'rel="next"' not in last.text
    assert (await client.get("/audit-entries?page_number=-7")).status_code == 200
    assert (await client.get("/audit-entries?page_number=999999999999999")).status_code in {200, 400}


async def test_whoever_reads_it_stands_in_it_once_a_day(client, cast, log):
    await client.sign_in(cast.olga)
    for _ in range(3):
        page = await client.get("/audit-entries")
    assert page.text.count("Log of changes: reading") == 1
    assert "Olga Vuk" in page.text
    await client.sign_in(cast.snezana)
    await client.get("/audit-entries")
    assert (await client.get("/audit-entries")).text.count("Log of changes: reading") == 2
    assert (await verify()).is_sound


async def test_erased_particulars_are_said_to_be(client, cast, log):
    async with transaction():
        await record(Event.AUDIT_PAYLOADS_ERASE, about=None, actor=cast.snezana.actor, through=2)
        await AuditPayload.delete().where(AuditPayload.seq <= 2)
    await client.sign_in(cast.snezana)
    page = await client.get("/audit-entries")
    assert page.text.count("erased after the time they are kept") == 2


async def test_a_thing_has_a_timeline(cast, log):
    with speaking(Language.ENGLISH):
        lines = await timeline(log, cast.jelena.actor)
        assert [say(line.what) for line in lines] == ["Training record: correction", "Training record: entry"]
        assert [say(line.what) for line in await timeline(log, cast.nada.actor)] == ["Person: change"]


async def test_a_sound_log_has_nothing_to_say_about_itself(client, cast, log):
    await client.sign_in(cast.snezana)
    assert "tampered" not in (await client.get("/audit-entries")).text


async def test_what_was_done_to_the_newest_entries_stands_above_them(client, cast, log):
    seq = (await newest()).seq
    await without_triggers(f"UPDATE audit_entry SET event = 'people:person:create' WHERE seq = {seq - 1}")
    await client.sign_in(cast.olga)
    for query in ("", "?from_on=31.2.2026."):
        page = await client.get(f"/audit-entries{query}")
        assert "The log of changes has been tampered with." in page.text
        assert f"Entry {seq - 1} was changed after it was written." in page.text
