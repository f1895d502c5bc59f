"""The private feed of a person: its address, what stands in it, and how calendars ask for it again."""

import re
from datetime import timedelta

import pytest
from icalendar import Calendar

from staffdev import clock
from staffdev.accounts.tables import Account
from staffdev.audit.tables import AuditEntry
from staffdev.i18n import Language
from staffdev.intervision.tables import Feed
from tests.intervision.meeting import a_group, a_session

HOME = "/intervision/feed"


async def made(client, cast, member=None, **values):
    """Her feed's path."""
    await client.sign_in(member or cast.ilona)
    answer = await client.post(HOME, values)
    assert answer.status_code == 200
    return re.search(r"http://[^<]*(/feeds/([^/<]+)/intervision\.ics)", answer.text).group(1)


def days(answer):
    return sorted(event.start.date() for event in Calendar.from_ical(answer.content).events)


async def test_it_is_read_without_signing_in(client, cast):
    group = await a_group(cast, cast.ilona)
    session = await a_session(group, days=3)
    answer = await client.another().get(await made(client, cast))
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
    assert "content-disposition" not in answer.headers
    assert "set-cookie" not in answer.headers
    assert "last-modified" not in answer.headers
    assert answer.headers["cache-control"].startswith("private")
    assert days(answer) == [session.held_on]


