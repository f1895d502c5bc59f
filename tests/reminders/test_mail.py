"""Mail says that something waits and nothing else; off without a server, and encrypted with one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from staffdev.errors import StaffdevError
from staffdev.people.tables import Person
from staffdev.reminders.post import post_digests
from staffdev.reminders.tables import Digest
from staffdev.settings import Settings, Smtp
from tests.plans.planning import on
from tests.post import Post
from tests.reminders.test_remind import run

pytestmark = pytest.mark.anyio


@pytest.fixture
async def settings(db_settings, certificate):
    return replace(db_settings, url="https://staffdev.example")


def to(settings, port):
    return replace(settings, smtp=Smtp("localhost", port, "staffdev@example.org"))


async def address(member, mail):
    await Person.update({Person.email: mail}).where(Person.id == member.person.id)


async def test_each_digest_is_mailed_once_over_an_encrypted_line_with_nothing_of_it(
    client, cast, settings, certificate
):
    await address(cast.ilona, "ilona@example.org")
    await run(cast)
    async with Post(certificate) as post:
        with on(2026, 11, 16):
            assert await post_digests(cast.ravnica.id, to(settings, post.port)) == 1
            assert await post_digests(cast.ravnica.id, to(settings, post.port)) == 0
    [(is_encrypted, letter)] = post.letters
    assert is_encrypted
    assert (letter["To"], letter["Subject"]) == ("ilona@example.org", "StaffDev")
    text = letter.get_payload(decode=True).decode()
    assert "https://staffdev.example/" in text
    assert len(text.strip().splitlines()) == 1
    for word in ("licenc", "18", "26", "Ilona", "Ravnica"):
        assert word not in text
    assert (await Digest.objects().get(Digest.person == cast.ilona.person.id)).mailed_at is not None


async def test_without_a_mail_server_nothing_is_sent(client, cast, settings):
    await address(cast.ilona, "ilona@example.org")
    await run(cast)
    with on(2026, 11, 16):
        assert await post_digests(cast.ravnica.id, settings) == 0


async def test_what_she_has_read_is_not_mailed(client, cast, settings, certificate):
    await address(cast.ilona, "ilona@example.org")
    await run(cast)
    await Digest.update({Digest.read_at: datetime(2026, 11, 16, tzinfo=UTC)}, force=True)
    async with Post(certificate) as post:
        with on(2026, 11, 16):
            assert await post_digests(cast.ravnica.id, to(settings, post.port)) == 0


async def test_an_address_that_is_refused_leaves_the_others_theirs(client, cast, settings, certificate):
    await address(cast.ilona, "nema@example.org")
    await address(cast.jelena, "jelena@example.org")
    await run(cast)
    async with Post(certificate, refuses="nema@") as post:
        with on(2026, 11, 16):
            assert await post_digests(cast.ravnica.id, to(settings, post.port)) == 1
    assert [letter["To"] for _, letter in post.letters] == ["jelena@example.org"]


async def test_an_address_with_a_line_break_sends_nothing_else(client, cast, settings, certificate):
    await address(cast.ilona, "ilona@example.org\nBcc: svi@example.org")
    await address(cast.jelena, "jelena@example.org")
    await run(cast)
    async with Post(certificate) as post:
        with on(2026, 11, 16):
            assert await post_digests(cast.ravnica.id, to(settings, post.port)) == 1
    assert [letter["To"] for _, letter in post.letters] == ["jelena@example.org"]


@pytest.mark.parametrize("starttls", [True, False])
async def test_a_server_that_cannot_be_trusted_gets_nothing_and_is_tried_again(
    client, cast, settings, certificate, monkeypatch, starttls
):
    await address(cast.ilona, "ilona@example.org")
    await run(cast)
    async with Post(certificate, starttls=starttls) as post:
        if starttls:
            monkeypatch.delenv("SSL_CERT_FILE")
        with on(2026, 11, 16):
            assert await post_digests(cast.ravnica.id, to(settings, post.port)) == 0
    assert post.letters == []
    assert await Digest.count().where(Digest.mailed_at.is_not_null()) == 0


async def test_a_server_that_is_not_there_is_no_failure(client, cast, settings):
    await address(cast.ilona, "ilona@example.org")
    await run(cast)
    with on(2026, 11, 16):
        assert await post_digests(cast.ravnica.id, to(settings, 1)) == 0


def test_settings_have_no_mail_server_unless_they_say_so():
    assert Settings.from_env({}).smtp is None
    given = {"STAFFDEV_SMTP_HOST": "mail.example.org", "STAFFDEV_SMTP_FROM": "sos@example.org"}
    assert Settings.from_env(given).smtp == Smtp("mail.example.org", 587, "sos@example.org")
    for wrong in ({"STAFFDEV_SMTP_FROM": "sos"}, {"STAFFDEV_SMTP_FROM": ""}, {"STAFFDEV_SMTP_PORT": "70000"}):
        with pytest.raises(StaffdevError):
            Settings.from_env(given | wrong)
