"""Invitations by mail: one for each person, which names nobody else; off without a server."""

from dataclasses import replace

import pytest
from icalendar import Calendar

from staffdev import clock
from staffdev.audit.tables import AuditEntry
from staffdev.people.tables import Person
from staffdev.settings import Smtp
from tests.intervision.invitations.test_files import a_series
from tests.intervision.meeting import a_group, a_session
from tests.post import Post


@pytest.fixture
def post_office(client, certificate):
    """`post_office(post)` lets the application know that server; None takes it away."""

    def known(post):
        settings = client.app.state.settings
        smtp = post and Smtp("localhost", getattr(post, "port", 1), "sos@example.org")
        client.app.state.settings = replace(settings, smtp=smtp)

    yield known
    known(None)


async def address(member, mail):
    await Person.update({Person.email: mail}).where(Person.id == member.person.id)


async def addressed(cast):
    await address(cast.ilona, "ilona@example.org")
    await address(cast.djurdjica, "djurdjica@example.org")
    await address(cast.jelena, "jelena@example.org")


def calendar_in(letter):
    parts = {part.get_content_type(): part for part in letter.walk()}
    return Calendar.from_ical(parts["text/calendar"].get_payload(decode=True))


async def mailed():
    return await AuditEntry.count().where(AuditEntry.event == "intervision:invitation:mail")


async def test_everybody_gets_hers_and_no_mail_names_anybody_else(client, cast, certificate, post_office):
    await addressed(cast)
    session = await a_session(await a_group(cast, cast.ilona, cast.djurdjica), days=3)
    home = f"/intervision/sessions/{session.code}"
    await client.sign_in(cast.jelena)
    async with Post(certificate) as post:
        post_office(post)
        assert "Mail them now" in (await client.get(f"{home}/answer")).text
        answer = await client.post(f"{home}/invitation-mails")
        assert "2 messages were mailed." in (await client.follow(answer)).text
    letters = {letter["To"]: letter for _, letter in post.letters}
    assert all(is_encrypted for is_encrypted, _ in post.letters)
    assert len(letters) == 2
    for name, other in (("ilona", "djurdjica"), ("djurdjica", "ilona")):
        (letter,) = [one for one in letters.values() if f"{name}@" in str(one["To"])]
        assert (letter["From"], letter["Subject"]) == ("sos@example.org", "An invitation")
        calendar = calendar_in(letter)
        (event,) = calendar.events
        assert (calendar["METHOD"], event["UID"], len(event.attendees)) == ("REQUEST", str(session.code), 1)
        assert str(event["ORGANIZER"]) == "mailto:jelena@example.org"
        assert f"{other}@" not in str(calendar.to_ical())
        assert "X-Unsent" not in letter
    assert await mailed() == 1


async def test_a_series_and_what_is_called_off_go_the_same_way(client, cast, certificate, post_office):
    await addressed(cast)
    series, _ = await a_series(await a_group(cast, cast.ilona))
    off = {"cancelled_at": clock.now(), "cancelled_because": "Praznik", "sequence": 1}
    session = await a_session(await a_group(cast, cast.djurdjica), days=3, **off)
    await client.sign_in(cast.snezana)
    async with Post(certificate) as post:
        post_office(post)
        await client.follow(await client.post(f"/intervision/series/{series.code}/invitation-mails"))
        await client.follow(await client.post(f"/intervision/sessions/{session.code}/invitation-mails"))
    told = {str(calendar_in(letter)["METHOD"]): letter["To"] for _, letter in post.letters}
    assert "ilona@" in told["REQUEST"]
    assert "djurdjica@" in told["CANCEL"]


async def test_it_names_those_whom_no_mail_reached(client, cast, certificate, post_office):
    await address(cast.ilona, "ilona@example.org")
    await address(cast.snezana, "nema@example.org")
    session = await a_session(await a_group(cast, cast.ilona, cast.djurdjica, cast.snezana), days=3)
    await client.sign_in(cast.jelena)
    async with Post(certificate, refuses="nema@") as post:
        post_office(post)
        page = await client.follow(await client.post(f"/intervision/sessions/{session.code}/invitation-mails"))
    assert "Mailed: 1. Not reached by mail, so carry theirs as files: Đurđica Peić, Snežana Lazić." in page.text
    assert ["ilona@" in letter["To"] for _, letter in post.letters] == [True]


async def test_it_says_what_to_do_where_nothing_can_be_sent(client, cast, certificate, post_office):
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    path = f"/intervision/sessions/{session.code}/invitation-mails"
    await client.sign_in(cast.jelena)
    answer = await client.post(path)
    assert answer.status_code == 409
    assert "No mail server is set up here." in answer.text
    assert "Mail them now" not in (await client.get(path.replace("invitation-mails", "answer"))).text
    post_office("a server that is not there")
    answer = await client.post(path)
    assert answer.status_code == 422
    assert "Nobody who is asked has an e-mail address in the register." in answer.text
    assert await mailed() == 0
    await address(cast.ilona, "ilona@example.org")
    answer = await client.post(path)
    assert answer.status_code == 422
    assert "The mail server did not take the messages." in answer.text


async def test_nobody_is_invited_to_what_is_over(client, cast, certificate, post_office):
    await addressed(cast)
    session = await a_session(await a_group(cast, cast.ilona), days=-1)
    await client.sign_in(cast.jelena)
    async with Post(certificate) as post:
        post_office(post)
        answer = await client.post(f"/intervision/sessions/{session.code}/invitation-mails")
    assert answer.status_code == 409
    assert "This session is over." in answer.text
    assert post.letters == []


async def test_only_who_leads_sends_and_nobody_of_another_organisation(client, cast):
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    series, _ = await a_series(await a_group(cast, cast.ilona))
    paths = (
        f"/intervision/sessions/{session.code}/invitation-mails",
        f"/intervision/series/{series.code}/invitation-mails",
    )
    for path in paths:
        await client.sign_in(cast.ilona)
        assert (await client.post(path)).status_code == 403
        await client.sign_in(cast.nada)
        assert (await client.post(path)).status_code == 404


async def test_without_an_audit_entry_nothing_leaves(client, cast, certificate, post_office, broken_audit):
    await addressed(cast)
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    await client.sign_in(cast.jelena)
    async with Post(certificate) as post:
        post_office(post)
        with pytest.raises(AssertionError, match="failed"):
            await client.post(f"/intervision/sessions/{session.code}/invitation-mails")
    assert post.letters == []


async def test_who_has_no_address_for_a_message_is_said_to_whom_sends_it_alone(client, cast):
    session = await a_session(await a_group(cast, cast.ilona, cast.djurdjica), days=3)
    await address(cast.ilona, "ilona@example.org")
    missing = "The register has no e-mail address for the message to go to."
    await client.sign_in(cast.jelena)
    home = f"/intervision/sessions/{session.code}/answer"
    page = (await client.get(home)).text
    assert page.count(missing) == 1
    assert f'href="/people/{cast.djurdjica.person.code}/edit"' in page
    assert f'href="/people/{cast.ilona.person.code}/edit"' not in page
    hers = await client.another().sign_in(cast.djurdjica)
    assert missing not in (await hers.get(home)).text
    series, _ = await a_series(await a_group(cast, cast.ilona))
    assert missing not in (await client.get(f"/intervision/series/{series.code}/answer")).text
    await address(cast.ilona, None)
    assert missing in (await client.get(f"/intervision/series/{series.code}/answer")).text