async def test_what_a_calendar_asks_about_it_first_is_answered_without_it(client, cast):
    await a_session(await a_group(cast, cast.ilona), days=3)
    path, other = await made(client, cast), client.another()
    whole, told = await other.get(path), await other.http.head(path)
    assert (told.status_code, told.content) == (200, b"")
    assert dict(told.headers) == dict(whole.headers)
    assert int(told.headers["content-length"]) == len(whole.content)
    again = await other.http.head(path, headers={"if-none-match": whole.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", whole.headers["etag"])
    assert (await other.http.head("/feeds/nobody/intervision.ics")).status_code == 404


async def test_only_a_digest_is_kept_and_the_address_is_shown_once(client, cast):
    path = await made(client, cast)
    token = path.split("/")[2]
    assert len(token) >= 32
    row = await Feed.objects().first()
    assert token not in str(row.to_dict())
    assert token not in (await client.get(HOME)).text
    logged = [str(entry.to_dict()) for entry in await AuditEntry.objects()]
    assert not [entry for entry in logged if token in entry]
    assert len([entry for entry in logged if "intervision:feed:create" in entry]) == 1


async def test_asked_again_it_answers_304_with_the_same_validator(client, cast):
    await a_session(await a_group(cast, cast.ilona), days=3)
    path, other = await made(client, cast), client.another()
    first = await other.get(path)
    etag = first.headers["etag"]
    assert not etag.startswith("W/")
    for condition in (etag, f'"other", {etag}', f"W/{etag}", "*"):
        again = await other.get(path, headers={"if-none-match": condition})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
        assert again.headers["cache-control"] == first.headers["cache-control"]


async def test_a_date_beside_the_validator_is_not_looked_at(client, cast):
    path, other = await made(client, cast), client.another()
    late = {"if-modified-since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert (await other.get(path, headers=late)).status_code == 200
    assert (await other.get(path, headers={"if-none-match": '"other"', **late})).status_code == 200


async def test_the_same_sessions_are_the_same_bytes_and_a_change_is_another_validator(client, cast):
    session = await a_session(await a_group(cast, cast.ilona), days=3)
    path, other = await made(client, cast), client.another()
    first, again = await other.get(path), await other.get(path)
    assert first.content == again.content
    session.held_on += timedelta(days=1)
    session.changed_at = clock.now()
    await session.save()
    moved = await other.get(path, headers={"if-none-match": first.headers["etag"]})
    assert (moved.status_code, days(moved)) == (200, [session.held_on])


async def test_two_months_of_the_past_stand_in_it_and_what_was_called_off_does_not(client, cast):
    group = await a_group(cast, cast.ilona)
    kept = await a_session(group, days=-60)
    await a_session(group, days=-70)
    await a_session(group, days=5, cancelled_at=clock.now(), cancelled_because="Praznik")
    assert days(await client.get(await made(client, cast))) == [kept.held_on]


async def test_it_holds_her_own_sessions_only_and_names_nobody(client, cast):
    await a_session(await a_group(cast, cast.djurdjica), days=3)
    mine = await a_session(
        await a_group(cast, cast.ilona, cast.djurdjica, title="Tajna grupa"), days=4, place="Ulica 7"
    )
    answer = await client.get(await made(client, cast))
    assert days(answer) == [mine.held_on]
    for word in ("Tajna", "Ulica", cast.djurdjica.person.first_name, "ATTENDEE", "ORGANIZER"):
        assert word not in answer.text


@pytest.mark.parametrize(
    ("language", "title"), [(None, "Sastanak"), (Language.SERBIAN_CYRILLIC, "Састанак"), (Language.ENGLISH, "Meeting")]
)
async def test_its_neutral_title_is_in_her_language(client, cast, language, title):
    await a_session(await a_group(cast, cast.ilona), days=3)
    path = await made(client, cast)
    before = (await client.get(path)).headers["etag"]
    await Account.update({Account.language: language}, force=True).where(Account.id == cast.ilona.account.id)
    answer = await client.get(path, headers={"if-none-match": before})
    assert answer.status_code == (304 if language is None else 200)
    (event,) = Calendar.from_ical((await client.get(path)).content).events
    assert str(event["SUMMARY"]) == title


async def test_an_alarm_rings_only_where_she_asked_for_it(client, cast):
    await a_session(await a_group(cast, cast.ilona), days=3)
    path = await made(client, cast, alarm="60")
    assert "TRIGGER:-PT60M" in (await client.get(path)).text
    assert (await client.post(f"{HOME}/alarm", {"alarm": ""})).status_code == 303
    assert "VALARM" not in (await client.get(path)).text


async def test_a_new_address_ends_the_old_one(client, cast):
    old = await made(client, cast)
    there = (await Feed.objects().first()).code
    assert f'name="instead_of" value="{there}"' in (await client.get(HOME)).text
    new = await made(client, cast, instead_of=there)
    assert ((await client.get(old)).status_code, (await client.get(new)).status_code) == (404, 200)


async def test_a_page_sent_once_more_does_not_end_the_address_she_copied(client, cast):
    path = await made(client, cast)
    again = await client.post(HOME, {})
    assert (again.status_code, "A new address was made already" in again.text) == (409, True)
    assert (await client.get(path)).status_code == 200
    assert await Feed.count() == await AuditEntry.count().where(AuditEntry.event == "intervision:feed:create") == 1
    stale = (await Feed.objects().first()).code
    await client.post(f"{HOME}/revocation")
    assert (await client.post(HOME, {"instead_of": stale})).status_code == 409


async def test_a_withdrawn_address_is_nothing(client, cast):
    path = await made(client, cast)
    assert (await client.post(f"{HOME}/revocation")).status_code == 303
    assert (await client.get(path)).status_code == 404
    assert (await client.post(f"{HOME}/revocation")).status_code == 409


@pytest.mark.parametrize("token", ["x", "x" * 43, "%00", "' OR 1=1 --"])
async def test_an_unknown_address_is_nothing(client, cast, token):
    assert (await client.get(f"/feeds/{token}/intervision.ics")).status_code == 404


@pytest.mark.parametrize("alarm", ["-5", "soon", "99999"])
async def test_it_says_what_to_correct(client, cast, alarm):
    await client.sign_in(cast.ilona)
    answer = await client.post(HOME, {"alarm": alarm})
    assert (answer.status_code, await Feed.count()) == (422, 0)
    assert "Choose one of the times offered." in answer.text


async def test_without_an_audit_entry_no_address_is_made(client, cast, broken_audit):
    await client.sign_in(cast.ilona)
    await client.http.post(HOME, data={"csrf_token": client.csrf})
    assert await Feed.count() == 0


async def test_whoever_only_reads_has_no_address(client, cast):
    for member in (cast.olga, cast.mira):
        await client.sign_in(member)
        assert ((await client.get(HOME)).status_code, (await client.post(HOME, {})).status_code) == (403, 403)
    assert await Feed.count() == 0
