"""Papers of a record: added, looked at by whoever may see the record, removed with a reason."""

from datetime import date
from uuid import uuid4

import pytest

from staffdev.audit.tables import AuditEntry
from staffdev.evidence.controllers import SANDBOX
from staffdev.evidence.tables import Attachment
from staffdev.training.vocabulary import RecordSource
from tests.evidence.pictures import SECRET, jpeg, opened
from tests.training.ledger.ledgering import PDF, first, of, on, written

pytestmark = pytest.mark.anyio


def sent(name="potvrda.pdf", content=PDF, kind="application/pdf"):
    return [("papers", (name, content, kind))]


async def with_paper(client, cast, **values):
    row = await written(cast.ilona, **values)
    await client.sign_in(cast.ilona)
    await client.post(of(row, "/attachments"), files=sent())
    return row, await first(Attachment.objects())


async def test_it_keeps_several_papers_of_one_record(client, cast):
    row = await written(cast.ilona)
    await client.sign_in(cast.ilona)
    files = [*sent(), *sent("slika.JPG", jpeg(), "image/png")]
    page = await client.follow(await client.post(of(row, "/attachments"), files=files))
    assert "potvrda.pdf" in page.text
    assert "slika.jpg" in page.text
    photo = await first(Attachment.objects().where(Attachment.media_type == "image/jpeg"))
    assert (photo.about, photo.size) == (row.entry, len(photo.content))
    assert SECRET not in photo.content
    assert opened(bytes(photo.content)).size == (40, 20)
    assert await AuditEntry.count().where(AuditEntry.event == "evidence:attachment:add") == 2


async def test_a_pdf_is_handed_over_and_a_photo_shown_in_a_sandbox(client, cast):
    row, paper = await with_paper(client, cast)
    answer = await client.get(of(row, f"/attachments/{paper.code}"))
    assert answer.content == PDF
    assert answer.headers["content-type"].startswith("application/pdf")
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == SANDBOX
    assert answer.headers["cache-control"] == "no-store"
    await client.post(of(row, "/attachments"), files=sent("slika.jpg", jpeg(), "image/jpeg"))
    photo = await first(Attachment.objects().where(Attachment.media_type == "image/jpeg"))
    shown = await client.get(of(row, f"/attachments/{photo.code}"))
    assert shown.headers["content-disposition"].startswith("inline;")
    assert shown.headers["content-type"].startswith("image/jpeg")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("potvrda.pdf", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("potvrda.pdf", b"<html><script>alert(1)</script></html>"),
        ("potvrda.pdf", b"PK\x03\x04"),
        ("potvrda.pdf", b""),
        ("slika.jpg", jpeg()[:100]),
    ],
)
async def test_what_is_no_paper_is_refused_and_nothing_kept(client, cast, name, content):
    row = await written(cast.ilona)
    await client.sign_in(cast.ilona)
    answer = await client.post(of(row, "/attachments"), files=[*sent(), *sent(name, content)])
    assert answer.status_code == 422
    assert 'href="#papers"' in answer.text
    assert "alert(1)" not in answer.text
    assert await Attachment.count() == 0


async def test_nothing_chosen_is_said(client, cast):
    row = await written(cast.ilona)
    await client.sign_in(cast.ilona)
    assert (await client.post(of(row, "/attachments"), {})).status_code == 422


@pytest.mark.parametrize("tail", ["/attachments", ""])
async def test_twenty_megabytes_are_too_large(client, cast, tail):
    row = await written(cast.ilona)
    await client.sign_in(cast.ilona)
    where = of(row, tail) if tail else "/my-training"
    answer = await client.post(where, files=sent(content=PDF + b"x" * 20_000_000))
    assert answer.status_code == 413
    assert "too large" in answer.text
    assert await Attachment.count() == 0


@pytest.mark.parametrize(
    ("who", "reads", "files"),
    [
        ("ilona", 200, 303),
        ("jelena", 200, 303),
        ("snezana", 200, 303),
        ("olga", 200, 403),
        ("djurdjica", 404, 404),
        ("mira", 404, 404),
        ("nada", 404, 404),
        ("tijana", 404, 404),
    ],
)
async def test_it_is_for_those_who_may_see_the_record(client, cast, who, reads, files):
    row, paper = await with_paper(client, cast)
    await client.sign_in(getattr(cast, who))
    assert (await client.get(of(row, f"/attachments/{paper.code}"))).status_code == reads
    assert (await client.post(of(row, "/attachments"), files=sent("druga.pdf"))).status_code == files
    removal = of(row, f"/attachments/{paper.code}/removal")
    assert (await client.post(removal, {"because": "zamućena"})).status_code == files


async def test_a_paper_of_another_record_is_not_found_under_this_one(client, cast):
    row, paper = await with_paper(client, cast)
    other = await written(cast.ilona, held_on=date(2026, 5, 11))
    assert (await client.get(of(other, f"/attachments/{paper.code}"))).status_code == 404
    assert (await client.get(of(row, f"/attachments/{uuid4()}"))).status_code == 404


async def test_nobody_signed_in_gets_nothing(client, cast):
    row, paper = await with_paper(client, cast)
    stranger = client.another()
    answer = await stranger.get(of(row, f"/attachments/{paper.code}"))
    assert answer.status_code in {303, 401}
    assert PDF not in answer.content


async def test_removing_needs_a_reason_erases_the_file_and_keeps_the_trace(client, cast):
    row, paper = await with_paper(client, cast)
    removal = of(row, f"/attachments/{paper.code}/removal")
    assert (await client.get(removal)).status_code == 200
    assert (await client.post(removal, {"because": " "})).status_code == 422
    page = await client.follow(await client.post(removal, {"because": "vide se tuđa imena"}))
    assert "The file is removed" in page.text
    kept = await first(Attachment.objects())
    assert (kept.content, kept.sha256) == (None, paper.sha256)
    assert kept.removed_at is not None
    assert (await client.get(of(row, f"/attachments/{paper.code}"))).status_code == 404
    assert await AuditEntry.count().where(AuditEntry.event == "evidence:attachment:remove") == 1


async def test_a_closed_year_keeps_its_papers(client, cast):
    row, paper = await with_paper(client, cast, held_on=date(2025, 5, 10))
    with on(2026, 2, 2):
        await client.sign_in(cast.snezana)
        await client.post("/years/2025/closure", {})
        assert (await client.post(of(row, "/attachments"), files=sent())).status_code == 403
        removal = of(row, f"/attachments/{paper.code}/removal")
        assert (await client.post(removal, {"because": "zamućena"})).status_code == 403
    assert await Attachment.count().where(Attachment.removed_at.is_null()) == 1


async def test_attendance_may_have_papers_too(client, cast):
    row, _ = await with_paper(client, cast, source=RecordSource.ATTENDANCE)
    assert await Attachment.count().where(Attachment.about == row.entry) == 1


@pytest.mark.parametrize("act", ["add", "remove"])
async def test_without_an_audit_entry_nothing_happens(client, cast, db, act):
    row, paper = await with_paper(client, cast)
    await db.run_ddl("ALTER TABLE audit_entry RENAME TO audit_entry_that_was")
    data = {"csrf_token": client.csrf, "because": "zamućena"}
    tail = "/attachments" if act == "add" else f"/attachments/{paper.code}/removal"
    answer = await client.http.post(of(row, tail), data=data, files=sent("druga.pdf") if act == "add" else None)
    assert answer.status_code == 500
    assert await Attachment.count().where(Attachment.removed_at.is_null()) == 1
