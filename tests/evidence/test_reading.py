"""Who opens somebody else's certificate stands in the log: once for each person, file and day."""

from datetime import UTC, datetime, timedelta

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.clock import stopped_at
from staffdev.evidence.tables import Attachment
from tests.audit.stored import newest
from tests.training.ledger.ledgering import PDF, of, written

pytestmark = pytest.mark.anyio
MORNING = datetime(2026, 5, 4, 7, tzinfo=UTC)


@pytest.fixture
async def papers(client, cast):
    """The addresses of two certificates of Ilona's."""
    row = await written(cast.ilona)
    with stopped_at(MORNING):
        await client.sign_in(cast.ilona)
        files = [("papers", (name, PDF, "application/pdf")) for name in ("prva.pdf", "druga.pdf")]
        assert (await client.post(of(row, "/attachments"), files=files)).status_code == 303
    return [of(row, f"/attachments/{one.code}") for one in await Attachment.objects().order_by(Attachment.id)]


async def opened(client, member, path, at):
    with stopped_at(at):
        await client.sign_in(member)
        return (await client.get(path)).status_code


async def readings():
    read = AuditEntry.event == "evidence:attachment:read"
    return [entry.actor for entry in await AuditEntry.objects().where(read).order_by(AuditEntry.seq)]


async def test_her_own_is_not_written_down(client, cast, papers):
    assert await opened(client, cast.ilona, papers[0], MORNING) == 200
    assert await readings() == []


@pytest.mark.parametrize("who", ["jelena", "snezana", "olga"])
async def test_somebody_elses_is_with_what_was_opened(client, cast, papers, who):
    member = getattr(cast, who)
    assert await opened(client, member, papers[0], MORNING) == 200
    entry = await newest()
    [paper, _] = await Attachment.objects().order_by(Attachment.id)
    assert (entry.event, entry.actor, entry.about) == ("evidence:attachment:read", member.code, paper.code)
    assert "prva.pdf" in entry.body


async def test_each_person_file_and_day_once(client, cast, papers):
    for _ in range(3):
        await opened(client, cast.jelena, papers[0], MORNING)
    await opened(client, cast.jelena, papers[1], MORNING)
    await opened(client, cast.snezana, papers[0], MORNING)
    assert await readings() == [cast.jelena.code, cast.jelena.code, cast.snezana.code]
    await opened(client, cast.jelena, papers[0], MORNING + timedelta(days=1))
    assert len(await readings()) == 4


async def test_the_day_is_serbias(client, cast, papers):
    midnight = datetime(2026, 5, 4, 22, tzinfo=UTC)
    for at in (midnight - timedelta(minutes=2), midnight - timedelta(minutes=1), midnight, midnight):
        await opened(client, cast.jelena, papers[0], at)
    assert len(await readings()) == 2


async def test_what_was_not_found_was_not_read(client, cast, papers):
    assert await opened(client, cast.djurdjica, papers[0], MORNING) == 404
    assert await opened(client, cast.nada, papers[0], MORNING) == 404
    assert await readings() == []


async def test_it_stands_in_the_log_in_words(client, cast, papers):
    await opened(client, cast.jelena, papers[0], MORNING)
    with stopped_at(MORNING):
        await client.sign_in(cast.olga)
        page = await client.get("/audit-entries?kind=evidence")
    assert "Attachment: reading" in page.text
    assert "prva.pdf" in page.text
    assert "Jelena Tomin" in page.text


async def test_without_an_audit_entry_nobody_elses_is_opened(client, cast, papers, db):
    with stopped_at(MORNING):
        await client.sign_in(cast.jelena)
        await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
        answer = await client.http.get(papers[0])
    assert answer.status_code == 500
    assert PDF not in answer.content
